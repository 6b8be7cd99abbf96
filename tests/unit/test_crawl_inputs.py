"""Whatever a night is made of, each record of it is one record."""

import gzip
import io
import json
import sys
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.crawl.inputs import read_file, read_records
from dedup.crawl.model import Record
from dedup.crawl.unpackers import zstd
from dedup.errors import InputError
from dedup.read import FieldMapping
from tests.corpus.crawl import Capture, pack_all

TEXT = "It rained in Vellin today."
PAGE = b"<!doctype html><html><head><title>Rain</title></head><body><p>It rained in Vellin today.</p></body></html>"


def _lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def _read(path: Path) -> list[Record]:
    return list(read_records([path]))


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def _only(path: Path, data: bytes) -> Record:
    (record,) = _read(_write(path, data))
    return record


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd.compress), ("a", bytes)]
)
def test_a_line_of_jsonl_is_a_record_with_its_own_id(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    data = _lines({"id": "n1", "text": TEXT, "url": "https://a.example/"}, {"body": TEXT})
    path = _write(tmp_path / name, pack(data))

    first, second = _read(path)

    assert ("n1", 1, "https://a.example/", "ok") == (first.id, first.offset, first.url, first.status)
    assert (f"{path}:2", 2, None) == (second.id, second.offset, second.url)
    assert first.page is not None
    assert (TEXT, "n1") == (first.page.content, first.page.id)


def test_equal_texts_of_jsonl_are_left_to_be_decided_on(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", _lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}))

    assert ["", ""] == [record.digest for record in _read(path)]


def test_html_in_jsonl_is_told_by_page_and_fields(tmp_path: Path) -> None:
    page = {"html": PAGE.decode(), "title": "Rain"}
    path = _write(tmp_path / "a.jsonl", _lines(page, {"id": "b"} | page, page | {"title": "Snow"}))

    first, same, other = (record.digest for record in _read(path))

    assert first == same != other


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"{", "damaged"),
        (b"[1]", "damaged"),
        (b'{"id": "x"}', "empty"),
        (b'{"id": "x", "text": "--"}', "empty"),
        (b'{"text": "%s"}' % (b"a" * 6_000_000), "skipped:size"),
        (b'{"text": "' + b"a" * 22_000_000, "skipped:size"),
        (b"[" * 100_000, "damaged"),
        (b'{"text": "It rained.", "published": "yesterday or so"}', "ok"),
        (b'{"text": "It rained.\\u0000\\ud800"}', "ok"),
    ],
)
def test_a_bad_line_is_one_record_and_the_next_is_read(tmp_path: Path, line: bytes, status: str) -> None:
    records = _read(_write(tmp_path / "a.jsonl", line + b"\n" + _lines({"text": TEXT})))

    assert [status, "ok"] == [record.status for record in records]
    assert [1, 2] == [record.offset for record in records]


def test_a_line_of_100_megabytes_is_passed_over_and_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + _lines({"text": TEXT}))
    tracemalloc.start()

    records = _read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert ["skipped:size", "ok"] == [record.status for record in records]
    assert peak < 50_000_000


def test_jsonl_that_is_cut_off_or_broken_while_packed_ends_in_one_damaged_row(tmp_path: Path) -> None:
    data = gzip.compress(_lines(*({"text": f"{TEXT} {number**5}"} for number in range(9000))))
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 8

    for broken in (data[: len(data) // 2], bytes(flipped)):
        records = _read(_write(tmp_path / "a.jsonl.gz", broken))

        assert "damaged" == records[-1].status
        assert 1000 < len(records) < 9001
        assert {"ok"} == {record.status for record in records[:-1]} - {"damaged"}


def test_rows_of_parquet_are_records(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"key": ["a", "b"], "story": [TEXT, None], "other": [1, 2]}), path)

    records = list(read_records([path], fields=FieldMapping(id=("key",), text=("story",))))

    assert [("a", 1, "ok"), ("b", 2, "empty")] == [(record.id, record.offset, record.status) for record in records]


def test_parquet_without_the_column_is_one_damaged_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "words": [TEXT, TEXT]}), path)

    (record,) = _read(path)

    assert (str(path), "damaged", "no column of text; it has id, words") == (record.id, record.status, record.detail)


def test_a_broken_group_of_rows_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{TEXT} {number}" for number in range(3000)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=1000, use_dictionary=False, compression="zstd")
    data = bytearray(path.read_bytes())
    place = len(data) // 2
    data[place : place + 9] = bytes(9)

    records = _read(_write(path, bytes(data)))

    assert {"ok", "damaged"} == {record.status for record in records}
    assert [1001] == [record.offset for record in records if record.status == "damaged"]
    assert 2001 == len(records)


