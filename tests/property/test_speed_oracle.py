"""The exact answer against the obvious slow one, and against dedup's own shingles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import _core
from dedup.bench.speed.corpus import make_corpus
from dedup.bench.speed.oracle import find_pairs, find_resemblances, hash_texts

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=14).map(" ".join)


@given(st.lists(WORDS, max_size=12), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
def test_every_pair_that_reaches_the_threshold_is_found_and_no_other(texts: list[str], least: float) -> None:
    shingles = hash_texts(texts, "split")
    everyone = [(one, other) for other in range(len(texts)) for one in range(other)]
    slow = {pair for pair in everyone if _jaccard(texts[pair[0]], texts[pair[1]]) >= least}

    assert slow == find_pairs(shingles, least).at_least(least)


@given(WORDS, WORDS)
def test_a_resemblance_is_that_of_the_sets_of_shingles(one: str, other: str) -> None:
    (exact,) = find_resemblances(hash_texts([one, other], "split"), [(0, 1)])

    assert _jaccard(one, other) == pytest.approx(exact)


def test_words_are_those_of_dedup_in_the_made_corpus() -> None:
    texts = make_corpus(300).texts
    ours = [_core.shingle(text) for text in texts]
    pairs = [(number, number + 1) for number in range(0, 298, 2)]

    assert [len(one) for one in ours] == [len(one) for one in hash_texts(texts, "words")]
    assert [_core.resemblance(ours[one], ours[other]) for one, other in pairs] == find_resemblances(
        hash_texts(texts, "words"), pairs
    )


def test_a_shingle_in_every_document_costs_no_pair() -> None:
    shared = "the same five words begin every one of these "
    texts = [shared + " ".join(f"w{number}x{place}" for place in range(40)) for number in range(60)]

    assert 0 == len(find_pairs(hash_texts(texts, "split"), 0.5).pairs)


def test_nothing_makes_no_pair() -> None:
    assert 0 == len(find_pairs([np.zeros(0, np.uint64)] * 3, 0.5).pairs)


def _jaccard(one: str, other: str) -> float:
    first, second = _shingles(one), _shingles(other)
    return len(first & second) / max(1, len(first | second))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[start : start + 5]) for start in range(max(1, len(words) - 4))} if words else set()
