"""How rare each word of a collection is in news: the shipped table with the collection's own counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from dedup import frequencies

Rarity = Mapping[str, float]
"""How rare each stem is, in (0, 1]: 1 where no document has it."""


def find_rarity(documents: Mapping[str, Mapping[str, int]], counted: Iterable[str]) -> dict[str, float]:
    """Return the rarity of every stem that the documents have.

    A collection counts for no more documents than the table, so that a rarity means the same in one of ten articles
    and in one of ten thousand.

    Args:
        documents: how often each stem stands in each document.
        counted: the documents that are added to the table.
    """
    table = frequencies.load()
    ids = list(counted)
    seen = Counter(stem for id_ in ids for stem in documents[id_])
    scale = min(1.0, table.documents / max(1, len(ids)))
    size = table.documents + scale * len(ids) + 1
    counts = {stem: table.counts.get(stem, 0) + scale * seen[stem] for words in documents.values() for stem in words}
    return {stem: log(size / (count + 0.5)) / log(size / 0.5) for stem, count in counts.items()}
