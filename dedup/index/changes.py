"""What a change does to the catalogue: all of it in one transaction, or nothing."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from dedup.errors import DuplicateIdError
from dedup.index.catalogue import NAME, Catalogue, Row, SegmentRecord, connected
from dedup.index.disk import rename, step, sync
from dedup.index.settings import Settings

_BESIDE = "catalogue.tmp"
_ROWS = 512  # documents that one statement takes in; SQLite allows 32,766 values in one
_SCHEMA = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE segments (number INTEGER PRIMARY KEY, documents INTEGER NOT NULL, manifest TEXT NOT NULL) STRICT;
CREATE TABLE files (
    segment INTEGER NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (segment, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, segment INTEGER NOT NULL, place INTEGER NOT NULL,
    published INTEGER, outlet TEXT, role TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE dropped (segment INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (segment, place))
    STRICT, WITHOUT ROWID;
CREATE TABLE samples (segment INTEGER NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, id TEXT, stems TEXT,
    PRIMARY KEY (segment, place)) STRICT, WITHOUT ROWID;
"""
# Made with the first night: an index without one is as older versions wrote it.
_NIGHTS = """
CREATE TABLE IF NOT EXISTS nights (digest TEXT PRIMARY KEY, documents INTEGER NOT NULL) STRICT, WITHOUT ROWID
"""
_OF_SEGMENT = ("segments", "files", "documents", "dropped", "samples")


class ChangedCatalogue(Catalogue):
    """A catalogue that is being changed."""

    def write_stems(self, segment: int, place: int, id_: str, stems: frozenset[str]) -> None:
        """Write down the stems of a document of the sample."""
        values = (id_, " ".join(sorted(stems)), segment, place)
        self._connection.execute("UPDATE samples SET id = ?, stems = ? WHERE segment = ? AND place = ?", values)

    def add_night(self, digest: str, documents: int) -> None:
        """Note that the documents of a night's crawl are added."""
        self._connection.execute(_NIGHTS)
        self._connection.execute("INSERT INTO nights VALUES (?, ?)", (digest, documents))

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Take in documents.

        Raises:
            DuplicateIdError: there is one of that id.
        """
        values = [(row.id, row.segment, row.place, row.published, row.outlet, row.role) for row in rows]
        self._connection.execute("SAVEPOINT rows")
        try:
            # Other threads are let in before each statement, so that one takes in many rows.
            for first in range(0, len(values), _ROWS):
                part = values[first : first + _ROWS]
                self._connection.execute(_insert(len(part)), tuple(chain.from_iterable(part)))
        except sqlite3.IntegrityError:
            self._connection.execute("ROLLBACK TO rows")
            raise self._repeated(values) from None
        self._connection.execute("RELEASE rows")

    def _repeated(self, values: Sequence[tuple[str | int | None, ...]]) -> DuplicateIdError:
        """Return the error that names the first of the rows that cannot be inserted."""
        for row in values:
            try:
                self._connection.execute(_insert(1), row)
            except sqlite3.IntegrityError:
                break
        return DuplicateIdError(f"{row[0]!r} is in {self._folder} already", hint="give the new document another id")

    def add_segment(self, record: SegmentRecord, sample: Iterable[tuple[int, int]]) -> None:
        """Take in a segment, and which of its documents stand for it: the rank and place of each."""
        execute, number = self._connection.executemany, record.number
        execute("INSERT INTO segments VALUES (?, ?, ?)", [(number, record.documents, record.manifest)])
        execute("INSERT INTO files VALUES (?, ?, ?, ?)", [(number, *asdict(file).values()) for file in record.files])
        rows = [(number, place, rank) for rank, place in sample]
        execute("INSERT INTO samples (segment, place, rank) VALUES (?, ?, ?)", rows)

    def move_rows(self, sources: Sequence[int], target: int, renumber: Callable[[int, int], int]) -> None:
        """Make the documents of segments those of another; `renumber` tells their places there by segment and place."""
        self._connection.create_function("renumber", 2, renumber, deterministic=True)
        self._connection.execute(
            f"UPDATE documents SET segment = ?, place = renumber(segment, place) WHERE segment IN ({_marks(sources)})",
            (target, *sources),
        )

    def remove_segments(self, numbers: Iterable[int]) -> None:
        """Forget segments and their documents."""
        given = tuple(numbers)
        for table in _OF_SEGMENT if given else ():
            name = "number" if table == "segments" else "segment"
            self._connection.execute(f"DELETE FROM {table} WHERE {name} IN ({_marks(given)})", given)

    def drop(self, *, before: int | None = None, id: str | None = None) -> int:  # noqa: A002 - the field's name
        """Pass over documents published before a time, or one by its id, from now on; return how many."""
        query, value = ("id = ?", id) if before is None else ("published < ?", before)
        found = self._connection.execute(f"DELETE FROM documents WHERE {query} RETURNING segment, place", (value,))
        places = found.fetchall()
        self._connection.executemany("INSERT INTO dropped VALUES (?, ?)", places)
        self._connection.executemany("DELETE FROM samples WHERE segment = ? AND place = ?", places)
        return len(places)

    def write_settings(self, settings: Settings) -> None:
        """Write the settings down."""
        rows = ((name, str(value)) for name, value in asdict(settings).items())
        self._connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", rows)

    def commit(self) -> None:
        """Make everything since the transaction began lasting, at once."""
        generation = str(self.generation() + 1)
        self._connection.execute("INSERT OR REPLACE INTO settings VALUES ('generation', ?)", (generation,))
        step("commit")
        self._connection.execute("COMMIT")
        step("checkpoint")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def create(folder: Path, settings: Settings) -> None:
    """Write the catalogue of an empty index; it is there whole or not at all."""
    beside = folder / _BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    with connected(beside, "rwc") as connection:
        connection.executescript("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;" + _SCHEMA)
        catalogue = ChangedCatalogue(connection, folder)
        catalogue.write_settings(settings)
        catalogue.commit()
    sync(beside / NAME)
    rename(beside / NAME, folder / NAME)
    beside.rmdir()


@contextmanager
def transaction(folder: Path) -> Iterator[ChangedCatalogue]:
    """Yield the catalogue to be changed; what is not committed is taken back.

    Raises:
        IndexError_: it is damaged, or no catalogue, or cannot be written to.
    """
    with connected(folder, "rw") as connection:
        # What a takedown removes shall not be read in free pages of the file.
        connection.executescript("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
        connection.execute("BEGIN IMMEDIATE")
        yield ChangedCatalogue(connection, folder)


def _insert(count: int) -> str:
    """Return the statement that takes in so many documents."""
    return f"INSERT INTO documents VALUES {', '.join(['(?, ?, ?, ?, ?, ?)'] * count)}"


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" for _ in values)
