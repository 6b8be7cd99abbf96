"""The night's work area: units of records that are read and extracted once, whatever stops the night.

::

    .night/
    ├── plan.json           inputs and settings
    ├── units/00000001/     never changed once it has this name
    │   ├── records.parquet     what became of each record
    │   ├── documents.parquet   the documents, as an index keeps them
    │   ├── documents.sums      checksums of its blocks
    │   └── unit.json           how far the inputs are read
    └── outputs/            the night's outputs, once all are written
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

from dedup.crawl.model import Extracted
from dedup.crawl.plan import WORK
from dedup.index import disk, tables
from dedup.index.tables import Stored

if TYPE_CHECKING:
    import pyarrow as pa

RECORDS = "records.parquet"
_UNIT = "unit.json"
_TEXTS = ("id", "file", "url", "status", "detail", "digest", "same_as", "rung", "canonical", "syndicated_from")


@dataclass(frozen=True, slots=True)
class Position:
    """How far the inputs are read.

    Attributes:
        file: number of the file that is read next, by the plan's order.
        records: of it that were read.
        seconds: of CPU that extraction has taken so far.
        generation: of the index in which no document has an id of the records before.
    """

    file: int = 0
    records: int = 0
    seconds: float = 0.0
    generation: int = 0


class WorkArea:
    """The units of a night in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / WORK
        self._units = self.folder / "units"
        self._units.mkdir(exist_ok=True)
        for stray in self._units.glob("*.tmp"):
            shutil.rmtree(stray)

    @property
    def units(self) -> list[Path]:
        """The folders of the units, in the night's order."""
        return sorted(self._units.iterdir())

    @property
    def position(self) -> Position:
        """How far the inputs are read."""
        units = self.units
        return position_of(units[-1]) if units else Position()

    def records(self, columns: Sequence[str] | None = None) -> "Iterator[pa.Table]":
        """Yield what became of the records, unit by unit."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

        for unit in self.units:
            yield pq.read_table(unit / RECORDS, columns=columns)

    def keep_first(self, count: int) -> None:
        """Forget all units but the first ones, the last one first."""
        for unit in reversed(self.units[count:]):
            disk.remove(unit)

    @contextmanager
    def writing(self) -> "Iterator[UnitWriter]":
        """Yield a writer of units; all that were given to it are there when it is left."""
        with ThreadPoolExecutor(1) as thread:
            writer = UnitWriter(self._units, len(self.units), thread)
            yield writer
            writer.wait()


def position_of(unit: Path) -> Position:
    """Return how far the inputs are read with a unit."""
    return Position(**json.loads((unit / _UNIT).read_text("utf-8")))


class UnitWriter:
    """Writes units one after the other while the next one is read."""

    def __init__(self, folder: Path, count: int, thread: ThreadPoolExecutor) -> None:
        self._folder, self._count, self._thread = folder, count, thread
        self._written: Future[None] | None = None

    def add(self, records: Sequence[Extracted], position: Position) -> None:
        """Commit a unit: it is there whole, with how far the inputs are read, or not at all."""
        self.wait()
        self._count += 1
        self._written = self._thread.submit(_write, self._folder / f"{self._count:08}", records, position)

    def wait(self) -> None:
        """Wait until the unit that was given last is on the disk."""
        if self._written:
            self._written.result()


def _write(unit: Path, records: Sequence[Extracted], position: Position) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    beside = unit.with_suffix(".tmp")
    beside.mkdir()
    with tables.open_writer(beside / tables.NAME) as writer:
        tables.write(writer, [Stored(one.document, None) for one in records if one.document])
    tables.write_sums(beside / tables.NAME)
    pq.write_table(_to_table(records), beside / RECORDS, compression="zstd", use_dictionary=["file", "status", "rung"])
    for path in sorted(beside.iterdir()):
        disk.sync(path)
    disk.write_json(beside / _UNIT, asdict(position))
    disk.sync(beside)
    disk.rename(beside, unit)


def _to_table(records: Sequence[Extracted]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    gone = [one.record for one in records]
    columns: dict[str, list[object]] = {
        "offset": [one.offset for one in gone],
        "fetched": [_to_utc(one.fetched) for one in gone],
        "length": [len(one.document.text) if one.document else None for one in records],
        "text_digest": [_digest(one.document.text) if one.document else None for one in records],
    }
    own = ("status", "detail", "rung", "canonical", "syndicated_from")
    for name in _TEXTS:
        columns[name] = [getattr(one, name) for one in (records if name in own else gone)]
    return pa.table(columns, schema=_schema())


def _digest(text: str) -> str:
    return xxhash.xxh3_128_hexdigest(text.encode("utf-8"))


def _to_utc(moment: datetime | None) -> str | None:
    """Return a time in ISO 8601, in UTC; one without a zone is taken for that."""
    if moment is None:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _schema() -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415

    kinds = {"offset": pa.int64(), "length": pa.int64()}
    names = ("id", "file", "offset", "url", "fetched", "status", "detail", "digest", "same_as")
    more = ("rung", "canonical", "syndicated_from", "length", "text_digest")
    return pa.schema([(name, kinds.get(name, pa.string())) for name in (*names, *more)])
