"""The stored documents as a night is compared with them; each has one number over all segments."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dedup import _core
from dedup.arrow import read_chunks
from dedup.crawl.facts import COLUMNS
from dedup.errors import IndexDamagedError
from dedup.index import disk, signatures
from dedup.index.catalogue import FOLDER, name_of

if TYPE_CHECKING:
    from dedup.index.snapshot import Segment, Snapshot

Numbers = NDArray[np.uint32]


class Archive:
    """What a snapshot holds, by number: the documents of one segment behind those of the one before."""

    def __init__(self, snapshot: "Snapshot | None") -> None:
        self._segments = snapshot.segments if snapshot else []
        self._folder = snapshot.folder if snapshot else Path()
        self._firsts = [0, *accumulate(segment.record.documents for segment in self._segments)]

    def __len__(self) -> int:
        """Return how many numbers there are."""
        return self._firsts[-1]

    def add_signatures(self, night: _core.Night) -> None:
        """Give all signatures to a night.

        Raises:
            IndexDamagedError: a file holds other bytes than were written.
        """
        for segment, first in zip(self._segments, self._firsts, strict=False):
            path = self._checked(segment)
            (live,) = np.nonzero(segment.live(np.arange(segment.record.documents, dtype=np.uint32)))
            numbers, done = live.astype(np.uint32) + np.uint32(first), 0
            for rows in signatures.read(path, segment.dropped):
                night.add_signatures(numbers[done : done + len(rows)], np.ascontiguousarray(rows))
                done += len(rows)

    def find_equal(self, sets: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the stored documents that may have the shingles of a text: their numbers and the places of the sets.

        Args:
            sets: digests of the texts' shingles; 0 where there are none.
        """
        wanted, places = np.unique(sets, return_inverse=True)
        texts = np.argsort(places, kind="stable")
        bounds = np.searchsorted(places[texts], np.arange(len(wanted) + 1))
        found = [np.zeros((0, 2), np.int64)]
        for segment, first in zip(self._segments, self._firsts, strict=False):
            postings = segment.postings["digests"]
            starts, ends = postings.find(wanted)
            held = np.flatnonzero((ends > starts) & (wanted != 0))
            lists = postings.documents(starts[held], ends[held])
            documents = np.concatenate([np.zeros(0, np.uint32), *lists])
            keys = np.repeat(held, [len(one) for one in lists])
            live = segment.live(documents)
            keys, stored = keys[live], documents[live].astype(np.int64) + first
            pairs, own = _spread(bounds[keys], bounds[keys + 1])
            found.append(np.stack([stored[pairs], texts[own]], axis=1))
        return np.concatenate(found)

    def passages(self) -> list[tuple[NDArray[np.uint8], int]]:
        """Return the postings of passages of each segment, with the number of its first document."""
        segments = zip(self._segments, self._firsts, strict=False)
        return [(segment.postings["passages"].whole(), first) for segment, first in segments]

    def release(self) -> None:
        """Hold nothing in memory of what was read of the index's files."""
        for segment in self._segments:
            segment.release()

    def load(self, numbers: Numbers, night: _core.Night) -> Iterator[pa.Table]:
        """Give the texts of stored documents, by ascending numbers, to a night, and yield the rows in that order."""
        for segment, first, last in zip(self._segments, self._firsts, self._firsts[1:], strict=False):
            inside = numbers[(numbers >= first) & (numbers < last)] - np.uint32(first)
            done = 0
            for table in segment.documents.select(inside.tolist(), COLUMNS):
                part = inside[done : done + len(table)] + np.uint32(first)
                texts = table["text"].combine_chunks()
                for chunk in read_chunks(texts):
                    night.add_stored(part, chunk)
                done += len(table)
                yield table
            segment.release()

    def _checked(self, segment: "Segment") -> Path:
        """Return where a segment's signatures are, once they are found to be as they were written."""
        path = self._folder / FOLDER / name_of(segment.record.number) / signatures.NAME
        if disk.digest(path) != {file.name: file.digest for file in segment.record.files}[signatures.NAME]:
            raise IndexDamagedError(f"{path} holds other bytes than were written", hint="see 'dedup index verify'")
        return path


def _spread(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all numbers of some ranges, each with the place of its range."""
    lengths = ends - starts
    places = np.repeat(np.arange(len(starts)), lengths)
    return places, np.arange(len(places)) + (starts - np.cumsum(lengths) + lengths)[places]
