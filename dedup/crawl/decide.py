"""A night's documents beside those of the index to what is kept, and why the others are not."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dedup import _core
from dedup.crawl import telling
from dedup.crawl.archive import Archive
from dedup.crawl.copies import find_contained, find_copies
from dedup.crawl.facts import FactsReader
from dedup.crawl.known import Known
from dedup.crawl.model import Decision
from dedup.crawl.passages import find_passages
from dedup.crawl.policy import Policy
from dedup.crawl.rows import to_clusters, to_decisions
from dedup.crawl.shared import find_shared
from dedup.errors import InputError
from dedup.model import Suppressed

if TYPE_CHECKING:
    from dedup.index.snapshot import Snapshot

_BATCH = 8_192  # rows


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided of a night.

    Attributes:
        table: a row a document, by id: id, unit and row where it stands, and the fields of `Decision`.
        clusters: near-duplicates and equal texts: anchor, member, resemblance, containment; by anchor, then member.
        matches: passages that kept documents share with earlier ones of other outlets, by document and place.
        stories: documents that tell of one event, and the copies of each: story (its smallest id), document.
        bounded: ways in which pairs were left out so that common texts stay affordable, and how often.
    """

    table: pa.Table
    clusters: pa.Table
    matches: pa.Table
    stories: pa.Table
    bounded: tuple[Suppressed, ...]

    def __iter__(self) -> Iterator[Decision]:
        """Yield the decisions by id."""
        for batch in self.table.drop_columns(["unit", "row"]).to_batches(_BATCH):
            yield from (Decision(**row) for row in batch.to_pylist())

    def kept(self, unit: int) -> NDArray[np.bool_]:
        """Return of each row of a unit whether it is kept."""
        rows = self.table.filter(pc.equal(self.table["unit"], unit))
        kept = np.zeros(len(rows), np.bool_)
        kept[rows["row"].to_numpy()] = rows["keep"].to_numpy()
        return kept


def decide(
    units: Sequence[Path],
    snapshot: "Snapshot | None" = None,
    policy: Policy | None = None,
    *,
    threads: int | None = None,
) -> Decisions:
    """Return what is kept of the documents of some units.

    Neither the order or the size of the units nor the number of threads changes the result. Texts are kept in the
    folder for temporary files meanwhile.

    Args:
        units: folders with a `documents.parquet` each, as an index has it; ids are unique over all of them.
        snapshot: the index before the night. Documents that hold others are found in it as far as it keeps passages.
        threads: None uses every processor.

    Raises:
        DuplicateIdError: two documents have one id.
        InputError: the disk is full.
        IndexDamagedError: a file of the index holds other bytes than were written.
    """
    try:
        return _decide(units, Archive(snapshot), policy or Policy(), threads or os.cpu_count() or 1)
    except OSError as error:
        raise InputError(
            f"cannot decide the night: {error.strerror or error}",
            hint="its texts are kept in the folder for temporary files meanwhile: free some space there, or set TMPDIR",
        ) from None


def _decide(units: Sequence[Path], archive: Archive, policy: Policy, threads: int) -> Decisions:
    known = Known(units, archive, _core.Night(policy.near, threads), FactsReader(policy.protected))
    chosen, hot = find_copies(known, policy)
    shared = find_shared(known, chosen)
    chosen |= find_contained(known, policy, shared, chosen)
    matches = find_passages(known, policy, shared, chosen, threads)
    stories = telling.find_stories(known, chosen) if policy.stories else telling.SCHEMA.empty_table()
    table = to_decisions(known, chosen)
    return Decisions(table, to_clusters(table), matches, stories, tuple(_bounded(hot, shared.common)))


def _bounded(hot: int, common: int) -> Iterator[Suppressed]:
    if hot:
        yield Suppressed("buckets of over 64 documents, compared with their first ones only", hot)
    if common:
        yield Suppressed("fingerprints in over 64 kept documents, passed over", common)
