"""How alike the documents of a collection are: cosines of weighted terms, found through an inverted index."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import log
from typing import TYPE_CHECKING

from dedup import frequencies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Values = NDArray[np.float64]

Pair = tuple[int, int]
Feature = tuple[str, float]
"""A stem, and how much more it counts for being a name."""

# Least average cosine of one story, as measured on independent reports of one event by several outlets.
DATED = 0.22
UNDATED = 0.24
WINDOW_DAYS = 3.0
# A pair is compared when one of each document's most telling stems is the same one. The rarest stems propose first,
# until they have proposed so many pairs a document: every pair of a story of 2,000, a handful in a night's crawl.
TELLING = 40
PAIRS_A_DOCUMENT = 2_000
NOTHING = 0.06  # a lower cosine tells two events from one as well as none does


def find_affinities(
    counts: Sequence[Mapping[Feature, int]],
    times: Sequence[datetime | None],
    table: frequencies.Frequencies | None = None,
) -> dict[Pair, float]:
    """Return for each two documents that may be of one story their cosine over the least that a story needs.

    Args:
        counts: each document's terms.
        times: when each was published; two that were published more than three days apart are of two stories.
        table: how common words are; the shipped one with the counts of these documents where it is None.
    """
    if not any(counts):
        return {}
    rows = to_rows(counts, table)
    seconds = [None if time is None else time.timestamp() for time in times]
    return {
        (one, other): cosine / (UNDATED if seconds[one] is None or seconds[other] is None else DATED)
        for one, others in enumerate(find_candidates(rows, seconds))
        for other, cosine in rows.cosines(one, others)
        if cosine > NOTHING
    }


class Rows:
    """The documents' vectors, of length 1, one behind the other."""

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy, and needed for stories alone

        numbers = {stem: number for number, stem in enumerate(sorted({stem for row in vectors for stem in row}))}
        self.ends: Numbers = np.cumsum([len(row) for row in vectors], dtype=np.int64)
        self.stems: Numbers = np.array([numbers[stem] for row in vectors for stem in sorted(row)], dtype=np.int64)
        self.values: Values = np.array([row[stem] for row in vectors for stem in sorted(row)], dtype=np.float64)
        self._known: Values = np.zeros(len(numbers))

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.ends)

    def row(self, place: int) -> slice:
        """Return where the document's terms stand."""
        return slice(int(self.ends[place - 1]) if place else 0, int(self.ends[place]))

    def cosines(self, one: int, others: "Numbers") -> Iterator[tuple[int, float]]:
        """Yield the cosine of one document with each of the others, which all have terms."""
        import numpy as np  # noqa: PLC0415

        if not len(others):
            return
        own = self.row(one)
        self._known[self.stems[own]] = self.values[own]
        lengths = np.diff(self.ends, prepend=0)[others]
        starts = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(self.ends[others] - lengths - starts, lengths)
        sums = np.add.reduceat(self._known[self.stems[places]] * self.values[places], starts)
        self._known[self.stems[own]] = 0.0
        yield from zip(others.tolist(), sums.tolist(), strict=True)


def find_candidates(rows: Rows, seconds: Sequence[float | None]) -> Iterator["Numbers"]:
    """Yield for each document the later ones to compare it with, in order."""
    import numpy as np  # noqa: PLC0415

    telling = [_telling(rows, place) for place in range(len(rows))]
    postings: dict[int, list[int]] = {}
    for place, stems in enumerate(telling):
        for stem in stems:
            postings.setdefault(stem, []).append(place)
    proposing = {stem: np.array(postings[stem]) for stem in _proposing(postings, PAIRS_A_DOCUMENT * len(rows))}
    times = np.array([np.nan if time is None else time for time in seconds])
    for place, stems in enumerate(telling):
        lists = [proposing[stem] for stem in stems if stem in proposing]
        found = np.unique(np.concatenate(lists)) if lists else np.zeros(0, dtype=np.int64)
        found = found[found > place]
        yield found[~(abs(times[found] - times[place]) > WINDOW_DAYS * 86400)]


def _telling(rows: Rows, place: int) -> list[int]:
    """Return the stems of greatest weight in a document."""
    own = rows.row(place)
    order = (-rows.values[own]).argsort(kind="stable")[:TELLING]
    return rows.stems[own][order].tolist()  # type: ignore[no-any-return]


def _proposing(postings: Mapping[int, Sequence[int]], most: int) -> Iterator[int]:
    """Yield the stems that propose pairs, the rarest first, as long as there are no more than `most` pairs."""
    for stem in sorted(postings, key=lambda stem: (len(postings[stem]), stem)):
        most -= len(postings[stem]) * (len(postings[stem]) - 1) // 2
        if most < 0:
            return
        yield stem


def to_rows(counts: Sequence[Mapping[Feature, int]], table: frequencies.Frequencies | None = None) -> Rows:
    """Return the documents' vectors: logarithms of counts, weighted by rarity in news and in the collection."""
    if table is None:
        seen = Counter(stem for terms in counts for stem in {stem for stem, _ in terms})
        table = frequencies.load().with_counts(len(counts), seen)
    known = table
    return Rows([_vector(terms, known) for terms in counts])


def _vector(terms: Mapping[Feature, int], table: frequencies.Frequencies) -> dict[str, float]:
    vector: dict[str, float] = {}
    for (stem, weight), times in sorted(terms.items()):
        vector[stem] = (1 + log(times)) * table.idf(stem) * weight
    length = sum(value * value for value in vector.values()) ** 0.5
    return {stem: value / length for stem, value in vector.items()} if length else {}
