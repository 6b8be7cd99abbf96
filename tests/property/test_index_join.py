"""Postings joined by merging, against every pair compared."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup import _core
from dedup.index import Index, join
from dedup.index.postings import KINDS, Kind, Postings
from dedup.index.settings import current
from dedup.index.snapshot import Segment
from dedup.model import Document

_SETTINGS = current("all")
# Articles of four sentences out of five: some equal, some near-duplicates, some with a passage in common.
_SENTENCES = [" ".join(f"w{number}x{place}" for place in range(14)) for number in range(5)]
_TEXTS = st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4).map(". ".join), max_size=20)


def _keys(text: str) -> dict[Kind, set[int]]:
    taken = _core.take_keys(text, _SETTINGS.permutations, _SETTINGS.seed, _SETTINGS.bands, _SETTINGS.rows)
    return {kind: set(keys.tolist()) for kind, keys in zip(KINDS, taken, strict=True)}


def _post(folder: Path, texts: Sequence[str]) -> dict[Kind, Postings]:
    builder = _core.Builder(_SETTINGS.permutations, _SETTINGS.seed, _SETTINGS.bands, _SETTINGS.rows, str(folder))
    builder.add(texts, [True] * len(texts))
    builder.finish(str(folder), len(texts), len(texts))
    return {kind: Postings(folder / f"{kind}.postings") for kind in KINDS}


def _store(folder: Path, texts: Sequence[str], dropped: set[int]) -> Segment:
    index = Index.open(folder, create=True)
    index.add(Document(str(number), text) for number, text in enumerate(texts))
    for number in dropped:
        index.drop(id=str(number))
    (segment,) = index.snapshot().segments
    return segment


def _join(new: Sequence[str], stored: Segment, kinds: Sequence[Kind], most: int) -> list[tuple[int, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        ours = _post(Path(folder), new)
        parts = list(join.find_candidates(ours, stored, documents=len(new), kinds=kinds, most=most))
    return [tuple(pair) for part in parts for pair in part.tolist()]


@settings(deadline=None, max_examples=20)  # each writes an index
@given(new=_TEXTS, stored=_TEXTS.filter(lambda texts: len(texts) > 1), dropped=st.sets(st.integers(0, 30)))
@pytest.mark.parametrize("kinds", [("digests", "bands"), ("passages",)])
def test_the_pairs_are_those_that_share_a_key(
    new: list[str], stored: list[str], dropped: set[int], kinds: tuple[Kind, ...]
) -> None:
    dropped = {number for number in dropped if number < len(stored) - 1}
    with tempfile.TemporaryDirectory() as folder:
        segment = _store(Path(folder) / "news.dedup", stored, dropped)
        found = _join(new, segment, kinds, len(stored))
    held = [_keys(text) for text in stored]
    expected = [
        (a, b)
        for a, keys in enumerate(map(_keys, new))
        for b, others in enumerate(held)
        if b not in dropped and any(keys[kind] & others[kind] for kind in kinds)
    ]

    assert expected == found


def test_a_text_that_many_have_is_paired_with_the_first_of_them(tmp_path: Path) -> None:
    texts = [_SENTENCES[0]] * 10
    segment = _store(tmp_path / "news.dedup", texts, {0, 2})

    assert [(a, b) for a in range(2) for b in (1, 3, 4)] == _join(texts[:2], segment, ("digests", "bands"), 3)


def test_pairs_come_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join, "_PART", 2)
    segment = _store(tmp_path / "news.dedup", _SENTENCES, set())
    parts = list(join.find_candidates(_post(tmp_path, _SENTENCES), segment, documents=5))

    assert [2, 2, 1] == [len(part) for part in parts]
    assert [[number, number] for number in range(5)] == np.concatenate(parts).tolist()
