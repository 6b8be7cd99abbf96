"""How rare each word of a collection is in news: the shipped table with the collection's own counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from dedup import frequencies, language
from dedup.model import Document

Rarity = Mapping[str, float]
"""How rare each stem is, in (0, 1]: 1 where no document has it."""

# As many documents are counted as the table was made of, so that a rarity means the same in a collection of ten
# articles and in one of ten thousand. Taken evenly, not the nearest, in which the words of the event are common.
MOST = 300
_READ = 8_000  # characters of each: what an article has


def find_rarity(collection: Sequence[Document], stems: Iterable[str]) -> dict[str, float]:
    """Return the rarity of each of the stems."""
    table = frequencies.load()
    ordered = sorted(collection, key=lambda document: document.id)
    sample = [ordered[place * len(ordered) // MOST] for place in range(MOST)] if len(ordered) > MOST else ordered
    seen = Counter(stem for document in sample for stem in _stems(document))
    size = table.documents + len(sample) + 1
    counts = {stem: table.counts.get(stem, 0) + seen[stem] for stem in stems}
    return {stem: log(size / (count + 0.5)) / log(size / 0.5) for stem, count in counts.items()}


def _stems(document: Document) -> set[str]:
    code = language.guess(document.text, document.language).code
    words = {word.text for word in language.words(document.text, 0, min(_READ, len(document.text)))}
    return {language.stem(word, code) for word in words}
