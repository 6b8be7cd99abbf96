"""From evidence to a verdict: how likely a rewrite is, and in which band it is reported."""

from math import log1p

from dedup.model import Band, RewriteEvidence
from dedup.naming.profiles import Profile

# Weights of a logistic regression that tells 375 rewrites by language models from independent reports of one event,
# fitted on half of the sources and events at a time: both halves give about these, and do as well on the other.
OWN = -2.4
NAMES = 3.9
NUMBERS = 3.1
KEPT = 16.5
ORDER = 7.5
BIAS = -6.0
# At 0.5 two of 600 pairs of independent reports are named and 37 in 38 of the rewrites; at -0.5 seven, and 74 in 75.
ASSERTED = 0.5
POSSIBLE = -0.5
MIN_STEMS = 18  # two sentences: what says less is asserted to be no rewrite of anything


def score(evidence: RewriteEvidence) -> float:
    """Return the log odds of a rewrite against an independent report of the same event."""
    return (
        OWN * log1p(evidence.own)
        + NAMES * evidence.names
        + NUMBERS * evidence.numbers
        + KEPT * evidence.kept
        + ORDER * evidence.order
        + BIAS
    )


def band_of(points: float, target: Profile, source: Profile) -> Band | None:
    """Return the band in which a source of that score is named, or None where it is not."""
    if points < POSSIBLE or _differ_in_numbers(target, source):
        return None
    short = min(len(target.first), len(source.first)) < MIN_STEMS
    return "possible" if points < ASSERTED or short else "asserted"


def _differ_in_numbers(target: Profile, source: Profile) -> bool:
    """Whether two texts that have numbers share too few: one mould and two weeks, not one text."""
    fewer = min(len(target.numbers), len(source.numbers))
    return fewer >= 2 and 3 * len(target.numbers & source.numbers) < max(3, fewer)
