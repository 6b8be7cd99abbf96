"""Two texts without a story around them: what their topic alone can explain is no finding, only a lead.

Two definitions of a term, or two answers to one question, have its words in common and neither names nor numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dedup.model import Alignment, Match, ParsedDocument, Span

__all__ = ["doubt_lone_sentence", "doubt_summaries"]


def doubt_summaries(match: Match, target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match with those summaries as possible that have no name and no number of what they condense.

    Of 78 that are found in the pairs of PAN's corpus 76 have one.
    """
    doubted = (
        _doubted(one) if one.kind == "summarised" and _share_none(target, source, one.target, one.source) else one
        for one in match.alignments
    )
    return replace(match, alignments=tuple(doubted))


def doubt_lone_sentence(
    sentences: Iterable[Alignment], match: Match, target: ParsedDocument, source: ParsedDocument
) -> tuple[Alignment, ...]:
    """Return the sentences that say the same; one in other words, all that two such texts share, as possible.

    Args:
        match: what else the two share.
    """
    found = tuple(sentences)
    asserted = [one for one in (*found, *match.alignments) if one.band == "asserted"]
    if [one.kind for one in asserted] != ["paraphrased"] or not _share_none(target, source):
        return found
    return tuple(map(_doubted, found))


def _doubted(one: Alignment) -> Alignment:
    return replace(one, band="possible")


def _share_none(
    one: ParsedDocument, other: ParsedDocument, ours: Span | None = None, theirs: Span | None = None
) -> bool:
    """Whether two texts, or parts of them, share no name or number; not known of scripts without capitals."""
    mine, yours = set(_marks(one, ours)), set(_marks(other, theirs))
    return bool(mine | yours) and mine.isdisjoint(yours)


def _marks(document: ParsedDocument, part: Span | None) -> Iterator[str]:
    span = part or Span(0, len(document.document.text))
    for sentence in document.sentences:
        yield from (term.stem for term in sentence.terms if term.kind != "word" and span.start <= term.start < span.end)
