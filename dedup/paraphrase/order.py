"""Sentences that answer each other in one order through two documents: one retells the other, sentence by sentence."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count, takewhile

from dedup.paraphrase.scores import Likeness
from dedup.paraphrase.units import Unit

Pair = tuple[int, int]

# A link of the chain needs this score. Of articles rewritten by language models more than half have such links in one
# order for half of their sentences; of independent reports of one event 19 in 20 have them for less than .29.
LEAST = 7.0
RETOLD = 0.45
SHORTEST = 3
# What the links of such a chain gain: where everything around is retold, little is needed to see what retells what.
IN_ORDER = 5.0
# Two reports of what one body said need a sure link, and one more in that order; what it said is then one statement.
SURE = 12.8
TOLD = 2


def raise_ordered(
    units: Sequence[Unit], found: Mapping[Pair, Likeness], houses: Mapping[str, str | None]
) -> dict[Pair, Likeness]:
    """Return the likenesses, raised along the chains of documents that retell each other.

    Sentences that stand in both, word for word and one behind the other, are links too: what stands around a copied
    paragraph retells the rest. Not in two versions by one house, where it is news; nor are the questions of two
    interviews a copied paragraph.

    Args:
        houses: whose each document is, where that is known.
    """
    sizes = Counter(unit.document for unit in units)
    places = _places(units)
    raised = dict(found)
    for (one, other), pairs in _mutual_bests(units, found).items():
        version = houses[one] is not None and houses[one] == houses[other]
        kept = set() if version else places[one].keys() & places[other].keys()
        same = {(places[one][stems], places[other][stems]) for stems in kept}
        chain = _longest_chain(sorted({*pairs, *_in_runs(same)}))
        links = [pair for pair in chain if pair in found and not (units[pair[0]].asks and units[pair[1]].asks)]
        if len(chain) < max(SHORTEST, RETOLD * min(sizes[one], sizes[other])):
            links = _told_in_order(units, found, pairs)
        raised.update((pair, replace(found[pair], score=found[pair].score + IN_ORDER)) for pair in links)
    return raised


def _in_runs(same: Set[Pair]) -> Iterator[Pair]:
    """Yield the pairs that stand in a run of several, one directly behind the other on both sides."""
    for one, other in same:
        if (one - 1, other - 1) not in same:
            run = list(takewhile(same.__contains__, ((one + step, other + step) for step in count())))
            yield from run if len(run) >= SHORTEST else ()


def _told_in_order(units: Sequence[Unit], found: Mapping[Pair, Likeness], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of sentences that two documents ascribe to one body, in one order, if one is sure."""
    told = sorted(pair for pair in pairs if units[pair[0]].bodies & units[pair[1]].bodies)
    chain = _longest_chain(told)
    sure = any(found[pair].score >= SURE for pair in chain)
    return chain if sure and len(chain) >= TOLD else []


def _places(units: Sequence[Unit]) -> dict[str, dict[tuple[str, ...], int]]:
    """Return for each document where a sentence with such words stands first, questions left out."""
    places: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for place, unit in enumerate(units):
        if unit.asks:
            continue
        places[unit.document].setdefault(tuple(term.stem for term in unit.sentence.terms), place)
    return places


def _mutual_bests(units: Sequence[Unit], found: Mapping[Pair, Likeness]) -> dict[tuple[str, str], list[Pair]]:
    """Return the pairs that are each other's best, by their documents; ties go to the first."""
    best: dict[tuple[int, str], tuple[float, Pair]] = {}
    for pair, alike in sorted(found.items()):
        for side in _sides(units, pair):
            if side not in best or alike.score > best[side][0]:
                best[side] = (alike.score, pair)
    mutual: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, alike in found.items():
        if alike.score >= LEAST and all(best[side][1] == pair for side in _sides(units, pair)):
            mutual[units[pair[0]].document, units[pair[1]].document].append(pair)
    return mutual


def _sides(units: Sequence[Unit], pair: Pair) -> tuple[tuple[int, str], tuple[int, str]]:
    one, other = pair
    return (one, units[other].document), (other, units[one].document)


def _longest_chain(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs, ordered by their first places, whose second places rise too.

    Example:
        >>> _longest_chain([(0, 5), (1, 9), (2, 6), (3, 7)])
        [(0, 5), (2, 6), (3, 7)]
    """
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for place, (_, other) in enumerate(pairs):
        rank = bisect_left(ends, other)
        before[place] = last[rank - 1] if rank else None
        ends[rank : rank + 1] = [other]
        last[rank : rank + 1] = [place]
    chain: list[Pair] = []
    step: int | None = last[-1] if last else None
    while step is not None:
        chain.append(pairs[step])
        step = before[step]
    return chain[::-1]
