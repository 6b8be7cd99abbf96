"""What a report says of an editor's judgements: each passage right or wrong, each document's shares near or far.

A true passage is judged right or wrong in its relation, its direction and its credit; one that the report does not
assert is wrong in all three. Coverage is judged in two ways: how far each document's reported shares (reused, and
reused uncredited) are from the true ones, and which words of the bodies the report counts as reused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.bench.agreement import Counts, compare_sets
from dedup.bench.measures.truth import Negative, Quote, Reuse, TrueDocument, TruePassage, Truth
from dedup.model import DocumentProvenance, Passage, PassageMatch, Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FOUND = 0.5  # share of a passage's words that must be asserted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the report says of one true passage.

    Attributes:
        words: how many the passage has.
        matches: what is asserted of it; what counts as reuse alone, where something does.
        found: the matches hold at least half of its words.
        relation, direction, credited: found, and all matches are as the editor says.
    """

    reuse: Reuse
    passage: TruePassage
    words: int
    matches: tuple[PassageMatch, ...]
    found: bool
    relation: bool
    direction: bool
    credited: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which of one document's body words are reused, or reused uncredited, by the editor and by the report.

    Attributes:
        share, uncredited_share: of the body, true and reported.
        words, uncredited_words: counted one by one.
    """

    share: tuple[float, float]
    uncredited_share: tuple[float, float]
    words: Counts
    uncredited_words: Counts


def judge_passage(one: DocumentProvenance, reuse: Reuse, passage: TruePassage) -> Verdict:
    """Return the verdict on one true passage of a target."""
    pairs = find_asserted(one, passage)
    pairs = [pair for pair in pairs if pair[1].counted] or pairs
    matches = tuple(match for _, match in pairs)
    found = covered(passage.target, map(target_of, matches)) >= _FOUND
    return Verdict(
        reuse=reuse,
        passage=passage,
        words=len(_words(passage.target.text)),
        matches=matches,
        found=found,
        relation=found and {match.relation for match in matches} == {reuse.relation},
        direction=found and {match.direction.value for match in matches} == {reuse.direction},
        credited=found and {place.credited for place, _ in pairs} == {reuse.credited},
    )


def judge_coverage(one: DocumentProvenance, true: TrueDocument, truth: Truth) -> Coverage:
    """Return how the reported coverage of a document compares with the true one."""
    body = _body(one, true)
    held = _true_spans(truth, one.document.id)
    found = [
        (target_of(match), passage.credited) for passage in one.passages for match in passage.matches if match.counted
    ]
    words = [{word.start for word in _inside(body, [span for span, _ in spans])} for spans in (held, found)]
    bare = [{word.start for word in _inside(body, [span for span, c in spans if not c])} for spans in (held, found)]
    reported = one.coverage
    return Coverage(
        share=(len(words[0]) / len(body), reported.credited + reported.uncredited),
        uncredited_share=(len(bare[0]) / len(body), reported.uncredited),
        words=compare_sets(*words),
        uncredited_words=compare_sets(*bare),
    )


def find_asserted(one: DocumentProvenance, passage: TruePassage) -> list[tuple[Passage, PassageMatch]]:
    """Return what a target's report asserts of a passage: on both sides, the two share half of the shorter."""
    return [
        (found, match)
        for found in one.passages
        for match in found.matches
        if match.document == passage.source.document
        and match.band == "asserted"
        and _meets(target_of(match), _span(passage.target))
        and _meets(Span(match.start, match.end), _span(passage.source))
    ]


def is_asserted(one: DocumentProvenance, negative: Negative) -> bool:
    """Return whether the report on `a` asserts reuse over half of both sides of what only looks alike."""
    return any(
        2 * target_of(match).overlap(_span(negative.a)) >= len(_span(negative.a))
        and 2 * Span(match.start, match.end).overlap(_span(negative.b)) >= len(_span(negative.b))
        and not (negative.kind == "event_fact" and match.relation == "same_event_fact")
        for found in one.passages
        for match in found.matches
        if match.document == negative.b.document and match.band == "asserted"
    )


def covered(quote: Quote, spans: Iterable[Span]) -> float:
    """Return the share of the quote's words that the spans hold."""
    words = _words(quote.text, quote.start)
    return len(_inside(words, spans)) / len(words)


def target_of(match: PassageMatch) -> Span:
    """Return the part of the document itself that a match is about."""
    return Span(match.target_start, match.target_end)


def _true_spans(truth: Truth, document: str) -> list[tuple[Span, bool]]:
    """Return what a document took or shares with another, and whether it credits it."""
    spans = []
    for reuse in truth.reuse:
        for passage in reuse.passages:
            if reuse.target == document:
                spans.append((_span(passage.target), reuse.credited))
            elif reuse.source == document and reuse.direction == "undirected":
                spans.append((_span(passage.source), reuse.credited))
    return spans


def _body(one: DocumentProvenance, true: TrueDocument) -> list[Span]:
    """Return the words that stand in none of the true zones."""
    words = _words(one.document.text)
    outside = set(_inside(words, [_span(zone.quote) for zone in true.zones]))
    return [word for word in words if word not in outside]


def _words(text: str, start: int = 0) -> list[Span]:
    return [Span(start + found.start(), start + found.end()) for found in _WORD.finditer(text)]


def _inside(words: Sequence[Span], spans: Iterable[Span]) -> list[Span]:
    spans = list(spans)
    return [word for word in words if any(2 * word.overlap(span) > len(word) for span in spans)]


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _meets(a: Span, b: Span) -> bool:
    return 2 * a.overlap(b) >= min(len(a), len(b))
