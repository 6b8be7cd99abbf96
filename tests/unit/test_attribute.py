"""Attribution: relation, credit and hypotheses of small documents."""

from dataclasses import replace

import pytest

from dedup.model import Alignment, FirstParty, Match
from tests.unit.attribution import LEAD, OWN, SECOND, THIRD, WIRE, aligned, parsed, span, trace


def test_text_on_the_agencys_own_page_is_the_source_of_its_copies() -> None:
    wire = parsed("wire", WIRE, agency="AFP")
    copy = parsed("copy", WIRE)

    traced = trace([wire, copy], aligned(copy, wire, WIRE))

    (passage,) = traced["copy"].passages
    assert ("copied_from", "document:wire", "from_source") == (
        passage.matches[0].relation,
        passage.matches[0].source,
        passage.matches[0].direction.value,
    )
    assert 1.0 == traced["copy"].coverage.uncredited


def test_two_outlets_that_credit_one_agency_have_it_as_common_source() -> None:
    one = parsed("one", f"{WIRE}\nAFP", credits_=[("AFP", "credit_line")])
    other = parsed("other", f"{WIRE}\nAFP", credits_=[("AFP", "credit_line")])

    match = trace([one, other], aligned(one, other, WIRE))["one"].passages[0].matches[0]

    assert ("common_source", "agency:AFP") == (match.relation, match.source)


def test_between_two_outlets_an_agency_credit_points_both_to_the_agency() -> None:
    credited = parsed("credited", f"{WIRE}\nAFP", credits_=[("AFP", "credit_line")], published="2024-05-01T08:00:00Z")
    silent = parsed("silent", WIRE, published="2024-05-01T09:00:00Z")

    passage = trace([credited, silent], aligned(silent, credited, WIRE))["silent"].passages[0]

    assert ("common_source", "agency:AFP") == (passage.matches[0].relation, passage.matches[0].source)
    assert not passage.credited


def test_a_credit_line_covers_the_document_and_an_in_text_credit_its_paragraph() -> None:
    wire = parsed("wire", WIRE, agency="AFP")
    end = parsed("end", f"{LEAD}\n{OWN}\n{SECOND}\nAFP", credits_=[("AFP", "credit_line")])
    inline = parsed("inline", f"{LEAD} So AFP reported.\n{OWN}\n{SECOND}", credits_=[("AFP", "in_text")])

    traced = trace([wire, end, inline], aligned(end, wire, LEAD, SECOND), aligned(inline, wire, LEAD, SECOND))

    def credited(id_: str) -> list[bool]:
        return [p.credited for p in traced[id_].passages if p.matches[0].document == "wire"]

    assert [True, True] == credited("end")
    assert [True, False] == credited("inline")


def test_a_credit_beside_the_text_covers_the_document() -> None:
    wire = parsed("wire", WIRE, agency="AFP")
    copy = parsed("copy", WIRE, beside=[("AFP", "byline")])

    traced = trace([wire, copy], aligned(copy, wire, WIRE))["copy"]

    assert (1.0, 0.0) == (traced.coverage.credited, traced.coverage.uncredited)


def test_a_credit_that_closes_an_item_covers_that_item() -> None:
    wire = parsed("wire", WIRE, agency="AFP")
    roundup = parsed("roundup", f"{LEAD} (AFP)\n{OWN}\n{SECOND}", credits_=[("AFP", "credit_line")])
    item = replace(roundup.credits[0], scope="passage")
    roundup = replace(roundup, credits=(item,))

    traced = trace([wire, roundup], aligned(roundup, wire, LEAD, SECOND))["roundup"]

    assert [True, False] == [passage.credited for passage in traced.passages]


def test_the_same_words_of_one_source_outweigh_a_rewording_of_another() -> None:
    afp, ap = parsed("afp", SECOND, agency="AFP"), parsed("ap", f"{LEAD} {SECOND}", agency="AP")
    mixed = parsed("mixed", f"{LEAD} {SECOND}\nAP", credits_=[("AP", "contribution")])
    both = aligned(mixed, ap, f"{LEAD} {SECOND}", kind="paraphrased")

    traced = trace([afp, ap, mixed], both, aligned(mixed, afp, SECOND))["mixed"]

    assert 0.4 < traced.coverage.uncredited < 0.6


def test_a_sentence_that_names_the_outlet_it_is_from_is_copied_and_credited() -> None:
    paper = parsed("paper", f"{OWN} {LEAD}", outlet="Hallow Creek Dispatch")
    agency = parsed("agency", f"{LEAD[:-1]}, the Hallow Creek Dispatch reported.\n{THIRD}", agency="AP")

    match = Alignment(span(agency, LEAD[:-1]), span(paper, LEAD), "paraphrased", 0.6, "asserted")
    (passage,) = trace([paper, agency], replace(aligned(agency, paper), alignments=(match,)))["agency"].passages

    assert ("copied_from", True) == (passage.matches[0].relation, passage.credited)


