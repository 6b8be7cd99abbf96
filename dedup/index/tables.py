"""Documents as rows of `documents.parquet`, which any tool reads, and back."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dedup.index.blocks import Blocks, Sums
from dedup.index.pages import read_texts
from dedup.index.settings import Role
from dedup.model import Document

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

NAME = "documents.parquet"
SUMS = "documents.sums"  # checksums of its blocks
_TAIL = 8  # bytes behind the foot of a Parquet file: its length, and a magic word
GROUP = 256  # rows; fewer make the file's foot long
# A text is read by decoding a page, some twenty articles; smaller pages are packed less well, hence the level too.
_PAGE, _LEVEL = 1 << 16, 3
_VALUES = 4  # after so many it is seen whether a page is full
_GROUPS = 16  # groups that are copied at once, some 12 MB of news
_TEXTS = ("id", "text", "url", "outlet", "title", "byline", "credit", "language")
_TEXT = _TEXTS.index("text")
_BESIDE = [*(name for name in _TEXTS if name != "text"), "published", "role", "agencies"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document with its role, and the agencies whose own text it is or that its frame credits."""

    document: Document
    role: Role | None
    agencies: tuple[str, ...] = ()


def open_writer(path: Path) -> "pq.ParquetWriter":
    """Return a writer of documents."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and needed where an index is read or written

    few = ["outlet", "language", "role", "agencies.list.element"]
    return pq.ParquetWriter(
        path,
        _schema(),
        compression="zstd",
        compression_level=_LEVEL,
        use_dictionary=few,
        data_page_size=_PAGE,
        write_batch_size=_VALUES,
        write_statistics=["published"],  # those of texts made up most of the foot
    )


def write(writer: "pq.ParquetWriter", batch: Sequence[Stored]) -> None:
    """Write documents; all batches but the last are of whole groups."""
    import pyarrow as pa  # noqa: PLC0415

    columns: list[list[Any]] = [[getattr(one.document, name) for one in batch] for name in _TEXTS]
    columns.append([one.document.published.isoformat() if one.document.published else None for one in batch])
    columns += [[one.role for one in batch], [one.agencies for one in batch]]
    writer.write_table(pa.table(columns, schema=_schema()), row_group_size=GROUP)


def copy(writer: "pq.ParquetWriter", parts: Iterable["pa.Table"]) -> None:
    """Write documents that are read from other files, in whole groups."""
    import pyarrow as pa  # noqa: PLC0415

    rest = _schema().empty_table()
    for part in parts:
        rest = pa.concat_tables([rest, part])
        whole = len(rest) // GROUP * GROUP
        if whole:
            writer.write_table(rest.slice(0, whole), row_group_size=GROUP)
            rest = rest.slice(whole)
    if len(rest):
        writer.write_table(rest, row_group_size=GROUP)


class Documents:
    """An open file of documents, read by place; it stays readable when it is removed."""

    def __init__(self, path: Path) -> None:
        self._blocks = Blocks(path, path.with_name(SUMS).read_bytes())
        self._opened: pq.ParquetFile | None = None

    def load(self, places: Sequence[int]) -> list[Stored]:
        """Return the documents at places, in their order.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        found: dict[int, Stored] = {}
        texts = dict(zip(places, self.texts(places), strict=True))
        for group, held in groupby(sorted(texts), lambda place: place // GROUP):
            self._check(group)
            table = self._file().read_row_group(group, columns=_BESIDE)
            for place in held:
                row = {name: table[name][place % GROUP].as_py() for name in table.column_names}
                found[place] = _to_stored({**row, "text": texts[place]})
        return [found[place] for place in places]

    def texts(self, places: Sequence[int]) -> list[str]:
        """Return the texts of the documents at places, in their order; of the others as little is read as can be.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        found: dict[int, str] = {}
        for group, held in groupby(sorted(set(places)), lambda place: place // GROUP):
            inside = list(held)
            found.update(zip(inside, self._texts(group, [place % GROUP for place in inside]), strict=True))
        return [found[place] for place in places]

    def read(self, dropped: Set[int] = frozenset()) -> Iterator[Stored]:
        """Yield the documents at all places but those dropped.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        for group in range(self._file().metadata.num_row_groups):
            first, count = GROUP * group, self._file().metadata.row_group(group).num_rows
            wanted = [place for place in range(count) if first + place not in dropped]
            if wanted:
                yield from self._read(group, wanted)

    def ids(self) -> list[str]:
        """Return the ids of all documents, by place.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        parts = self.select(range(self._file().metadata.num_rows), ["id"])
        return [id_ for part in parts for id_ in part["id"].to_pylist()]

    def tables(self, dropped: Set[int] = frozenset()) -> Iterator["pa.Table"]:
        """Yield the documents as tables of some groups, without those at dropped places.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        places = np.array(sorted(dropped), np.int64)
        groups = self._file().metadata.num_row_groups
        for first in range(0, groups, _GROUPS):
            held = range(first, min(groups, first + _GROUPS))
            for group in held:
                self._check(group)
            table = self._file().read_row_groups(list(held), use_threads=False)
            start = GROUP * first
            yield table if not len(places) else table.filter(_kept(start, len(table), places))
            self._blocks.release()

    def select(self, places: Sequence[int], columns: Sequence[str]) -> Iterator["pa.Table"]:
        """Yield some columns of the documents at ascending places, a group after the other.

        Raises:
            IndexDamagedError: the file holds other bytes than were written.
        """
        for group, inside in groupby(places, lambda place: place // GROUP):
            self._check(group)
            table = self._file().read_row_group(group, columns=list(columns))
            yield table.take([place % GROUP for place in inside])

    def release(self) -> None:
        """Give the memory back that was read."""
        self._blocks.release()

    def _check(self, group: int) -> None:
        self._blocks.check(*([place] for place in _bounds(self._file().metadata.row_group(group))))

    def _texts(self, group: int, inside: Sequence[int]) -> list[str]:
        column = self._file().metadata.row_group(group).column(_TEXT)
        start = column.data_page_offset
        chunk = start, start + column.total_compressed_size
        found = None
        if column.dictionary_page_offset is None:
            found = read_texts(self._blocks.data, chunk, inside, self._blocks.check_range)
        if found is None:  # as another version of the library may write it
            self._check(group)
            column = self._file().read_row_group(group, columns=["text"])["text"]
            found = [column[place].as_py() for place in inside]
        return found

    def _read(self, group: int, inside: Sequence[int]) -> list[Stored]:
        self._check(group)
        table = self._file().read_row_group(group)
        return [_to_stored(row) for row in (table if len(inside) == len(table) else table.take(inside)).to_pylist()]

    def _file(self) -> "pq.ParquetFile":
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        if self._opened is None:
            size = self._blocks.size
            self._blocks.check([size - _TAIL], [size])
            self._blocks.check([size - _TAIL - int.from_bytes(self._blocks.data[-8:-4], "little")], [size])
            self._opened = pq.ParquetFile(pa.BufferReader(pa.py_buffer(self._blocks.data)), pre_buffer=False)
        return self._opened


def write_sums(path: Path) -> None:
    """Write the checksums of the blocks of a finished file beside it."""
    sums = Sums()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            sums.add(memoryview(data))
    path.with_name(SUMS).write_bytes(sums.end())


def _bounds(group: "pq.RowGroupMetaData") -> tuple[int, int]:
    """Return where the bytes of a group start and end."""
    columns = [group.column(number) for number in range(group.num_columns)]
    first = min(min(one.data_page_offset, one.dictionary_page_offset or one.data_page_offset) for one in columns)
    return first, first + sum(one.total_compressed_size for one in columns)


def _kept(start: int, count: int, dropped: NDArray[np.int64]) -> "pa.Array":
    """Return of which of the places from `start` on the document was not dropped."""
    import pyarrow as pa  # noqa: PLC0415

    kept = np.ones(count, np.bool_)
    kept[dropped[(dropped >= start) & (dropped < start + count)] - start] = False
    return pa.array(kept)


def _schema() -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415

    texts = [
        pa.field(name, pa.string(), nullable=name not in ("id", "text")) for name in (*_TEXTS, "published", "role")
    ]
    return pa.schema([*texts, pa.field("agencies", pa.list_(pa.field("element", pa.string(), nullable=False)), False)])


def _to_stored(row: dict[str, Any]) -> Stored:
    published, role, agencies = row.pop("published"), row.pop("role"), tuple(row.pop("agencies", ()))
    return Stored(Document(**row, published=datetime.fromisoformat(published) if published else None), role, agencies)


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array as `np.save` does, which on a full disk tells no number of an error."""
    array = np.ascontiguousarray(array)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(array.data)
