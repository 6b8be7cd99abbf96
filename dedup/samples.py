"""How common words are in a collection: the stems of a sample of its documents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from dedup import frequencies, language
from dedup.frequencies import Frequencies
from dedup.model import Document

# As many documents are counted as the table was made of, so that a rarity means the same in a collection of ten
# articles and in one of ten thousand. Taken evenly, not the nearest, in which the words of the event are common.
MOST = 300
_READ = 8_000  # characters of each: what an article has
NAME_LETTERS = 6  # a place and its people: "Lessandra", "Lessandran"


class Sample:
    """The stems of some documents of a collection, by the document's id."""

    def __init__(self, stems: Mapping[str, frozenset[str]]) -> None:
        self.stems = stems

    @cached_property
    def seen(self) -> Mapping[str, int]:
        """In how many of the documents each stem stands."""
        return Counter(stem for stems in self.stems.values() for stem in stems)

    @cached_property
    def table(self) -> Frequencies:
        """The shipped table with the sample's own counts; a stem that it does not know counts by its beginning too."""
        known = frequencies.load()
        begun = Counter(
            beginning
            for stems in self.stems.values()
            for beginning in {stem[:NAME_LETTERS] for stem in stems if stem not in known.counts} - stems
        )
        return known.with_counts(len(self.stems), Counter(self.seen) + begun)


def draw(documents: Sequence[Document], held: Iterable[Sample] = ()) -> Sample:
    """Return a sample taken evenly from documents and from other samples, whatever their order."""
    stored = {id_: stems for sample in held for id_, stems in sample.stems.items()}
    by_id = {document.id: document for document in documents}
    ordered = sorted(stored.keys() | by_id.keys())
    places = range(min(MOST, len(ordered)))
    chosen = [ordered[place * len(ordered) // len(places)] for place in places]
    return Sample({id_: stored[id_] if id_ in stored else read_stems(by_id[id_]) for id_ in chosen})


@lru_cache(maxsize=2 * MOST)  # draft after draft is checked against one collection
def read_stems(document: Document) -> frozenset[str]:
    """Return the stems of a document, function words among them."""
    code = language.guess(document.text, document.language).code
    return frozenset(language.stems(set(language.cut(document.text, 0, _READ).texts), code))
