"""An index as a folder with one SQLite catalogue; adding is one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from os import PathLike
from pathlib import Path

from dedup import _core, pipeline
from dedup.errors import DuplicateIdError, IndexError_, IndexMismatchError, IndexMissingError
from dedup.model import Document, DocumentProvenance, require_document

_CATALOGUE = "catalogue.sqlite"
_FORMAT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
"""


def is_index(path: str | PathLike[str]) -> bool:
    """Return whether an index stands at `path`."""
    return (Path(path) / _CATALOGUE).is_file()


class Index:
    """Documents that were seen before, to check others against.

    Example:
        >>> import tempfile
        >>> index = Index.open(tempfile.mkdtemp() + "/news.dedup", create=True)
        >>> index.add([Document("a1", "The mayor opened the bridge.")])
        1
        >>> index.check(Document("a2", "Nothing in common.")).coverage.original
        1.0
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = False) -> "Index":
        """Return the index at `path`.

        Raises:
            IndexMissingError: there is none, and `create` is false.
            IndexMismatchError: it was written with other settings than this version's.
            IndexError_: what stands there is damaged, in use or no index.
        """
        folder = Path(path)
        if not is_index(folder):
            if not create:
                raise IndexMissingError(f"no index at {folder}", hint="create it: Index.open(path, create=True)")
            _make(folder)
        index = cls(folder)
        index._settle()
        return index

    def add(self, documents: Iterable[Document]) -> int:
        """Store documents and return how many; all of them are stored, or none.

        Raises:
            InputError: an item is no document.
            DuplicateIdError: a document of that id is stored already.
            IndexError_: another process is writing to the index.
        """
        with self._open() as catalogue:
            count = 0
            for document in map(require_document, documents):
                try:
                    catalogue.execute("INSERT INTO documents VALUES (?, ?)", (document.id, _dump(document)))
                except sqlite3.IntegrityError:
                    raise DuplicateIdError(
                        f"{document.id!r} is in {self.path} already", hint="give the new document another id"
                    ) from None
                count += 1
        return count

    def check(self, document: Document) -> DocumentProvenance:
        """Return the provenance of `document` against everything stored."""
        return pipeline.check(document, self)

    def __iter__(self) -> Iterator[Document]:
        """Yield the stored documents by id."""
        with self._open() as catalogue:
            for (record,) in catalogue.execute("SELECT record FROM documents ORDER BY id"):
                yield Document(**json.loads(record))

    def __len__(self) -> int:
        """Return the number of stored documents."""
        with self._open() as catalogue:
            (count,) = catalogue.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield the catalogue in one transaction."""
        try:
            with closing(sqlite3.connect(self.path / _CATALOGUE)) as catalogue, catalogue:
                yield catalogue
        except sqlite3.OperationalError as error:
            hint = "wait until whoever writes to it has ended, and see that its folder may be written to"
            raise IndexError_(f"cannot use the index {self.path}: {error}", hint=hint) from None
        except sqlite3.DatabaseError as error:
            raise IndexError_(f"{self.path} is no index: {error}", hint="build it again from its documents") from None

    def _settle(self) -> None:
        """Write the settings of a new index, or compare those of an old one with this version's."""
        expected = {"format": _FORMAT, "folding": _core.FOLDING_VERSION}
        with self._open() as catalogue:
            catalogue.executescript(_SCHEMA)
            found = dict(catalogue.execute("SELECT name, value FROM settings"))
            if not found:
                catalogue.executemany("INSERT INTO settings VALUES (?, ?)", expected.items())
            elif found != expected:
                raise IndexMismatchError(
                    f"{self.path} was written with {found}, this version reads {expected}",
                    hint="build the index again from its documents",
                )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexError_(f"cannot make the folder {folder}: {error.strerror}", hint="name another folder") from None


def _dump(document: Document) -> str:
    record = asdict(document)
    record["published"] = document.published.isoformat() if document.published else None
    return json.dumps(record, ensure_ascii=False)
