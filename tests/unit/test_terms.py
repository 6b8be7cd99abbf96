"""Sentences and their terms."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.language import by_code
from dedup.model import Document, Zone
from dedup.terms import split, split_sentences
from tests.unit.stories_samples import parsed


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text), by_code(language))]


def stems(text: str, kind: str) -> list[str]:
    return [term.stem for one in parsed("a", text).sentences for term in one.terms if term.kind == kind]


@pytest.mark.parametrize(
    "one",
    [
        "He met Gen. Smith and Dr. Jones in St. Louis.",
        "The U.S. Army moved in.",
        "J. K. Rowling wrote to him.",
        "It fell 2.4 percent on Oct. 29 in Oslo.",
        "“We will stay!” she said.",
        "It was … over, they said.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(one: str) -> None:
    assert sentences(one) == [one]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It ended.", "Nobody came."),
        ("“It ended.”", "Nobody came."),
        ("He went to the U.S.", "The army stayed."),
        ("She works for Acme Inc.", "It makes anvils."),
        ("Who came?", "“Nobody,” he said."),
        ("It cost a lot.", "12 people paid."),
    ],
)
def test_a_full_stop_before_a_capital_digit_or_quote_ends_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("A line without a stop\nAnother one") == ["A line without a stop", "Another one"]


def test_a_hard_wrapped_sentence_goes_on() -> None:
    assert sentences("The storm crossed the\ncoast at noon.") == ["The storm crossed the\ncoast at noon."]


def test_a_german_ordinal_does_not_end_a_sentence() -> None:
    assert len(sentences("Am 3. Oktober wird gefeiert. Das ist ein Feiertag.", "de")) == 2


def test_chinese_sentences_need_no_space_between_them() -> None:
    assert sentences("部长说桥将关闭。没有人来。", "zh") == ["部长说桥将关闭。", "没有人来。"]


def test_function_words_weekdays_and_reporting_verbs_are_no_terms() -> None:
    assert stems("The police said on Monday that they had found weapons.", "word") == ["polic", "found", "weapon"]


def test_a_word_that_is_never_in_lower_case_is_a_name() -> None:
    assert stems("Later Umerov met Yoon.", "name") == ["umerov", "yoon"]


def test_a_word_that_also_stands_in_lower_case_is_a_word() -> None:
    assert stems("Weapons arrived. More weapons came.", "name") == []


def test_a_common_word_at_the_head_of_a_sentence_is_no_name() -> None:
    assert stems("Analysts doubt it.", "name") == []


def test_a_german_noun_after_an_article_is_no_name() -> None:
    assert stems("Die Brücke bei Köln ist seit gestern für die Autos gesperrt und wird nicht geöffnet.", "name") == [
        "koln"
    ]


def test_numbers_are_terms_of_their_own_kind() -> None:
    assert stems("They counted 1,200 votes.", "number") == ["1,200"]


@pytest.mark.parametrize("text", ["He said it rained.", "“It rained.”", "« Il pleut »"])
def test_reported_speech_is_attributed(text: str) -> None:
    assert parsed("a", text).sentences[0].attributed


def test_narration_is_not_attributed() -> None:
    assert not parsed("a", "It rained all night.").sentences[0].attributed


def test_only_the_body_has_sentences() -> None:
    text = "Headline here\nThe body follows."
    document = Document("a", text)

    found = split_sentences(document, [Zone("headline", 0, 13), Zone("body", 14, len(text))])

    assert [text[one.start : one.end] for one in found] == ["The body follows."]


@pytest.mark.parametrize(
    "text",
    [
        "대통령은 수요일 대표단을 만났다.",
        "Президент зустрівся з делегацією.",
        "التقى الرئيس وفدا.",
        "总统会见了代表团。",
        "",
    ],
)
def test_every_script_can_be_read(text: str) -> None:
    assert bool(parsed("a", text).sentences) == bool(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_sentences_are_ordered_disjoint_and_hold_their_terms(text: str) -> None:
    last = 0
    for one in parsed("a", text).sentences:
        assert last <= one.start < one.end <= len(text)
        assert all(one.start <= term.start < term.end <= one.end for term in one.terms)
        last = one.end


def test_a_quotation_in_another_language_keeps_no_small_words_of_it() -> None:
    english = "The governor said that he was to leave the office, and the court will now say what is to be done. "
    spanish = "A pesar de contar con el mandato del pueblo, siento que continuar en esta posición es una dificultad."

    last = parsed("a", english + spanish).sentences[-1]

    assert not {"de", "con", "el", "que", "en", "una"} & {term.stem for term in last.terms}


def test_a_page_without_stops_is_cut_between_words() -> None:
    parts = sentences("word " * 5000)

    assert len(parts) > 1
    assert " ".join(parts) == ("word " * 5000).strip()


@pytest.mark.parametrize("unit", ["U.S. ", '"No." ', "No. "])
def test_time_grows_with_length_alone(unit: str) -> None:
    """Eight times the text may take about eight times as long: a quadratic rule would take sixty-four."""
    short, long = unit * (40_000 // len(unit)), unit * (320_000 // len(unit))
    seconds(short)

    assert seconds(long) < 24 * max(seconds(short), 0.02)


def seconds(text: str) -> float:
    start = process_time()
    sentences(text)
    return process_time() - start
