"""The scorers of the benchmarks agree with slow ones that are written from the definitions."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.bench.agreement import adjusted_rand, count_pairs
from dedup.bench.measures.copies import compare_all
from dedup.bench.plagdet import Case, Judged, cover, measure
from dedup.model import Document, Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
CASES = st.builds(Case, SPANS, SPANS)
PAIRS = st.lists(st.builds(Judged, st.lists(CASES, max_size=4).map(tuple), st.lists(CASES, max_size=4).map(tuple)))
LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=25)


@given(PAIRS)
def test_plagdet_is_that_of_the_definition(pairs: list[Judged]) -> None:
    found = measure(pairs)

    assert slow_plagdet(pairs) == pytest.approx((found.plagdet, found.recall, found.precision, found.granularity))


@given(SPANS, st.lists(SPANS))
def test_cover_counts_each_character_once(span: Span, others: list[Span]) -> None:
    covered = set(range(span.start, span.end)) & {place for other in others for place in range(other.start, other.end)}

    assert len(covered) == cover(span, others)


@given(LABELS)
def test_the_adjusted_rand_index_is_that_of_counted_pairs(labels: list[tuple[int, int]]) -> None:
    true, found = [one for one, _ in labels], [other for _, other in labels]

    assert slow_adjusted_rand(true, found) == pytest.approx(adjusted_rand(true, found))


@given(LABELS)
def test_pairs_are_counted_as_by_looking_at_each(labels: list[tuple[int, int]]) -> None:
    pairs = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(labels, 2)]

    counts = count_pairs([one for one, _ in labels], [other for _, other in labels])

    assert [(True, True), (False, True), (True, False)] == [
        key for key in ((True, True), (False, True), (True, False)) if pairs.count(key) == _of(counts, key)
    ]


@given(st.lists(st.text("ab ", max_size=30), min_size=2, max_size=5))
def test_exact_measures_are_those_of_every_pair(texts: list[str]) -> None:
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    shingles = {one.id: {*zip(*(one.text.split()[start:] for start in range(5)), strict=False)} for one in documents}

    expected = {
        (one, other): len(shingles[one] & shingles[other]) / len(shingles[one] | shingles[other])
        for one, other in combinations(sorted(shingles), 2)
        if shingles[one] & shingles[other]
    }

    assert expected == {pair: exact.resemblance for pair, exact in compare_all(documents).items()}


def _of(counts: object, key: tuple[bool, bool]) -> int:
    names = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}
    return int(getattr(counts, names[key]))


def slow_plagdet(pairs: list[Judged]) -> tuple[float, float, float, float]:
    """Potthast et al. 2010, equations 1 to 5, over sets of characters, each with its document."""
    cases = [(number, case) for number, pair in enumerate(pairs) for case in pair.cases]
    found = [(number, case) for number, pair in enumerate(pairs) for case in pair.found]
    recall = _macro(cases, found)
    precision = _macro(found, cases)
    detected = [case for case in cases if any(_detects(other, case) for other in found)]
    granularity = (
        sum(sum(_detects(other, case) for other in found) for case in detected) / len(detected) if detected else 1
    )
    f1 = 2 / (1 / recall + 1 / precision) if recall and precision else 0
    return f1 / math.log2(1 + granularity), recall, precision, granularity


def _macro(ones: list[tuple[int, Case]], others: list[tuple[int, Case]]) -> float:
    shares = []
    for one in ones:
        covered: set[tuple[str, int, int]] = set()
        for other in others:
            if _detects(other, one):
                covered |= _characters(one) & _characters(other)
        shares.append(len(covered) / len(_characters(one)))
    return sum(shares) / len(shares) if shares else 0


def _detects(one: tuple[int, Case], other: tuple[int, Case]) -> bool:
    shared = {side for side, _, _ in _characters(one) & _characters(other)}
    return shared == {"target", "source"}


def _characters(numbered: tuple[int, Case]) -> set[tuple[str, int, int]]:
    number, case = numbered
    return {("target", number, place) for place in range(case.target.start, case.target.end)} | {
        ("source", number, place) for place in range(case.source.start, case.source.end)
    }


def slow_adjusted_rand(true: list[int], found: list[int]) -> float:
    """Hubert and Arabie 1985, from the four counts of pairs that Steinley (2004) gives."""
    pairs = [(true[one] == true[other], found[one] == found[other]) for one, other in combinations(range(len(true)), 2)]
    both, apart = pairs.count((True, True)), pairs.count((False, False))
    only_true, only_found = pairs.count((True, False)), pairs.count((False, True))
    below = (both + only_true) * (only_true + apart) + (both + only_found) * (only_found + apart)
    return 2 * (both * apart - only_true * only_found) / below if below else 1.0