def test_a_statement_ascribed_in_two_of_three_documents_is_the_source_of_all_three() -> None:
    quote = "Both sides will go on sharing what they know."
    documents = [parsed(id_, f"{OWN} {quote} {id_} goes on.") for id_ in ("a", "b", "c")]
    matches = [
        aligned(one, other, quote, kind="paraphrased")
        for index, one in enumerate(documents)
        for other in documents[index + 1 :]
    ]
    where = span(documents[0], quote)
    parties = {id_: (FirstParty("the ministry", where.start, where.end),) for id_ in ("a", "b")}

    traced = trace(documents, *matches, parties=parties)

    for id_ in ("a", "b", "c"):
        assert {("common_source", "first_party:the ministry")} == {
            (match.relation, match.source) for passage in traced[id_].passages for match in passage.matches
        }


def test_an_agencys_own_text_is_not_accused_of_a_statement_that_another_ascribes() -> None:
    quote = "Both sides will go on sharing what they know."
    agency, paper = parsed("agency", f"{OWN} {quote}", agency="AFP"), parsed("paper", f"{LEAD} {quote}")
    where = span(paper, quote)
    parties = {"paper": (FirstParty("the ministry", where.start, where.end),)}

    traced = trace([agency, paper], aligned(agency, paper, quote, kind="paraphrased"), parties=parties)

    assert "common_source" == traced["agency"].passages[0].matches[0].relation
    assert (1.0, 0.0) == (traced["agency"].coverage.original, traced["agency"].coverage.uncredited)


def test_a_lone_like_sentence_in_two_reports_of_one_event_is_a_fact_and_no_reuse() -> None:
    one, other = parsed("one", f"{OWN} {LEAD}"), parsed("other", f"{LEAD} {THIRD}")

    traced = trace([one, other], aligned(one, other, LEAD, kind="paraphrased"))["one"]

    assert "same_event_fact" == traced.passages[0].matches[0].relation
    assert 1.0 == traced.coverage.original


def test_what_an_outlet_repeats_in_another_story_is_suppressed_and_counted() -> None:
    one = parsed("one", f"{OWN} {LEAD}", outlet="The Gazette")
    other = parsed("other", f"{LEAD} {THIRD}", outlet="The Gazette")

    apart = trace([one, other], aligned(one, other, LEAD), story=False)["one"]
    together = trace([one, other], aligned(one, other, LEAD), story=True)["one"]

    assert ((), [1]) == (apart.passages, [found.count for found in apart.suppressed])
    assert (1, ()) == (len(together.passages), together.suppressed)


def test_where_the_outlet_is_not_named_its_host_tells_what_it_repeats() -> None:
    one = parsed("one", f"{OWN} {LEAD}", url="https://gazette.example/a")
    other = parsed("other", f"{LEAD} {THIRD}", url="https://gazette.example/b")
    odd = parsed("odd", f"{LEAD} {SECOND}", url="https://[gazette")

    assert () == trace([one, other], aligned(one, other, LEAD), story=False)["one"].passages
    assert 1 == len(trace([one, odd], aligned(one, odd, LEAD), story=False)["one"].passages)


def test_a_loose_rewording_in_copies_of_one_list_is_a_fact_and_no_copy() -> None:
    items = " ".join(
        f"{place} hears the band on day {day}." for day, place in enumerate(["Oslo", "Rome", "Bonn", "Kyiv"])
    )
    one, other = parsed("one", f"{OWN} {items}"), parsed("other", f"{LEAD} {items}")
    match = aligned(one, other, items)
    loose = Alignment(span(one, OWN), span(other, LEAD), "paraphrased", 0.3, "asserted")

    traced = trace([one, other], replace(match, alignments=(loose, *match.alignments)))["one"]

    assert ["same_event_fact", "unknown"] == [passage.matches[0].relation for passage in traced.passages]


def test_the_largest_source_is_named_first_and_one_that_adds_nothing_is_left_out() -> None:
    target = parsed("target", f"{WIRE} {OWN}", published="2024-05-02")
    long, short, other = (
        parsed(id_, text, published="2024-05-01") for id_, text in (("long", WIRE), ("short", LEAD), ("other", OWN))
    )

    sources = trace(
        [target, long, short, other],
        aligned(target, long, WIRE),
        aligned(target, short, LEAD),
        aligned(target, other, OWN),
    )["target"].sources

    assert ["long", "other"] == [source.name for source in sources]
    assert 1.0 == pytest.approx(sum(source.share_unique for source in sources))


