"""The documents of a night and of the index, by their ids."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from dedup.crawl.work import WorkArea
from dedup.index.tables import NAME, Documents
from dedup.model import Document

if TYPE_CHECKING:
    from dedup.index.snapshot import Snapshot


class Texts:
    """Gives documents as they are asked for; a few are held at a time."""

    def __init__(self, work: WorkArea, snapshot: "Snapshot") -> None:
        import pyarrow as pa  # noqa: PLC0415 - heavy
        import pyarrow.parquet as pq  # noqa: PLC0415

        self._units = work.units
        parts = [pq.read_table(unit / NAME, columns=["id"])["id"].combine_chunks() for unit in self._units]
        self._ids = pa.chunked_array(parts, pa.string())
        self._firsts = np.array([0, *accumulate(map(len, parts))])
        self._snapshot = snapshot

    def load(self, ids: Sequence[str]) -> list[Document]:
        """Return the documents of ids, tonight's first; ids of none are passed over."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        places = pc.index_in(pa.array(ids, pa.string()), value_set=self._ids).to_pylist()
        stored = [id_ for id_, place in zip(ids, places, strict=True) if place is None]
        return [*self._load(sorted(place for place in places if place is not None)), *self._snapshot.named(stored)]

    def _load(self, places: Sequence[int]) -> list[Document]:
        inside: dict[int, list[int]] = defaultdict(list)
        for place, unit in zip(places, np.searchsorted(self._firsts, places, "right").tolist(), strict=True):
            inside[unit - 1].append(place - int(self._firsts[unit - 1]))
        return [one.document for unit, rows in inside.items() for one in Documents(self._units[unit] / NAME).load(rows)]
