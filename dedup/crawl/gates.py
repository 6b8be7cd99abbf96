"""What can be said of a page without its text: that it is none, that it is too large, that it came before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import xxhash

from dedup.crawl.model import Record, Status
from dedup.read import markup
from dedup.read.kinds import refusal

MAX_PAGE_SIZE = 5 << 20  # bytes: of 181 pages of news the largest has 1.5 million
_SUCCESSES = {200, 203, 206}
_PAGES = {"text/html", "application/xhtml+xml"}
_UNTOLD = {"", "text/plain", "application/octet-stream", "unknown/unknown", "*/*"}
_LOOKED_AT = 4096  # bytes by which a type is judged

Verdict = tuple[Status, str]


def gate_answer(status: int, content_type: str) -> Verdict | None:
    """Return why this answer of a server is no page, by what it says of itself, or None."""
    if status not in _SUCCESSES:
        return "skipped:type", f"HTTP {status}"
    if content_type not in _PAGES | _UNTOLD:
        return "skipped:type", content_type
    return None


def gate_payload(payload: bytes, content_type: str, charset: str | None, limit: int) -> Verdict | None:
    """Return why a payload has no text that can be taken out, or None: by size, and by its first bytes."""
    head = payload[:_LOOKED_AT]
    if not head.strip(b" \t\r\n\0"):
        return "empty", "nothing was sent"
    if not _is_wide(head, charset):
        refused = refusal(head)
        if refused:
            return "skipped:type", refused[0]
        if content_type in _UNTOLD and not markup.is_page(head.decode("latin-1")):
            return "skipped:type", content_type or "no type, and no HTML"
    if len(payload) > limit:
        return "skipped:size", f"more than {limit:,} bytes"
    return None


def _is_wide(head: bytes, charset: str | None) -> bool:
    """Return whether these are characters of two bytes, half of which look like no text."""
    return (charset or "").lower().startswith("utf-16") or head[:2] in {b"<\0", b"\0<"}


class Firsts:
    """The ids and payloads that came before, in the order of files and offsets.

    It holds a hash for each id, and each payload's digest and id: about 250 bytes a record.
    """

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._by_digest: dict[bytes, str] = {}

    def pass_through(self, record: Record) -> Record:
        """Return the record with an id of its own, `skipped:exact` where its payload came before.

        A second record of one id is called `id@file:offset`, and is a document of its own.
        """
        record = self._with_own_id(record)
        if record.digest:
            first = self._by_digest.setdefault(bytes.fromhex(record.digest), record.id)
            if first != record.id:
                return skip_repeat(record, first)
        return record

    def remember(self, record_id: str, digest: str) -> None:
        """Take in a record that passed through in an earlier run, by what it was called then."""
        self._ids.add(_key(record_id))
        if digest:
            self._by_digest.setdefault(bytes.fromhex(digest), record_id)

    def _with_own_id(self, record: Record) -> Record:
        name = record.id
        while (key := _key(name)) in self._ids:
            name = f"{name}@{record.file}:{record.offset}"
        self._ids.add(key)
        return record if name == record.id else replace(record, id=name)


def _key(record_id: str) -> int:
    return xxhash.xxh3_64_intdigest(record_id.encode("utf-8", "surrogatepass"))


def gate_repeats(records: Iterable[Record], firsts: Firsts | None = None) -> Iterator[Record]:
    """Yield the records, each with an id of its own, those whose payload came before as `skipped:exact`.

    The records must come in the order of files and offsets, all of a night through one `Firsts`: then what comes out is
    the same for any number of workers and any size of their units.
    """
    known = Firsts() if firsts is None else firsts
    return map(known.pass_through, records)


def skip_repeat(record: Record, first: str) -> Record:
    """Return the record of a payload that `first` had before it, without that payload."""
    return replace(
        record, status="skipped:exact", detail=f"the same bytes as {first}", payload=b"", page=None, same_as=first
    )
