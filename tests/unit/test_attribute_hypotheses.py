"""Whose text a document is where nobody supplied it: by its own word, or by that of those who have it too."""

from collections.abc import Sequence

from dedup.model import Hypothesis, ParsedDocument
from tests.unit.attribution import LEAD, OWN, WIRE, aligned, parsed, trace


def carriers(*signed: tuple[str, str]) -> list[ParsedDocument]:
    """Return copies of the wire by outlet and the agency that each credits; an outlet may have several."""
    return [
        parsed(f"{number}-{outlet}", f"{WIRE}\n{agency}", credits_=[(agency, "credit_line")], outlet=outlet)
        for number, (outlet, agency) in enumerate(signed)
    ]


def suppose(one: ParsedDocument, others: Sequence[ParsedDocument], quote: str = WIRE) -> tuple[Hypothesis, ...]:
    traced = trace([one, *others], *(aligned(one, other, quote) for other in others))
    return traced[one.id].hypotheses


def claims(one: ParsedDocument, others: Sequence[ParsedDocument], quote: str = WIRE) -> list[tuple[str, str]]:
    return [(hypothesis.source, hypothesis.claim) for hypothesis in suppose(one, others, quote)]


SILENT = parsed("silent", WIRE, outlet="Silent")


def test_text_that_two_other_outlets_credit_to_an_agency_is_its_text_uncredited() -> None:
    (found,) = suppose(SILENT, carriers(("North", "AFP"), ("South", "AFP")))

    assert ("AFP", "text") == (found.source, found.claim)
    assert (
        "100% of the body stands in 2 other outlets' texts that credit AFP",
        "this document does not credit it",
    ) == (found.why)


def test_on_one_outlets_word_an_agency_is_likely_and_no_more() -> None:
    assert [("AFP", "likely")] == claims(SILENT, carriers(("North", "AFP")))
    assert [("AFP", "likely")] == claims(SILENT, carriers(("North", "AFP"), ("North", "AFP")))


def test_agencies_in_conflict_are_each_likely_and_no_more() -> None:
    assert [("AFP", "likely"), ("dpa", "likely")] == claims(SILENT, carriers(("North", "AFP"), ("South", "dpa")))


def test_three_outlets_words_outweigh_one() -> None:
    others = carriers(("North", "AFP"), ("South", "AFP"), ("West", "AFP"), ("East", "dpa"))

    assert [("AFP", "text")] == claims(SILENT, others)
    assert [("AFP", "likely")] == claims(SILENT, others[1:])


def test_the_word_of_ones_own_outlet_counts_for_nothing() -> None:
    assert [] == claims(SILENT, carriers(("Silent", "AFP"), ("Silent", "AFP")))


def test_less_than_half_of_the_body_says_nothing_of_the_whole() -> None:
    mostly_own = parsed("own", f"{LEAD} {OWN} {OWN.upper()}", outlet="Silent")

    assert [] == claims(mostly_own, carriers(("North", "AFP"), ("South", "AFP")), LEAD)


def test_a_documents_own_credit_is_believed_before_the_others() -> None:
    signed = parsed("signed", f"{WIRE}\ndpa", outlet="Silent", credits_=[("dpa", "credit_line")])

    assert [("dpa", "text")] == claims(signed, carriers(("North", "AFP"), ("South", "AFP")))


def test_an_agencys_own_page_is_supposed_to_be_nobody_elses_text() -> None:
    own = parsed("own", WIRE, agency="Reuters", url="https://www.reuters.com/1")

    assert [] == claims(own, carriers(("North", "AFP"), ("South", "AFP")))


def test_a_dateline_without_a_name_and_a_note_of_contribution_make_it_surer() -> None:
    others = carriers(("North", "AFP"), ("South", "AFP"))
    dated = parsed("dated", WIRE, outlet="Silent", zones=[("dateline", LEAD[:9])])
    helped = parsed("helped", f"{WIRE}\nAFP", outlet="Silent", credits_=[("AFP", "contribution")])

    plain, surer, surest = (suppose(one, others)[0] for one in (SILENT, dated, helped))

    assert {"text"} == {plain.claim, surer.claim, surest.claim}
    assert plain.confidence < surer.confidence
    assert plain.confidence < surest.confidence


def test_a_note_of_contribution_alone_claims_a_part_and_a_bare_dateline_alone_a_likelihood() -> None:
    helped = parsed("helped", f"{WIRE}\nAFP", credits_=[("AFP", "contribution")])
    dated = parsed("dated", WIRE, zones=[("dateline", LEAD[:9])])

    assert [("AFP", "part")] == claims(helped, [])
    assert [("an agency", "likely")] == claims(dated, [])


def test_a_credit_in_the_metadata_is_a_credit_of_the_text() -> None:
    credited = parsed("credited", WIRE, outlet="Silent", beside=[("AFP", "byline")])

    assert [("AFP", "text")] == claims(credited, [])