@pytest.mark.parametrize(
    "name", ["a.warc.gz", "a.warc", "a.warc.zst", "a.jsonl", "a.jsonl.gz", "a.html", "a.parquet", "a.txt"]
)
def test_a_file_of_no_bytes_is_one_empty_row(tmp_path: Path, name: str) -> None:
    record = _only(tmp_path / name, b"")

    assert (str(tmp_path / name), "empty", 0) == (record.id, record.status, record.offset)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.jsonl", b"\n \n", "empty"),
        ("a.txt", b"...", "empty"),
        ("a.html", b" \n", "empty"),
        ("a.html", b"%PDF-1.7", "skipped:type"),
        ("a.bin", b"\x7fELF\x02\x01", "skipped:type"),
        ("a.json", b'[\n{"text": "It rained."}]', "skipped:type"),
        ("a.parquet", b"PAR1 and then nothing", "damaged"),
        ("a.parquet", b"no Parquet", "damaged"),
        ("a.jsonl.gz", b"no gzip", "damaged"),
        ("a.warc.gz", b"no gzip", "damaged"),
        ("a.warc.zst", b"no zstd", "damaged"),
        ("a.warc", b"no WARC", "damaged"),
        ("a.html", b"<p>row</p>" * 1_800_000, "skipped:size"),
        ("a.txt", b"row " * 4_000_000, "skipped:size"),
    ],
)
def test_a_file_without_records_is_one_row(tmp_path: Path, name: str, data: bytes, status: str) -> None:
    record = _only(tmp_path / name, data)

    assert (status, name) == (record.status, Path(record.file).name)
    assert record.detail


def test_pages_and_texts_of_a_folder_are_records_named_after_their_files(tmp_path: Path) -> None:
    _write(tmp_path / "b" / "page.html", PAGE)
    _write(tmp_path / "a" / "text.txt", TEXT.encode())
    _write(tmp_path / "a" / "night.warc.gz", b"".join(pack_all([Capture("https://a.example/", PAGE)])))
    _write(tmp_path / "a" / "style.css", b"p {}")

    warc, text, page = _read(tmp_path)

    assert ["a/night.warc.gz", "a/text.txt", "b/page.html"] == [
        str(Path(record.file).relative_to(tmp_path)) for record in (warc, text, page)
    ]
    assert [text.file, page.file] == [text.id, page.id]
    assert PAGE == page.payload == warc.payload
    assert page.digest == warc.digest


def test_records_come_in_the_same_order_whatever_that_of_the_paths(tmp_path: Path) -> None:
    paths = [_write(tmp_path / f"{name}.jsonl", _lines({"text": f"{TEXT} {name}"})) for name in "bca"]

    found = [
        [record.id for record in read_records(order)] for order in (paths, paths[::-1], [tmp_path], [*paths, *paths])
    ]

    assert [found[0]] * 4 == found
    assert sorted(found[0]) == found[0]


def test_an_archive_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    for name, packing in (("night", None), ("night.gz", "gzip"), ("night.dat", "zstd"), ("night.warc.gz", None)):
        record = _only(tmp_path / name, b"".join(pack_all([Capture("https://a.example/", PAGE)], packing)))

        assert ("ok", PAGE) == (record.status, record.payload)


@pytest.mark.parametrize("packing", ["gzip", "zstd", None])
def test_stdin_may_be_an_archive(monkeypatch: pytest.MonkeyPatch, packing: str | None) -> None:
    data = b"".join(pack_all([Capture("https://a.example/", PAGE)], packing))
    pipe = io.BytesIO(data)
    pipe.seekable = lambda: False  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(pipe)))

    (record,) = read_records(["-"])

    assert ("stdin", PAGE) == (record.file, record.payload)


def test_stdin_may_be_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(buffer=io.BytesIO(_lines({"id": "a", "text": TEXT}, {"text": TEXT})))
    )

    assert ["a", "stdin:2"] == [record.id for record in read_records(["-"])]


def test_a_path_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path / "*.warc.gz", tmp_path):
        with pytest.raises(InputError):
            list(read_records([path]))


def test_a_file_that_goes_away_is_one_damaged_row(tmp_path: Path) -> None:
    (record,) = read_file(str(tmp_path / "gone.jsonl"))

    assert ("damaged", "no such file or folder") == (record.status, record.detail)
