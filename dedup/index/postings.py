"""A file of postings: which documents have a key; mapped into memory, and checked block by block as it is read.

`dedup/_core/src/packed.rs` tells how it is laid out: a head of 64 bytes; the fan-out table (2 ** bits + 1 uint64: where
the run of each value of a key's leading bits starts); the runs, in which keys and documents are packed bit by bit; the
keys that are common (uint64). Then xxh3-64 of each block of 16 KiB so far, and of these sums.
"""

import struct
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dedup import _core
from dedup.index.blocks import Blocks

Kind = Literal["digests", "bands", "passages", "words"]
KINDS: tuple[Kind, ...] = ("digests", "bands", "passages", "words")

_MAGIC = b"dedup\0p3"
_HEAD = struct.Struct("<8s7Q")  # magic, width, bits, documents, entries, keys, bytes of the runs, common keys


class Postings:
    """An open file of postings."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            IndexDamagedError: it holds other bytes than were written.
        """
        self._blocks = blocks = Blocks(path)
        blocks.check([0], [_HEAD.size])
        try:
            magic, width, self._bits, _, self.entries, _, size, commons = _HEAD.unpack_from(blocks.data)
        except struct.error:
            raise blocks.damaged() from None
        runs = (1 << min(self._bits, 40)) + 1
        self._runs_at = _HEAD.size + 8 * runs
        common_at = self._runs_at + size
        if magic != _MAGIC or blocks.size != common_at + 8 * commons:
            raise blocks.damaged()
        blocks.check([common_at], [blocks.size])
        self._unkept = np.uint64(64 - width)
        self._common = np.frombuffer(blocks.data, np.uint64, commons, common_at) >> self._unkept
        self._fanout = np.frombuffer(blocks.data, np.uint64, runs, _HEAD.size).view(np.int64)
        self._file = np.frombuffer(blocks.data, np.uint8)

    def find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return for each key where its entries start and end; they stand one behind the other."""
        if not len(keys):
            return keys, keys
        runs = (keys >> np.uint64(64 - self._bits) if self._bits else np.zeros_like(keys)).astype(np.int64)
        places = _HEAD.size + 8 * runs
        self._blocks.check(places, places + 16)
        self._blocks.check(self._runs_at + self._fanout[runs], self._runs_at + self._fanout[runs + 1])
        return _core.find_entries(self._file, keys)

    def documents(self, starts: NDArray[np.uint64], ends: NDArray[np.uint64]) -> list[NDArray[np.uint32]]:
        """Return the documents of entries, as `find` gave them."""
        documents, bounds = _core.read_documents(self._file, starts, ends)
        last = bounds.tolist()
        return [documents[start:end] for start, end in zip([0, *last], last, strict=False)]

    def rank(
        self,
        ranges: tuple[NDArray[np.uint64], NDArray[np.uint64]],
        weights: NDArray[np.float64],
        lengths: NDArray[np.uint16],
        *,
        short: int,
        least: float,
    ) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        """Return the documents that reach the least score, ascending, and their scores.

        A score is the sum of the weights of the keys that a document has over the square root of its length.

        Args:
            ranges: where the entries of each key start and end, as `find` gives them.
            lengths: of the documents; those shorter than `short` count as that long.
        """
        return _core.rank_documents(self._file, *ranges, weights, lengths, short, least)

    def is_common(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return which keys more documents have than tell something; not all of them can be found."""
        if not len(self._common):
            return np.zeros(len(keys), np.bool_)
        kept = keys >> self._unkept
        places = np.searchsorted(self._common, kept)
        found: NDArray[np.bool_] = self._common[np.minimum(places, len(self._common) - 1)] == kept
        return found

    def whole(self) -> NDArray[np.uint8]:
        """Return all of the file's bytes.

        Raises:
            IndexDamagedError: it holds other bytes than were written.
        """
        self._blocks.check_all()
        return self._file

    def release(self) -> None:
        """Give the memory back that was read."""
        self._blocks.release()
