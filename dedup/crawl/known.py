"""Tonight's documents and those stored ones that they are compared with: numbers, facts, claims, texts on disk.

A document's number is that of the core: tonight's as they were read, stored ones behind them by their place in the
index. Its place is that in `facts`: tonight's have their number, stored ones stand behind them as they were looked up.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dedup import _core
from dedup.arrow import read_chunks
from dedup.crawl.archive import Archive
from dedup.crawl.facts import COLUMNS, FactsReader
from dedup.errors import DuplicateIdError
from dedup.index.tables import NAME

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]

_BATCH = 8_192  # rows, some 25 MB of news


class Known:
    """The documents that a night is decided from."""

    def __init__(self, units: Sequence[Path], archive: Archive, core: _core.Night, reader: FactsReader) -> None:
        """Read tonight's documents, give their texts to the core, and the index's signatures after them.

        Args:
            units: folders with a `documents.parquet` each.

        Raises:
            DuplicateIdError: two documents have one id.
        """
        self.archive, self.core, self._reader = archive, core, reader
        self.sizes: list[int] = []
        self.facts = reader.read(self._read(units))
        self.tonight = len(self.facts)
        self._stored: Numbers = np.zeros(0, np.uint32)
        if pc.count_distinct(self.facts.ids).as_py() < self.tonight:
            raise DuplicateIdError("two documents of the night have one id", hint="give each document its own id")
        self.order = self.facts.order()
        self.leaders = core.leaders(self.order)
        archive.add_signatures(core)

    def _read(self, units: Sequence[Path]) -> Iterator[pa.RecordBatch]:
        for unit in units:
            self.sizes.append(0)
            for batch in pq.ParquetFile(unit / NAME).iter_batches(_BATCH, columns=list(COLUMNS)):
                for chunk in read_chunks(batch["text"]):
                    self.core.add(chunk)
                self.sizes[-1] += len(batch)
                yield batch

    def look_up(self, numbers: Numbers) -> None:
        """Read those stored documents among some numbers that were not read before."""
        stored = np.unique(numbers[numbers >= self.tonight]) - np.uint32(self.tonight)
        new = np.setdiff1d(stored, self._stored)
        if len(new):
            self.facts = self.facts.joined(self._reader.read(self.archive.load(new, self.core)))
            self._stored = np.concatenate([self._stored, new])

    def places(self, numbers: Numbers) -> Places:
        """Return the places of documents that were read or looked up."""
        places = numbers.astype(np.int64)
        is_stored = places >= self.tonight
        order = np.argsort(self._stored)
        held = np.searchsorted(self._stored, places[is_stored] - self.tonight, sorter=order)
        places[is_stored] = order[held] + self.tonight
        return places

    def numbers(self, places: Places) -> Numbers:
        """Return the numbers of the documents at places."""
        numbers = places.astype(np.uint32)
        is_stored = places >= self.tonight
        numbers[is_stored] = self._stored[places[is_stored] - self.tonight] + np.uint32(self.tonight)
        return numbers

    def early(self, numbers: Numbers) -> Places:
        """Return by what documents go before others while stored ones are not looked up: these by their number."""
        ranks = np.zeros(self.tonight, np.int64)
        ranks[self.order] = np.arange(self.tonight) + len(self.archive)
        stored = numbers.astype(np.int64) - self.tonight
        return np.where(stored >= 0, stored, ranks[np.minimum(numbers, self.tonight - 1)]) if self.tonight else stored

    def claims(self) -> Places:
        """Return by place each document's rank by its claim to be an anchor, stored ones before tonight's."""
        others = len(self._stored)
        claims = np.zeros(self.tonight + others, np.int64)
        claims[self.order] = np.arange(self.tonight) + others
        claims[self.facts.part(self.tonight).order().astype(np.int64) + self.tonight] = np.arange(others)
        return claims
