"""Which of tonight's documents are copies: equal texts and near-duplicates, then what another holds nearly whole."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dedup.crawl.keeping import Chosen, Keeper
from dedup.crawl.known import Known, Numbers
from dedup.crawl.policy import Policy
from dedup.crawl.rules import Judge, Pairs
from dedup.crawl.shared import Shared

# No resemblance reaches this: pairs are looked for by their containment alone.
_NONE = 2.0


def find_copies(known: Known, policy: Policy) -> tuple[dict[int, Chosen], int]:
    """Return what is decided of documents that have another's words or nearly, by place, and how many buckets were hot.

    All pairs are verified on the texts.
    """
    candidates, hot = known.core.find_candidates(known.order, known.leaders, len(known.archive))
    candidates = _with_equal(candidates, known)
    known.look_up(candidates[:, 0])
    pairs = compare(known, candidates, policy.near, None)
    keeper = Keeper(pairs, known.leaders, known.claims(), _judge(known, policy))
    return keeper.run(_involved(known, pairs)), hot


def find_contained(known: Known, policy: Policy, shared: Shared, chosen: Mapping[int, Chosen]) -> dict[int, Chosen]:
    """Return what is decided of documents that others hold nearly whole, by place.

    What is named repeats nothing itself, and stays in any case.
    """
    candidates = shared.held(known.core.print_counts(), containment=policy.contained)
    known.look_up(candidates[:, 0])
    pairs = compare(known, candidates, _NONE, policy.contained)
    claims, judge = known.claims(), _judge(known, policy)
    named = {one.anchor for one in chosen.values() if one.verdict.removes}
    found: dict[int, Chosen] = {}
    # The longest first, so that what holds a text is decided before it.
    order = np.lexsort((claims[pairs.anchors], claims[pairs.targets], -known.facts.lengths[pairs.targets]))
    for number in order.tolist():
        anchor, target = int(pairs.anchors[number]), int(pairs.targets[number])
        if target in found or anchor in found:
            continue
        measures = float(pairs.resemblances[number]), float(pairs.containments[number])
        found[target] = Chosen(anchor, judge.contained(target, *measures, is_named=target in named))
        named.add(anchor)
    return found


def compare(known: Known, candidates: Numbers, resemblance: float, containment: float | None) -> Pairs:
    """Return those candidates that reach a measure, by place."""
    found, equal, resemblances, containments, own, numbers, names = known.core.compare(
        candidates, resemblance, containment
    )
    anchors, targets = known.places(found[:, 0]), known.places(found[:, 1])
    return Pairs(anchors, targets, equal, resemblances, containments, own, numbers, names)


def _with_equal(candidates: Numbers, known: Known) -> Numbers:
    """Return the candidates and the stored documents that may have the words of one of tonight's, sorted."""
    (own,) = np.nonzero(known.leaders == np.arange(known.tonight))
    equal = known.archive.find_equal(known.core.sets()[own])
    if not len(equal):
        return candidates
    pairs = np.stack([equal[:, 0] + known.tonight, own[equal[:, 1]]], axis=1).astype(np.uint64)
    both = np.concatenate([candidates.astype(np.uint64), pairs])
    merged = np.unique(both[:, 0] << np.uint64(32) | both[:, 1])
    return np.stack([merged >> np.uint64(32), merged & np.uint64(0xFFFFFFFF)], axis=1).astype(np.uint32)


def _judge(known: Known, policy: Policy) -> Judge:
    return Judge(known.facts, known.core.print_counts() == 0, policy)


def _involved(known: Known, pairs: Pairs) -> list[int]:
    """Return tonight's documents that repeat something, or that others repeat, by their claim."""
    leaders = known.leaders
    involved: NDArray[np.bool_] = np.zeros(known.tonight, np.bool_)
    involved[leaders[leaders != np.arange(known.tonight)]] = True
    for places in (pairs.targets, pairs.anchors[pairs.anchors < known.tonight]):
        involved[leaders[places]] = True
    return known.order[involved[leaders[known.order]]].tolist()  # type: ignore[no-any-return]
