"""What speaks for one document being a rewrite of another."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate
from math import sqrt

from dedup.model import RewriteEvidence
from dedup.naming.profiles import LETTERS, MIN_TERMS, Name, Profile
from dedup.naming.rarity import Rarity

# The fourth power of a word's rarity makes one that news never has count for six common ones.
POWER = 4
# Few words prove little: so many of the rarest are added to what the source could have kept. Names and numbers count
# with the words, then the words alone.
MISSED = 4.0
MISSED_WORDS = 2.0
# And so many names and numbers are taken to be lost, a share of them to be there.
NAMES = (0.5, 1.5)
NUMBERS = (0.5, 1.0)
ROUNDED = 3  # digits that a rounded number keeps at least: two are shared by chance
# Stems that tell more than half as much as the rarest are put in order; their longest run is a part of that evidence.
TELLING = 0.45
RUN = 0.25

Rows = Sequence[Mapping[int, float]]


def weigh(target: Profile, source: Profile, rarity: Rarity) -> RewriteEvidence:
    """Return what speaks for the target being a rewrite of the source."""
    new = sum(name.sure and not _is_known(name, source) for name in target.names)
    shared = sum(number in source.numbers or _is_rounded(number, source) for number in target.numbers)
    names = frozenset().union(*(name.stems for name in target.names))
    return RewriteEvidence(
        own=new + len(target.numbers) - shared,
        names=_share(_mass(names & source.first.keys(), rarity, 2), _mass(names, rarity, 2), *NAMES),
        numbers=_share(shared, len(target.numbers), *NUMBERS),
        kept=_kept(target, source, rarity),
        order=_follow_sentences(target, source, rarity) + RUN * _follow_words(target, source, rarity),
    )


def _is_known(name: Name, source: Profile) -> bool:
    """Whether the source has a part of the name, or its initials, or what it is the initials of."""
    return (
        any(stem[:LETTERS] in source.beginnings for stem in name.stems)
        or not name.initials.isdisjoint(source.short)
        or any(stem.replace(".", "") in source.initials for stem in name.stems)
    )


def _is_rounded(number: str, source: Profile) -> bool:
    """Whether the source has a number that this one is without its last digits: 466,219 and "over 466,000"."""
    kept, wholes = number.rstrip("0"), (known.partition(".")[0] for known in source.numbers)
    return len(kept) >= ROUNDED and any(len(whole) == len(number) and whole.startswith(kept) for whole in wholes)


def _share(part: float, whole: float, there: float, missed: float) -> float:
    return (part + there) / (whole + missed)


def _mass(stems: Iterable[str], rarity: Rarity, power: int) -> float:
    return sum(rarity[stem] ** power for stem in sorted(stems))


def _kept(target: Profile, source: Profile, rarity: Rarity) -> float:
    """Return the share of what the source tells that the target tells too."""
    every, words = source.first.keys(), source.words
    return (
        _share(_mass(every & target.told, rarity, POWER), _mass(every, rarity, POWER), 0.0, MISSED)
        + _share(_mass(words & target.told, rarity, POWER), _mass(words, rarity, POWER), 0.0, MISSED_WORDS)
    ) / 2


def _follow_words(target: Profile, source: Profile, rarity: Rarity) -> float:
    """Return how much longer the longest run of shared stems in the source's order is than the one turned round."""
    shared = [stem for stem in target.told & source.first.keys() if rarity[stem] >= TELLING]
    places = [source.first[stem] for stem in sorted(shared, key=target.first.__getitem__)]
    return (_longest_run(places) - _longest_run(places[::-1])) / (len(places) + 3)


def _longest_run(places: Sequence[int]) -> int:
    """Return the length of the longest run of rising places, others between them left out (Fredman 1975)."""
    ends: list[int] = []
    for place in places:
        rank = bisect_right(ends, place)
        ends[rank : rank + 1] = [place]
    return len(ends)


def _follow_sentences(target: Profile, source: Profile, rarity: Rarity) -> float:
    """Return how much better the target's sentences are placed in the source in order than turned round."""
    told = [sentence & target.told for sentence in target.sentences]
    ours = [sentence for sentence in told if len(sentence) >= MIN_TERMS]
    if not ours or not source.sentences:
        return 0.0
    rows, lengths = _likenesses(ours, source.sentences, rarity)
    size = len(source.sentences)
    return (_place(rows, size) - _place(rows[::-1], size)) / sum(lengths)


def _likenesses(ours: Sequence[Set[str]], theirs: Sequence[Set[str]], rarity: Rarity) -> tuple[Rows, list[float]]:
    """Return for each of our sentences how alike it is to each of theirs, times its length; and the lengths."""
    holders = defaultdict(list)
    for place, sentence in enumerate(theirs):
        for stem in sentence:
            holders[stem].append(place)
    lengths = [sqrt(_mass(sentence, rarity, 2)) for sentence in theirs]
    rows = []
    for sentence in ours:
        row: dict[int, float] = defaultdict(float)
        for stem in sorted(sentence):
            for place in holders.get(stem, ()):
                row[place] += rarity[stem] ** 2 / lengths[place]
        rows.append(row)
    return rows, [sqrt(_mass(sentence, rarity, 2)) for sentence in ours]


def _place(rows: Rows, size: int) -> float:
    """Return the greatest sum of likenesses with each sentence placed nowhere before the one ahead of it."""
    best = [0.0] * size
    for row in rows:
        best = list(accumulate((value + row.get(place, 0.0) for place, value in enumerate(best)), max))
    return best[-1]
