"""From evidence to a verdict: how likely a rewrite is, and in which band it is reported."""

from math import log1p

from dedup.model import Band, RewriteEvidence
from dedup.naming.profiles import Profile

# Weights of a logistic regression that tells 375 rewrites by language models from independent reports of one event,
# fitted on half of the sources and events at a time: both halves give about these, and do about as well on the other.
OWN = -2.4
NAMES = 3.9
NUMBERS = 3.1
KEPT = 16.5
ORDER = 7.5
BIAS = -6.25  # lower than fitted: set so that no more than three of 600 pairs of independent reports are asserted
# Of 600 pairs of independent reports three are asserted and five named at all in a collection of all, six and eleven
# where the two are alone; of the rewrites 98.7 and 99.2 in a hundred.
ASSERTED = 0.0
POSSIBLE = -0.5
TRACE = 0.1  # who keeps and follows less than that may tell the same facts in words of his own
MIN_STEMS = 12  # a sentence or two: what says less is never more than possible


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


def band_of(evidence: RewriteEvidence, target: Profile, source: Profile) -> Band | None:
    """Return the band in which the source is named, or None where it is not."""
    points = score(evidence)
    if points < POSSIBLE or _differ_in_numbers(target, source) or _is_unproven(target, source):
        return None
    long = min(len(target.first), len(source.first)) >= MIN_STEMS
    traced = max(evidence.kept, evidence.order) >= TRACE
    return "asserted" if points >= ASSERTED and long and traced else "possible"


def _differ_in_numbers(target: Profile, source: Profile) -> bool:
    """Whether two texts that have numbers share too few: one mould and two weeks, not one text."""
    fewer = min(len(target.numbers), len(source.numbers))
    return fewer >= 3 and 3 * len(target.numbers & source.numbers) < max(3, fewer)


def _is_unproven(target: Profile, source: Profile) -> bool:
    """Whether a text has no names that could be its own, as in scripts without capitals, but mostly its own words."""
    return not target.names and 2 * len(target.told & source.first.keys()) < len(target.told)
