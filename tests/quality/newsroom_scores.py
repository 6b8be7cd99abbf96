"""How much of the editor's truth a report on the newsroom tells: `python -m tests.quality.newsroom_scores`.

A true passage is judged right or wrong in its relation, its direction and its credit; one that the report does not
assert is wrong in all three. Coverage is judged in two ways: how far each document's reported shares (reused, and
reused uncredited) are from the true ones, and which words of the bodies the report counts as reused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean

import dedup
from dedup.model import DocumentProvenance, Passage, PassageMatch, Provenance, Span
from tests.corpus import Negative, Quote, Reuse, TruePassage, Truth, load_newsroom

TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}
MEASURES = ("found", "relation", "direction", "credited")

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the report says of one true passage.

    Attributes:
        matches: what is asserted of it; what counts as reuse alone, where something does.
        found: the matches hold at least half of its words.
        relation, direction, credited: found, and all matches are as the editor says.
    """

    reuse: Reuse
    passage: TruePassage
    matches: tuple[PassageMatch, ...]
    found: bool
    relation: bool
    direction: bool
    credited: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of one document's body words that is reused, and that is reused uncredited: true and reported."""

    document: str
    reused: tuple[float, float]
    uncredited: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """True things, reported things, and those that are both."""

    true: int
    reported: int
    both: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.true + self.reported)


def judge_passages(report: Provenance, truth: Truth) -> tuple[Verdict, ...]:
    """Return a verdict on every true passage, those that the report misses included."""
    traced = {one.document.id: one for one in report.documents}
    return tuple(_judge(traced[reuse.target], reuse, passage) for reuse in truth.reuse for passage in reuse.passages)


def accuracy(verdicts: Iterable[Verdict], measure: str) -> float:
    """Return the share of true passages that are right in one of `MEASURES`."""
    return mean([float(getattr(verdict, measure)) for verdict in verdicts])


def accuracy_by_words(verdicts: Iterable[Verdict], measure: str) -> float:
    """Return the same with each passage weighed by its words: a copy of a whole story says more than a clause."""
    sizes = [(len(_words(verdict.passage.target.text)), getattr(verdict, measure)) for verdict in verdicts]
    return sum(size for size, right in sizes if right) / sum(size for size, _ in sizes)


def compare_shares(report: Provenance, truth: Truth) -> tuple[Shares, ...]:
    """Return each document's true shares, and those of its `coverage`."""
    spans = _true_spans(truth)
    return tuple(_shares(one, _body(one, truth), spans.get(one.document.id, [])) for one in report.documents)


def closeness(pairs: Iterable[tuple[float, float]]) -> float:
    """Return one minus the mean difference of true and reported shares."""
    return 1 - mean(abs(true - reported) for true, reported in pairs)


def count_words(report: Provenance, truth: Truth, *, uncredited: bool = False) -> Counts:
    """Return how many body words of all documents are reused, or reused uncredited only."""
    spans = _true_spans(truth)
    true, reported = set[tuple[str, int]](), set[tuple[str, int]]()
    for one in report.documents:
        name, body = one.document.id, _body(one, truth)
        held = [span for span, credited in spans.get(name, []) if not (uncredited and credited)]
        found = [_target(m) for p in one.passages for m in p.matches if m.counted and not (uncredited and p.credited)]
        true |= {(name, word.start) for word in _inside(body, held)}
        reported |= {(name, word.start) for word in _inside(body, found)}
    return Counts(len(true), len(reported), len(true & reported))


def count_credits(report: Provenance, truth: Truth) -> Counts:
    """Return how many agencies are credited, each once a document and role; of an outlet's credits nothing is said."""
    known = {credit.agency for one in truth.documents for credit in one.credits if credit.agency}
    true = {(one.id, credit.agency, credit.role) for one in truth.documents for credit in one.credits if credit.agency}
    reported = {
        (one.document.id, credit.agency, credit.role)
        for one in report.documents
        for credit in one.credits
        if credit.agency in known
    }
    return Counts(len(true), len(reported), len(true & reported))


def find_asserted(one: DocumentProvenance, passage: TruePassage) -> list[tuple[Passage, PassageMatch]]:
    """Return what a target's report asserts of a passage: on both sides, the two share half of the shorter."""
    return [
        (found, match)
        for found in one.passages
        for match in found.matches
        if match.document == passage.source.document
        and match.band == "asserted"
        and _meets(_target(match), _span(passage.target))
        and _meets(Span(match.start, match.end), _span(passage.source))
    ]


