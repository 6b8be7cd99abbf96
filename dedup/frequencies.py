"""How common each word is in news: the shipped table of document frequencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import log


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Document frequencies of stems, function words among them.

    Attributes:
        documents: how many documents were counted.
        counts: for each stem the number of documents that hold it.
        lower: the stems that also stand in lower case: words, not only names.
    """

    documents: int
    counts: Mapping[str, int]
    lower: frozenset[str] = frozenset()

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems, the most common first."""
        return tuple(sorted(self.counts, key=lambda stem: (-self.counts[stem], stem)))

    def idf(self, stem: str) -> float:
        """Return how much a stem tells, in nats: near 0 for "the", 6.4 for a stem never seen.

        Example:
            >>> load().idf("the") < 0.1 < load().idf("minist") < load().idf("antiaircraft")
            True
        """
        return log((self.documents + 1) / (self.counts.get(stem, 0) + 0.5))

    def with_counts(self, documents: int, counts: Mapping[str, int]) -> "Frequencies":
        """Return the table with the counts of a collection added."""
        merged = dict(self.counts)
        for stem, count in counts.items():
            merged[stem] = merged.get(stem, 0) + count
        return Frequencies(self.documents + documents, merged, self.lower)


@lru_cache(maxsize=1)
def load() -> Frequencies:
    """Return the shipped table; `dedup.language.stem` gives the stems it counts."""
    lines = resources.files("dedup").joinpath("data", "idf.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    counts = {stem: int(count) for stem, count, _ in rows}
    lower = frozenset(stem for stem, _, case in rows if case == "lower")
    return Frequencies(counts.pop(""), counts, lower)
