"""Segments become one: documents and signatures are copied, postings merged; what was dropped stays behind."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedup import _core
from dedup.errors import IndexDamagedError
from dedup.index import disk, facts, signatures, tables
from dedup.index.catalogue import FOLDER, SegmentRecord, name_of
from dedup.index.postings import KINDS, Kind, Postings
from dedup.index.segment import Draft, limits
from dedup.index.settings import Settings
from dedup.index.signatures import SignatureWriter


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment that becomes part of another.

    Attributes:
        first: how many documents stand before its own in the other.
    """

    record: SegmentRecord
    folder: Path
    first: int
    dropped: NDArray[np.uint32]


def merge(folder: Path, number: int, settings: Settings, records: Sequence[SegmentRecord]) -> SegmentRecord:
    """Write the segment that segments make together, in their order, and return it.

    Raises:
        IndexDamagedError: a file of theirs holds other bytes than were written.
    """
    draft, sources = Draft(folder, number), list(_arrange(folder, records))
    count = sum(record.documents - len(record.dropped) for record in records)
    with ThreadPoolExecutor(1) as thread:
        copied = thread.submit(_copy, sources, draft.folder, settings)
        for kind in KINDS:
            lengths = _merge_postings(kind, sources, count, draft.folder)
        copied.result()
    return draft.finish(count, lengths)


def renumber(records: Sequence[SegmentRecord]) -> Callable[[int, int], int]:
    """Return a function that tells the place in a merged segment of a segment's number and a place there."""
    first, firsts, dropped = 0, {}, {}
    for record in records:
        firsts[record.number], dropped[record.number] = first, sorted(record.dropped)
        first += record.documents - len(record.dropped)
    return lambda segment, place: firsts[segment] + place - bisect_left(dropped[segment], place)


def _arrange(folder: Path, records: Sequence[SegmentRecord]) -> Iterator[_Source]:
    first = 0
    for record in records:
        dropped = np.array(sorted(record.dropped), np.uint32)
        yield _Source(record, folder / FOLDER / name_of(record.number), first, dropped)
        first += record.documents - len(dropped)


def _copy(sources: Sequence[_Source], target: Path, settings: Settings) -> None:
    """Copy documents, what is known of them, and signatures."""
    with closing(tables.open_writer(target / tables.NAME)) as writer:
        held = (tables.Documents(source.folder / tables.NAME).tables(source.record.dropped) for source in sources)
        tables.copy(writer, (table for documents in held for table in documents))
    known = (_open_facts(source).read(source.record.dropped) for source in sources)
    facts.write(target / facts.NAME, (fact for found in known for fact in found))
    with closing(SignatureWriter(target / signatures.NAME, settings.permutations)) as rows:
        for source in sources:
            _require_whole(source, signatures.NAME)
            for part in signatures.read(source.folder / signatures.NAME, source.dropped):
                rows.write(part)


def _open_facts(source: _Source) -> facts.Facts:
    digests = {file.name: file.digest for file in source.record.files}
    return facts.Facts(source.folder / facts.NAME, digests[facts.NAME])


def _merge_postings(kind: Kind, sources: Sequence[_Source], count: int, target: Path) -> NDArray[np.uint32]:
    name = f"{kind}.postings"
    for source in sources:
        Postings(source.folder / name).whole()
    parts = [(str(source.folder / name), source.first, source.dropped) for source in sources]
    return _core.merge_postings(kind, parts, count, limits(count), str(target / name))


def _require_whole(source: _Source, name: str) -> None:
    path, digests = source.folder / name, {file.name: file.digest for file in source.record.files}
    if disk.digest(path) != digests[name]:
        raise IndexDamagedError(
            f"{path} holds other bytes than were written", hint="write it anew: dedup index rebuild"
        )
