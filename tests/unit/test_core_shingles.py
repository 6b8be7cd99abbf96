"""Shingles: sets of hashed word 5-grams, and two exact measures on them."""

import functools
import re

import pytest
import xxhash

from dedup import _core


@pytest.mark.parametrize("text", ["The mayor opened a bridge.", "The mayor", "?"])
def test_a_shingle_is_a_polynomial_of_its_words_hashes(text: str) -> None:
    words = re.findall(r"\w+", text.lower())
    hashes = [xxhash.xxh3_64_intdigest(word.encode()) for word in words]
    total = functools.reduce(lambda so_far, word: (so_far * 0x9E3779B97F4A7C15 + word) % 2**64, hashes, 0)

    assert [total ^ total >> 32][: len(words)] == _core.shingle(text).hashes.tolist()


@pytest.mark.parametrize(("text", "count"), [("", 0), ("?!", 0), ("one", 1), ("a b c d", 1), ("a b c d e f", 2)])
def test_a_text_of_fewer_than_five_words_is_one_shingle(text: str, count: int) -> None:
    assert len(_core.shingle(text)) == count


def test_repeated_passages_count_once() -> None:
    assert len(_core.shingle("a b c d e " * 10)) == 5


def test_shingle_sets_of_equal_words_are_equal_and_hash_alike() -> None:
    one, other = _core.shingle("A b c"), _core.shingle("a, B c!")

    assert one == other
    assert hash(one) == hash(other)


def test_a_text_without_words_equals_nothing_not_even_itself() -> None:
    empty = _core.shingle("...")

    assert empty != _core.shingle("...")
    assert _core.resemblance(empty, empty) == 0.0
    assert _core.containment(empty, _core.shingle("a b c d e")) == 0.0


def test_a_brief_lifted_whole_is_contained_but_little_alike() -> None:
    brief, story = _core.shingle("b c d e f g"), _core.shingle("a b c d e f g h i j k l")

    assert _core.containment(brief, story) == 1.0
    assert _core.containment(story, brief) == 2 / 8
    assert _core.resemblance(brief, story) == 2 / 8
