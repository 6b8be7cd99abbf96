"""The catalogue: one SQLite file that says what the index holds; one transaction is one change."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from os import W_OK, access
from pathlib import Path
from urllib.parse import quote

from dedup.errors import IndexError_
from dedup.moments import to_microseconds

NAME = "catalogue.sqlite"
FOLDER = "segments"
_LOOKUPS = 1000  # ids that are looked up in one transaction
SAMPLE = 300  # documents: as many as naming looks at to see which words are common
_BUSY = 60  # seconds; who reads holds nothing longer than a query


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

    def places(self, segment: int) -> Iterator[tuple[str, int]]:
        """Yield id and place of a segment's documents."""
        return self._connection.execute("SELECT id, place FROM documents WHERE segment = ?", (segment,))


@contextmanager
def reading(folder: Path) -> Iterator[Catalogue]:
    """Yield the catalogue as it stands, whatever is written meanwhile.

    Raises:
        IndexError_: it is damaged, or no catalogue.
    """
    is_writable = access(folder, W_OK) and access(folder / NAME, W_OK)
    # SQLite cannot share a catalogue in a folder where it may write nothing; there nobody writes to it either.
    mode = "rw" if is_writable else "ro" if (folder / f"{NAME}-wal").exists() else "ro&immutable=1"
    with connected(folder, mode) as connection:
        connection.execute("BEGIN")
        yield Catalogue(connection, folder)


@contextmanager
def looking(folder: Path) -> Iterator[Callable[[str], bool]]:
    """Yield what tells whether a document of an id is stored, as the catalogue stood less than a thousand ids ago.

    Raises:
        IndexError_: it is damaged, or no catalogue.
    """
    with connected(folder, "ro") as connection:
        asked = count()

        def is_stored(id_: str) -> bool:
            # One transaction for many: each costs three times as much as a look-up, and holds back who writes.
            if next(asked) % _LOOKUPS == 0:
                connection.execute("COMMIT" if connection.in_transaction else "SELECT 1")
                connection.execute("BEGIN")
            return connection.execute("SELECT 1 FROM documents WHERE id = ?", (id_,)).fetchone() is not None

        yield is_stored


@contextmanager
def connected(folder: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Yield a connection with the catalogue of a folder; `mode` is SQLite's own.

    Raises:
        IndexError_: it is damaged, or no catalogue, or cannot be used.
    """
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


def name_of(number: int) -> str:
    """Return the name of a segment's folder."""
    return f"{number:08}"


def microseconds(moment: datetime | None) -> int | None:
    """Return a time in microseconds since 1970, as the catalogue has it."""
    return None if moment is None else to_microseconds(moment)
