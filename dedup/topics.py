"""Two texts without a story around them: what their topic alone can explain is no finding, only a lead.

Two definitions of a term, or two answers to one question, have its words in common and neither names nor numbers.
"""

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from dedup.model import Alignment, Match, ParsedDocument, Span

__all__ = ["doubt_beside", "doubt_summaries", "trust_clear"]

# Cosine of the names of two texts outside what they share. The seeds, five reports of one event, have .56 and more,
# half of BASIL's independent reports .32; of pages on one subject in PAN's corpus nearly all have less.
_ONE_EVENT = 0.5
# Reports of an event name at least so many outside what they share.
_FEW_NAMES = 4
# Evidence, in nats, that two texts on one topic do not reach by themselves: of Clough and Stevenson's short answers
# those written without their original reach 74.
_CLEAR = 90.0
# How many times as many of the source's words a summary has as the rest of its text. Of 224 that are found and true in
# PAN's corpus one has less; of 70 found between BASIL's independent reports six have as much.
_TIMES = 2.5


def doubt_summaries(match: Match, target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match with those summaries as possible that topic or event can explain.

    A summary that was put into a text stands out from it: it has several times as many of the source's words as the
    text around it. The lead of a report reads as the summary of any other report of the event, and so does the rest.
    """
    known = {term.stem for sentence in source.sentences for term in sentence.terms}
    doubted = (
        _doubted(one) if one.kind == "summarised" and not _stands_out(one.target, target, known) else one
        for one in match.alignments
    )
    return replace(match, alignments=tuple(doubted))


def _stands_out(part: Span, document: ParsedDocument, known: Set[str]) -> bool:
    """Whether a part of a text has many more of the known stems than the rest has."""
    held: dict[bool, list[bool]] = {True: [], False: []}
    for term in (term for sentence in document.sentences for term in sentence.terms):
        held[part.start <= term.start < part.end].append(term.stem in known)
    inside, outside = ((sum(hits) + 1) / (len(hits) + 1) for hits in (held[True], held[False]))
    return inside >= _TIMES * outside


def trust_clear(match: Match, target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match with clear rewording as asserted where a text names hardly anybody.

    The aligner holds rewording back where both texts may report one event, whose facts anybody tells alike; a text that
    names nobody reports none.
    """
    if min(len(names) for names in _names_outside(match, target, source)) >= _FEW_NAMES:
        return match
    trusted = (
        replace(one, band="asserted") if one.kind == "paraphrased" and one.score >= _CLEAR else one
        for one in match.alignments
    )
    return replace(match, alignments=tuple(trusted))


def doubt_beside(
    found: Iterable[Alignment], match: Match, target: ParsedDocument, source: ParsedDocument
) -> tuple[Alignment, ...]:
    """Return quotations and sentences that say the same, as possible unless the two texts tell of one event.

    Reports of one event name the same people and places in what they do not share, too. Pages on one subject do not:
    two definitions of a term, two answers to a question, two essays that quote Hamlet.

    Args:
        match: what else the two share.
    """
    ours, theirs = _names_outside(match, target, source)
    told = _tell_of_one_event(ours, theirs) or not ours | theirs  # scripts without capitals have no names
    return tuple(one if told else _doubted(one) for one in found)


def _tell_of_one_event(ours: Set[str], theirs: Set[str]) -> bool:
    shared = len(ours & theirs)
    return shared > 0 and shared >= _ONE_EVENT * math.sqrt(len(ours) * len(theirs))


def _doubted(one: Alignment) -> Alignment:
    return replace(one, band="possible")


def _names_outside(
    match: Match, target: ParsedDocument, source: ParsedDocument
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of both texts outside what is asserted as shared."""
    asserted = [one for one in match.alignments if one.band == "asserted"]
    return _names(target, [one.target for one in asserted]), _names(source, [one.source for one in asserted])


def _names(document: ParsedDocument, left_out: Sequence[Span]) -> frozenset[str]:
    """Return the names of a document outside some parts."""
    terms = (term for sentence in document.sentences for term in sentence.terms if term.kind == "name")
    return frozenset(term.stem for term in terms if not any(part.start <= term.start < part.end for part in left_out))
