"""What the order of the stages decides: which pairs are compared, and how far their matches go."""

from dataclasses import replace

import pytest

from dedup import Document, check, matching, report
from dedup.model import Alignment, Match, Span

NORTH = Document(
    "north",
    "In an advisory issued yesterday evening, the weather office confirmed that a hurricane warning for Hurricane "
    "Odile, a category 3 hurricane, was in effect for Saint Maren. Odile was expected to pass by the island late on "
    "Wednesday night.\n\n"
    "The office's advisory, released at 8:00 p.m. on Wednesday, placed Odile 150 miles west of Saint Maren, moving "
    "east-northeast at 20 mph. Maximum sustained winds reached 120 mph, with higher gusts, and little change in "
    "strength was forecast over the next day.\n\n"
    "The office warned of storm surge, coastal flooding and large breaking waves on the south shore. Schools and "
    "government offices were closed, and ferries stayed in port. Residents stocked up on water and fuel.",
    published="2019-09-19",
)
SOUTH = Document(
    "south",
    "In an advisory issued at noon local time today, the weather office reported that Hurricane Teodor in the Gulf had "
    "strengthened into a category 5 hurricane. Teodor reached the Palm Keys earlier today, making landfall near Port "
    "Anselm with a life-threatening storm surge of 18 feet.\n\n"
    "The office's advisory placed Teodor over the northern keys, moving west at 7 mph. Maximum sustained winds reached "
    "185 mph, with higher gusts, and little change in strength was forecast over the next day.\n\n"
    "The office also warned of flash floods, with 15 inches of rain expected on the keys. The prime minister, in "
    "tears, urged residents of the low islands to leave while the bridges were open. Roofs were torn off and cars "
    "overturned in the old harbour.",
    published="2019-09-01",
)


def test_two_events_in_like_words_are_no_rewriting() -> None:
    north, _ = report([NORTH, SOUTH]).documents
    reworded = {m.band for passage in north.passages for m in passage.matches if m.kind == "paraphrased"}

    assert reworded == {"possible"}
    assert north.coverage.paraphrased == 0


def test_the_exact_words_of_two_events_stay_a_finding() -> None:
    north, _ = report([NORTH, SOUTH]).documents

    assert 0.1 < north.coverage.verbatim < 0.2


FORM = (
    "{} The wedding of {} and {} will be held in {}, with reception to follow at the Rowing Club. In place of gifts, "
    "the couple ask that money be given to {}. {}"
)


def test_what_a_form_has_between_two_gaps_is_a_lead_between_two_events() -> None:
    first = FORM.format("Bells ring in Marsh Lane.", "Ada", "Tom", "a mill", "the owl sanctuary", "Bring boots.")
    second = FORM.format(
        "A cake is on its way.", "Una", "Lew", "St Olave's", "a school for clowns", "The band is hers."
    )

    one = Document("one", first, published="2026-05-02T08:00:00Z")
    documents = report([one, Document("other", second, published="2026-06-13T08:00:00Z")]).documents

    bands = {match.band for passage in documents[0].passages for match in passage.matches}
    assert {"possible"} == bands


def test_an_agencys_report_of_another_event_is_not_its_source() -> None:
    wire = replace(SOUTH, outlet="Reuters", url="https://www.reuters.com/south")
    north = report([NORTH, wire]).documents[0]

    assert north.coverage.uncredited < 0.2


def test_two_equal_texts_are_held_against_neither_until_one_is_checked_against_the_other() -> None:
    one, other = (Document(id_, NORTH.text) for id_ in ("one", "other"))

    assert [0.0, 0.0] == [found.coverage.uncredited for found in report([one, other]).documents]
    assert 1.0 == check(one, [other]).coverage.uncredited


def test_a_report_that_condenses_another_of_the_event_is_not_asserted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Alignment(Span(0, 400), Span(0, 500), kind="summarised", identity=0.1, band="asserted", score=40.0)
    monkeypatch.setattr(matching, "align", lambda one, other: Match(one.id, other.id, 0.0, 0.0, (whole,)))
    told = [NORTH, replace(NORTH, id="north-too", text=f"{NORTH.text}\n\nPower was out in the capital.")]
    provenance = report(told)

    assert [("north", "north-too")] == [story.documents for story in provenance.stories]
    assert {"possible"} == {m.band for m in provenance.documents[0].passages[0].matches if m.kind == "summarised"}
