"""The stored documents as a night is compared with them; each has one number over all segments."""

import io
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import xxhash
from numpy.typing import NDArray

from dedup import _core
from dedup.arrow import read_chunks
from dedup.crawl.facts import COLUMNS
from dedup.errors import IndexDamagedError
from dedup.index.catalogue import FOLDER, name_of
from dedup.index.segment import SIGNATURES

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
            signatures = self._read_signatures(segment)
            places = np.arange(len(signatures), dtype=np.uint32)
            live = segment.live(places)
            rows = signatures if live.all() else signatures[live]
            night.add_signatures(places[live] + np.uint32(first), np.ascontiguousarray(rows))

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
            starts, ends = (bound.astype(np.int64) for bound in postings.find(wanted))
            keys, entries = _spread(starts, np.where(wanted != 0, ends, starts))
            documents = postings.table()[3][entries]
            live = segment.live(documents)
            keys, stored = keys[live], documents[live].astype(np.int64) + first
            pairs, held = _spread(bounds[keys], bounds[keys + 1])
            found.append(np.stack([stored[pairs], texts[held]], axis=1))
        return np.concatenate(found)

    def tables(self) -> list[tuple[int, NDArray[np.uint64], Numbers, Numbers, int]]:
        """Return the postings of passages of each segment, with the number of its first document."""
        tables = []
        for segment, first in zip(self._segments, self._firsts, strict=False):
            tables.append((*segment.postings["passages"].table(), first))
            segment.release()
        return tables

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

    def _read_signatures(self, segment: "Segment") -> NDArray[np.uint32]:
        path = self._folder / FOLDER / name_of(segment.record.number) / SIGNATURES
        data = path.read_bytes()
        expected: dict[str, Any] = {file.name: file.digest for file in segment.record.files}
        if xxhash.xxh3_128_hexdigest(data) != expected[SIGNATURES]:
            raise IndexDamagedError(f"{path} holds other bytes than were written", hint="see 'dedup index verify'")
        return np.load(io.BytesIO(data))  # type: ignore[no-any-return]


def _spread(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all numbers of some ranges, each with the place of its range."""
    lengths = ends - starts
    places = np.repeat(np.arange(len(starts)), lengths)
    return places, np.arange(len(places)) + (starts - np.cumsum(lengths) + lengths)[places]
