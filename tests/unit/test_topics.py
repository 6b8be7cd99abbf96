"""What the topic of two texts alone can explain is no finding of `compare`."""

from dataclasses import replace

import dedup
from dedup.model import Alignment, Band, Match, Span
from dedup.topics import doubt_lone_sentence, doubt_summaries
from tests.unit.stories_samples import parsed

TERM = "In the field of tides, the term slack water means the short time in which the current does not run at all."
DEFINITION = (
    "Slack water is a short time in which a current does not run either way. It was first measured by Tore Aldous."
)
REPORT = "Slack water lasts longer than was thought, Tore Aldous said. " + TERM
SENTENCE = Alignment(Span(0, 40), Span(0, 40), kind="paraphrased", identity=0.3, band="asserted", score=14.0)
PASSAGE = Alignment(Span(41, 90), Span(41, 60), kind="verbatim", identity=1.0, band="asserted", score=40.0)
SUMMARY = Alignment(Span(0, len(TERM)), Span(0, len(DEFINITION)), "summarised", 0.1, "asserted", 40.0)


def bands(sentences: list[Alignment], target: str, source: str, *passages: Alignment) -> list[Band]:
    match = Match("a", "b", 0.0, 0.0, passages)
    return [one.band for one in doubt_lone_sentence(sentences, match, parsed("a", target), parsed("b", source))]


def band_of_summary(target: str, source: str) -> list[Band]:
    match = Match("a", "b", 0.0, 0.0, (SUMMARY,))
    return [one.band for one in doubt_summaries(match, parsed("a", target), parsed("b", source)).alignments]


def test_one_sentence_of_two_definitions_is_a_lead() -> None:
    assert ["possible"] == bands([SENTENCE], TERM, DEFINITION)


def test_one_sentence_of_two_texts_that_share_a_name_is_a_finding() -> None:
    assert ["asserted"] == bands([SENTENCE], REPORT, DEFINITION)


def test_one_sentence_edited_is_a_finding() -> None:
    assert ["asserted"] == bands([replace(SENTENCE, kind="edited")], TERM, DEFINITION)


def test_two_sentences_are_more_than_a_topic() -> None:
    assert ["asserted", "asserted"] == bands([SENTENCE, SENTENCE], TERM, DEFINITION)


def test_a_sentence_beside_a_passage_is_a_finding() -> None:
    assert ["asserted"] == bands([SENTENCE], TERM, DEFINITION, PASSAGE)


def test_a_sentence_of_texts_without_capitals_is_judged_by_its_words() -> None:
    assert ["asserted"] == bands([SENTENCE], TERM.lower(), DEFINITION.lower())


def test_a_summary_without_a_name_of_its_source_is_a_lead() -> None:
    assert ["possible"] == band_of_summary(TERM, DEFINITION)


def test_a_summary_with_a_name_of_its_source_is_a_finding() -> None:
    assert ["asserted"] == band_of_summary(REPORT[: len(TERM)], DEFINITION)


def test_two_definitions_of_a_term_are_not_asserted_as_one() -> None:
    assert "asserted" not in {one.band for one in dedup.compare(TERM, DEFINITION).alignments}
