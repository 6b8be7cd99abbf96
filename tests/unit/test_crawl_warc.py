"""The records of a WARC file, whole and damaged."""

import random
from collections import Counter
from pathlib import Path

import pytest

from dedup.crawl.inputs import read_records
from dedup.crawl.model import Record
from dedup.crawl.unpackers import zstd
from tests.corpus.crawl import Capture, captures, info, made_pages, pack, pack_all

PAGE = b"<!doctype html><html><head><title>Rain</title></head><body><p>It rained in Vellin today.</p></body></html>"
PACKINGS = ["gzip", "zstd", None]


def _write(folder: Path, parts: list[bytes], name: str = "night.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(b"".join(parts))
    return path


def _read(path: Path) -> list[Record]:
    return list(read_records([path]))


def _name(packing: str | None) -> str:
    return "night.warc" + {"gzip": ".gz", "zstd": ".zst", None: ""}[packing]


def _statuses(records: list[Record]) -> Counter[str]:
    return Counter(record.status for record in records)


@pytest.fixture(scope="module")
def pages() -> list[Capture]:
    return list(captures(made_pages()[:10], 40))


@pytest.mark.parametrize("packing", PACKINGS)
def test_each_page_comes_with_its_id_place_address_time_and_bytes(
    tmp_path: Path, pages: list[Capture], packing: str | None
) -> None:
    parts = pack_all(pages, packing)
    path = _write(tmp_path, parts, _name(packing))

    records = _read(path)

    assert ["ok"] * 40 == [record.status for record in records]
    assert [page.record_id for page in pages] == [record.id for record in records]
    assert [page.url for page in pages] == [record.url for record in records]
    assert [page.body for page in pages] == [record.payload for record in records]
    assert [sum(map(len, parts[:number])) for number in range(1, 41)] == [record.offset for record in records]
    assert {"2024-11-27T09:30:00+00:00"} == {str(record.fetched and record.fetched.isoformat()) for record in records}
    assert {("utf-8", path.as_posix())} == {(record.charset, record.file) for record in records}


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_flipped_bit_costs_the_record_that_has_it_and_no_other(
    tmp_path: Path, pages: list[Capture], packing: str
) -> None:
    parts = pack_all(pages, packing)
    whole = {page.record_id for page in pages} - {pages[19].record_id}
    chosen = random.Random(6)
    for place in chosen.sample(range(12, len(parts[20])), 25):
        broken = bytearray(parts[20])
        broken[place] ^= 1 << chosen.randrange(8)

        records = _read(_write(tmp_path, [*parts[:20], bytes(broken), *parts[21:]], _name(packing)))

        assert 40 == len(records)
        assert whole <= {record.id for record in records if record.status == "ok"}


def test_a_broken_record_tells_whose_page_it_was(tmp_path: Path, pages: list[Capture]) -> None:
    parts = pack_all(pages)
    broken = bytearray(parts[20])
    broken[-6] ^= 1  # in the checksum

    record = _read(_write(tmp_path, [*parts[:20], bytes(broken), *parts[21:]]))[19]

    assert ("damaged", pages[19].record_id, pages[19].url) == (record.status, record.id, record.url)
    assert b"" == record.payload


@pytest.mark.parametrize("packing", PACKINGS)
def test_garbage_between_records_is_one_damaged_row(tmp_path: Path, pages: list[Capture], packing: str | None) -> None:
    parts = pack_all(pages, packing)
    records = _read(_write(tmp_path, [*parts[:20], b"garbage" * 1000, *parts[20:]], _name(packing)))

    assert {"ok": 40, "damaged": 1} == _statuses(records)
    assert sum(map(len, parts[:20])) == records[19].offset
    assert "damaged" == records[19].status


def test_zeros_between_records_are_padding(tmp_path: Path, pages: list[Capture]) -> None:
    parts = pack_all(pages)

    assert {"ok": 40} == _statuses(_read(_write(tmp_path, [*parts[:20], bytes(5000), *parts[20:], bytes(99)])))


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_half_a_member_costs_its_own_record_alone(tmp_path: Path, pages: list[Capture], packing: str) -> None:
    parts = pack_all(pages, packing)
    parts[20] = parts[20][: len(parts[20]) // 2]

    records = _read(_write(tmp_path, parts, _name(packing)))

    assert {"ok": 39, "damaged": 1} == _statuses(records)
    assert "damaged" == records[19].status


@pytest.mark.parametrize("packing", ["gzip", None])
def test_the_last_record_of_a_file_that_is_cut_off_is_partial(
    tmp_path: Path, pages: list[Capture], packing: str | None
) -> None:
    parts = pack_all(pages[:20], packing)
    parts[20] = parts[20][: len(parts[20]) * 3 // 4]

    records = _read(_write(tmp_path, parts, _name(packing)))

    assert {"ok": 19, "partial": 1} == _statuses(records)
    assert pages[19].body.startswith(records[19].payload)
    assert records[19].payload


def test_a_zstd_frame_cut_off_in_its_only_block_is_damaged(tmp_path: Path, pages: list[Capture]) -> None:
    parts = pack_all(pages[:20], "zstd")
    parts[20] = parts[20][: len(parts[20]) * 3 // 4]

    assert {"ok": 19, "damaged": 1} == _statuses(_read(_write(tmp_path, parts, "night.warc.zst")))


def test_a_file_cut_off_in_a_head_has_a_damaged_row(tmp_path: Path, pages: list[Capture]) -> None:
    parts = pack_all(pages[:5])

    assert {"ok": 4, "damaged": 1} == _statuses(_read(_write(tmp_path, [*parts[:5], parts[5][:12]])))


@pytest.mark.parametrize("wrong", [5, 10_000_000])
@pytest.mark.parametrize("packing", PACKINGS)
def test_a_wrong_length_costs_no_neighbour(
    tmp_path: Path, pages: list[Capture], packing: str | None, wrong: int
) -> None:
    parts = [page.to_bytes() for page in pages]
    head, _, rest = parts[5].partition(b"Content-Length: ")
    parts[5] = head + b"Content-Length: %d" % wrong + rest[rest.index(b"\r\n") :]

    records = _read(_write(tmp_path, [pack(part, packing) for part in parts], _name(packing)))

    assert 40 == len(records)
    assert {"ok": 39} == {k: n for k, n in _statuses(records).items() if k == "ok"}
    assert records[5].status in {"partial", "damaged"}


def test_a_head_without_its_end_takes_no_other_record_with_it(tmp_path: Path, pages: list[Capture]) -> None:
    parts = [page.to_bytes() for page in pages]
    parts[5] = parts[5][:300] + bytes(5)

    records = _read(_write(tmp_path, parts, "night.warc"))

    assert {"ok": 39, "damaged": 1} == _statuses(records)


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path, pages: list[Capture]) -> None:
    whole = pack(b"".join([info(), *(page.to_bytes() for page in pages)]))

    records = _read(_write(tmp_path, [whole]))

    assert [page.record_id for page in pages] == [record.id for record in records]
    assert {"ok": 40} == _statuses(records)


def test_records_that_tell_of_pages_have_no_row(tmp_path: Path) -> None:
    request = Capture("https://a.example/", b"GET / HTTP/1.1\r\n\r\n", status="", kind="request")
    metadata = Capture("https://a.example/", b"fetchTimeMs: 5\r\n", status="", kind="metadata")
    page = Capture("https://a.example/", PAGE)

    assert [page.record_id] == [r.id for r in _read(_write(tmp_path, pack_all([request, page, metadata])))]


def test_an_archive_without_pages_is_one_empty_row(tmp_path: Path) -> None:
    path = _write(tmp_path, pack_all([]))

    assert [(path.as_posix(), "empty")] == [(record.id, record.status) for record in _read(path)]


def test_a_false_digest_is_suspected_and_the_page_kept(tmp_path: Path) -> None:
    page = Capture("https://a.example/", PAGE, digests=False, extra=("WARC-Payload-Digest: sha1:" + "A" * 32,))

    (record,) = _read(_write(tmp_path, pack_all([page])))

    assert ("suspect:digest", PAGE) == (record.status, record.payload)


@pytest.mark.parametrize("digest", ["md5:" + "0" * 32, "sha1:" + "0" * 40, "sha256:" + "A" * 52 + "===="])
def test_digests_are_checked_in_any_spelling(tmp_path: Path, digest: str) -> None:
    page = Capture("https://a.example/", PAGE, digests=False, extra=(f"WARC-Block-Digest: {digest}",))

    assert {"suspect:digest": 1} == _statuses(_read(_write(tmp_path, pack_all([page]))))


def test_a_digest_of_an_unknown_kind_says_nothing(tmp_path: Path) -> None:
    page = Capture("https://a.example/", PAGE, digests=False, extra=("WARC-Payload-Digest: crc:1234",))

    assert {"ok": 1} == _statuses(_read(_write(tmp_path, pack_all([page]))))


def test_a_revisit_points_at_the_record_that_it_names(tmp_path: Path) -> None:
    first = Capture("https://a.example/", PAGE)
    again = Capture("https://a.example/", b"", kind="revisit", extra=(f"WARC-Refers-To: <urn:uuid:{first.record_id}>",))

    record = _read(_write(tmp_path, pack_all([first, again])))[1]

    assert ("skipped:exact", first.record_id) == (record.status, record.same_as)


def test_a_revisit_without_a_name_points_at_the_record_with_its_digest(tmp_path: Path) -> None:
    first = Capture("https://a.example/", PAGE)
    named = next(line for line in first.to_bytes().decode().splitlines() if line.startswith("WARC-Payload-Digest"))
    again = Capture("https://b.example/", b"", kind="revisit", extra=(named,))
    unknown = Capture("https://c.example/", b"", kind="revisit")

    records = _read(_write(tmp_path, pack_all([first, again, unknown])))

    assert [None, first.record_id, None] == [record.same_as for record in records]
    assert {"ok": 1, "skipped:exact": 2} == _statuses(records)


def test_what_the_crawler_cut_off_is_partial(tmp_path: Path) -> None:
    page = Capture("https://a.example/", PAGE, extra=("WARC-Truncated: length",))
    short = Capture("https://a.example/", PAGE, http=("Content-Type: text/html", "Content-Length: 999"))

    assert {"partial": 2} == _statuses(_read(_write(tmp_path, pack_all([page, short]))))


def test_a_conversion_brings_its_text(tmp_path: Path) -> None:
    text = Capture("https://a.example/", b"It rained in Vellin today.", status="", kind="conversion")

    (record,) = _read(_write(tmp_path, pack_all([text])))

    assert record.page is not None
    assert ("It rained in Vellin today.", False, "https://a.example/") == (
        record.page.content,
        record.page.is_html,
        record.page.fields["url"],
    )


def test_a_resource_is_a_page_of_the_type_that_its_head_says(tmp_path: Path) -> None:
    page = Capture("file:///a.html", PAGE, status="", kind="resource", extra=("Content-Type: text/html",))
    image = Capture("file:///a.png", b"\x89PNG", status="", kind="resource", extra=("Content-Type: image/png",))

    assert ["ok", "skipped:type"] == [r.status for r in _read(_write(tmp_path, pack_all([page, image])))]


def test_zstd_frames_with_a_dictionary_are_read(tmp_path: Path, pages: list[Capture]) -> None:
    trained = zstd.train_dict([page.to_bytes() for page in pages], 20_000)
    opening = b"\x5d\x2a\x4d\x18" + len(trained.dict_content).to_bytes(4, "little") + trained.dict_content
    frames = [zstd.compress(page.to_bytes(), zstd_dict=trained) for page in pages]

    records = _read(_write(tmp_path, [opening, *frames], "night.warc.zst"))

    assert [page.body for page in pages] == [record.payload for record in records]
