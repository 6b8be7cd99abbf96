"""The index: all or nothing, and a clear word where it cannot be used."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dedup.errors import DuplicateIdError, IndexError_, IndexMismatchError, IndexMissingError, InputError
from dedup.index import Index
from dedup.model import Document

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


def test_a_batch_that_breaks_off_leaves_nothing(index: Index) -> None:
    def broken() -> Iterator[Document]:
        yield from DOCUMENTS
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.add(broken())

    assert 0 == len(index)


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


def test_an_index_of_another_folding_is_refused(index: Index) -> None:
    with sqlite3.connect(index.path / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE settings SET value = 0 WHERE name = 'folding'")
    catalogue.close()

    with pytest.raises(IndexMismatchError, match="'folding': 0"):
        Index.open(index.path)


def test_a_second_writer_is_told_so(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, timeout=0.01))
    writer = connect(index.path / "catalogue.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    with pytest.raises(IndexError_, match="database is locked"):
        index.add(DOCUMENTS)
    writer.close()


def test_a_bare_text_is_refused_and_nothing_is_stored(index: Index) -> None:
    before = len(index)

    with pytest.raises(InputError, match="'text' is no document"):
        index.add([Document("new", "Some words."), "text"])  # type: ignore[list-item]

    assert before == len(index)
