"""What filters ask of a segment's documents, a row each, in an Arrow file: when published, where, whose text."""

import mmap
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedup.errors import IndexDamagedError
from dedup.index.filters import Filter

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "facts.arrow"

Fact = tuple[int | None, str | None, Sequence[str]]
"""When a document was published, in microseconds since 1970, its outlet, and its agencies."""


def write(path: Path, facts: Iterable[Fact]) -> None:
    """Write the facts of documents, by their places."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and needed where an index is written or filtered

    published, outlets, agencies = zip(*facts, strict=True)
    names = pa.array(list(chain.from_iterable(agencies)), pa.string()).dictionary_encode()
    offsets = pa.array([0, *accumulate(map(len, agencies))], pa.int32())
    table = pa.table(
        {
            "published": pa.array(published, pa.int64()),
            "outlet": pa.array(outlets, pa.string()).dictionary_encode(),
            "agencies": pa.ListArray.from_arrays(offsets, names),
        }
    )
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


class Facts:
    """An open file of facts, checked when it is first asked; it stays readable when it is removed."""

    def __init__(self, path: Path, digest: str) -> None:
        self._path = path
        self._digest = digest
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._table)

    def read(self, dropped: Set[int]) -> list[Fact]:
        """Return the facts of all documents but those dropped.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        columns = (self._table[name].to_pylist() for name in ("published", "outlet", "agencies"))
        return [fact for place, fact in enumerate(zip(*columns, strict=True)) if place not in dropped]

    def find(self, wanted: Filter) -> NDArray[np.bool_]:
        """Return of each document whether it is wanted.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        found = np.ones(len(self), np.bool_)
        if wanted.outlets:
            outlets = self._table["outlet"].chunk(0)
            codes = _find_codes(outlets, lambda name: name.casefold() in wanted.outlets)
            found &= np.isin(outlets.indices.fill_null(-1).to_numpy(), codes)
        if wanted.agencies:
            lists = self._table["agencies"].chunk(0)
            codes = _find_codes(lists.values, lambda name: name in wanted.agencies)
            owners = np.repeat(np.arange(len(self)), np.diff(lists.offsets.to_numpy()))
            found &= np.bincount(owners[np.isin(lists.values.indices.to_numpy(), codes)], minlength=len(self)) > 0
        if wanted.since is not None or wanted.until is not None:
            found &= self._find_between(wanted.since, wanted.until)
        return found

    def _find_between(self, since: int | None, until: int | None) -> NDArray[np.bool_]:
        published = self._table["published"].chunk(0)
        times = published.fill_null(0).to_numpy()
        found: NDArray[np.bool_] = published.is_valid().to_numpy(zero_copy_only=False)
        if since is not None:
            found = found & (times >= since)
        return found if until is None else found & (times <= until)

    @cached_property
    def _table(self) -> "pa.Table":
        import pyarrow as pa  # noqa: PLC0415

        if xxhash.xxh3_128_hexdigest(self._data) != self._digest:
            raise IndexDamagedError(
                f"{self._path} holds other bytes than were written", hint="write it anew: dedup index rebuild"
            )
        return pa.ipc.open_file(pa.py_buffer(self._data)).read_all()


def _find_codes(column: "pa.DictionaryArray", accept: Callable[[str], bool]) -> list[int]:
    """Return the numbers of the names that are accepted."""
    return [code for code, name in enumerate(column.dictionary.to_pylist()) if accept(name)]
