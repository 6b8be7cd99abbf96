"""`signatures.npy`: MinHash signatures, one row a document, in a file that NumPy reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

NAME = "signatures.npy"
_ROWS = 1 << 15  # rows that are copied at once: 16 MiB


class SignatureWriter:
    """A file of signatures that is being written."""

    def __init__(self, path: Path, permutations: int) -> None:
        self._file = path.open("wb")
        self._permutations, self._rows = permutations, 0
        self._write_head()
        self._head = self._file.tell()

    def write(self, rows: NDArray[np.uint32]) -> None:
        """Add rows."""
        self._file.write(np.ascontiguousarray(rows, "<u4").data)
        self._rows += len(rows)

    def close(self) -> None:
        """End the file, unless it is ended."""
        if self._file.closed:
            return
        with self._file:
            self._file.seek(0)
            self._write_head()  # as long as before: NumPy leaves room for the number of rows to grow

    def _write_head(self) -> None:
        shape = (self._rows, self._permutations)
        npy.write_array_header_1_0(self._file, {"descr": "<u4", "fortran_order": False, "shape": shape})


def count_rows(path: Path) -> int:
    """Return how many signatures a file has."""
    with path.open("rb") as file:
        return _read_head(file)[0]


def read(path: Path, dropped: NDArray[np.uint32]) -> Iterator[NDArray[np.uint32]]:
    """Yield the rows of a file in parts, without those at dropped places."""
    with path.open("rb") as file:
        count, columns = _read_head(file)
        for start in range(0, count, _ROWS):
            rows = min(_ROWS, count - start)
            part = np.fromfile(file, "<u4", rows * columns).reshape(rows, columns)
            yield np.delete(
                part, dropped[(dropped >= start) & (dropped < start + rows)].astype(np.int64) - start, axis=0
            )


def _read_head(file: BinaryIO) -> tuple[int, int]:
    npy.read_magic(file)
    (count, columns), _, _ = npy.read_array_header_1_0(file)
    return count, columns
