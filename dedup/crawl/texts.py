"""What a night's page tells of documents beside the night's tables."""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from typing import TYPE_CHECKING

from dedup.crawl.summary import Origin
from dedup.crawl.work import WorkArea
from dedup.index.tables import NAME
from dedup.moments import from_microseconds

if TYPE_CHECKING:
    from dedup.index.snapshot import Snapshot

_SAID = ("text", "byline", "credit")


class Texts:
    """Looks up documents of the units and of the index."""

    def __init__(self, work: WorkArea, snapshot: "Snapshot") -> None:
        self._units = work.units
        self._snapshot = snapshot

    def titles(self, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
        """Return title and outlet of stored documents; a few."""
        return {one.id: (one.title, one.outlet) for one in self._snapshot.named(ids)}

    def origins(self, ids: Sequence[str]) -> dict[str, Origin]:
        """Return outlet and time of stored documents."""
        return {row.id: Origin(row.outlet, _moment(row.published)) for row in self._snapshot.rows(ids)}

    def said(self, ids: Set[str]) -> Iterator[tuple[str, str]]:
        """Yield the ids of some of tonight's documents, and all that each says: its text, byline and credit."""
        import pyarrow as pa  # noqa: PLC0415 - heavy
        import pyarrow.compute as pc  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        wanted = pa.array(sorted(ids), pa.string())
        for unit in self._units if ids else ():
            table = pq.read_table(unit / NAME, columns=["id", *_SAID])
            for row in table.filter(pc.is_in(table["id"], wanted)).to_pylist():
                yield row["id"], "\n".join(filter(None, (row[name] for name in _SAID)))


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_microseconds(microseconds)
