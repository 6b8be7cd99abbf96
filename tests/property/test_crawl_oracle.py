"""Decisions against the slow obvious way: every document compared with every other."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup import _core
from dedup.crawl.decide import decide
from dedup.crawl.policy import Policy
from dedup.index import Index
from dedup.model import Document
from tests.unit.crawl_samples import words, write_units

SHORT = 20  # shingles
POLICY = Policy(passages=0, stories=False)

# A text is where its words begin, how many they are, and which of them are others.
TEXTS = st.tuples(st.integers(0, 12), st.integers(1, 120), st.lists(st.integers(0, 119), max_size=4))


def _text(begin: int, count: int, changed: list[int]) -> str:
    held = words(10 * begin, count).split()
    for place in changed:
        if place < count:
            held[place] = "changed"
    return " ".join(held)


def _documents(kind: str, drawn: list[tuple[int, int, list[int]]]) -> list[Document]:
    return [
        Document(f"{kind}{number:03}", _text(*one), published=f"2026-11-{1 + number * 7 % 28:02}")
        for number, one in enumerate(drawn)
    ]


class Naive:
    """Compares all with all."""

    def __init__(self, stored: list[Document], tonight: list[Document]) -> None:
        self.order = [*sorted(stored, key=lambda one: one.claim), *sorted(tonight, key=lambda one: one.claim)]
        self.shingles = {one.id: _core.shingle(one.text) for one in self.order}
        self.words = {one.id: _core.tokenize(one.text).words.tolist() for one in self.order}

    def is_copy(self, target: str, anchor: str) -> bool:
        one, other = self.shingles[target], self.shingles[anchor]
        near = min(len(one), len(other)) >= SHORT and _core.resemblance(one, other) >= POLICY.near
        return self.words[target] == self.words[anchor] or near

    def kept(self, stored: set[str]) -> dict[str, bool]:
        """Return of each of tonight's documents whether it repeats no kept one before it."""
        keep: dict[str, bool] = {}
        for place, target in enumerate(self.order):
            before = [one.id for one in self.order[:place] if keep[one.id]]
            keep[target.id] = target.id in stored or not any(self.is_copy(target.id, one) for one in before)
        return {id_: is_kept for id_, is_kept in keep.items() if id_ not in stored}


@settings(max_examples=60, deadline=None, derandomize=True)  # bands miss one pair in two hundred
@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, min_size=1, max_size=14), st.integers(1, 14))
def test_a_night_is_decided_as_by_comparing_all_with_all(
    drawn_stored: list[tuple[int, int, list[int]]], drawn: list[tuple[int, int, list[int]]], size: int
) -> None:
    stored, tonight = _documents("s", drawn_stored), _documents("t", drawn)
    naive = Naive(stored, tonight)
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(Path(folder) / "news.dedup", create=True)
        index.add(stored)
        found = list(decide(write_units(Path(folder) / "units", tonight, size=size), index.snapshot(), POLICY))

    ids = {one.id for one in stored}
    assert naive.kept(ids) == {one.id: one.keep for one in found}
    kept = ids | {one.id for one in found if one.keep}
    for one in found:
        if one.anchor is not None and one.reason != "contained":
            assert one.anchor in kept
            assert naive.is_copy(one.id, one.anchor)
            assert _core.resemblance(naive.shingles[one.id], naive.shingles[one.anchor]) == one.resemblance
            assert _core.containment(naive.shingles[one.id], naive.shingles[one.anchor]) == one.containment
