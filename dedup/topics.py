"""Two texts without a story around them: what their topic alone can explain is no finding, only a lead.

Two definitions of a term, or two answers to one question, have its words in common and neither names nor numbers.
"""

import math
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from dedup.model import Alignment, Match, ParsedDocument, Span

__all__ = ["doubt_beside", "doubt_summaries"]

# Cosine of the names of two texts outside what they share. The seeds, five reports of one event, have .56 and more,
# BASIL's independent reports .17 and more; of pages on one subject in PAN's corpus four in five have less.
_ONE_EVENT = 0.2
# Evidence of a summary between reports of one event, in nats, and in nats a character. Of PAN's summaries one in ten
# is found as one and stands in a text with the source's names: nine in ten of these have as much. Of BASIL's 600
# ordered pairs 17 have.
_LEAST_SCORE = 65.0
_LEAST_DENSITY = 0.1


def doubt_summaries(match: Match, target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match with those summaries as possible that topic or event can explain.

    One without any name or number of what it condenses: of 78 that are found in the pairs of PAN's corpus 76 have one.
    And one in a text that names the source's people elsewhere too, unless it is dense and long: the lead of a report
    reads as the summary of any other report of the event.
    """
    doubted = (
        _doubted(one) if one.kind == "summarised" and _is_explained(one, target, source) else one
        for one in match.alignments
    )
    return replace(match, alignments=tuple(doubted))


def _is_explained(summary: Alignment, target: ParsedDocument, source: ParsedDocument) -> bool:
    if _share_none(target, source, summary.target, summary.source):
        return True
    telling = summary.score >= max(_LEAST_SCORE, _LEAST_DENSITY * len(summary.target))
    return not telling and _tell_of_one_event(_names(target, [summary.target]), _names(source, []))


def doubt_beside(
    found: Iterable[Alignment], match: Match, target: ParsedDocument, source: ParsedDocument
) -> tuple[Alignment, ...]:
    """Return quotations and sentences that say the same, as possible unless the two texts tell of one event.

    Reports of one event name the same people and places in what they do not share, too. Pages on one subject do not:
    two definitions of a term, two answers to a question, two essays that quote Hamlet.

    Args:
        match: what else the two share.
    """
    asserted = [one for one in match.alignments if one.band == "asserted"]
    ours = _names(target, [one.target for one in asserted])
    theirs = _names(source, [one.source for one in asserted])
    told = _tell_of_one_event(ours, theirs) or not ours | theirs  # scripts without capitals have no names
    return tuple(one if told else _doubted(one) for one in found)


def _tell_of_one_event(ours: Set[str], theirs: Set[str]) -> bool:
    shared = len(ours & theirs)
    return shared > 0 and shared >= _ONE_EVENT * math.sqrt(len(ours) * len(theirs))


def _doubted(one: Alignment) -> Alignment:
    return replace(one, band="possible")


def _share_none(one: ParsedDocument, other: ParsedDocument, ours: Span, theirs: Span) -> bool:
    """Whether two parts of texts share no name or number; not known of scripts without capitals."""
    mine, yours = set(_marks(one, ours)), set(_marks(other, theirs))
    return bool(mine | yours) and mine.isdisjoint(yours)


def _marks(document: ParsedDocument, part: Span) -> Iterator[str]:
    terms = (term for sentence in document.sentences for term in sentence.terms)
    return (term.stem for term in terms if term.kind != "word" and part.start <= term.start < part.end)


def _names(document: ParsedDocument, left_out: Sequence[Span]) -> frozenset[str]:
    """Return the names of a document outside some parts."""
    terms = (term for sentence in document.sentences for term in sentence.terms if term.kind == "name")
    return frozenset(term.stem for term in terms if not any(part.start <= term.start < part.end for part in left_out))
