"""What the topic of two texts alone can explain is no finding of `compare`."""

from dataclasses import replace

import dedup
from dedup.model import Alignment, Band, Match, Span
from dedup.topics import doubt_beside, doubt_summaries, trust_clear
from tests.unit.stories_samples import parsed

TERM = "In the field of tides, the term slack water means the short time in which the current does not run at all."
DEFINITION = (
    "Slack water is a short time in which a current does not run either way. It was first measured by Tore Aldous."
)
REPORT = "Slack water lasts longer than was thought, Tore Aldous said. " + TERM
ELSEWHERE = (
    " Ferries left Narvik for the island on Monday, and the harbour office sold many tickets to early travellers."
)
SENTENCE = Alignment(Span(0, 40), Span(0, 40), kind="paraphrased", identity=0.3, band="asserted", score=14.0)
SUMMARY = Alignment(Span(0, len(TERM)), Span(0, len(DEFINITION)), "summarised", 0.1, "asserted", 40.0)


def bands(sentences: list[Alignment], target: str, source: str, *passages: Alignment) -> list[Band]:
    match = Match("a", "b", 0.0, 0.0, passages)
    return [one.band for one in doubt_beside(sentences, match, parsed("a", target), parsed("b", source))]


def band_of_summary(target: str, source: str) -> list[Band]:
    match = Match("a", "b", 0.0, 0.0, (SUMMARY,))
    return [one.band for one in doubt_summaries(match, parsed("a", target), parsed("b", source)).alignments]


def test_a_sentence_of_two_definitions_is_a_lead() -> None:
    assert ["possible"] == bands([SENTENCE], TERM, DEFINITION + " Aldous died in Narvik.")


def test_sentences_of_two_reports_of_one_event_are_findings() -> None:
    assert ["asserted", "asserted"] == bands([SENTENCE, SENTENCE], REPORT, DEFINITION)


def test_names_inside_a_shared_passage_do_not_tell_of_one_event() -> None:
    copied = Alignment(Span(0, 64), Span(77, len(DEFINITION)), "edited", 0.9, "asserted", 40.0)

    assert ["possible"] == bands([SENTENCE], REPORT, DEFINITION, copied)


def test_a_sentence_of_texts_without_capitals_is_judged_by_its_words() -> None:
    assert ["asserted"] == bands([SENTENCE], TERM.lower(), DEFINITION.lower())


def test_a_summary_that_stands_out_from_its_text_is_a_finding() -> None:
    assert ["asserted"] == band_of_summary(TERM + ELSEWHERE, DEFINITION)


def test_a_summary_in_a_text_with_the_words_of_its_source_is_a_lead() -> None:
    assert ["possible"] == band_of_summary(TERM + ELSEWHERE + REPORT, DEFINITION)


def test_a_summary_that_is_the_whole_text_is_a_lead() -> None:
    assert ["possible"] == band_of_summary(TERM, DEFINITION)


def test_two_definitions_of_a_term_are_not_asserted_as_one() -> None:
    assert "asserted" not in {one.band for one in dedup.compare(TERM, DEFINITION).alignments}


def test_clear_rewording_of_texts_that_name_nobody_is_a_finding() -> None:
    thin, clear = (replace(SENTENCE, band="possible", score=score) for score in (60.0, 100.0))
    match = Match("a", "b", 0.0, 0.0, (thin, clear))
    trusted = trust_clear(match, parsed("a", TERM), parsed("b", DEFINITION))

    assert ["possible", "asserted"] == [one.band for one in trusted.alignments]


def test_clear_rewording_between_reports_with_names_stays_a_lead() -> None:
    clear = replace(SENTENCE, band="possible", score=100.0)
    named = REPORT + " Then Bela Korda met Cato Lund in Narvik and Dora Meier in Bergen."
    match = Match("a", "b", 0.0, 0.0, (clear,))

    assert match == trust_clear(match, parsed("a", named), parsed("b", named))
