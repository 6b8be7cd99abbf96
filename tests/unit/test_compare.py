"""Comparing two documents, from either side."""

from itertools import permutations
from pathlib import Path

import pytest

import dedup
from dedup.errors import InputError
from dedup.model import Alignment, Match

_STORY = Path(__file__).parents[1].joinpath("corpus", "articles", "ferry-ap.txt").read_text("utf-8")
_SENTENCES = [line for line in _STORY.splitlines() if len(line) > 120][:3]


def _found(match: Match) -> list[Alignment]:
    return sorted(match.alignments, key=lambda found: (found.target, found.source, found.kind))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_either_side_sees_the_same_passages(order: tuple[int, ...]) -> None:
    # Both are as long as each other, and the first sentence stands in each of them twice.
    one = "\n".join([*_SENTENCES, _SENTENCES[0]])
    other = "\n".join([_SENTENCES[0], *(_SENTENCES[place] for place in order)])

    here, there = dedup.compare(one, other), dedup.compare(other, one).mirrored()

    assert _found(here) == _found(there)
    assert here.resemblance == there.resemblance


def test_a_bare_text_is_no_document_of_a_collection() -> None:
    with pytest.raises(InputError, match="'A text' is no document"):
        dedup.report(["A text"])  # type: ignore[list-item]
