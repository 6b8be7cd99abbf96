"""Which stored texts can lead to a finding in a draft: most that share its words cannot, and are not read further."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from dedup import _core
from dedup.align import weights
from dedup.samples import Sample

# Cosine of reports of one event, and of a rewrite and its source: of 375 rewrites by language models the lowest has
# .32; of 139 reports of one event one in fifty has less than .15 with a draft. Of unrelated articles one in a thousand
# has .10, and none .13.
NEAR = 0.15
# Those few are nearer to the three of the story that are nearest to the draft.
_CORE, _CORES, _FAR, _JOINED = 0.18, 3, 0.08, 0.12
# So many words in a row are looked for, and found always; fewer are what somebody said, or where the aligner is sure.
RUN = 12
_QUOTED = 6
_LETTERS = 5  # by which the core knows a word
_ENDINGS = ("", "e", "s", "es", "ed", "er", "ing", "y")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a text has to do with a draft.

    Attributes:
        likeness: cosine of their words.
        shares: whether a passage of one can stand in the other.
    """

    likeness: float
    shares: bool


class Rarity:
    """How rare words are in an index, by the sample of it."""

    def __init__(self, sample: Sample) -> None:
        table = sample.table
        forms = [(form, count) for stem, count in table.counts.items() for form in _spell(stem)]
        self._rarity = _core.Weights([form for form, _ in forms], [count for _, count in forms], table.documents)

    def sieve(self, text: str, quoted: Sequence[tuple[int, int]] = ()) -> "Sieve":
        """Return what holds texts against this one, of which some ranges are quotations."""
        return Sieve(_core.Sieve(text, quoted, self._rarity, weights()))


class Sieve:
    """Holds texts against one."""

    def __init__(self, core: _core.Sieve) -> None:
        self._core = core

    def judge(self, texts: Sequence[str]) -> list[Bearing]:
        """Return what each of other texts has to do with the one."""
        rows = self._core.judge(texts, os.cpu_count() or 1)
        return [
            Bearing(likeness, aligned or run >= RUN or quoted >= _QUOTED) for likeness, run, quoted, aligned in rows
        ]


def choose(texts: Sequence[str], bearings: Sequence[Bearing], rarity: Rarity) -> list[int]:
    """Return the places of those that share a passage or may be of the draft's story, by themselves or by others."""
    found = list(enumerate(bearings))
    kept = [place for place, bearing in found if bearing.shares or bearing.likeness >= NEAR]
    ranked = sorted(found, key=lambda pair: -pair[1].likeness)
    cores = [place for place, bearing in ranked[:_CORES] if bearing.likeness >= _CORE]
    far = [place for place, bearing in found if not bearing.shares and _FAR <= bearing.likeness < NEAR]
    if not cores or not far:
        return kept
    judged = [rarity.sieve(texts[core]).judge([texts[place] for place in far]) for core in cores]
    means = [sum(each.likeness for each in several) / len(cores) for several in zip(*judged, strict=True)]
    return kept + [place for place, mean in zip(far, means, strict=True) if mean >= _JOINED]


def _spell(stem: str) -> set[str]:
    """Return the beginnings that words of a stem may have: the core knows no stems.

    Example:
        >>> sorted(_spell("cite"))[:5]
        ['cit', 'cite', 'cited', 'citee', 'citei']
    """
    if len(stem) >= _LETTERS:
        return {stem[:_LETTERS]}
    bases = {stem, stem + stem[-1], stem.removesuffix("e"), stem[:-1] + "y" if stem[-1] == "i" else stem}
    return {stem, *((base + ending)[:_LETTERS] for base in bases for ending in _ENDINGS)}
