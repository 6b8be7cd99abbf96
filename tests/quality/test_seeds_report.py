"""The report on the five seeds says what their reader found."""

import json
from pathlib import Path
from typing import Any

import pytest

import dedup
from dedup.model import CreditRole, DocumentProvenance, Provenance, Span

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
RUN = "to Russia and the transfer of weapons and technology between Russia and North Korea"
TEXT_ROLES: set[CreditRole] = {"dateline", "byline", "credit_line", "copyright", "contribution"}


@pytest.fixture(scope="module")
def report() -> Provenance:
    return dedup.report(dedup.read_documents(SEEDS))


@pytest.fixture(scope="module")
def traced(report: Provenance) -> dict[str, DocumentProvenance]:
    return {Path(one.document.id).name[:3]: one for one in report.documents}


def test_the_five_are_one_story_without_near_duplicates(report: Provenance) -> None:
    assert [5] == [len(story.documents) for story in report.stories]
    assert () == report.clusters
    assert [()] * 5 == [one.near_duplicates for one in report.documents]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            "000",
            {("Reuters", "contribution", 3285, 3310), ("AP", "in_text", 2792, 2859), ("AP", "in_text", 3101, 3120)},
        ),
        ("001", {("Korea JoongAng Daily", "byline", 5457, 5496)}),
        (
            "002",
            {("Bloomberg", "dateline", 0, 14), ("Bloomberg", "copyright", 3318, 3338), ("KBS", "in_text", 2157, 2185)},
        ),
        ("003", set()),
        ("004", {("AFP", "credit_line", 2066, 2074)}),
    ],
)
def test_credits_are_exact_to_the_character(
    document: str, expected: set[tuple[str, str, int, int]], traced: dict[str, DocumentProvenance]
) -> None:
    found = {
        (credit.agency, credit.role, credit.start, credit.end)
        for credit in traced[document].credits
        if credit.role in TEXT_ROLES | {"in_text"}
    }

    assert expected == found


def test_the_run_of_fourteen_words_is_found_at_its_exact_place(traced: dict[str, DocumentProvenance]) -> None:
    runs = {
        (match.target_start, match.target_end, match.start, match.end, match.band)
        for passage in traced["001"].passages
        for match in passage.matches
        if match.kind == "verbatim" and traced["004"].document.id == match.document
    }

    assert {(1982, 2065, 769, 852, "asserted")} == runs
    assert RUN == traced["001"].document.text[1982:2065] == traced["004"].document.text[769:852]


@pytest.mark.parametrize("document", ["001", "002", "003", "004"])
def test_the_presidential_office_is_named_as_the_common_source(
    document: str, traced: dict[str, DocumentProvenance]
) -> None:
    ascribed = {
        (match.relation, match.source)
        for passage in traced[document].passages
        for match in passage.matches
        if match.band == "asserted" and match.relation == "common_source"
    }

    assert {("common_source", "first_party:presidential office")} == ascribed
    assert "presidential office" in [source.name for source in traced[document].sources]


def test_nobody_is_accused_of_copying(report: Provenance) -> None:
    matches = [match for one in report.documents for passage in one.passages for match in passage.matches]

    assert "copied_from" not in {match.relation for match in matches}
    assert [0.0] * 5 == [one.coverage.uncredited for one in report.documents]


def test_nothing_is_found_in_boilerplate(traced: dict[str, DocumentProvenance]) -> None:
    inside = [
        (span["quote"], passage.text)
        for span in GOLD["boilerplate"]
        for passage in traced[span["file"][:3]].passages
        if passage.start < span["end"] and span["start"] < passage.end
    ]

    assert [] == inside


def _asserted(traced: dict[str, DocumentProvenance], pair: dict[str, Any]) -> list[tuple[Span, Span]]:
    """Return what is asserted between the two documents of an annotated pair, as spans of both."""
    ours, theirs = (traced[pair[side]["file"][:3]] for side in "ab")
    return [
        (Span(match.target_start, match.target_end), Span(match.start, match.end))
        for passage in ours.passages
        for match in passage.matches
        if match.document == theirs.document.id and match.band == "asserted"
    ]


def _gold(pair: dict[str, Any]) -> tuple[Span, Span]:
    return Span(pair["a"]["start"], pair["a"]["end"]), Span(pair["b"]["start"], pair["b"]["end"])


def test_at_least_sixteen_of_the_thirty_one_sure_pairs_are_asserted(traced: dict[str, DocumentProvenance]) -> None:
    sure = [pair for pair in GOLD["passage_pairs"] if pair["confidence"] >= 0.7 and "subspan_of" not in pair]

    found = [
        pair["id"]
        for pair in sure
        if any(
            all(2 * own.overlap(true) >= min(len(own), len(true)) for own, true in zip(spans, _gold(pair), strict=True))
            for spans in _asserted(traced, pair)
        )
    ]

    assert 31 == len(sure)
    assert len(found) >= 16, found


def test_no_hard_negative_is_asserted(traced: dict[str, DocumentProvenance]) -> None:
    found = [
        pair["id"]
        for pair in GOLD["hard_negatives"]
        if any(
            all(2 * own.overlap(true) >= len(true) for own, true in zip(spans, _gold(pair), strict=True))
            for spans in _asserted(traced, pair)
        )
    ]

    assert [] == found
