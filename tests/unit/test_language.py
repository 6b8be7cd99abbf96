"""Words, languages and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.language import by_code, fold, guess, stem, words


@given(st.text())
def test_every_word_slices_back_to_itself(text: str) -> None:
    for word in words(text):
        assert word.text == fold(text[word.start : word.end])


@given(st.text(), st.text())
def test_words_of_a_range_stay_in_the_range(before: str, after: str) -> None:
    text = before + after

    assert all(word.start >= len(before) for word in words(text, len(before)))


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert [word.text for word in words("尹锡悦 AI")] == ["尹锡", "锡悦", "ai"]


def test_vowel_signs_stay_in_their_word() -> None:
    assert [word.text for word in words("हिन्दी में")] == ["हिन्दी", "में"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The minister said that the bridge will be closed for a year."),
        ("fr", "Le ministre a dit que le pont sera fermé pendant une année."),
        ("de", "Der Minister hat erklärt, dass die Brücke für ein Jahr gesperrt wird."),
        ("es", "El ministro dijo que el puente estará cerrado durante un año."),
        ("uk", "Міністр заявив, що міст буде закритий протягом року, і подякував усім жителям."),
        ("ru", "Министр заявил, что мост будет закрыт в течение года."),
        ("ko", "장관은 다리가 1년 동안 폐쇄될 것이라고 말했다."),
        ("ja", "大臣は橋が一年間閉鎖されると述べた。"),
        ("zh", "部长说这座桥将关闭一年。"),
        ("ar", "قال الوزير إن الجسر سيغلق لمدة عام."),
    ],
)
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert guess(text).code == code


def test_the_named_language_is_believed() -> None:
    assert guess("OK", "pt-BR").code == "pt"


def test_a_text_without_words_has_no_language() -> None:
    assert guess("1 2 3").code == ""


def test_korean_particles_are_dropped() -> None:
    assert stem("대통령은", "ko") == stem("대통령이", "ko") == "대통령"


def test_a_language_without_stemmer_keeps_its_words() -> None:
    assert by_code("xx").stem("talossan") == "talossan"
