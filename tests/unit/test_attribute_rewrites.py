"""Who is the rewrite of whom, who says so, and when nobody is accused."""

from collections.abc import Sequence

import pytest

from dedup.attribute import attribute
from dedup.model import NamedSource, ParsedDocument, RewriteEvidence, Story
from tests.unit.attribution import WIRE, parsed

EVIDENCE = RewriteEvidence(own=0, names=0.9, numbers=0.9, kept=0.4, order=0.5)
EARLY, LATE, NEXT_WEEK = "2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z", "2026-03-09T08:00:00Z"


def named(source: str, *, score: float = 6.0, reverse: float = 6.0) -> NamedSource:
    band = "asserted" if score >= 0.5 else "possible"
    return NamedSource(source, band, score, reverse, EVIDENCE)  # type: ignore[arg-type]


def judged(
    draft: ParsedDocument, wire: ParsedDocument, one: NamedSource | None = None, stories: Sequence[Story] = ()
) -> tuple[NamedSource, ...]:
    found = {"draft": (one or named("wire"),)}
    return attribute([draft, wire], [], stories, [], {}, found)[0].rewritten_from


def test_an_agencys_own_page_was_first() -> None:
    (found,) = judged(parsed("draft", WIRE), parsed("wire", WIRE, agency="AP"))

    assert ("from_source", True, False) == (found.direction.value, found.counted, found.credited)


def test_nothing_says_who_was_first_and_nobody_is_accused() -> None:
    (found,) = judged(parsed("draft", WIRE), parsed("wire", WIRE))

    assert ("undirected", False) == (found.direction.value, found.counted)


def test_a_later_text_with_nothing_of_its_own_is_the_rewrite() -> None:
    later, earlier = parsed("draft", WIRE, published=LATE), parsed("wire", WIRE, published=EARLY)
    (found,) = judged(later, earlier, named("wire", reverse=-3.0))

    assert ("from_source", True) == (found.direction.value, found.counted)
    assert ["published", "rewrite"] == [evidence.type for evidence in found.direction.evidence]


def test_having_nothing_of_its_own_proves_nothing_alone() -> None:
    (found,) = judged(parsed("draft", WIRE), parsed("wire", WIRE), named("wire", reverse=-3.0))

    assert ("undirected", False) == (found.direction.value, found.counted)


@pytest.mark.parametrize(
    ("draft", "wire"),
    [
        (parsed("draft", WIRE, published=EARLY), parsed("wire", WIRE, published=LATE)),
        (parsed("draft", WIRE, published=EARLY), parsed("wire", WIRE, published=NEXT_WEEK, agency="AP")),
        (parsed("draft", WIRE, agency="AP"), parsed("wire", WIRE)),
    ],
    ids=["published first", "published a week before", "the agency's own text"],
)
def test_an_original_names_no_rewrite_of_it(draft: ParsedDocument, wire: ParsedDocument) -> None:
    assert () == judged(draft, wire)


def test_a_rewrite_that_names_the_agency_credits_it() -> None:
    draft = parsed("draft", f"{WIRE} With reporting by AP.", credits_=[("AP", "contribution")])
    (found,) = judged(draft, parsed("wire", WIRE, agency="AP"))

    assert found.credited


def test_a_rewrite_that_names_the_outlet_in_its_text_credits_it() -> None:
    draft = parsed("draft", f"{WIRE} The Harbour Post broke the story.", outlet="Mail")
    (found,) = judged(draft, parsed("wire", WIRE, outlet="The Harbour Post"))

    assert found.credited


def test_an_outlet_that_goes_on_with_its_story_credits_itself() -> None:
    draft, wire = parsed("draft", WIRE, outlet="Mail"), parsed("wire", WIRE, outlet="Mail")
    (found,) = judged(draft, wire, stories=[Story("draft", ("draft", "wire"))])

    assert found.credited


def test_what_an_outlet_writes_in_one_mould_on_two_events_is_left_out() -> None:
    assert () == judged(parsed("draft", WIRE, outlet="Mail"), parsed("wire", WIRE, outlet="Mail"))


def test_a_possible_source_never_counts() -> None:
    one = named("wire", score=0.1, reverse=0.1)
    (found,) = judged(parsed("draft", WIRE), parsed("wire", WIRE, agency="AP"), one)

    assert ("possible", "from_source", False) == (found.band, found.direction.value, found.counted)


def test_what_goes_back_to_the_same_wire_is_not_named_beside_it() -> None:
    draft, wire, sibling = parsed("draft", WIRE), parsed("wire", WIRE, agency="AP"), parsed("sibling", WIRE)
    found = {"draft": (named("wire", score=8.0, reverse=7.0), named("sibling"))}
    reports = attribute([draft, wire, sibling], [], [], [], {}, found)

    assert ["wire"] == [one.document for one in reports[0].rewritten_from]
