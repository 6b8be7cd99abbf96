"""The catalogue: one SQLite file that says what the index holds; one transaction is one change."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain, count
from os import W_OK, access
from pathlib import Path
from urllib.parse import quote

from dedup.errors import DuplicateIdError, IndexError_
from dedup.index.disk import rename, step, sync
from dedup.index.settings import Settings
from dedup.moments import to_microseconds

NAME = "catalogue.sqlite"
FOLDER = "segments"
_BESIDE = "catalogue.tmp"
_LOOKUPS = 1000  # ids that are looked up in one transaction
SAMPLE = 300  # documents: as many as naming looks at to see which words are common
_ROWS = 512  # documents that one statement takes in; SQLite allows 32,766 values in one
_BUSY = 60  # seconds; who reads holds nothing longer than a query
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


@dataclass(frozen=True, slots=True)
class File:
    """A file of a segment."""

    name: str
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """What the catalogue says of a segment.

    Attributes:
        manifest: digest of its manifest.
        dropped: places of documents that are to be passed over.
    """

    number: int
    documents: int
    manifest: str
    files: tuple[File, ...]
    dropped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """What the catalogue says of a document; `published` is in microseconds since 1970."""

    id: str
    segment: int
    place: int
    published: int | None
    outlet: str | None
    role: str | None


class Catalogue:
    """An open catalogue."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def settings(self) -> dict[str, str]:
        """Return the settings as they are written down; of an older format too."""
        return {name: str(value) for name, value in self._connection.execute("SELECT name, value FROM settings")}

    def generation(self) -> int:
        """Return a number that every change raises."""
        return int(self.settings().get("generation", 0))

    def segments(self) -> list[SegmentRecord]:
        """Return the segments, the oldest first."""
        files: dict[int, list[File]] = {}
        for number, *values in self._connection.execute("SELECT segment, name, bytes, digest FROM files ORDER BY 1, 2"):
            files.setdefault(number, []).append(File(*values))
        dropped: dict[int, set[int]] = {}
        for number, place in self._connection.execute("SELECT segment, place FROM dropped"):
            dropped.setdefault(number, set()).add(place)
        rows = self._connection.execute("SELECT number, documents, manifest FROM segments ORDER BY 1")
        return [
            SegmentRecord(number, count, manifest, tuple(files.get(number, ())), frozenset(dropped.get(number, ())))
            for number, count, manifest in rows
        ]

    def sample(self) -> dict[str, frozenset[str]]:
        """Return the stems of documents taken evenly from all, by id, whatever order they were added in."""
        found = self._connection.execute("SELECT id, stems FROM samples ORDER BY rank LIMIT ?", (SAMPLE,))
        return {id_: frozenset(stems.split()) for id_, stems in found}

    def unread(self) -> list[tuple[int, int]]:
        """Return segment and place of documents of the sample whose stems are not written down yet."""
        found = self._connection.execute(
            "SELECT segment, place FROM (SELECT * FROM samples ORDER BY rank LIMIT ?) WHERE stems ISNULL", (SAMPLE,)
        )
        return sorted(found.fetchall())

    def write_stems(self, segment: int, place: int, id_: str, stems: frozenset[str]) -> None:
        """Write down the stems of a document of the sample."""
        values = (id_, " ".join(sorted(stems)), segment, place)
        self._connection.execute("UPDATE samples SET id = ?, stems = ? WHERE segment = ? AND place = ?", values)

    def rows(self, segment: int) -> list[Row]:
        """Return what is said of a segment's documents, by their places."""
        found = self._connection.execute("SELECT * FROM documents WHERE segment = ? ORDER BY place", (segment,))
        return [Row(*row) for row in found]

    def named(self, ids: Iterable[str]) -> list[Row]:
        """Return what is said of the documents of ids, those that are stored, in the order of the ids."""
        query = "SELECT * FROM documents WHERE id = ?"
        found = (self._connection.execute(query, (id_,)).fetchone() for id_ in ids)
        return [Row(*row) for row in found if row]

    def find(self, id: str) -> tuple[int, int] | None:  # noqa: A002 - the field's name
        """Return the segment and the place of the document of an id, if there is one."""
        found: tuple[int, int] | None = self._connection.execute(
            "SELECT segment, place FROM documents WHERE id = ?", (id,)
        ).fetchone()
        return found

    def ids(self) -> list[str]:
        """Return the ids of all documents, segment by segment."""
        return [id_ for (id_,) in self._connection.execute("SELECT id FROM documents ORDER BY segment, place")]

    def count(self) -> int:
        """Return the number of documents."""
        return int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def outlets(self) -> dict[str, int]:
        """Return how many documents each outlet has, the most first."""
        return dict(
            self._connection.execute(
                "SELECT outlet, count(*) FROM documents WHERE outlet NOTNULL GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        )

    def roles(self) -> dict[str, int]:
        """Return how many documents have each role."""
        return dict(
            self._connection.execute("SELECT role, count(*) FROM documents WHERE role NOTNULL GROUP BY 1 ORDER BY 1")
        )

    def times(self) -> tuple[int | None, int | None]:
        """Return when the first and the last document were published, in microseconds since 1970."""
        first, last = self._connection.execute("SELECT min(published), max(published) FROM documents").fetchone()
        return first, last

    def complaints(self) -> list[str]:
        """Return what SQLite finds wrong with its file."""
        return [text for (text,) in self._connection.execute("PRAGMA integrity_check") if text != "ok"]

    def has_night(self, digest: str) -> bool:
        """Return whether the documents of a night's crawl were added."""
        if not self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'nights'").fetchone():
            return False
        return self._connection.execute("SELECT 1 FROM nights WHERE digest = ?", (digest,)).fetchone() is not None

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

    def places(self, segment: int) -> Iterator[tuple[str, int]]:
        """Yield id and place of a segment's documents."""
        return self._connection.execute("SELECT id, place FROM documents WHERE segment = ?", (segment,))

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
    with _connected(beside, "rwc") as connection:
        connection.executescript("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;" + _SCHEMA)
        catalogue = Catalogue(connection, folder)
        catalogue.write_settings(settings)
        catalogue.commit()
    sync(beside / NAME)
    rename(beside / NAME, folder / NAME)
    beside.rmdir()


@contextmanager
def reading(folder: Path) -> Iterator[Catalogue]:
    """Yield the catalogue as it stands, whatever is written meanwhile.

    Raises:
        IndexError_: it is damaged, or no catalogue.
    """
    is_writable = access(folder, W_OK) and access(folder / NAME, W_OK)
    # SQLite cannot share a catalogue in a folder where it may write nothing; there nobody writes to it either.
    mode = "rw" if is_writable else "ro" if (folder / f"{NAME}-wal").exists() else "ro&immutable=1"
    with _connected(folder, mode) as connection:
        connection.execute("BEGIN")
        yield Catalogue(connection, folder)


@contextmanager
def looking(folder: Path) -> Iterator[Callable[[str], bool]]:
    """Yield what tells whether a document of an id is stored, as the catalogue stood less than a thousand ids ago.

    Raises:
        IndexError_: it is damaged, or no catalogue.
    """
    with _connected(folder, "ro") as connection:
        asked = count()

        def is_stored(id_: str) -> bool:
            # One transaction for many: each costs three times as much as a look-up, and holds back who writes.
            if next(asked) % _LOOKUPS == 0:
                connection.execute("COMMIT" if connection.in_transaction else "SELECT 1")
                connection.execute("BEGIN")
            return connection.execute("SELECT 1 FROM documents WHERE id = ?", (id_,)).fetchone() is not None

        yield is_stored


@contextmanager
def transaction(folder: Path) -> Iterator[Catalogue]:
    """Yield the catalogue to be changed; what is not committed is taken back.

    Raises:
        IndexError_: it is damaged, or no catalogue, or cannot be written to.
    """
    with _connected(folder, "rw") as connection:
        # What a takedown removes shall not be read in free pages of the file.
        connection.executescript("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
        connection.execute("BEGIN IMMEDIATE")
        yield Catalogue(connection, folder)


@contextmanager
def _connected(folder: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str((folder / NAME).absolute()))}?mode={mode}"
    try:
        with closing(sqlite3.connect(address, timeout=_BUSY, isolation_level=None, uri=True)) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        hint = "see that its disk has space and its folder may be written to"
        raise IndexError_(f"cannot use the index {folder}: {error}", hint=hint) from None
    except sqlite3.DatabaseError as error:
        raise IndexError_(
            f"{folder} is no index, or its catalogue is damaged: {error}",
            hint="restore its catalogue.sqlite from a backup, or make a new index from its documents",
        ) from None


def _insert(count: int) -> str:
    """Return the statement that takes in so many documents."""
    return f"INSERT INTO documents VALUES {', '.join(['(?, ?, ?, ?, ?, ?)'] * count)}"


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" for _ in values)


def name_of(number: int) -> str:
    """Return the name of a segment's folder."""
    return f"{number:08}"


def microseconds(moment: datetime | None) -> int | None:
    """Return a time in microseconds since 1970, as the catalogue has it."""
    return None if moment is None else to_microseconds(moment)
