"""Whether a document credits the upstream of one of its passages."""

import re
from collections.abc import Sequence

from dedup.attribute.collection import TEXT_ROLES, Body
from dedup.model import FirstParty, Span


def is_credited(
    target: Body, other: Body, passage: Span, source: str | None, parties: Sequence[FirstParty] = ()
) -> bool:
    """Return whether `target` credits `source` for `passage`.

    A credit with the scope of the document covers every passage; an in-text one covers its own paragraph. A document
    is credited by its outlet's name, or by the agency whose text it carries; an outlet may repeat its own words. A
    first party is credited wherever the document ascribes something to it: nobody repeats "the office said" in every
    sentence of one statement.

    Args:
        parties: the target's ascriptions to first parties.
    """
    if source is None:
        return _is_attributed(target, passage)
    kind, _, name = source.partition(":")
    if kind == "first_party":
        return any(party.name == name for party in parties) or _is_attributed(target, passage)
    if kind == "agency":
        return _names_agency(target, passage, {name})
    return _names_agency(target, passage, set(other.agencies)) or _names_outlet(target, passage, other)


def names_for_document(target: Body, agency: str) -> bool:
    """Return whether `target` credits `agency` for the whole of its text, or stands on the agency's own page."""
    return target.parsed.agency == agency or any(
        credit.agency == agency and (credit.role in TEXT_ROLES or credit.role == "contribution")
        for credit in target.parsed.credits
    )


def _names_agency(target: Body, passage: Span, agencies: set[str]) -> bool:
    return any(names_for_document(target, agency) for agency in agencies) or credits_in_text(target, passage, agencies)


def credits_in_text(target: Body, passage: Span, agencies: set[str]) -> bool:
    """Return whether the passage's paragraph names one of the agencies as who reported it."""
    paragraph = target.paragraph(passage)
    return any(
        credit.agency in agencies and credit.role == "in_text" and credit.span and paragraph.overlap(credit.span)
        for credit in target.parsed.credits
    )


def _names_outlet(target: Body, passage: Span, other: Body) -> bool:
    """Whether the passage's paragraph, or a line outside the body, names the other's outlet; nobody names himself."""
    outlet = other.parsed.document.outlet
    if not outlet or outlet == target.parsed.document.outlet:
        return bool(outlet)
    paragraph = target.paragraph(passage)
    text = target.parsed.document.text
    places = [
        paragraph,
        *(Span(z.start, z.end) for z in target.parsed.zones if z.kind in ("credit", "byline")),
    ]
    name = re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)")
    return any(name.search(text, place.start, place.end) for place in places)


def _is_attributed(target: Body, passage: Span) -> bool:
    """Whether the passage's paragraph says who said so."""
    return any(target.parsed.sentences[index].attributed for index in target.sentences(target.paragraph(passage)))
