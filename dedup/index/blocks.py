"""Files that are mapped into memory and checked block by block as they are read."""

import mmap
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedup.errors import IndexDamagedError

SIZE = 1 << 14
"""Bytes of a block: the least that is read to be sure of a single one."""

_PART = 1 << 26  # bytes that are in memory at once

Places = Iterable[int] | NDArray[np.int64]


class Sums:
    """The checksums of the blocks of bytes that come in parts: xxh3-64 of each, and of these sums."""

    def __init__(self) -> None:
        self._sums: list[int] = []
        self._rest = b""

    def add(self, data: memoryview) -> None:
        """Take in more bytes."""
        first = min(len(data), (-len(self._rest)) % SIZE)
        self._rest += data[:first]
        if len(self._rest) == SIZE:
            self._sums.append(xxhash.xxh3_64_intdigest(self._rest))
            self._rest = b""
        whole = first + (len(data) - first) // SIZE * SIZE
        self._sums += [xxhash.xxh3_64_intdigest(data[start : start + SIZE]) for start in range(first, whole, SIZE)]
        self._rest += data[whole:]

    def end(self) -> bytes:
        """Return the checksums."""
        last = [xxhash.xxh3_64_intdigest(self._rest)] if self._rest else []
        sums = np.array([*self._sums, *last], "<u8").tobytes()
        return sums + np.array([xxhash.xxh3_64_intdigest(sums)], "<u8").tobytes()


class Blocks:
    """A mapped file with the checksums of its blocks; it stays readable when it is removed."""

    def __init__(self, path: Path, sums: bytes | None = None) -> None:
        """Map a file.

        Args:
            sums: the checksums, which stand at the end of the file where they are not given.

        Raises:
            IndexDamagedError: the checksums are not whole.
        """
        self.path = path
        with path.open("rb") as file:
            try:
                self.data = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
            except ValueError:  # an empty file
                raise self.damaged() from None
        # Behind the bytes themselves stand 8 for each block of them, the last of which may be short, and 8 more.
        own = 8 * (-(-(len(self.data) - 8) // (SIZE + 8)) + 1) if sums is None else 0
        self.size = len(self.data) - own
        held = self.data[max(0, self.size) :] if sums is None else sums
        if len(held) != 8 * (-(-self.size // SIZE) + 1):
            raise self.damaged()
        self._sums = np.frombuffer(held[:-8], "<u8")
        if xxhash.xxh3_64_digest(held[:-8])[::-1] != held[-8:]:
            raise self.damaged()
        self._seen = np.zeros(len(self._sums), np.bool_)

    def check(self, starts: Places, ends: Places) -> None:
        """Compare the blocks that hold ranges of bytes with their checksums, each once.

        Raises:
            IndexDamagedError: one holds other bytes than were written.
        """
        first = np.asarray(starts, np.int64) // SIZE
        last = np.maximum(-(-np.asarray(ends, np.int64) // SIZE) - 1, first)
        wide = last - first > 1
        inner = [np.arange(start, end) for start, end in zip(first[wide], last[wide], strict=True)]
        blocks = np.unique(np.concatenate([first, last, *inner]))
        blocks = blocks[blocks < len(self._seen)]
        for block in blocks[~self._seen[blocks]].tolist():
            self._check_block(block)

    def check_range(self, start: int, end: int) -> None:
        """Compare the blocks that hold one range of bytes, each once.

        Raises:
            IndexDamagedError: one holds other bytes than were written.
        """
        for block in range(start // SIZE, min(len(self._seen), -(-end // SIZE))):
            if not self._seen[block]:
                self._check_block(block)

    def check_all(self) -> None:
        """Compare all blocks with their checksums; no more memory is taken than by some of them.

        Raises:
            IndexDamagedError: one holds other bytes than were written.
        """
        for start in range(0, self.size, _PART):
            self.check([start], [min(self.size, start + _PART)])
            self.release()

    def release(self) -> None:
        """Give the memory back that was read; what is read again comes from the disk or its cache."""
        self.data.madvise(mmap.MADV_DONTNEED)

    def _check_block(self, block: int) -> None:
        data = self.data[block * SIZE : min(self.size, (block + 1) * SIZE)]
        if xxhash.xxh3_64_intdigest(data) != int(self._sums[block]):
            raise self.damaged()
        self._seen[block] = True

    def damaged(self) -> IndexDamagedError:
        """Return the error that says so."""
        return IndexDamagedError(
            f"{self.path} holds other bytes than were written",
            hint="see all that is damaged with 'dedup index verify'; 'dedup index rebuild' writes postings anew",
        )
