"""The report on the fictional newsroom says what its editor says."""

import random
from itertools import combinations, groupby

import pytest

import dedup
from dedup.model import DocumentProvenance, PassageMatch, Provenance, Span
from dedup.reports import Form, render
from tests.corpus import Negative, Quote, Reuse, TrueDocument, TruePassage, load_newsroom

DOCUMENTS, TRUTH = load_newsroom()
TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}


@pytest.fixture(scope="module")
def report() -> Provenance:
    return dedup.report(DOCUMENTS)


@pytest.fixture(scope="module")
def traced(report: Provenance) -> dict[str, DocumentProvenance]:
    return {one.document.id: one for one in report.documents}


@pytest.mark.parametrize("true", TRUTH.documents, ids=lambda true: true.id)
def test_every_text_credit_is_found_and_no_other(true: TrueDocument, traced: dict[str, DocumentProvenance]) -> None:
    expected = {(c.agency, c.role) for c in true.credits if c.agency and c.role in TEXT_ROLES}

    found = {(c.agency, c.role) for c in traced[true.id].credits if c.agency and c.role in TEXT_ROLES}

    assert expected == found


def test_no_story_holds_two_events_and_most_reports_of_an_event_are_in_its_story(report: Provenance) -> None:
    event = {true.id: true.story for true in TRUTH.documents}
    expected = {pair for pair in combinations(sorted(event), 2) if event[pair[0]] == event[pair[1]]}

    found = {pair for story in report.stories for pair in combinations(story.documents, 2)}

    assert set() == found - expected
    assert len(found) >= 0.6 * len(expected)


def test_clusters_are_the_editors(report: Provenance) -> None:
    by_cluster = groupby(sorted((true.cluster, true.id) for true in TRUTH.documents), key=lambda pair: pair[0])
    expected = {frozenset(id_ for _, id_ in group) for _, group in by_cluster}

    found = {frozenset(member.id for member in cluster.members) for cluster in report.clusters}

    assert {cluster for cluster in expected if len(cluster) > 1} == found


# The editor trusts the later date; publication times alone do not decide here.
UNDECIDED = {("ko-column", "ko-library")}
COPIED = [(r, p) for r in TRUTH.reuse for p in r.passages if p.kind in ("verbatim", "edited")]
COPIES = pytest.mark.parametrize(
    ("reuse", "passage"), [pytest.param(r, p, id=f"{r.target}<{r.source}@{p.target.start}") for r, p in COPIED]
)


@COPIES
def test_a_copied_passage_is_found_whole(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    matches = [match for match in _matches(traced[reuse.target], reuse.source) if _touches(match, passage)]

    assert _covered(passage.target, [Span(m.target_start, m.target_end) for m in matches]) >= 0.8
    assert _covered(passage.source, [Span(m.start, m.end) for m in matches]) >= 0.8


@COPIES
def test_a_copied_passage_has_the_editors_relation_and_direction(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    undecided = (reuse.target, reuse.source) in UNDECIDED
    expected = ("unknown", "undirected") if undecided else (reuse.relation, reuse.direction)

    matches = [match for match in _matches(traced[reuse.target], reuse.source) if _touches(match, passage)]

    assert {expected} == {(match.relation, match.direction.value) for match in matches}


@COPIES
def test_a_copied_passage_is_credited_as_the_editor_says(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    credited = {
        found.credited
        for found in traced[reuse.target].passages
        if any(match.document == reuse.source and _touches(match, passage) for match in found.matches)
    }

    assert {reuse.credited} == credited


def test_what_two_reporters_took_from_one_statement_is_not_called_copied(traced: dict[str, DocumentProvenance]) -> None:
    shared = [(r, p) for r in TRUTH.reuse if r.relation != "copied_from" for p in r.passages]

    found = {m.relation for r, p in shared for m in _matches(traced[r.target], r.source) if _touches(m, p)}

    assert found <= {"common_source", "shared_quotation", "same_event_fact"}


@pytest.mark.parametrize(
    "negative", TRUTH.negatives, ids=lambda negative: f"{negative.kind}:{negative.a.document}~{negative.b.document}"
)
def test_what_only_looks_alike_is_not_asserted(negative: Negative, traced: dict[str, DocumentProvenance]) -> None:
    found = [
        match
        for match in _matches(traced[negative.a.document], negative.b.document)
        if 2 * Span(match.target_start, match.target_end).overlap(_span(negative.a)) >= len(_span(negative.a))
        and 2 * Span(match.start, match.end).overlap(_span(negative.b)) >= len(_span(negative.b))
        and not (negative.kind == "event_fact" and match.relation == "same_event_fact")
    ]

    assert [] == found


@pytest.mark.parametrize("true", [true for true in TRUTH.documents if true.unseen], ids=lambda true: true.id)
def test_a_credited_agency_that_nobody_supplied_is_a_hypothesis(
    true: TrueDocument, traced: dict[str, DocumentProvenance]
) -> None:
    found = {hypothesis.source for hypothesis in traced[true.id].hypotheses}

    assert set(true.unseen) <= found


def test_the_same_newsroom_in_any_order_gives_the_same_bytes(report: Provenance) -> None:
    shuffled = list(DOCUMENTS)
    random.Random(5).shuffle(shuffled)

    assert render(report, Form.JSON) == render(dedup.report(shuffled), Form.JSON)


def _matches(one: DocumentProvenance, source: str) -> list[PassageMatch]:
    return [m for p in one.passages for m in p.matches if m.document == source and m.band == "asserted"]


def _touches(match: PassageMatch, passage: TruePassage) -> bool:
    target, source = Span(match.target_start, match.target_end), Span(match.start, match.end)
    return 2 * target.overlap(_span(passage.target)) >= len(target) and 2 * source.overlap(
        _span(passage.source)
    ) >= len(source)


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _covered(quote: Quote, spans: list[Span]) -> float:
    points = {point for span in spans for point in range(max(span.start, quote.start), min(span.end, quote.end))}
    return len(points) / (quote.end - quote.start)
