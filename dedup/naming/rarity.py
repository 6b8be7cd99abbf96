"""How rare each word of a collection is in news: the shipped table with the collection's own counts."""

from collections.abc import Iterable, Mapping
from math import log

from dedup import frequencies
from dedup.naming.profiles import Profile
from dedup.samples import Sample

Rarity = Mapping[str, float]
"""How rare each stem is, in (0, 1]: 1 where no document has it."""


class Counts:
    """In how many documents of a sample, and of those behind the shipped table, each stem stands."""

    def __init__(self, sample: Sample) -> None:
        self._table = frequencies.load()
        self._sample = sample

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """Return the rarity of each of the stems."""
        return self._weigh({stem: self._count(stem) for stem in stems}, len(self._sample.stems))

    def rarity_beside(self, target: Profile, source: Profile) -> dict[str, float]:
        """Return the rarity of the stems of either, the source counting as one document and the target as none.

        So a pair is judged alike in every collection, whether its two are of those that are read or not.
        """
        sampled = self._sample.stems
        read = [sampled[id_] for id_ in {target.id, source.id} if id_ in sampled]
        counts = {
            stem: self._count(stem) - sum(stem in stems for stems in read) + (stem in source.first)
            for stem in target.first.keys() | source.first.keys()
        }
        return self._weigh(counts, len(sampled) - len(read) + 1)

    def _count(self, stem: str) -> int:
        return self._table.counts.get(stem, 0) + self._sample.seen.get(stem, 0)

    def _weigh(self, counts: Mapping[str, int], documents: int) -> dict[str, float]:
        size = self._table.documents + documents + 1
        return {stem: log(size / (count + 0.5)) / log(size / 0.5) for stem, count in counts.items()}
