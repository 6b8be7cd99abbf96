"""Records in the night's order: a payload that was seen is not looked at again, and each id is new."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dedup.crawl.model import Record, Status

# What says nothing of the payload: a record that is its first one with such a status stands for no other.
_UNSEEN: frozenset[Status] = frozenset({"skipped:type", "skipped:size", "damaged"})


class Seen:
    """The payloads and ids of the records so far.

    Args:
        is_stored: whether the index has a document of an id.
    """

    def __init__(self, is_stored: Callable[[str], bool]) -> None:
        self._is_stored = is_stored
        self._first: dict[str, str] = {}
        self._ids: set[str] = set()
        self._last: dict[str, int] = {}

    def note(self, id_: str, digest: str, status: str) -> None:
        """Take note of a record that was marked before."""
        self._ids.add(id_)
        if digest and status not in _UNSEEN:
            self._first.setdefault(digest, id_)

    def mark(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records, those whose payload came before as `skipped:exact`, those whose id did with another."""
        for record in records:
            marked = self._rename(record) if self._is_taken(record.id) else record
            if marked.digest in self._first and marked.status not in _UNSEEN:
                marked = replace(
                    marked, status="skipped:exact", same_as=self._first[marked.digest], payload=b"", page=None
                )
            self.note(marked.id, marked.digest, marked.status)
            yield marked

    def _is_taken(self, id_: str) -> bool:
        return id_ in self._ids or self._is_stored(id_)

    def _rename(self, record: Record) -> Record:
        """Return a record of an id that was seen under the first free one: `id~2`, `id~3`."""
        number = self._last.get(record.id, 1) + 1
        while self._is_taken(name := f"{record.id}~{number}"):
            number += 1
        self._last[record.id] = number
        return replace(record, id=name, page=record.page and replace(record.page, id=name))
