"""The index: all or nothing, and a clear word where it cannot be used."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import dedup
from dedup.errors import (
    DuplicateIdError,
    IndexError_,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    InputError,
    UsageError,
)
from dedup.index import Index, lock, signatures, snapshot, writing
from dedup.index.catalogue import SegmentRecord
from dedup.index.postings import KINDS
from dedup.model import Document
from tests.corpus import load_newsroom
from tests.unit.index_samples import documents, ids

DOCUMENTS = [
    Document("a", "The mayor opened the bridge.", published="2024-05-01T08:00:00+09:00"),
    Document("b", "\0ä\r\n"),
]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path / "news.dedup", create=True)


def test_documents_come_back_as_they_were(index: Index) -> None:
    assert 2 == index.add(DOCUMENTS)

    assert DOCUMENTS == list(Index.open(index.path))


def test_an_index_without_documents_answers(index: Index) -> None:
    assert [] == list(index)
    assert 0 == index.add([])
    assert 1.0 == index.check(DOCUMENTS[0]).coverage.original


def test_a_batch_that_breaks_off_leaves_nothing(index: Index) -> None:
    def broken() -> Iterator[Document]:
        yield from DOCUMENTS
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.add(broken())

    assert 0 == len(index)
    assert [] == list(index.path.joinpath("segments").iterdir())


def test_an_id_is_stored_once(index: Index) -> None:
    index.add(DOCUMENTS[:1])

    with pytest.raises(DuplicateIdError, match="'a' is in"):
        index.add(reversed(DOCUMENTS))

    assert 1 == len(index)


def test_what_is_no_index_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    tmp_path.joinpath("folder").mkdir()
    tmp_path.joinpath("folder", "catalogue.sqlite").write_text("no catalogue " * 100)

    with pytest.raises(IndexMissingError, match="no index at"):
        Index.open(tmp_path / "none")
    with pytest.raises(IndexError_, match="cannot make the folder"):
        Index.open(tmp_path / "file", create=True)
    with pytest.raises(IndexError_, match="is no index"):
        Index.open(tmp_path / "folder")


@pytest.mark.parametrize(("name", "value"), [("folding", 0), ("permutations", 64), ("seed", 2), ("shingle", 3)])
def test_an_index_of_other_settings_is_refused_until_it_is_rebuilt(index: Index, name: str, value: int) -> None:
    index.add(DOCUMENTS)
    with sqlite3.connect(index.path / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE settings SET value = ? WHERE name = ?", (str(value), name))
    catalogue.close()

    with pytest.raises(IndexMismatchError, match=f"written with {name}={value}, this version has {name}="):
        Index.open(index.path)
    assert DOCUMENTS == list(Index.rebuild(index.path))


def test_an_index_of_the_first_format_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as catalogue:
        catalogue.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT")
        catalogue.execute("INSERT INTO settings VALUES ('format', 1), ('folding', 1)")
    catalogue.close()

    with pytest.raises(IndexMismatchError, match="format 1, this version reads format 4"):
        Index.open(tmp_path)
    with pytest.raises(IndexMismatchError, match="format 1"):
        Index.rebuild(tmp_path)


def test_an_index_of_the_second_format_is_refused_until_it_is_rebuilt(index: Index) -> None:
    index.add(DOCUMENTS)
    for path in index.path.rglob("*.postings"):
        path.write_bytes(b"dedup\0p2")
    with sqlite3.connect(index.path / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE settings SET value = '2' WHERE name = 'format'")
    catalogue.close()

    for use in (Index.open, lambda path: Index(path).verify(), lambda path: Index(path).info()):
        with pytest.raises(IndexMismatchError, match="format 2, this version reads format 4") as refused:
            use(index.path)
        assert f"write it anew from its documents: dedup index rebuild {index.path}" == refused.value.hint
    assert DOCUMENTS == list(Index.rebuild(index.path))
    assert [] == Index(index.path).verify()


def test_a_second_writer_is_told_so_at_once_and_readers_go_on(index: Index) -> None:
    index.add(DOCUMENTS[:1])

    with lock.writing(index.path, wait=False):
        with pytest.raises(IndexLockedError, match="another process writes to"):
            index.add(DOCUMENTS[1:])
        assert DOCUMENTS[:1] == list(Index.open(index.path))

    assert 1 == index.add(DOCUMENTS[1:], wait=True)


def test_a_bare_text_is_refused_and_nothing_is_stored(index: Index) -> None:
    before = len(index)

    with pytest.raises(InputError, match="'text' is no document"):
        index.add([Document("new", "Some words."), "text"])  # type: ignore[list-item]

    assert before == len(index)


def test_a_snapshot_keeps_its_answers_while_the_index_changes(index: Index) -> None:
    index.add(documents(0, 10))
    index.add(documents(10, 10))
    before = index.snapshot()

    index.drop(id="d0003")
    index.compact()

    assert documents(0, 20) == list(before)
    assert 19 == len(index)


def test_dropped_documents_are_found_no_more_and_leave_nothing_after_compaction(index: Index) -> None:
    index.add(documents(0, 10))
    wanted = documents(3, 1)[0]

    assert 1 == index.drop(id="d0003")
    assert 0 == index.drop(id="d0003")
    assert () == index.check(Document("copy", wanted.text)).near_duplicates

    assert 1 == index.compact()
    held = b"".join(path.read_bytes() for path in index.path.rglob("*") if path.is_file())
    assert b"d0003" not in held
    assert "d0003" not in str(pq.read_table(next(index.path.rglob("documents.parquet"))).to_pylist())


def test_a_takedown_leaves_no_word_of_the_document_in_any_file(index: Index) -> None:
    fields = ("text", "url", "outlet", "title", "byline", "credit")
    words = {name: f"zq{name}zq" for name in fields}
    text = documents(50, 1)[0].text + f" {words['text']} (AFP)"
    index.add(documents(0, 10))
    index.add([Document("zqidzq", **{**words, "text": text}), *documents(10, 5)])
    assert b"zq" in _read_all(index.path)

    index.drop(id="zqidzq")
    index.compact()

    assert b"zq" not in _read_all(index.path)
    assert b"AFP" not in _read_all(index.path)


def test_documents_are_had_by_their_ids(index: Index) -> None:
    index.add([*DOCUMENTS, *documents(0, 3)])
    index.drop(id="d0001")

    assert ["a", "b", "d0000", "d0002"] == index.ids()
    assert index["b"] == DOCUMENTS[1]
    assert ("b" in index, "d0001" in index, 7 in index) == (True, False, False)
    with pytest.raises(KeyError, match="d0001"):
        index["d0001"]


def test_a_document_is_had_by_its_id_after_another_process_has_written(index: Index) -> None:
    other = Index.open(index.path)
    index.add(documents(0, 2))
    index.add(documents(2, 2))
    assert documents(1, 1)[0] == other["d0001"]

    index.drop(id="d0000")
    index.compact()

    assert documents(1, 1)[0] == other["d0001"]


def test_a_dropped_id_can_be_added_again(index: Index) -> None:
    index.add(documents(0, 2))
    index.drop(id="d0001")
    index.add(documents(1, 1))

    assert {"d0000", "d0001"} == ids(index)


def test_documents_before_a_day_are_dropped_and_those_without_a_time_stay(index: Index) -> None:
    index.add([*documents(0, 10), Document("undated", "Some words.")])

    assert 4 == index.drop(before=date(2024, 5, 5))
    assert {"undated", *(f"d{number:04}" for number in range(4, 10))} == ids(index)
    assert 6 == index.drop(before=date(2024, 6, 1))


def test_drop_needs_to_be_told_what(index: Index) -> None:
    with pytest.raises(UsageError, match="either a time or an id"):
        index.drop()


def test_an_index_has_few_segments_however_it_grows(index: Index) -> None:
    for number in range(12):
        index.add(documents(10 * number, 10))

    assert writing.MOST_SEGMENTS >= index.info().segments
    assert documents(0, 120) == sorted(index, key=lambda one: one.id)
    assert [] == index.verify()


def test_many_segments_become_one_that_has_the_documents_and_their_postings(index: Index) -> None:
    for number in range(4):
        index.add(documents(10 * number, 10), role="wire" if number == 2 else None)
    for number in (0, 12, 39):
        index.drop(id=f"d{number:04}")
    left = [one for one in documents(0, 40) if one.id not in ("d0000", "d0012", "d0039")]

    assert 4 == index.compact()
    assert (37, 1, {"wire": 10}) == (index.info().documents, index.info().segments, index.info().roles)
    assert left == list(index)
    assert [] == index.verify()


def test_merged_postings_are_those_of_the_documents(index: Index, tmp_path: Path) -> None:
    for number in range(3):
        index.add(documents(30 * number, 30))
    index.drop(id="d0007")
    index.compact()
    fresh = Index.open(tmp_path / "fresh.dedup", create=True)
    fresh.add(index)

    for name in (*(f"{kind}.postings" for kind in KINDS), "lengths.npy", "signatures.npy"):
        assert _file(fresh, name) == _file(index, name)


def _file(index: Index, name: str) -> bytes:
    return next(index.path.rglob(name)).read_bytes()


@pytest.mark.parametrize(
    ("sizes", "first", "growth", "chosen"),
    [
        ([10, 10, 100], 1, 1, [10, 10]),
        ([10, 100], 1, 1, []),
        ([10, 100], 2, 1, [10, 100]),
        ([10, 30, 100], 1, 4, [10, 30, 100]),
        ([1, 1, 2, 4, 8], 2, 1, [1, 1, 2, 4, 8]),
        ([5], 1, 4, []),
        ([], 1, 4, []),
    ],
)
def test_the_smallest_segments_are_merged_until_the_next_is_much_larger(
    sizes: list[int], first: int, growth: int, chosen: list[int]
) -> None:
    records = [SegmentRecord(number, size, "", ()) for number, size in enumerate(sizes)]

    assert chosen == [one.documents for one in writing.choose(records, records[:first], growth=growth)]


def test_info_tells_what_is_held(index: Index) -> None:
    index.add(documents(0, 4), role="wire")
    index.add(documents(4, 2))
    index.drop(id="d0000")
    info = index.info()

    assert (5, 1, 2) == (info.documents, info.dropped, info.segments)
    assert {"wire": 3} == info.roles
    assert {"outlet1": 2, "outlet2": 2, "outlet0": 1} == info.outlets
    assert ("2024-05-02", "2024-05-06") == (str(info.first)[:10], str(info.last)[:10])


def test_the_newsroom_is_checked_as_against_a_list(index: Index) -> None:
    articles, _ = load_newsroom()
    index.add(articles)

    for article in articles[::10]:
        draft = Document("draft", article.text, outlet=article.outlet, published=article.published)
        assert dedup.check(draft, articles) == index.check(draft)


def test_the_newsroom_is_found_among_many_others(index: Index) -> None:
    """Where not all documents are looked at, those are that share passages, and those that tell of the event."""
    articles, _ = load_newsroom()
    index.add(articles[::2])
    index.add([*articles[1::2], *documents(0, 300)])
    assert len(index) > snapshot.FEW

    for article in articles[::10]:
        draft = Document("draft", article.text, outlet=article.outlet, published=article.published)
        expected, found = dedup.check(draft, articles), index.check(draft)

        assert expected.story == found.story
        assert expected.near_duplicates == found.near_duplicates
        assert expected.passages == found.passages
        assert expected.sources == found.sources


@pytest.mark.parametrize(
    ("passages", "role", "found"),
    [("all", None, True), ("upstream", "wire", True), ("upstream", None, False), ("none", "wire", False)],
)
def test_a_lifted_paragraph_is_found_where_passages_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passages: str, role: str, found: bool
) -> None:
    monkeypatch.setattr(snapshot, "NEAREST", 0)
    monkeypatch.setattr(snapshot, "FEW", 0)
    index = Index.open(tmp_path / "news.dedup", create=True, passages=passages)  # type: ignore[arg-type]
    index.add(documents(0, 5), role=role)  # type: ignore[arg-type]
    words = documents(3, 1)[0].text.split()
    draft = Document("draft", " ".join(["something", "else", *words[:20]]))

    assert found is ("d0003" in {one.id for one in index.snapshot().find_near([draft])})


def test_other_tools_read_the_documents_and_the_signatures(index: Index) -> None:
    index.add(DOCUMENTS, role="press")
    (folder,) = index.path.joinpath("segments").iterdir()
    table = pq.read_table(folder / "documents.parquet", columns=["id", "text", "published", "role"])

    assert [one.text for one in DOCUMENTS] == table["text"].to_pylist()
    assert ["2024-05-01T08:00:00+09:00", None] == table["published"].to_pylist()
    assert ["press", "press"] == table["role"].to_pylist()
    assert (dedup.sketch([one.text for one in DOCUMENTS]).signatures == np.load(folder / signatures.NAME)).all()


def _read_all(folder: Path) -> bytes:
    """Return the bytes of all files, and what tables among them hold, unpacked."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    tables = [str(pq.read_table(path).to_pylist()) for path in files if path.suffix == ".parquet"]
    return b"".join(path.read_bytes() for path in files) + "".join(tables).encode()
