"""Which documents report the same event: average-link groups on the similarity of their terms."""

from collections import Counter
from collections.abc import Sequence, Set

from dedup import frequencies, language
from dedup.frequencies import Frequencies
from dedup.model import ParsedDocument, Story
from dedup.samples import NAME_LETTERS
from dedup.stories.adoption import adopt
from dedup.stories.linkage import group
from dedup.stories.similarity import Feature, find_affinities

__all__ = ["find_stories"]

LEAD_TERMS = 40  # counted twice: a lead names the event
NAME_WEIGHT = 1.5  # who and where tell events apart better than what
RARE_NAME_WEIGHT = 2.0  # and a name that the shipped table has never seen does best


def find_stories(documents: Sequence[ParsedDocument], table: Frequencies | None = None) -> tuple[Story, ...]:
    """Return the stories of two or more documents, by id; the order of `documents` does not matter.

    Args:
        table: how common words are in the collection that the documents were chosen from; None where they are all.
    """
    if len(documents) < 2:
        return ()
    ordered = sorted(documents, key=lambda document: document.id)
    counts = [_counts(document) for document in ordered]
    moments = [document.document.moment for document in ordered]
    affinities = find_affinities(counts, moments, table)
    rare = [frozenset(stem for stem, weight in terms if weight == RARE_NAME_WEIGHT) for terms in counts]
    groups = adopt(group(affinities, [moment is not None for moment in moments]), affinities, rare)
    found = [[ordered[place].id for place in places] for places in groups if len(places) > 1]
    return tuple(Story(ids[0], tuple(ids)) for ids in sorted(found))


def _counts(document: ParsedDocument) -> dict[Feature, int]:
    """Return how often each stem stands in a document, and whether as a name; headline and lead count twice."""
    terms = [term for sentence in document.sentences for term in sentence.terms]
    names = {term.stem for term in terms if term.kind == "name"}
    stems = [*_headline(document), *(term.stem for term in terms)]
    return Counter(_feature(stem, names) for stem in [*stems, *stems[:LEAD_TERMS]])


def _headline(document: ParsedDocument) -> list[str]:
    text, title = document.document.text, document.document.title or ""
    spoken = language.guess(text, document.document.language)
    lines = [text[zone.start : zone.end] for zone in document.zones if zone.kind == "headline"] or [title]
    return [
        language.stem(word.text, spoken.code)
        for line in lines
        for word in language.words(line)
        if not spoken.is_empty(word.text)
    ]


def _feature(stem: str, names: Set[str]) -> Feature:
    if stem not in names:
        return stem, 1.0
    if stem in frequencies.load().counts:
        return stem, NAME_WEIGHT
    return stem[:NAME_LETTERS], RARE_NAME_WEIGHT
