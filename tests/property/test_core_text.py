"""Whatever the text, places slice back and signatures and sets follow from its words."""

from hypothesis import given
from hypothesis import strategies as st

from dedup import _core

# Any code point, surrogates too, with what news is full of drawn more often.
CHARACTERS = st.one_of(
    st.characters(exclude_categories=()),
    st.sampled_from(" \n\r\t\0\ufeff.,:;'\"-–—“”‘’«»_aAéßñЖж١٢12½²北京ひไทย한국어\u0301\u00ad\u200d\ud83d\ude42🙂"),
)
TEXTS = st.text(CHARACTERS, max_size=60)


@given(TEXTS)
def test_a_place_slices_back_to_its_word(text: str) -> None:
    tokens = _core.tokenize(text)

    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert _core.tokenize(text[start:end]).words.tolist() == [word]


@given(TEXTS)
def test_places_ascend_and_do_not_overlap(text: str) -> None:
    tokens = _core.tokenize(text)
    edges = [int(edge) for place in zip(tokens.starts, tokens.ends, strict=True) for edge in place]

    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert not edges or edges[-1] <= len(text)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=4))
def test_excluding_ranges_leaves_the_words_outside_them(text: str, cuts: list[tuple[int, int]]) -> None:
    points = {point for start, length in cuts for point in range(start, start + length)}
    ranges = [(point, point + 1) for point in sorted(points)]
    whole, rest = _core.tokenize(text), _core.tokenize(text, ranges)
    outside = [
        (start, end)
        for start, end in zip(whole.starts.tolist(), whole.ends.tolist(), strict=True)
        if points.isdisjoint(range(start, end))
    ]

    assert list(zip(rest.starts.tolist(), rest.ends.tolist(), strict=True)) == outside


@given(st.lists(st.sampled_from("abcdefg"), max_size=30), st.lists(st.sampled_from("abcdefg"), max_size=30))
def test_measures_equal_those_of_sets_of_word_tuples(one: list[str], other: list[str]) -> None:
    a, b = five_grams(one), five_grams(other)
    x, y = _core.shingle(" ".join(one)), _core.shingle(" ".join(other))

    assert _core.resemblance(x, y) == (len(a & b) / len(a | b) if a and b else 0.0)
    assert _core.containment(x, y) == (len(a & b) / len(a) if a else 0.0)


def five_grams(words: list[str]) -> set[tuple[str, ...]]:
    size = min(5, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if words else set()


@given(st.lists(st.sampled_from("abcdefg"), max_size=40), st.integers(1, 10))
def test_every_window_of_shingles_has_a_fingerprint(words: list[str], window: int) -> None:
    hashes = {int(key) for key in _core.fingerprints(" ".join(words), window)[0]}
    shingles = (
        [_core.shingle(" ".join(words[i : i + 5])).hashes[0] for i in range(max(1, len(words) - 4))] if words else []
    )
    windows = [shingles[i : i + window] for i in range(max(1, len(shingles) - window + 1))] if shingles else []

    assert hashes == {int(min(shingles)) for shingles in windows}


@given(
    st.sampled_from([0x7F, 0xFF, 0xFFFF, 0x10FFFF]).flatmap(
        lambda last: st.text(st.characters(max_codepoint=last, exclude_categories=()))
    )
)
def test_a_str_has_the_signature_of_its_utf_8_whatever_the_width_of_its_characters(text: str) -> None:
    text = f"{text} the mayor opened a bridge over the river {text}"
    without_surrogates = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)

    assert without_surrogates == _core.writable(text)
    assert _core.sketch([without_surrogates.encode()]).tolist() == _core.sketch([text]).tolist()
