"""Words, cut by the core, are those of the pattern that says what a word is."""

import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from dedup import language
from tests.property.test_core_text import CHARACTERS

UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0981-\u0dff"
LETTER = rf"[^\W\d_{UNSPACED}]"
WORD = re.compile(
    rf"(?P<unspaced>[{UNSPACED}]+)"
    rf"|\d+(?:[.,:]\d+)*"
    rf"|(?:{LETTER}\.){{2,}}"
    rf"|{LETTER}(?:{LETTER}|[{MARKS}])*(?:['’ʼ]{LETTER}+)*"
)
WORDY = st.sampled_from("aBİıßſŉǅﬁΣςé\u0301\u0345Жʼ’'.,:_-19½²Ⅷ٣०০ःहिক北京ひไทยລາວ한\U00020000🙂 \u00ad\u00a0\n")
TEXTS = st.text(st.one_of(CHARACTERS, WORDY), max_size=60)


def plain_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in WORD.finditer(text, start, end):
        first, last = found.span()
        if found["unspaced"]:
            for place in range(first, max(first + 1, last - 1)):
                yield text[place : min(place + 2, last)], place, min(place + 2, last)
        else:
            yield language.fold(found[0]), first, last


@given(TEXTS)
@example("U.S.A. a.b. c. 1,200.5: 3.x o’neil’s Oʼneil İstanbul G20 don't'")
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert list(plain_words(text, 0, len(text))) == [tuple(word) for word in language.words(text)]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_words_of_a_range_are_those_of_the_pattern(text: str, start: int, end: int) -> None:
    assert list(plain_words(text, start, end)) == [tuple(word) for word in language.words(text, start, end)]


@given(TEXTS)
def test_the_class_of_a_first_character_tells_case_and_figures(text: str) -> None:
    found = language.cut(text)
    firsts = [text[start] for start in found.starts]

    assert [one.islower() for one in firsts] == [bool(first & language.LOWER) for first in found.firsts]
    assert [one.isupper() for one in firsts] == [bool(first & language.UPPER) for first in found.firsts]
    assert [one.isdigit() for one in firsts] == [bool(first & language.FIGURE) for first in found.firsts]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_words_between_two_places_lie_there_whole(text: str, start: int, end: int) -> None:
    found = language.cut(text)
    inside = [tuple(word) for word in found if start <= word.start and word.end <= end]

    assert inside == [tuple(word) for word in found.between(start, end)]


def test_characters_of_every_page_are_cut_and_folded_as_the_pattern_has_it() -> None:
    points = [point for point in [*range(0x3100), *range(0x3100, 0x110000, 251)] if not 0xD800 <= point < 0xE000]
    text = "".join(f"a{chr(point)}b {chr(point)} 1{chr(point)}2\n" for point in points)

    assert list(plain_words(text, 0, len(text))) == [tuple(word) for word in language.words(text)]
