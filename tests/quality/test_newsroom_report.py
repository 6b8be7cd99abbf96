"""The report on the fictional newsroom says what its editor says."""

import random
from itertools import combinations, groupby

import pytest

import dedup
from dedup.bench.measures.verdicts import covered, find_asserted, is_asserted
from dedup.model import DocumentProvenance, Provenance, Span
from dedup.reports import Form, render
from tests.corpus import Negative, Reuse, TrueDocument, TruePassage, load_newsroom

DOCUMENTS, TRUTH = load_newsroom()

TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}


@pytest.fixture(scope="module")
def report() -> Provenance:
    return dedup.report(DOCUMENTS)


@pytest.fixture(scope="module")
def traced(report: Provenance) -> dict[str, DocumentProvenance]:
    return {one.document.id: one for one in report.documents}


@pytest.mark.parametrize("true", TRUTH.documents, ids=lambda t: t.id)
def test_every_text_credit_is_found_and_no_other(true: TrueDocument, traced: dict[str, DocumentProvenance]) -> None:
    expected = {(c.agency, c.role) for c in true.credits if c.agency and c.role in TEXT_ROLES}

    inside = [credit for credit in traced[true.id].credits if credit.span]  # others stand beside the text
    found = {(c.agency, c.role) for c in inside if c.agency and c.role in TEXT_ROLES}

    assert expected == found


def test_no_story_holds_two_events_and_most_reports_of_an_event_are_in_its_story(report: Provenance) -> None:
    main = {true.id: {true.story} for true in TRUTH.documents}
    events = {true.id: {true.story, *true.also} for true in TRUTH.documents}
    pairs = list(combinations(sorted(events), 2))
    expected = {(a, b) for a, b in pairs if main[a] == main[b]}
    allowed = {(a, b) for a, b in pairs if events[a] & events[b]}

    found = {pair for story in report.stories for pair in combinations(story.documents, 2)}

    assert set() == found - allowed
    assert len(found & expected) >= 0.6 * len(expected)


def test_clusters_are_the_editors(report: Provenance) -> None:
    by_cluster = groupby(sorted((true.cluster, true.id) for true in TRUTH.documents), key=lambda pair: pair[0])
    expected = {frozenset(id_ for _, id_ in group) for _, group in by_cluster}

    found = {frozenset(member.id for member in cluster.members) for cluster in report.clusters}

    assert {cluster for cluster in expected if len(cluster) > 1} == found


COPIED = [
    (reuse, passage) for reuse in TRUTH.reuse for passage in reuse.passages if passage.kind in ("verbatim", "edited")
]
COPIES = pytest.mark.parametrize(
    ("reuse", "passage"), [pytest.param(r, p, id=f"{r.target}<{r.source}@{p.target.start}") for r, p in COPIED]
)


@COPIES
def test_a_copied_passage_is_found_whole(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    matches = [match for _, match in find_asserted(traced[reuse.target], passage)]

    assert covered(passage.target, [Span(m.target_start, m.target_end) for m in matches]) >= 0.8
    assert covered(passage.source, [Span(m.start, m.end) for m in matches]) >= 0.8


@COPIES
def test_a_copied_passage_has_the_editors_relation_and_direction(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    matches = [match for _, match in find_asserted(traced[reuse.target], passage) if match.counted]

    assert {(reuse.relation, reuse.direction)} == {(match.relation, match.direction.value) for match in matches}


@COPIES
def test_a_copied_passage_is_credited_as_the_editor_says(
    reuse: Reuse, passage: TruePassage, traced: dict[str, DocumentProvenance]
) -> None:
    credited = {found.credited for found, match in find_asserted(traced[reuse.target], passage) if match.counted}

    assert {reuse.credited} == credited


def test_what_two_reporters_took_from_one_statement_is_not_called_copied(traced: dict[str, DocumentProvenance]) -> None:
    shared = [(r, p) for r in TRUTH.reuse if r.relation != "copied_from" for p in r.passages]

    found = {match.relation for r, p in shared for _, match in find_asserted(traced[r.target], p)}

    assert found <= {"common_source", "shared_quotation", "same_event_fact"}


@pytest.mark.parametrize(
    "negative",
    TRUTH.negatives,
    ids=lambda negative: f"{negative.kind}:{negative.a.document}~{negative.b.document}",
)
def test_what_only_looks_alike_is_not_asserted(negative: Negative, traced: dict[str, DocumentProvenance]) -> None:
    assert not is_asserted(traced[negative.a.document], negative)


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
