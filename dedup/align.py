"""A candidate pair becomes a match: exact resemblance and containment, and the passages that both have."""

from collections.abc import Set
from dataclasses import replace
from functools import lru_cache

from dedup import _core, frequencies
from dedup.model import Alignment, AlignmentKind, Match, ParsedDocument, Span

PIECE = 25  # words: what two forms of one house share between two places to fill in
CUT = 3  # words: a run that ends with a sentence may go on by one or two that all use


def align(target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return what the target shares with the source; its alignments by place in the target.

    Alignments come from the bodies alone; `resemblance` and `containment` measure the whole texts.
    """
    return Match(
        target.id,
        source.id,
        _core.resemblance(target.shingles, source.shingles),
        _core.containment(target.shingles, source.shingles),
        find_alignments(target.tokens, source.tokens),
    )


def find_alignments(target: _core.Tokens, source: _core.Tokens) -> tuple[Alignment, ...]:
    """Return the passages that two tokenised texts share, by place in the target.

    Each place of the target is explained once: no passage lies by more than half in one that is surer. Words that
    both texts quote count little where the two may report one event: both heard the same speaker.

    Example:
        >>> text = "Officials had promised to publish the full list of repairs before the summer recess began."
        >>> [found.kind for found in find_alignments(_core.tokenize(text), _core.tokenize(f"He said: {text}"))]
        ['verbatim']
    """
    return tuple(
        Alignment(Span(*row[0:2]), Span(*row[2:4]), kind=row[4], identity=row[5], band=row[6], score=row[7])
        for row in _core.align(target, source, weights())
    )


def doubt(match: Match, kinds: Set[AlignmentKind]) -> Match:
    """Return the match with its passages of these kinds as possible.

    Every report of an event condenses every longer one; and two hurricanes are reported in like sentences, so that
    rewording says something of two reports of one event alone.
    """
    doubted = (replace(one, band="possible") if one.kind in kinds else one for one in match.alignments)
    return replace(match, alignments=tuple(doubted))


def doubt_pieces(match: Match, target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match of two documents on two events with short runs out of unlike sentences as possible."""
    doubted = (replace(one, band="possible") if _is_piece(one, target, source) else one for one in match.alignments)
    return replace(match, alignments=tuple(doubted))


def _is_piece(alignment: Alignment, target: ParsedDocument, source: ParsedDocument) -> bool:
    """Whether a passage is a short run whose sentences begin and end otherwise on both sides.

    "... with reception to follow at the clubhouse. In place of gifts, the couple ask that money be given to the ...": a
    form that is filled in anew leaves such runs; who copies from a report of another event takes a sentence, the end or
    the beginning of one, or what somebody said.
    """
    if alignment.kind not in ("verbatim", "edited"):
        return False
    sides = (target, alignment.target), (source, alignment.source)
    return all(_count(one, span) < PIECE and _is_cut(one, span) for one, span in sides)


def _is_cut(document: ParsedDocument, span: Span) -> bool:
    """Whether a span begins and ends some words within sentences, and not in a quotation."""
    if any(zone.start <= span.start and span.end <= zone.end for zone in document.zones if zone.kind == "quotation"):
        return False
    begins = any(one.start < span.start < one.end for one in document.sentences)
    return begins and any(
        one.start < span.end < one.end - 1 and _count(document, Span(max(one.start, span.start), span.end)) >= CUT
        for one in document.sentences
    )


def _count(document: ParsedDocument, span: Span) -> int:
    starts = document.tokens.starts
    return int(starts.searchsorted(span.end) - starts.searchsorted(span.start))


@lru_cache(maxsize=1)
def weights() -> _core.Weights:
    """Return the shipped document frequencies, as the core reads them."""
    table = frequencies.load()
    forms = [(form, count) for stem, count in table.counts.items() for form in _spell(stem)]
    return _core.Weights([form for form, _ in forms], [count for _, count in forms], table.documents)


def _spell(stem: str) -> tuple[str, ...]:
    """Return the beginnings that words of a stem may have: the core keys words by five letters, unstemmed.

    Example:
        >>> _spell("parti"), _spell("larg"), _spell("minist")
        (('parti', 'party'), ('larg', 'large', 'largs'), ('minist',))
    """
    if len(stem) > 5:
        return (stem,)
    if stem.endswith("i"):
        return (stem, stem[:-1] + "y")
    return (stem, stem + "e", stem + "s") if len(stem) < 5 else (stem,)
