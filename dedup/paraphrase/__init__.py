"""Sentences of one story that say the same in other words: the same statement, not proof of copying."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from dedup import language
from dedup.model import Alignment, AlignmentKind, Band, ParsedDocument, Span
from dedup.paraphrase.order import LEAST, raise_ordered
from dedup.paraphrase.scores import Likeness, likeness, shared, upper_bound
from dedup.paraphrase.units import Unit, find_units

__all__ = ["find_paraphrases"]

# On five articles of one story (seeds/) the weakest asserted pair scores 13.2 and the strongest that is none 10.8; 12.5
# where two of the five are alone. In other stories, read by eye, 44 of 141 pairs that look alike and say the same are
# asserted, and 2 of 147 that look alike and do not; just above `POSSIBLE` as many are two statements as one.
ASSERTED = 12.8
POSSIBLE = 10.0
# What a pair gains for each side for which it is the best in the other document, at most.
MUTUAL = 1.0
# Two sentences that each say what a third one says: an edge needs this score, and most of the weaker one carries over.
LINK = 13.0
CARRIED = 0.9
# Words that come in quite another order, or are lost in long sentences, are worth a look and no more: two sentences on
# anything have about a seventh of their words in one order.
IN_ORDER = 0.15
# Words of either side below which two clauses share a term ("the federal appeals court"), and no statement.
SHORTEST = 6
# Ordered share of equal words from which a pair is the same sentence edited, not said in other words.
EDITED = 0.7
# Words in more sentences than these propose no pairs.
COMMON_SHARE = 0.2
COMMON_AT_MOST = 240

Pair = tuple[int, int]


def find_paraphrases(documents: Sequence[ParsedDocument]) -> dict[tuple[str, str], tuple[Alignment, ...]]:
    """Return for each pair of documents of one story, smaller id first, the sentences that say the same.

    The spans are the clauses that match. Sentences with the same words in both documents are left to alignment, as is
    everything behind a document's first thousand sentences.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    texts = {document.id: document.document.text for document in ordered}
    units = find_units(ordered)
    houses = {document.id: document.agency or document.document.outlet for document in ordered}
    found = raise_ordered(units, _closed(units, _mutual(units, _likenesses(units))), houses)
    report: dict[tuple[str, str], list[Alignment]] = defaultdict(list)
    for (one, other), alike in sorted(found.items()):
        if alike.score >= POSSIBLE:
            ids = units[one].document, units[other].document
            words = [_words(texts[id_], span) for id_, span in zip(ids, (alike.one, alike.other), strict=True)]
            report[ids].append(_alignment(alike, _identity(*words), min(map(len, words))))
    return {ids: tuple(sorted(alignments, key=_place)) for ids, alignments in sorted(report.items())}


def _likenesses(units: Sequence[Unit]) -> dict[Pair, Likeness]:
    found = {}
    for one, other in _candidates(units):
        if upper_bound(units[one], units[other]) >= LEAST - 2 * MUTUAL:
            alike = likeness(units[one], units[other])
            if alike:
                found[one, other] = alike
    return found


def _candidates(units: Sequence[Unit]) -> list[Pair]:
    """Return the pairs of sentences of two documents that share two of the story's rarer words."""
    postings = defaultdict(list)
    for place, unit in enumerate(units):
        for stem in unit.weights:
            postings[stem].append(place)
    counts: dict[Pair, int] = defaultdict(int)
    most = max(4, min(COMMON_AT_MOST, int(COMMON_SHARE * len(units))))
    for places in postings.values():
        if len(places) <= most:
            for pair in combinations(places, 2):
                counts[pair] += 1
    return sorted(pair for pair, count in counts.items() if count > 1 and _comparable(units, pair))


def _comparable(units: Sequence[Unit], pair: Pair) -> bool:
    one, other = units[pair[0]], units[pair[1]]
    same = [term.stem for term in one.sentence.terms] == [term.stem for term in other.sentence.terms]
    return one.document != other.document and not same


def _mutual(units: Sequence[Unit], found: Mapping[Pair, Likeness]) -> dict[Pair, Likeness]:
    """Return the likenesses, raised for pairs that are each other's best in the two documents."""
    best: dict[tuple[int, str], float] = defaultdict(float)
    for (one, other), alike in found.items():
        for side in ((one, units[other].document), (other, units[one].document)):
            best[side] = max(best[side], alike.score)
    raised = {}
    for (one, other), alike in found.items():
        sides = ((one, units[other].document), (other, units[one].document))
        wins = sum(best[side] == alike.score for side in sides)
        raised[one, other] = replace(alike, score=alike.score + wins * min(MUTUAL, alike.score / 4))
    return raised


def _closed(units: Sequence[Unit], found: Mapping[Pair, Likeness]) -> dict[Pair, Likeness]:
    """Return the likenesses and, where it is stronger, what two sentences owe to a third that both are like."""
    linked: dict[int, dict[int, tuple[Likeness, Span, Span]]] = defaultdict(dict)
    for (one, other), alike in found.items():
        if alike.score >= LINK:
            linked[one][other] = (alike, alike.one, alike.other)
            linked[other][one] = (alike, alike.other, alike.one)
    closed = dict(found)
    for _, ends in sorted(linked.items()):
        for one, other in combinations(sorted(ends), 2):
            (left, in_middle, span), (right, in_middle_too, other_span) = ends[one], ends[other]
            carried = CARRIED * min(left.score, right.score)
            known = closed.get((one, other))
            same = 2 * in_middle.overlap(in_middle_too) >= min(len(in_middle), len(in_middle_too))
            if same and carried > (known.score if known else 0.0) and _joinable(units, one, other):
                closed[one, other] = Likeness(carried, span, other_span)
    return closed


def _joinable(units: Sequence[Unit], one: int, other: int) -> bool:
    return _comparable(units, (one, other)) and bool(shared(units[one], units[other]))


def _alignment(alike: Likeness, identity: float, length: int) -> Alignment:
    sure = alike.score >= ASSERTED and identity >= IN_ORDER and length >= SHORTEST
    band: Band = "asserted" if sure else "possible"
    return Alignment(alike.one, alike.other, _kind(identity), round(identity, 6), band, round(alike.score, 6))


def _kind(identity: float) -> AlignmentKind:
    if identity == 1.0:
        return "verbatim"
    return "edited" if identity >= EDITED else "paraphrased"


@lru_cache(maxsize=1 << 12)  # a clause that ten documents have is compared ten times
def _words(text: str, span: Span) -> tuple[str, ...]:
    return tuple(word.text for word in language.words(text, span.start, span.end))


def _identity(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the length of the longest common subsequence over the longer side."""
    places: dict[str, int] = defaultdict(int)
    for place, word in enumerate(one):
        places[word] |= 1 << place
    # Bit-parallel (Hyyrö 2004): a zero in `row` is a word of the subsequence.
    whole = row = (1 << len(one)) - 1
    for word in other:
        matches = row & places.get(word, 0)
        row = (row + matches | row - matches) & whole
    return (len(one) - row.bit_count()) / max(len(one), len(other), 1)


def _place(alignment: Alignment) -> tuple[int, int, int, int]:
    return (alignment.target.start, alignment.source.start, alignment.target.end, alignment.source.end)
