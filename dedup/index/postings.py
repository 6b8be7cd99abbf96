"""A file of postings: which documents have a key; mapped into memory, and checked block by block as it is read.

The file, little-endian: a head of 64 bytes (magic, bits, entries, common keys); the fan-out table (2 ** bits + 1
uint64: where the run of each value of a key's leading bits starts); for each entry the next 32 bits of its key,
ascending in each run; for each entry its document; the keys that were left out as too common (uint64). Then xxh3-64
of each block of 16 KiB so far, and of these sums.
"""

import struct
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dedup import _core
from dedup.index.blocks import Blocks, Sums

Kind = Literal["digests", "bands", "passages", "words"]
KINDS: tuple[Kind, ...] = ("digests", "bands", "passages", "words")

_MAGIC = b"dedup\0p2"
_HEAD = struct.Struct("<8sQQQ32x")


def write(folder: Path, builder: _core.Builder, most: int) -> NDArray[np.int64]:
    """Write the postings of each kind, without words that more than `most` documents have.

    Returns how many words each document has there.
    """
    count, documents = len(builder), np.zeros(0, np.uint32)
    for kind, (bits, fanout, keys, documents, common) in zip(KINDS, builder.take_postings(most), strict=True):
        _write(folder / f"{kind}.postings", bits, fanout, keys, documents, common)
    return np.bincount(documents, minlength=count)


def _write(path: Path, bits: int, fanout: NDArray[np.uint64], *arrays: NDArray[np.uint32] | NDArray[np.uint64]) -> None:
    keys, _, common = arrays
    head = np.frombuffer(_HEAD.pack(_MAGIC, bits, len(keys), len(common)), np.uint8)
    sums = Sums()
    with path.open("wb") as file:
        for array in (head, fanout, *arrays):
            data = array.view(np.uint8).data
            sums.add(data)
            file.write(data)
        file.write(sums.end())


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
            magic, self._bits, self._count, commons = _HEAD.unpack_from(blocks.data)
        except struct.error:
            raise blocks.damaged() from None
        runs = (1 << min(self._bits, 40)) + 1
        self._keys_at = _HEAD.size + 8 * runs
        self._documents_at = self._keys_at + 4 * self._count
        common_at = self._documents_at + 4 * self._count
        if magic != _MAGIC or blocks.size != common_at + 8 * commons:
            raise blocks.damaged()
        blocks.check([common_at], [blocks.size])
        self._fanout = np.frombuffer(blocks.data, np.uint64, runs, _HEAD.size)
        self._keys = np.frombuffer(blocks.data, np.uint32, self._count, self._keys_at)
        self._documents = np.frombuffer(blocks.data, np.uint32, self._count, self._documents_at)
        self.common = np.frombuffer(blocks.data, np.uint64, commons, common_at)

    def find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return for each key where its entries start and end."""
        if not len(keys):
            return keys, keys
        shift = np.uint64(64 - self._bits) if self._bits else None
        runs = keys >> shift if shift is not None else np.zeros_like(keys)
        places = _HEAD.size + 8 * runs.astype(np.int64)
        self._blocks.check(places, places + 16)
        starts, ends = self._fanout[runs.astype(np.int64)], self._fanout[runs.astype(np.int64) + 1]
        self._blocks.check(self._keys_at + 4 * starts.astype(np.int64), self._keys_at + 4 * ends.astype(np.int64))
        return _core.find_entries(self._bits, self._fanout, self._keys, keys)

    def documents(self, starts: NDArray[np.uint64], ends: NDArray[np.uint64]) -> list[NDArray[np.uint32]]:
        """Return the documents of entries, as `find` gave them."""
        first, last = starts.astype(np.int64), ends.astype(np.int64)
        self._blocks.check(self._documents_at + 4 * first, self._documents_at + 4 * last)
        return [self._documents[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]

    def table(self) -> tuple[int, NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]:
        """Return all of it: bits, fan-out, keys and documents.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        self._blocks.check([0], [self._blocks.size])
        return self._bits, self._fanout, self._keys, self._documents

    def release(self) -> None:
        """Hold nothing in memory of what was read."""
        self._blocks.release()

    @property
    def greatest(self) -> int:
        """The greatest number of a document, or -1."""
        return int(self._documents.max(initial=0)) if self._count else -1
