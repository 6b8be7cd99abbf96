"""Whether a document credits the upstream of one of its passages."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from dedup import language
from dedup.attribute.collection import Body
from dedup.attribute.origin import covers_document
from dedup.model import FirstParty, Span

_LONGEST_NAME = 80
_NAME = 5  # letters by which a name is known: "Harmsen", "Harmsens"
# What stands before the paper, or the agency, that was named before.
_DEFINITE = frozenset(("the", "der", "die", "das", "dem", "den", "des", "le", "la", "el", "il", "lo", "o", "het", "de"))


def is_credited(
    target: Body, other: Body, passage: Span, source: str | None, parties: Sequence[FirstParty] = ()
) -> bool:
    """Return whether `target` credits `source` for `passage`.

    A credit with the scope of the document covers every passage, wherever it stands; an in-text one covers its own
    paragraph. A document is credited by its outlet's name, or by the agency whose text it carries; an outlet may
    repeat its own words; a press release is credited as a statement. A first party is credited wherever the document
    ascribes something to it: nobody repeats "the office said" in every sentence of one statement, nor
    adds it to an agency's text that he carries as such.

    Args:
        parties: the target's ascriptions to first parties.
    """
    if source is None:
        return _is_attributed(target, passage)
    kind, _, name = source.partition(":")
    if kind == "first_party":
        ascribed = any(party.name == name for party in parties) or _is_attributed(target, passage)
        return ascribed or target.origin.kind == "carrier"
    if kind == "agency":
        return _names_agency(target, passage, {name})
    if other.origin.kind == "release" and _names_statement(target, passage):
        return True
    if _names_agency(target, passage, other.origin.agencies) or names_outlet(target, other, passage):
        return True
    return _goes_on(target, other, passage)


def names_for_document(target: Body, agency: str) -> bool:
    """Return whether `target` credits `agency` for the whole of its text, or stands on the agency's own page."""
    return target.parsed.agency == agency or any(
        credit.agency == agency and covers_document(credit, contributions=True) for credit in target.parsed.credits
    )


def _names_agency(target: Body, passage: Span, agencies: Iterable[str]) -> bool:
    named = frozenset(agencies)
    return any(names_for_document(target, agency) for agency in named) or credits_passage(target, passage, named)


def credits_passage(target: Body, passage: Span, agencies: frozenset[str]) -> bool:
    """Return whether the passage's paragraph names one of the agencies as who reported it."""
    paragraph = target.paragraph(passage)
    return any(paragraph.overlap(span) for span in _credits(target, agencies))


def _credits(target: Body, agencies: Set[str]) -> Iterator[Span]:
    """Yield where one of the agencies is credited for a passage."""
    for credit in target.parsed.credits:
        if credit.agency in agencies and credit.scope == "passage" and credit.span:
            yield credit.span


def names_outlet(target: Body, other: Body, passage: Span | None = None) -> bool:
    """Return whether `target` names the other's outlet: anywhere, or for a passage.

    For a passage it does so in the passage's paragraph or in a line outside the body; nobody names himself.
    """
    outlet = other.parsed.document.outlet
    if not outlet or outlet == target.parsed.document.outlet:
        return bool(outlet) and passage is not None
    text = target.parsed.document.text
    places = [Span(0, len(text))]
    if passage is not None:
        zones = (zone for zone in target.parsed.zones if zone.kind in ("credit", "byline"))
        places = [target.paragraph(passage), *(Span(zone.start, zone.end) for zone in zones)]
    name = _name_pattern(outlet)
    return any(name.search(text, place.start, place.end) for place in places)


def _goes_on(target: Body, other: Body, passage: Span) -> bool:
    """Whether a sentence before names the other's agency or outlet, and the passage's paragraph goes on with it."""
    outlet = other.parsed.document.outlet
    named = [*_credits(target, other.origin.agencies)]
    if outlet and outlet != target.parsed.document.outlet:
        named += (Span(*found.span()) for found in _name_pattern(outlet).finditer(target.parsed.document.text))
    paragraph = target.paragraph(passage)
    return any(_takes_up(target, paragraph, span) for span in named)


def _takes_up(target: Body, paragraph: Span, named: Span) -> bool:
    """Whether a paragraph goes on with whom a sentence before it names: "she told the paper", or she speaks again."""
    if named.start >= paragraph.start:
        return False
    document = target.parsed.document
    outlets = language.guess(document.text, document.language).outlets
    found = [word.text for word in language.words(document.text, paragraph.start, paragraph.end)]
    if any(one in _DEFINITE and after in outlets for one, after in pairwise(found)):
        return True
    if any(one.startswith("l'") and one[2:] in outlets for one in found):
        return True
    own = {word.text[:_NAME] for word in language.words(document.text, named.start, named.end)}
    return bool((_names(target, named) - own) & _names(target, paragraph))


def _names(target: Body, span: Span) -> set[str]:
    """Return the beginnings of the names in the sentences of `span`."""
    terms = (term for index in target.sentences(span) for term in target.parsed.sentences[index].terms)
    return {term.stem[:_NAME] for term in terms if term.kind == "name" and len(term.stem) >= _NAME}


@lru_cache(maxsize=1024)
def _name_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for a name whose longer words may be inflected: "der «Nordmärkischen Zeitung»"."""
    words = name[:_LONGEST_NAME].split()
    inflected = (rf"{re.escape(word[:-2])}\w{{0,4}}" if len(word) > 6 else re.escape(word) for word in words)
    joined = r"\s+".join(inflected)
    return re.compile(rf"(?<!\w){joined}(?!\w)")


def _names_statement(target: Body, passage: Span) -> bool:
    """Whether the passage's paragraph speaks of a statement, in a word of its language."""
    document = target.parsed.document
    place = target.paragraph(passage)
    nouns = language.guess(document.text, document.language).statements
    return any(word.text in nouns for word in language.words(document.text, place.start, place.end))


def _is_attributed(target: Body, passage: Span) -> bool:
    """Whether the passage's paragraph says who said so."""
    return any(target.parsed.sentences[index].attributed for index in target.sentences(target.paragraph(passage)))
