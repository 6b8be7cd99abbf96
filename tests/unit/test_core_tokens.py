"""Tokens: folded words with their places in the original text."""

import pytest

from dedup import _core


def words(text: str) -> list[int]:
    return [int(word) for word in _core.tokenize(text).words]


def slices(text: str, excluded: list[tuple[int, int]] | None = None) -> list[str]:
    tokens = _core.tokenize(text, excluded or [])
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t", "don't"),
        ("ＡＰ", "AP"),
        ("STRASSE", "straße"),
        ("co\u00adoperate", "cooperate"),
        ("cafe\u0301", "CAFÉ"),
        ("“Peace”—now", '"peace" - now'),
        ("re‑elected", "re-elected"),
        ("می\u200cخواهم", "میخواهم"),
        ("ΟΔΟΣ", "οδος"),
        ("１９９８", "1998"),
    ],
)
def test_what_readers_take_for_the_same_folds_to_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("1,500", "1,600"), ("3.5", "35"), ("12", "21"), ("½", "2")])
def test_numbers_keep_their_value(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("text", "count"),
    [("北京是首都", 5), ("ひらがな", 4), ("ไทย", 3), ("ລາວ", 3), ("ខមរ", 3), ("မန", 2)],
)
def test_scripts_without_spaces_give_one_word_a_character(text: str, count: int) -> None:
    assert len(_core.tokenize(text)) == count


def test_byte_order_marks_line_ends_and_nul_do_not_shift_places() -> None:
    assert slices("\ufeffOne\r\ntwo\0three 🙂 four") == ["One", "two", "three", "four"]


def test_lone_surrogates_count_as_one_character_each() -> None:
    text = "before \ud83d \ude42\ud83d after"

    assert slices(text) == ["before", "after"]


def test_words_in_or_touching_an_excluded_range_are_left_out() -> None:
    text = "AP - The mayor spoke. Photo: AP"

    assert slices(text, [(0, 5), (24, 31)]) == ["The", "mayor", "spoke"]


def test_texts_may_come_as_utf_8() -> None:
    tokens = _core.tokenize("né à".encode())

    assert [int(word) for word in tokens.words] == words("né à")


def test_what_is_no_text_is_named() -> None:
    with pytest.raises(TypeError, match="a text is int, not str or bytes"):
        _core.tokenize(3)  # type: ignore[arg-type]
