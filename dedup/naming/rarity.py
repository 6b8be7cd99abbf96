"""How rare each word of a collection is in news: the shipped table with the collection's own counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from dedup import frequencies, language
from dedup.model import Document
from dedup.naming.profiles import Profile

Rarity = Mapping[str, float]
"""How rare each stem is, in (0, 1]: 1 where no document has it."""

# As many documents are counted as the table was made of, so that a rarity means the same in a collection of ten
# articles and in one of ten thousand. Taken evenly, not the nearest, in which the words of the event are common.
MOST = 300
_READ = 8_000  # characters of each: what an article has


class Counts:
    """In how many documents of a collection, and of those behind the shipped table, each stem stands."""

    def __init__(self, collection: Sequence[Document]) -> None:
        ordered = sorted(collection, key=lambda document: document.id)
        places = range(min(MOST, len(ordered)))
        sample = [ordered[place * len(ordered) // len(places)] for place in places]
        self._table = frequencies.load()
        self._stems = {document.id: _stems(document) for document in sample}
        self._seen = Counter(stem for stems in self._stems.values() for stem in stems)

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """Return the rarity of each of the stems."""
        return self._weigh({stem: self._count(stem) for stem in stems}, len(self._stems))

    def rarity_beside(self, target: Profile, source: Profile) -> dict[str, float]:
        """Return the rarity of the stems of either, the source counting as one document and the target as none.

        So a pair is judged alike in every collection, whether its two are of those that are read or not.
        """
        read = [self._stems[id_] for id_ in {target.id, source.id} if id_ in self._stems]
        counts = {
            stem: self._count(stem) - sum(stem in stems for stems in read) + (stem in source.first)
            for stem in target.first.keys() | source.first.keys()
        }
        return self._weigh(counts, len(self._stems) - len(read) + 1)

    def _count(self, stem: str) -> int:
        return self._table.counts.get(stem, 0) + self._seen[stem]

    def _weigh(self, counts: Mapping[str, int], documents: int) -> dict[str, float]:
        size = self._table.documents + documents + 1
        return {stem: log(size / (count + 0.5)) / log(size / 0.5) for stem, count in counts.items()}


@lru_cache(maxsize=2 * MOST)  # draft after draft is checked against one collection
def _stems(document: Document) -> frozenset[str]:
    code = language.guess(document.text, document.language).code
    words = {word.text for word in language.words(document.text, 0, min(_READ, len(document.text)))}
    return frozenset(language.stem(word, code) for word in words)
