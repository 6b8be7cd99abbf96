"""One change of an index: segments are written beside the others, then one transaction makes them part of it.

Whatever ends the process, the index is the one before the change or the one after it. What a broken change left in the
folder is removed by the next one.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from dedup.index import catalogue, disk, lock
from dedup.index.catalogue import FOLDER, Catalogue, SegmentRecord, name_of
from dedup.index.segment import MOST, SegmentWriter
from dedup.index.settings import Settings
from dedup.index.tables import GROUP, NAME, Documents, Stored
from dedup.samples import read_stems

_BATCH = 8 * GROUP
# Each segment costs every check a look into its postings: with 30 of them a cold look-up took 49 ms, with one 4 ms.
MOST_SEGMENTS = 8


class Change:
    """A change that is being made."""

    def __init__(self, folder: Path, stored: Catalogue, settings: Settings) -> None:
        self._folder, self._stored, self._settings = folder, stored, settings
        self._next = max((record.number for record in stored.segments()), default=0) + 1

    def add(self, documents: Iterable[Stored]) -> int:
        """Take in documents, in one segment or several; return how many.

        Raises:
            DuplicateIdError: a document of that id is stored already.
        """
        items, count = iter(documents), 0
        while part := self._write(islice(items, MOST)):
            count += part
        return count

    def drop(self, *, before: int | None, id_: str | None) -> int:
        """Pass over documents from now on, by their publication or id; return how many."""
        count = self._stored.drop(before=before, id=id_)
        self._stored.remove_segments(
            record.number for record in self._stored.segments() if record.documents == len(record.dropped)
        )
        return count

    def compact(self, *, everything: bool = False) -> int:
        """Write small segments and those with dropped documents anew, as few; return how many were."""
        records = self._stored.segments() if everything else choose(self._stored.segments())
        # Postings are not looked at: they may be what is damaged.
        held = [(Documents(self._folder / FOLDER / name_of(one.number) / NAME), one.dropped) for one in records]
        self._stored.remove_segments(record.number for record in records)
        self.add(document for documents, dropped in held for document in documents.read(dropped))
        return len(records)

    def read_sample(self) -> None:
        """Write down what words the documents have that stand for all, so that no check has to read them."""
        places: dict[int, list[int]] = {}
        for number, place in self._stored.unread():
            places.setdefault(number, []).append(place)
        for number, inside in places.items():
            held = Documents(self._folder / FOLDER / name_of(number) / NAME).load(inside)
            for place, one in zip(inside, held, strict=True):
                self._stored.write_stems(number, place, one.document.id, read_stems(one.document))

    def tidy(self) -> None:
        """Merge small segments if there are too many segments."""
        if len(self._stored.segments()) > MOST_SEGMENTS:
            self.compact()

    def _write(self, documents: Iterator[Stored]) -> int:
        batch = list(islice(documents, _BATCH))
        if not batch:
            return 0
        writer = SegmentWriter(self._folder, self._next, self._settings)
        self._next += 1
        try:
            while batch:
                self._stored.add_rows(writer.add(batch))
                batch = list(islice(documents, _BATCH))
        except BaseException:
            writer.abandon()
            raise
        self._stored.add_segment(*writer.finish())
        return len(writer)


def choose(records: Sequence[SegmentRecord]) -> list[SegmentRecord]:
    """Return the segments that are worth writing anew: those with dropped documents, and small ones if two or more."""
    worn = [record for record in records if record.dropped]
    small = [record for record in records if not record.dropped and record.documents < MOST // 2]
    return sorted([*worn, *(small if len(small) + len(worn) > 1 else ())], key=lambda record: record.number)


@contextmanager
def changing(folder: Path, settings: Settings, *, wait: bool) -> Iterator[Change]:
    """Yield a change; when it is left without an error the index is the changed one, else it is as it was.

    Raises:
        IndexLockedError: another process makes one, and `wait` is false.
        IndexError_: the disk is full, or the folder cannot be written to.
    """
    with disk.naming(folder), lock.writing(folder, wait=wait):
        try:
            with catalogue.transaction(folder) as stored:
                _remove_strays(folder, stored.segments())
                change = Change(folder, stored, settings)
                yield change
                change.read_sample()
                stored.write_settings(settings)
                stored.commit()
        finally:
            with catalogue.reading(folder) as stored:
                records = stored.segments()
            _remove_strays(folder, records)


def _remove_strays(folder: Path, records: Iterable[SegmentRecord]) -> None:
    """Remove the segments that the catalogue does not name."""
    named = {name_of(record.number) for record in records}
    for path in sorted((folder / FOLDER).iterdir()):
        if path.name not in named:
            disk.remove(path)
