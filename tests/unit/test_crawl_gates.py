"""What is passed over before its text is taken out."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from dedup.crawl.bodies import decode_payload
from dedup.crawl.gates import Firsts, gate_repeats
from dedup.crawl.inputs import read_records
from dedup.crawl.model import Record
from tests.corpus.crawl import Capture, captures, made_pages, pack_all

PAGE = b"<!doctype html><html><head><title>Rain</title></head><body><p>It rained in Vellin today.</p></body></html>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4
ADDRESS = "https://a.example/"


def _read(folder: Path, *pages: Capture) -> list[Record]:
    path = folder / "night.warc.gz"
    path.write_bytes(b"".join(pack_all(pages)))
    return list(read_records([path]))


def _type(value: str) -> tuple[str, ...]:
    return (f"Content-Type: {value}",)


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Error", "304 Not Modified", "204 No Content"])
def test_an_answer_that_brings_no_page_is_passed_over(tmp_path: Path, status: str) -> None:
    (record,) = _read(tmp_path, Capture(ADDRESS, PAGE, status=status))

    assert ("skipped:type", f"HTTP {status[:3]}", b"") == (record.status, record.detail, record.payload)


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/jpeg", "application/json", "text/css", "application/rss+xml"]
)
def test_a_type_that_is_no_page_is_passed_over(tmp_path: Path, kind: str) -> None:
    (record,) = _read(tmp_path, Capture(ADDRESS, PAGE, http=_type(kind)))

    assert ("skipped:type", kind) == (record.status, record.detail)


@pytest.mark.parametrize(
    "body", [PDF, JPEG, b"GIF89a\x01\x00", b"PK\x03\x04\x14\x00", b"\x89PNG\r\n\x1a\n", b"\0\1\2" * 99]
)
def test_what_is_no_text_by_its_first_bytes_is_passed_over_whatever_it_is_called(tmp_path: Path, body: bytes) -> None:
    assert ["skipped:type"] == [record.status for record in _read(tmp_path, Capture(ADDRESS, body))]


@pytest.mark.parametrize(
    "kind", ["text/html", "TEXT/HTML;charset=utf-8", "application/xhtml+xml", "text/html, text/html"]
)
def test_a_page_is_let_through(tmp_path: Path, kind: str) -> None:
    (record,) = _read(tmp_path, Capture(ADDRESS, PAGE, http=_type(kind)))

    assert ("ok", "", PAGE) == (record.status, record.detail, record.payload)


@pytest.mark.parametrize(("body", "status"), [(PAGE, "ok"), (b"User-agent: *\nDisallow: /", "skipped:type")])
@pytest.mark.parametrize("http", [(), _type("text/plain"), _type("application/octet-stream")])
def test_what_says_nothing_of_its_type_is_a_page_if_it_opens_like_one(
    tmp_path: Path, body: bytes, status: str, http: tuple[str, ...]
) -> None:
    assert [status] == [record.status for record in _read(tmp_path, Capture(ADDRESS, body, http=http))]


@pytest.mark.parametrize("body", [b"", b" \r\n\t", bytes(500)])
def test_a_page_of_nothing_is_empty(tmp_path: Path, body: bytes) -> None:
    assert ["empty"] == [record.status for record in _read(tmp_path, Capture(ADDRESS, body))]


def test_a_page_of_18_megabytes_is_too_large_and_its_neighbours_are_read(tmp_path: Path) -> None:
    large = Capture(ADDRESS, PAGE + b"<p>row</p>" * 1_800_000)

    records = _read(tmp_path, Capture(ADDRESS, PAGE), large, Capture(ADDRESS + "b", PAGE))

    assert ["ok", "skipped:size", "ok"] == [record.status for record in records]
    assert ("more than 5,242,880 bytes", b"") == (records[1].detail, records[1].payload)


def test_a_gzip_bomb_is_too_large(tmp_path: Path) -> None:
    bomb = Capture(
        ADDRESS, gzip.compress(PAGE + b" " * 30_000_000), http=(*_type("text/html"), "Content-Encoding: gzip")
    )

    assert ["skipped:size"] == [record.status for record in _read(tmp_path, bomb)]


def test_a_head_that_says_chunked_of_what_is_not_does_no_harm(tmp_path: Path) -> None:
    (record,) = _read(tmp_path, Capture(ADDRESS, PAGE, http=(*_type("text/html"), "Transfer-Encoding: chunked")))

    assert ("ok", PAGE) == (record.status, record.payload)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("", "utf-16-be"),
        ("Shift_JIS", "cp932"),
        ("", "cp932"),
        ("gb18030", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_a_page_in_any_charset_is_a_page(tmp_path: Path, charset: str, encoding: str) -> None:
    text = "<html><body><p>国防相は27日、首相と会談した。ひらがなとカタカナ。</p></body></html>"
    http = _type(f"text/html; charset={charset}" if charset else "text/html")

    (record,) = _read(tmp_path, Capture(ADDRESS, text.encode(encoding), http=http))

    assert "ok" == record.status
    if charset or encoding != "gb18030":
        assert text == decode_payload(record.payload, record.charset)


def test_nul_bytes_in_a_page_are_let_through(tmp_path: Path) -> None:
    assert ["ok"] == [r.status for r in _read(tmp_path, Capture(ADDRESS, PAGE.replace(b"today", b"\0today\0")))]


def _record(number: int, digest: str = "", name: str = "") -> Record:
    return Record(name or f"r{number}", "night.warc", number, payload=b"page", digest=digest)


def test_a_payload_that_came_before_points_at_the_first() -> None:
    records = list(gate_repeats([_record(1, "aa"), _record(2, "bb"), _record(3, "aa"), _record(4, "aa")]))

    assert [None, None, "r1", "r1"] == [record.same_as for record in records]
    assert ["ok", "ok", "skipped:exact", "skipped:exact"] == [record.status for record in records]
    assert [b"page", b"page", b"", b""] == [record.payload for record in records]


def test_records_without_a_payload_repeat_nothing() -> None:
    assert ["ok", "ok"] == [record.status for record in gate_repeats([_record(1), _record(2)])]


def test_each_record_has_an_id_of_its_own() -> None:
    taken = "same@night.warc:2"
    records = [_record(1, name="same"), _record(2, name="same"), _record(3, name=taken), _record(4, name=taken)]

    ids = [record.id for record in gate_repeats(records)]

    assert ["same", taken, f"{taken}@night.warc:3", f"{taken}@night.warc:4"] == ids


@pytest.mark.parametrize("size", [1, 3, 7])
def test_repeats_are_the_same_for_any_units_and_after_a_stop(tmp_path: Path, size: int) -> None:
    pages = [*captures(made_pages()[:4], 9)] * 3
    records = [replace(record, payload=b"") for record in _read(tmp_path, *pages)]
    expected = list(gate_repeats(records))

    firsts, found = Firsts(), list[Record]()
    for start in range(0, len(records), size):
        found += gate_repeats(records[start : start + size], firsts)
        firsts = Firsts()  # a new run, told of what was done
        for record in found:
            firsts.remember(record.id, record.digest)

    assert expected == found
    assert 18 == sum(record.status == "skipped:exact" for record in found)
