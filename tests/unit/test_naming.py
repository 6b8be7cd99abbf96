"""Which document a rewritten one was written from, and when none is named."""

import random
from collections.abc import Sequence

import pytest

from dedup.model import Document, NamedSource, ParsedDocument
from dedup.naming import evidence, find_sources
from dedup.naming.profiles import MOST_SENTENCES
from dedup.pipeline import parse
from dedup.samples import draw
from tests.corpus import load_newsroom
from tests.unit.naming_samples import REPORT, REWRITE, WIRE
from tests.unit.stories_samples import parsed

NEWSROOM = [parsed(document.id, document.text, language=document.language) for document in load_newsroom()[0]]


def find(documents: Sequence[ParsedDocument], *wanted: str, **copies: str) -> dict[str, tuple[NamedSource, ...]]:
    return find_sources(documents, wanted, copies, draw([one.document for one in documents]))


def sources(*documents: ParsedDocument) -> list[tuple[str, str]]:
    return [(named.document, named.band) for named in find(documents, "draft")["draft"]]


def named(target: str, source: str) -> NamedSource | None:
    found = find([parsed("draft", target), parsed("wire", source)], "draft")["draft"]
    return found[0] if found else None


def test_a_rewrite_names_its_source_in_an_archive_of_one() -> None:
    assert [("wire", "asserted")] == sources(parsed("draft", REWRITE), parsed("wire", WIRE))


def test_a_rewrite_names_its_source_among_others_and_an_independent_report() -> None:
    others = [*NEWSROOM, parsed("report", REPORT), parsed("wire", WIRE)]

    assert [("wire", "asserted")] == sources(parsed("draft", REWRITE), *others)


def test_a_rewrite_whose_source_is_not_there_names_none() -> None:
    assert [] == sources(parsed("draft", REWRITE), parsed("report", REPORT), *NEWSROOM)


@pytest.mark.parametrize(("target", "source"), [(REPORT, WIRE), (WIRE, REPORT), (REPORT, REWRITE), (REWRITE, REPORT)])
def test_two_reports_of_one_event_are_not_named(target: str, source: str) -> None:
    assert named(target, source) is None


def test_the_evidence_says_what_is_its_own_what_is_kept_and_in_which_order() -> None:
    found = named(REWRITE.replace("a day.", "a day, said Tore Aldous."), WIRE)
    assert found is not None

    assert 1 == found.evidence.own
    assert found.evidence.numbers > 0.8
    assert 0.3 < found.evidence.kept < 0.9
    assert found.evidence.order > 0.3


def test_a_text_in_another_order_is_less_of_a_rewrite() -> None:
    turned = ". ".join(reversed(REWRITE.rstrip(".").split(". "))) + "."
    straight, other = named(REWRITE, WIRE), named(turned, WIRE)
    assert straight is not None and other is not None

    assert other.score < straight.score
    assert other.evidence.order < 0 < straight.evidence.order


def test_one_mould_with_other_numbers_is_no_rewrite() -> None:
    mould = WIRE + " It has {} berths, {} cranes and {} lamps, and saw {} ships and {} storms."
    week, next_week = mould.format(31, 12, 450, 77, 9), mould.format(35, 14, 460, 81, 6)
    plain = next_week.replace("2019", "2021").replace("20 ", "25 ").replace("140", "150").replace("3.2", "4.1")

    assert named(week, next_week) is not None
    assert named(week, plain) is None


def test_what_both_quote_of_one_speaker_makes_no_rewrite() -> None:
    quote = (
        "“The seals of these joints were made for calm water, and every winter of heavy swell has pressed sand into "
        "them until the caissons moved, so that we must lift each block, wash it and set it anew.”"
    )
    one = f"The harbour master was calm when reporters reached the pier in the drizzle. {quote} Then the tide came in."
    other = f"Anger grew among bakers and pilots who had gathered near the chapel at dusk. {quote} Nobody applauded."

    documents = [parse(Document("draft", one)), parse(Document("wire", other))]

    assert {"draft": ()} == find(documents, "draft")


def test_an_anchor_stands_for_its_copies() -> None:
    documents = [parsed("draft", REWRITE), parsed("copy", WIRE), parsed("wire", WIRE)]
    found = find(documents, "draft", "copy", "wire", copy="wire")

    assert ["wire"] == [one.document for one in found["draft"]]
    assert ["wire", "draft"] == [one.document for one in found["copy"]]
    assert ["draft"] == [one.document for one in found["wire"]]


def test_a_rewrite_without_capitals_is_still_one_and_a_report_is_none() -> None:
    assert named(REWRITE.lower(), WIRE.lower()) is not None
    assert named(REPORT.lower(), WIRE.lower()) is None


def test_a_column_that_quotes_a_passage_in_a_script_without_capitals_is_no_rewrite() -> None:
    texts = {document.id: document.text for document in load_newsroom()[0]}

    assert named(texts["ko-column"], texts["ko-library"]) is None


def test_two_sentences_say_too_little_to_be_asserted() -> None:
    one = "Odile Varga, the mayor of Port Linden, resigned on Monday after twelve years."
    other = "Mayor Odile Varga of Port Linden has resigned on Monday, after twelve years."

    assert [] == [band for _, band in sources(parsed("draft", one), parsed("wire", other)) if band == "asserted"]


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [*NEWSROOM, parsed("draft", REWRITE), parsed("wire", WIRE), parsed("report", REPORT)]
    wanted = [document.id for document in documents]
    straight = find(documents, *wanted)
    random.Random(3).shuffle(documents)

    assert straight == find(documents, *wanted)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "42",
        WIRE.lower(),
        WIRE.upper(),
        "해람시가 옛 조선소 터에 시민을 위한 도서관을 짓기로 했다. 열람석은 삼백 석이다.",
        "市政府宣布将于下月关闭东部防波堤。维修费用为三百二十万。",
        "ሰላም ለዓለም። ዛሬ ጠዋት ወደብ ተዘግቷል።",
        "same words again and again. " * 400,
    ],
)
def test_any_text_can_be_asked_for_and_none_names_a_stranger(text: str) -> None:
    documents = [parsed("draft", text), parsed("wire", WIRE), *NEWSROOM]
    expected = {"wire"} if text.lower() == WIRE.lower() else set()

    assert {one.document for one in find(documents, "draft")["draft"]} <= expected


def test_a_long_text_costs_no_more_than_an_article_to_be_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[int] = []
    place = evidence._place

    def count(rows: evidence.Rows, size: int) -> float:
        work.append(len(rows) * size)
        return place(rows, size)

    monkeypatch.setattr(evidence, "_place", count)
    long = " ".join(f"{WIRE} Lamp {number} of Skarholm burned." for number in range(2_000))

    assert named(REWRITE, long) is not None
    assert max(work) <= MOST_SENTENCES * MOST_SENTENCES


def test_a_text_names_its_equal_under_another_id() -> None:
    assert [("wire", "asserted")] == sources(parsed("draft", WIRE), parsed("wire", WIRE))
