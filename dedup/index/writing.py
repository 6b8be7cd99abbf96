"""One change of an index: segments are written beside the others, then one transaction makes them part of it.

Whatever ends the process, the index is the one before the change or the one after it. What a broken change left in the
folder is removed by the next one.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import xxhash

from dedup.index import catalogue, changes, disk, lock, merging
from dedup.index.catalogue import FOLDER, SAMPLE, SegmentRecord, name_of
from dedup.index.changes import ChangedCatalogue
from dedup.index.roles import describe
from dedup.index.segment import SegmentWriter
from dedup.index.settings import Settings
from dedup.index.tables import GROUP, NAME, Documents, Stored
from dedup.samples import read_stems

_BATCH = 8 * GROUP
# Each segment costs every check a look into its postings: with 30 of them a cold look-up took 49 ms, with one 4 ms.
MOST_SEGMENTS = 8
_Ranked = tuple[int, int]  # a document's rank and place
# Compaction that is asked for also takes segments that are so many times as large as all smaller ones together.
_GROWTH = 4


class Change:
    """A change that is being made."""

    def __init__(self, folder: Path, stored: ChangedCatalogue, settings: Settings, need: disk.Need) -> None:
        self._folder, self._stored, self._settings, self._need = folder, stored, settings, need
        self._next = max((record.number for record in stored.segments()), default=0) + 1

    def add(self, documents: Iterable[Stored]) -> int:
        """Take in documents, in a segment of their own; return how many.

        Raises:
            DuplicateIdError: a document of that id is stored already.
        """
        items = iter(documents)
        batch = list(islice(items, _BATCH))
        if not batch:
            return 0
        writer, done = SegmentWriter(self._folder, self._take_number(), self._settings), self._need.bytes
        sample: list[_Ranked] = []
        try:
            while batch:
                rows = writer.add(batch)
                self._stored.add_rows(rows)
                self._need.bytes = done + writer.least
                sample = _draw(chain(sample, ((_rank(row.id), row.place) for row in rows)))
                batch = list(islice(items, _BATCH))
            record = writer.finish()
        except BaseException:  # an interrupt too: its threads and files must not stay open
            writer.abandon()
            raise
        self._stored.add_segment(record, sample)
        self._need.bytes = done + sum(file.bytes for file in record.files)
        return len(writer)

    @property
    def generation(self) -> int:
        """The index's before this change."""
        return self._stored.generation()

    def note_night(self, digest: str, documents: int) -> None:
        """Note that this change adds the documents of a night's crawl."""
        self._stored.add_night(digest, documents)

    def drop(self, *, before: int | None, id_: str | None) -> int:
        """Pass over documents from now on, by their publication or id; return how many."""
        count = self._stored.drop(before=before, id=id_)
        self._stored.remove_segments(
            record.number for record in self._stored.segments() if record.documents == len(record.dropped)
        )
        return count

    def compact(self) -> int:
        """Merge small segments and those with dropped documents; return how many were."""
        records = _by_size(self._stored.segments())
        worn = [record for record in records if record.dropped]
        return self._merge(choose(records, worn or records[:1], growth=_GROWTH))

    def rebuild(self) -> None:
        """Write everything anew from the documents, in one segment."""
        records = self._stored.segments()
        # Postings are not looked at: they may be what is damaged.
        held = [(Documents(self._folder / FOLDER / name_of(one.number) / NAME), one.dropped) for one in records]
        self._stored.remove_segments(record.number for record in records)
        stored = (one for documents, dropped in held for one in documents.read(dropped))
        self.add(describe((one.document, one.role) for one in stored))

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
        records = _by_size(self._stored.segments())
        if len(records) > MOST_SEGMENTS:
            self._merge(choose(records, records[:2]))

    def _merge(self, chosen: Iterable[SegmentRecord]) -> int:
        records = sorted(chosen, key=lambda record: record.number)
        if not records:
            return 0
        number = self._take_number()
        record = merging.merge(self._folder, number, self._settings, records)
        sources = [one.number for one in records]
        self._stored.move_rows(sources, number, merging.renumber(records))
        self._stored.remove_segments(sources)
        self._stored.add_segment(record, _draw((_rank(id_), place) for id_, place in self._stored.places(number)))
        return len(records)

    def _take_number(self) -> int:
        self._next += 1
        return self._next - 1


def choose(records: Sequence[SegmentRecord], first: Sequence[SegmentRecord], *, growth: int = 1) -> list[SegmentRecord]:
    """Return what to merge: the first ones, and others from the smallest on until one is much larger than all before.

    A document is so written again only when its segment at least doubles, or where few segments stand between the
    largest and the smallest.

    Args:
        records: all segments by size, the smallest first.
        growth: how many times as many documents as all before are much.
    """
    chosen, total = list(first), sum(record.documents for record in first)
    for record in records:
        if record not in first:
            if record.documents > growth * total:
                break
            chosen.append(record)
            total += record.documents
    return chosen if len(chosen) > 1 or any(record.dropped for record in chosen) else []


def _by_size(records: Iterable[SegmentRecord]) -> list[SegmentRecord]:
    return sorted(records, key=lambda record: (record.documents, -record.number))


@contextmanager
def changing(folder: Path, settings: Settings, *, wait: bool) -> Iterator[Change]:
    """Yield a change; when it is left without an error the index is the changed one, else it is as it was.

    Raises:
        IndexLockedError: another process makes one, and `wait` is false.
        IndexError_: the disk is full, or the folder cannot be written to.
    """
    with disk.naming(folder) as need, lock.writing(folder, wait=wait):
        try:
            with changes.transaction(folder) as stored:
                _remove_strays(folder, stored.segments())
                change = Change(folder, stored, settings, need)
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


def _draw(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    """Return the documents that stand for a segment."""
    return heapq.nsmallest(SAMPLE, ranked)


def _rank(id_: str) -> int:
    """Return a number by which documents are drawn: of no order, and the same in every index; SQLite's are signed."""
    return xxhash.xxh3_64_intdigest(id_.encode("utf-8")) >> 1
