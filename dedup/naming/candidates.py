"""The few documents that can be a document's source: the nearest by the words that tell most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from math import log, sqrt

from dedup.naming.rarity import Rarity

CANDIDATES = 4  # the source is the nearest of 1,677 documents for each of 375 rewrites
TELLING = 40  # stems of a document that look for others: the rarest that another document has
LOOKED_AT = 24  # documents whose cosine is taken: those that share most of the telling stems' weight


def find_candidates(
    counts: Mapping[str, Mapping[str, int]], rarity: Rarity, wanted: Iterable[str], pool: Sequence[str]
) -> dict[str, list[str]]:
    """Return for each wanted document the ids of the nearest in the pool, by the cosine of their words.

    Args:
        counts: how often each stem stands in each document, by the document's id.
    """
    vectors = {id_: _vector(words, rarity) for id_, words in counts.items()}
    postings = defaultdict(list)
    for id_ in pool:
        for stem, value in vectors[id_].items():
            postings[stem].append((id_, value))
    return {id_: _nearest(id_, vectors, postings) for id_ in wanted}


def _nearest(
    target: str, vectors: Mapping[str, Mapping[str, float]], postings: Mapping[str, Sequence[tuple[str, float]]]
) -> list[str]:
    vector = vectors[target]
    elsewhere = [stem for stem in vector if any(id_ != target for id_, _ in postings.get(stem, ())[:2])]
    shared: dict[str, float] = defaultdict(float)
    for stem in nsmallest(TELLING, elsewhere, key=lambda stem: (-vector[stem], stem)):
        for id_, value in postings[stem]:
            shared[id_] += vector[stem] * value
    shared.pop(target, None)
    close = nsmallest(LOOKED_AT, shared, key=lambda id_: (-shared[id_], id_))
    cosines = {id_: sum(value * vectors[id_].get(stem, 0.0) for stem, value in vector.items()) for id_ in close}
    return nsmallest(CANDIDATES, close, key=lambda id_: (-cosines[id_], id_))


def _vector(words: Mapping[str, int], rarity: Rarity) -> dict[str, float]:
    vector = {stem: (1 + log(times)) * rarity[stem] for stem, times in sorted(words.items())}
    length = sqrt(sum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}
