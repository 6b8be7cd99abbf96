"""Kept documents that share passages: which may hold which, and whose passages are worth looking up."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.crawl.keeping import Chosen
from dedup.crawl.known import Known, Numbers, Places

# Share of a document's fingerprints that another has, for each unit of containment asked for, that makes a candidate:
# an edit spoils more fingerprints than its share of the shingles, and short documents have few.
_SHARE = 0.5
# Parts of the keys after which what was read of the index's files is no longer held in memory.
_PARTS = 4
# One fingerprint in common is a phrase of eight words or so.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Shared:
    """Pairs that share fingerprints.

    Attributes:
        pairs: numbers of two documents, the second one tonight's and after the first by its claim.
        counts: how many fingerprints they share.
        common: how many fingerprints were passed over as those of too many documents.
    """

    pairs: Numbers
    counts: Numbers
    common: int

    def held(self, prints: Numbers, *, containment: float) -> Numbers:
        """Return the pairs of a document and one of tonight that it may hold.

        Args:
            prints: the number of fingerprints of each of tonight's documents.
        """
        first, second = self.pairs[:, 0], self.pairs[:, 1]
        least = _SHARE * containment * prints
        later = self.pairs[self.counts >= least[second]]
        tonight = np.flatnonzero(first < len(prints))
        earlier = tonight[self.counts[tonight] >= least[first[tonight]]]
        return np.ascontiguousarray(np.concatenate([later, self.pairs[earlier][:, ::-1]]))

    def foremost(self, each: int, most: int, claims: Places) -> "Shared":
        """Return the pairs that share most: `each` of a second document at most, and `most` of all.

        Args:
            claims: of each first document, by which ties are broken.
        """
        counts = -self.counts.astype(np.int64)
        order = np.lexsort((claims, counts, self.pairs[:, 1]))
        starts = np.flatnonzero(np.diff(self.pairs[order, 1].astype(np.int64), prepend=-1))
        ranks = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
        chosen = order[ranks < each]
        return self.part(chosen[np.argsort(counts[chosen], kind="stable")][:most])

    def part(self, chosen: NDArray[np.generic]) -> "Shared":
        """Return some of the pairs."""
        return Shared(self.pairs[chosen], self.counts[chosen], self.common)


def find_shared(known: Known, chosen: Mapping[int, Chosen]) -> Shared:
    """Return the pairs of new documents, or of one and a stored document, that share passages.

    What repeats another document is left out: its passages are that one's.
    """
    new = np.ones(known.tonight, np.bool_)
    new[list(chosen)] = False
    core, archive = known.core, known.archive
    postings = archive.passages()
    for first in range(0, core.PARTS, _PARTS):
        core.collect_shared(known.order, new, postings, len(archive), (first, first + _PARTS))
        archive.release()
    return Shared(*core.take_shared(known.order, len(archive), _LEAST))