def is_asserted(one: DocumentProvenance, negative: Negative) -> bool:
    """Return whether the report on `a` asserts reuse over half of both sides of what only looks alike."""
    return any(
        2 * _target(match).overlap(_span(negative.a)) >= len(_span(negative.a))
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


def _judge(one: DocumentProvenance, reuse: Reuse, passage: TruePassage) -> Verdict:
    pairs = find_asserted(one, passage)
    pairs = [pair for pair in pairs if pair[1].counted] or pairs
    matches = tuple(match for _, match in pairs)
    found = covered(passage.target, map(_target, matches)) >= 0.5
    return Verdict(
        reuse=reuse,
        passage=passage,
        matches=matches,
        found=found,
        relation=found and {match.relation for match in matches} == {reuse.relation},
        direction=found and {match.direction.value for match in matches} == {reuse.direction},
        credited=found and {place.credited for place, _ in pairs} == {reuse.credited},
    )


def _shares(one: DocumentProvenance, body: list[Span], held: list[tuple[Span, bool]]) -> Shares:
    reused = len(_inside(body, [span for span, _ in held])) / len(body)
    uncredited = len(_inside(body, [span for span, credited in held if not credited])) / len(body)
    reported = one.coverage
    return Shares(
        document=one.document.id,
        reused=(reused, reported.credited + reported.uncredited),
        uncredited=(uncredited, reported.uncredited),
    )


def _true_spans(truth: Truth) -> Mapping[str, list[tuple[Span, bool]]]:
    """Return what each document took or shares with another, and whether it credits it."""
    spans: dict[str, list[tuple[Span, bool]]] = {}
    for reuse in truth.reuse:
        for passage in reuse.passages:
            spans.setdefault(reuse.target, []).append((_span(passage.target), reuse.credited))
            if reuse.direction == "undirected":
                spans.setdefault(reuse.source, []).append((_span(passage.source), reuse.credited))
    return spans


def _body(one: DocumentProvenance, truth: Truth) -> list[Span]:
    """Return the words that stand in none of the true zones."""
    zones = next(true.zones for true in truth.documents if true.id == one.document.id)
    words = _words(one.document.text)
    outside = set(_inside(words, [_span(zone.quote) for zone in zones]))
    return [word for word in words if word not in outside]


def _words(text: str, start: int = 0) -> list[Span]:
    return [Span(start + found.start(), start + found.end()) for found in _WORD.finditer(text)]


def _inside(words: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    spans = list(spans)
    return [word for word in words if any(2 * word.overlap(span) > len(word) for span in spans)]


def _target(match: PassageMatch) -> Span:
    return Span(match.target_start, match.target_end)


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _meets(a: Span, b: Span) -> bool:
    return 2 * a.overlap(b) >= min(len(a), len(b))


def _print_measures(report: Provenance, truth: Truth) -> None:
    verdicts, shares = judge_passages(report, truth), compare_shares(report, truth)
    copied = [verdict for verdict in verdicts if verdict.passage.kind in ("verbatim", "edited")]
    for measure in MEASURES:
        figures = accuracy(verdicts, measure), accuracy(copied, measure), accuracy_by_words(verdicts, measure)
        print("{:10} {:.3f}, word for word {:.3f}, weighed by words {:.3f}".format(measure, *figures))
    for measure in ("reused", "uncredited"):
        words = count_words(report, truth, uncredited=measure == "uncredited")
        print(f"{measure:10} {closeness(getattr(one, measure) for one in shares):.3f}, words F1 {words.f1:.3f}")
    print(f"credits F1 {count_credits(report, truth).f1:.3f}")


def _print_differences(report: Provenance, truth: Truth) -> None:
    for verdict in judge_passages(report, truth):
        if wrong := [measure for measure in MEASURES if not getattr(verdict, measure)]:
            said = sorted({(match.kind, match.relation, match.direction.value) for match in verdict.matches})
            quote, reuse = verdict.passage.target, verdict.reuse
            print(f"{reuse.target} < {reuse.source}: {' '.join(wrong)}: {quote.text[:40]!r}: {said}")
    for one in compare_shares(report, truth):
        if max(abs(true - reported) for true, reported in (one.reused, one.uncredited)) > 0.02:
            print(
                "{}: reused {:.2f} {:.2f}, uncredited {:.2f} {:.2f}".format(one.document, *one.reused, *one.uncredited)
            )
    traced = {one.document.id: one for one in report.documents}
    for negative in truth.negatives:
        if is_asserted(traced[negative.a.document], negative):
            print(f"asserted: {negative.a.document} ~ {negative.b.document}: {negative.why}")


def _main() -> None:
    """Print the measures, then all that is not told as the editor tells it: true values first."""
    documents, truth = load_newsroom()
    report = dedup.report(documents)
    _print_measures(report, truth)
    _print_differences(report, truth)


if __name__ == "__main__":
    _main()
