"""Sentences that say the same, first parties and the story of the seeds, against one reader's annotation."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dedup._core import shingle, tokenize
from dedup.credits import find_credits
from dedup.first_party import find_first_parties
from dedup.model import Alignment, Document, ParsedDocument, Span
from dedup.paraphrase import find_paraphrases
from dedup.stories import find_stories
from dedup.terms import split_sentences
from dedup.zones import body_gaps, find_zones

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD: dict[str, Any] = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
FILES = [entry["file"] for entry in GOLD["documents"]]
# One reader is sure of these; the others count neither way.
SURE = 0.7
WANTED = [pair for pair in GOLD["passage_pairs"] if pair["confidence"] >= SURE and "subspan_of" not in pair]
OFFICE = "presidential office"
Finding = tuple[str, str, Alignment]


@cache
def documents() -> dict[str, ParsedDocument]:
    return {name: _parsed(name) for name in FILES}


def _parsed(name: str) -> ParsedDocument:
    text = (SEEDS / name).read_bytes().decode("utf-8")
    document = Document(name, text)
    credits_ = find_credits(text)
    zones = find_zones(document, credits_)
    tokens = tokenize(text, body_gaps(document, zones))
    return ParsedDocument(
        document, tuple(zones), tuple(credits_), shingle(text), tokens, split_sentences(document, zones)
    )


@cache
def asserted(left_out: str = "") -> list[Finding]:
    story = [document for name, document in documents().items() if name != left_out]
    return [
        (one, other, alignment)
        for (one, other), alignments in find_paraphrases(story).items()
        for alignment in alignments
        if alignment.band == "asserted"
    ]


def _sides(pair: dict[str, Any], finding: Finding) -> Iterator[tuple[Span, Span]]:
    """Yield for each side what was found and what is annotated, when the pair is of the same two documents."""
    one, other, alignment = finding
    by_file = {pair[side]["file"]: Span(pair[side]["start"], pair[side]["end"]) for side in "ab"}
    if by_file.keys() == {one, other}:
        yield alignment.target, by_file[one]
        yield alignment.source, by_file[other]


def _is_found(pair: dict[str, Any], finding: Finding) -> bool:
    sides = list(_sides(pair, finding))
    return bool(sides) and all(2 * own.overlap(gold) >= min(len(own), len(gold)) for own, gold in sides)


def _is_covered(pair: dict[str, Any], finding: Finding) -> bool:
    sides = list(_sides(pair, finding))
    return bool(sides) and all(2 * own.overlap(gold) >= len(gold) for own, gold in sides)


def test_twelve_of_the_thirty_one_pairs_are_asserted() -> None:
    found = [pair["id"] for pair in WANTED if any(_is_found(pair, finding) for finding in asserted())]

    assert len(WANTED) == 31
    assert len(found) >= 12, found


@pytest.mark.parametrize("left_out", ["", *FILES])
def test_no_hard_negative_is_asserted_whichever_article_is_left_out(left_out: str) -> None:
    wrong = {pair["id"] for pair in GOLD["hard_negatives"] for f in asserted(left_out) if _is_covered(pair, f)}

    assert wrong == set()


def test_most_of_what_is_asserted_is_annotated() -> None:
    known = [f for f in asserted() if any(_is_found(pair, f) for pair in GOLD["passage_pairs"])]

    assert len(known) >= 0.75 * len(asserted())


def test_nothing_of_boilerplate_is_asserted() -> None:
    chrome = [(entry["file"], Span(entry["start"], entry["end"])) for entry in GOLD["boilerplate"]]
    spans = [side for one, other, a in asserted() for side in ((one, a.target), (other, a.source))]

    assert not [span for name, span in spans for file, zone in chrome if file == name and span.overlap(zone)]


def test_the_five_articles_are_one_story() -> None:
    assert [story.documents for story in find_stories(list(documents().values()))] == [tuple(FILES)]


def test_the_presidential_office_is_named_wherever_its_statement_is_reported() -> None:
    found = find_first_parties(list(documents().values()))
    wanted = [
        (entry["file"], Span(source["start"], source["end"]))
        for entry in GOLD["documents"]
        for source in entry["first_party_sources"]
        if source["source"].startswith("South Korean presidential office")
    ]
    missed = [
        (file, span)
        for file, span in wanted
        if not any(p.name == OFFICE and 2 * span.overlap(Span(p.start, p.end)) >= len(span) for p in found[file])
    ]

    assert len(wanted) == 14
    assert missed == []


def test_no_other_body_is_taken_for_the_presidential_office() -> None:
    found = find_first_parties(list(documents().values()))
    others = [party.name for parties in found.values() for party in parties if party.name != OFFICE]

    assert others == ["Russia’s Defense Ministry", "Ukraine’s Air Force"]
