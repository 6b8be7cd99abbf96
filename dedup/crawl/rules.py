"""What a verified pair means for the later document: a copy to remove, or something that is kept and flagged."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dedup.crawl.facts import Facts
from dedup.crawl.model import Reason
from dedup.crawl.policy import Policy

Rule = Literal[
    "new", "exact", "near", "contained", "update", "correction", "addition", "short", "protected", "flagged", "anchor"
]
"""Which rule decided: `new` kept what repeats nothing; `exact`, `near` and `contained` removed; the others kept."""

# Words that a later report of the same outlet has beyond the one before it: a short sentence.
_LONGER = 8


@dataclass(frozen=True, slots=True)
class Pairs:
    """Verified pairs in columns; documents by their place in `Facts`.

    Attributes:
        anchors: who comes first.
        targets: tonight's documents.
        equal: whether both have the same words.
        own: words of the target's longest run that the anchor does not have.
        numbers: whether the target has a number for another one of the anchor's; so with `names`.
    """

    anchors: NDArray[np.int64]
    targets: NDArray[np.int64]
    equal: NDArray[np.bool_]
    resemblances: NDArray[np.float64]
    containments: NDArray[np.float64]
    own: NDArray[np.uint32]
    numbers: NDArray[np.bool_]
    names: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.anchors)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one pair says of the later document."""

    removes: bool
    reason: Reason
    rule: Rule
    resemblance: float = 1.0
    containment: float = 1.0


class Judge:
    """Judges pairs by a policy."""

    def __init__(self, facts: Facts, short: NDArray[np.bool_], policy: Policy) -> None:
        self._facts, self._short, self._policy = facts, short, policy

    def same(self, target: int) -> Verdict:
        """Return the verdict on a document that has the words of one before it."""
        if self._policy.keep_short and self._short[target]:
            return Verdict(False, "exact", "short")
        return self._remove(target, "exact", 1.0, 1.0)

    def near(self, pairs: Pairs, number: int, anchor: int, target: int) -> Verdict:
        """Return the verdict on a near-duplicate: the documents may be others with the words of the pair's."""
        measures = float(pairs.resemblances[number]), float(pairs.containments[number])
        own, is_house = int(pairs.own[number]), self._facts.is_same_house(anchor, target)
        is_changed = bool(pairs.numbers[number] or pairs.names[number])
        if is_house and (is_changed or own >= _LONGER or self._is_page(anchor, target)):
            return Verdict(False, "near", "update", *measures)
        if is_changed:
            return Verdict(False, "near", "correction", *measures)
        if own > self._policy.own_words:
            return Verdict(False, "near", "addition", *measures)
        return self._remove(target, "near", *measures)

    def contained(self, target: int, resemblance: float, containment: float, *, is_named: bool) -> Verdict:
        """Return the verdict on a document of which another has nearly all.

        Args:
            is_named: it is the anchor of others.
        """
        if is_named:
            return Verdict(False, "contained", "anchor", resemblance, containment)
        return self._remove(target, "contained", resemblance, containment)

    def _remove(self, target: int, reason: Reason, resemblance: float, containment: float) -> Verdict:
        if self._facts.protected[target]:
            return Verdict(False, reason, "protected", resemblance, containment)
        removes = reason in self._policy.remove
        return Verdict(removes, reason, reason if removes else "flagged", resemblance, containment)

    def _is_page(self, one: int, other: int) -> bool:
        """Whether both documents were at one address."""
        return bool(self._facts.addresses[one] == self._facts.addresses[other] != 0)
