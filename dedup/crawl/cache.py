"""Extracted articles, kept by payload, address and extractor, so that a run done again does not pay again."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from xxhash import xxh3_128_digest

from dedup.crawl.model import Record
from dedup.extract import Addresses, Article

_VERSION = 1  # raised whenever the same page gives another article
_LIBRARIES = ("trafilatura", "justext", "htmldate", "lxml", "resiliparse")
_NAME = "articles.sqlite"
_CHECK = 16
_PATIENCE = 30.0  # seconds: how long another process may write
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a page: its article, or that it has none."""

    article: Article | None


class ArticleCache:
    """A folder with extracted articles, for several processes at a time. What is damaged is forgotten.

    Args:
        rungs: the extractors that are tried.
    """

    def __init__(self, folder: Path, rungs: Sequence[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / _NAME
        self._extractor = "\0".join([str(_VERSION), *rungs, *(f"{name} {version(name)}" for name in _LIBRARIES)])
        self._database = self._with_repair(self._open)

    def find(self, record: Record) -> Kept | None:
        """Return what is known of a record's page, None where nothing is."""
        key = self._key(record)
        if key is None:
            return None
        row = self._with_repair(
            lambda: self._database.execute("SELECT CAST(value AS BLOB) FROM articles WHERE key = ?", (key,)).fetchone()
        )
        if row is None:
            return None
        kept = _unpack(row[0])
        if kept is None:
            self._with_repair(lambda: self._database.execute("DELETE FROM articles WHERE key = ?", (key,)))
        return kept

    def keep(self, record: Record, article: Article | None) -> None:
        """Remember a record's article, or that it has none."""
        key = self._key(record)
        if key is not None:
            row = (key, _pack(article))
            self._with_repair(lambda: self._database.execute("INSERT OR REPLACE INTO articles VALUES (?, ?)", row))

    def close(self) -> None:
        """Write what is not written yet."""
        self._database.close()

    def _key(self, record: Record) -> bytes | None:
        if not record.digest:
            return None
        page = record.page.fields.get("url") if record.page is not None else None
        said = (self._extractor, record.digest, record.charset or "", page or record.url or "")
        return xxh3_128_digest("\0".join(said).encode("utf-8", "surrogatepass"))

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        _insist(lambda: database.execute("PRAGMA journal_mode = WAL"))
        database.execute("PRAGMA synchronous = NORMAL")  # a power cut may forget the newest, and nothing else
        database.execute(
            "CREATE TABLE IF NOT EXISTS articles (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
        )
        return database

    def _with_repair(self, do: Callable[[], _T]) -> _T:
        """Return what `do` returns, from an empty cache where the file is no database any more."""
        try:
            return do()
        except sqlite3.OperationalError:  # locked, or the disk is full: not damage
            raise
        except sqlite3.DatabaseError:
            with suppress(AttributeError):
                self._database.close()
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(_NAME + suffix).unlink(missing_ok=True)
            self._database = self._open()
            return do()


def _insist(do: Callable[[], object]) -> None:
    """Do what SQLite refuses at once, whatever its timeout, while another process opens the same file."""
    end = monotonic() + _PATIENCE
    while True:
        try:
            do()
        except sqlite3.OperationalError:
            if monotonic() > end:
                raise
            sleep(0.01)
        else:
            return


def _pack(article: Article | None) -> bytes:
    """Return the article's bytes behind their checksum."""
    data = zlib.compress(json.dumps(None if article is None else asdict(article)).encode(), level=1)
    return xxh3_128_digest(data) + data


def _unpack(value: bytes) -> Kept | None:
    """Return what was packed, or None where its bytes are others than were written."""
    check, data = value[:_CHECK], value[_CHECK:]
    if xxh3_128_digest(data) != check:
        return None
    said = json.loads(zlib.decompress(data))
    if said is None:
        return Kept(None)
    return Kept(Article(said["text"], said["rung"], said["fields"], Addresses(**said["addresses"])))
