"""Single texts out of a Parquet file, against the library that wrote it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.index import tables
from dedup.index.pages import read_texts
from dedup.model import Document

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=80)


@settings(deadline=None, max_examples=50)
@given(texts=TEXTS, picked=st.sets(st.integers(0, 79), min_size=1), page=st.sampled_from([1, 200, 1 << 16]))
def test_the_texts_at_places_are_those_that_were_written(texts: list[str], picked: set[int], page: int) -> None:
    places = sorted(place for place in picked if place < len(texts)) or [0]
    data, chunk = _write(texts, data_page_size=page, write_batch_size=3, use_dictionary=False)
    read: list[tuple[int, int]] = []

    assert [texts[place] for place in places] == read_texts(data, chunk, places, lambda *part: read.append(part))
    assert all(chunk[0] <= start <= end <= chunk[1] for start, end in read)


@pytest.mark.parametrize("options", [{"use_dictionary": True}, {"data_page_version": "2.0", "use_dictionary": False}])
def test_pages_of_another_kind_are_left_to_the_library(options: dict[str, object]) -> None:
    data, chunk = _write(["one", "two", "one"], **options)

    assert read_texts(data, chunk, [1], lambda *_: None) is None


def test_documents_are_read_one_by_one_whatever_group_and_page_they_stand_in(tmp_path: Path) -> None:
    documents = [Document(f"d{number}", f"Report {number}. " * 300, outlet="Daily") for number in range(600)]
    path = tmp_path / tables.NAME
    writer = tables.open_writer(path)
    tables.write(writer, [tables.Stored(one, "wire", ("AFP",)) for one in documents])
    writer.close()
    tables.write_sums(path)
    held = tables.Documents(path)

    assert [documents[place] for place in (599, 3, 256, 3)] == [one.document for one in held.load([599, 3, 256, 3])]
    assert [documents[place].text for place in (511, 0)] == held.texts([511, 0])
    assert [("wire", ("AFP",))] == [(one.role, one.agencies) for one in held.load([300])]


def _write(texts: list[str], **options: object) -> tuple[bytes, tuple[int, int]]:
    """Return a file with one column of texts, and where its chunk stands."""
    schema = pa.schema([pa.field("text", pa.string(), nullable=False)])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table([texts], schema=schema), sink, compression="zstd", **options)
    data = sink.getvalue().to_pybytes()
    column = pq.read_metadata(pa.BufferReader(data)).row_group(0).column(0)
    start = column.dictionary_page_offset or column.data_page_offset
    return data, (start, start + column.total_compressed_size)