def test_a_possible_finding_is_shown_and_not_counted() -> None:
    target, source = parsed("target", f"{LEAD} {OWN}"), parsed("source", LEAD)

    traced = trace([target, source], aligned(target, source, LEAD, band="possible"))["target"]

    assert 1 == len(traced.passages)
    assert (1.0, ()) == (traced.coverage.original, traced.sources)


def test_who_pieced_a_text_together_from_the_same_two_wires_is_no_source_of_it() -> None:
    afp, ap = parsed("afp", LEAD, agency="AFP"), parsed("ap", SECOND, agency="AP")
    one, other = parsed("one", f"{LEAD} {SECOND}"), parsed("other", f"{LEAD} {SECOND}")
    both = aligned(one, other, f"{LEAD} {SECOND}")

    traced = trace([afp, ap, one, other], both, aligned(one, afp, LEAD), aligned(one, ap, SECOND))["one"]

    assert {"afp", "ap"} == {source.name for source in traced.sources}


def test_a_sentence_that_is_mostly_one_quotation_is_a_shared_quotation() -> None:
    quotation = '"Every person who reached a lifeboat is alive this morning, and we thank the crew who did not wait"'
    one = parsed("one", f"{OWN} The commander praised them. {quotation} he said.", zones=[("quotation", quotation)])
    other = parsed("other", f"{LEAD} {quotation} he said.", zones=[("quotation", quotation)])

    traced = trace([one, other], aligned(one, other, f"{quotation} he said.", kind="edited"))["one"]

    assert "shared_quotation" == traced.passages[0].matches[0].relation


def test_where_credits_name_different_agencies_each_is_taken_at_its_word() -> None:
    afp = parsed("afp", f"{WIRE}\nAFP", credits_=[("AFP", "credit_line")])
    dpa = parsed("dpa", f"{WIRE}\ndpa", credits_=[("dpa", "credit_line")])

    traced = trace([afp, dpa], aligned(afp, dpa, WIRE))

    for id_, source in (("afp", "agency:AFP"), ("dpa", "agency:dpa")):
        assert (source, True) == (traced[id_].passages[0].matches[0].source, traced[id_].passages[0].credited)


def test_of_several_agencies_the_one_that_both_name_is_the_source() -> None:
    mixed = parsed("mixed", f"{WIRE}\nAFP\ndpa", credits_=[("AFP", "credit_line"), ("dpa", "contribution")])
    dpa = parsed("dpa", f"{WIRE}\ndpa", credits_=[("dpa", "credit_line")])

    (passage,) = trace([mixed, dpa], aligned(mixed, dpa, WIRE))["mixed"].passages

    assert ("agency:dpa", True) == (passage.matches[0].source, passage.credited)


def test_an_outlet_that_repeats_its_own_story_need_not_credit_itself() -> None:
    first = parsed("first", WIRE, outlet="The Gazette", published="2024-05-01T08:00:00Z")
    update = parsed("update", LEAD, outlet="The Gazette", published="2024-05-01T12:00:00Z")

    traced = trace([first, update], aligned(update, first, LEAD))["update"]

    assert (1.0, 0.0) == (traced.coverage.credited, traced.coverage.uncredited)


def test_an_agencys_update_of_its_own_story_is_credited() -> None:
    first = parsed("first", WIRE, agency="AFP", published="2024-05-01T08:00:00Z")
    update = parsed("update", LEAD, agency="AFP", published="2024-05-01T12:00:00Z")

    traced = trace([first, update], aligned(update, first, LEAD))["update"]

    assert (1.0, 0.0) == (traced.coverage.credited, traced.coverage.uncredited)


AUTHORITIES = "Two men robbed the mint of Orlund at dawn and fled by tram, authorities said."
POLICE = "Orlund woke on Friday to a mint robbed by two men who fled by tram."


@pytest.mark.parametrize(
    ("parties", "expected"),
    [(("one",), "same_event_fact"), (("one", "other"), "common_source")],
    ids=["one side", "both"],
)
def test_two_reports_open_with_the_event_unless_both_ascribe_it(parties: tuple[str, ...], expected: str) -> None:
    one, other = parsed("one", f"{AUTHORITIES} {OWN}"), parsed("other", f"{POLICE} {THIRD}")
    match = Match(
        "one",
        "other",
        0.0,
        0.0,
        (Alignment(span(one, AUTHORITIES), span(other, POLICE), "paraphrased", 0.3, "asserted"),),
    )

    traced = trace([one, other], match, parties={id_: (FirstParty("authorities", 50, 60),) for id_ in parties})

    assert {expected} == {found.relation for passage in traced["one"].passages for found in passage.matches}
