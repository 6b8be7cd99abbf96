"""Whatever happens to an archive's bytes, each of its records is accounted for."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.crawl.bodies import decode_body, decode_payload
from dedup.crawl.inputs import read_records
from tests.corpus.crawl import Capture, captures, made_pages, pack_all

PAGES = list(captures(made_pages()[:3], 12))
PARTS = {packing: pack_all(PAGES, packing) for packing in ("gzip", "zstd", None)}
NAMES = {"gzip": "night.warc.gz", "zstd": "night.warc.zst", None: "night.warc"}


def _read(parts: list[bytes], packing: str | None) -> list[tuple[str, str, bytes]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[packing]
        path.write_bytes(b"".join(parts))
        return [(record.id, record.status, record.payload) for record in read_records([path])]


def _whole(pages: list[Capture]) -> list[tuple[str, str, bytes]]:
    return [(page.record_id, "ok", page.body) for page in pages]


@pytest.mark.parametrize("packing", ["gzip", "zstd", None])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_bytes_put_in_the_place_of_others_cost_the_records_that_they_hit(
    packing: str | None, data: st.DataObject
) -> None:
    parts = list(PARTS[packing])
    hit = data.draw(st.integers(1, len(PAGES)))
    start = data.draw(st.integers(0, len(parts[hit]) - 1))
    end = data.draw(st.integers(start, len(parts[hit])))
    parts[hit] = parts[hit][:start] + data.draw(st.binary(max_size=40)) + parts[hit][end:]

    found = _read(parts, packing)

    others = _whole(PAGES[: hit - 1] + PAGES[hit:])
    assert others == [record for record in found if record in others]
    assert len(others) <= len(found) <= len(others) + 2


@pytest.mark.parametrize("packing", ["gzip", "zstd", None])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_file_cut_off_anywhere_has_all_records_before_and_at_most_one_more(
    packing: str | None, data: st.DataObject
) -> None:
    whole = b"".join(PARTS[packing])
    end = data.draw(st.integers(1, len(whole)))
    ends = [sum(map(len, PARTS[packing][: number + 2])) for number in range(len(PAGES))]
    before = sum(place <= end for place in ends)

    found = _read([whole[:end]], packing)

    assert _whole(PAGES[:before]) == found[:before]
    assert before <= len(found) <= before + 1


@given(st.binary(max_size=300), st.sampled_from(["", "chunked", "gzip, chunked"]), st.text(max_size=20))
def test_no_body_is_too_strange_to_be_decoded(data: bytes, transfer: str, content: str) -> None:
    for coding in ("gzip", "deflate", "br", "zstd", content):
        assert decode_body(data, transfer, coding, 1000).data is not None


@given(st.binary(max_size=300), st.sampled_from([None, "utf-16", "shift_jis", "gb2312", "iso-2022-jp", "x"]))
def test_no_payload_is_too_strange_to_be_read(data: bytes, charset: str | None) -> None:
    assert "\0" not in decode_payload(data, charset)
