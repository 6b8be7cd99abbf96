"""Which documents report the same event: average-link clusters on the similarity of their terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log, sqrt

from dedup import frequencies, language
from dedup.model import ParsedDocument, Story

# Least average cosine of one story: on one event by several outlets, pair F1 .997 with dates, .86 without.
DATED = 0.24
UNDATED = 0.28
WINDOW_DAYS = 3.0
LEAD_TERMS = 40  # counted twice: a lead names the event
NAME_WEIGHT = 1.5  # who and where tell events apart better than what
RARE_NAME_WEIGHT = 2.0  # and a name that the shipped table has never seen does best
NAME_LETTERS = 6  # a place and its people: "Lessandra", "Lessandran"
# A document on its own joins a story from this share of the threshold on, when names that news rarely has agree:
# two names for one that nearly reaches it, three for one that is further off.
ADOPTED = 0.6
NAMED = 1.6
NEAREST = 3
# A large story without dates is looked at again with weights that count what is common inside it for less.
SECOND_LOOK = 6
SECOND_THRESHOLD = 0.25
# A pair is compared when one of each document's most telling stems is the same one, in not too many documents.
TELLING = 40
MAX_POSTINGS = 400

Vector = dict[str, float]
Pair = tuple[int, int]
Feature = tuple[str, float]
"""A stem, and how much more it counts for being a name."""


def find_stories(documents: Sequence[ParsedDocument]) -> tuple[Story, ...]:
    """Return the stories of two or more documents, by id; the order of `documents` does not matter."""
    ordered = sorted(documents, key=lambda document: document.id)
    counts = [_counts(document) for document in ordered]
    seen = Counter(stem for terms in counts for stem in {stem for stem, _ in terms})
    table = frequencies.load().with_counts(len(ordered), seen)
    vectors = [_vector(terms, {stem: table.idf(stem) for stem, _ in terms}) for terms in counts]
    times = [document.document.moment for document in ordered]
    affinities = _affinities(vectors, times)
    groups = _adopt(_average_link(len(ordered), affinities), affinities, counts)
    settled = [part for group in groups for part in _second_look(group, counts, times, table)]
    found = [sorted(ordered[place].id for place in group) for group in settled if len(group) > 1]
    return tuple(Story(ids[0], tuple(ids)) for ids in sorted(found))


def _counts(document: ParsedDocument) -> dict[Feature, int]:
    """Return how often each stem stands in a document, and whether as a name; headline and lead count twice."""
    terms = [term for sentence in document.sentences for term in sentence.terms]
    names = {term.stem for term in terms if term.kind == "name"}
    stems = [*_headline(document), *(term.stem for term in terms)]
    return Counter(_feature(stem, names) for stem in [*stems, *stems[:LEAD_TERMS]])


def _headline(document: ParsedDocument) -> list[str]:
    text, title = document.document.text, document.document.title or ""
    spoken = language.guess(text, document.document.language)
    lines = [text[zone.start : zone.end] for zone in document.zones if zone.kind == "headline"] or [title]
    return [
        language.stem(word.text, spoken.code)
        for line in lines
        for word in language.words(line)
        if not spoken.is_empty(word.text)
    ]


def _feature(stem: str, names: Set[str]) -> Feature:
    if stem not in names:
        return stem, 1.0
    if stem in frequencies.load().counts:
        return stem, NAME_WEIGHT
    return stem[:NAME_LETTERS], RARE_NAME_WEIGHT


def _vector(terms: Mapping[Feature, int], weights: Mapping[str, float]) -> Vector:
    vector = {stem: (1 + log(times)) * weights[stem] * weight for (stem, weight), times in sorted(terms.items())}
    length = sqrt(sum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}


def _affinities(vectors: Sequence[Vector], times: Sequence[datetime | None]) -> dict[Pair, float]:
    """Return for each pair its cosine over the threshold that holds for it; pairs outside the window are left out."""
    found = {}
    for (one, other), cosine in _cosines(vectors).items():
        early, late = times[one], times[other]
        if early is None or late is None:
            found[one, other] = cosine / UNDATED
        elif abs((late - early).total_seconds()) <= WINDOW_DAYS * 86400:
            found[one, other] = cosine / DATED
    return found


def _cosines(vectors: Sequence[Vector]) -> dict[Pair, float]:
    postings = defaultdict(list)
    for place, vector in enumerate(vectors):
        for stem in sorted(vector, key=lambda stem: (-vector[stem], stem))[:TELLING]:
            postings[stem].append(place)
    pairs = {pair for places in postings.values() if len(places) <= MAX_POSTINGS for pair in combinations(places, 2)}
    return {(one, other): _dot(vectors[one], vectors[other]) for one, other in sorted(pairs)}


def _dot(one: Vector, other: Vector) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large[stem] for stem, value in small.items() if stem in large)


def _average_link(size: int, affinities: Mapping[Pair, float]) -> list[list[int]]:
    """Merge the two groups of greatest average affinity while it is 1 or more; ties go to the first ids."""
    members = {place: [place] for place in range(size)}
    sums: dict[int, dict[int, float]] = {place: {} for place in range(size)}
    for (one, other), affinity in affinities.items():
        sums[one][other] = sums[other][one] = affinity
    queue = [(-affinity, one, other) for (one, other), affinity in affinities.items() if affinity >= 1]
    heapify(queue)
    fresh = size
    while queue:
        _, one, other = heappop(queue)
        if one in members and other in members:
            _merge(fresh, one, other, members, sums)
            for third, total in sorted(sums[fresh].items()):
                average = total / (len(members[fresh]) * len(members[third]))
                if average >= 1:
                    heappush(queue, (-average, third, fresh))
            fresh += 1
    return sorted(sorted(group) for group in members.values())


def _adopt(
    groups: list[list[int]], affinities: Mapping[Pair, float], counts: Sequence[Mapping[Feature, int]]
) -> list[list[int]]:
    """Give a document on its own to the story whose rare names it shares: a reporter's scene, a comment."""
    stories = [group for group in groups if len(group) > 1]
    adopted: dict[int, list[int]] = defaultdict(list)
    for (alone,) in (group for group in groups if len(group) == 1):
        near = [(_nearness(alone, story, affinities), -place) for place, story in enumerate(stories)]
        best, place = max(near, default=(0.0, 0))
        names = _rare_names(counts[alone]) & _common_names(stories[-place], counts) if best >= ADOPTED else set()
        if len(names) > 1 and best * len(names) >= NAMED:
            adopted[-place].append(alone)
    taken = {alone for members in adopted.values() for alone in members}
    singles = [group for group in groups if len(group) == 1 and group[0] not in taken]
    return [sorted(story + adopted[place]) for place, story in enumerate(stories)] + singles


def _nearness(alone: int, story: Sequence[int], affinities: Mapping[Pair, float]) -> float:
    """Return the mean affinity to the three nearest members."""
    each = sorted((affinities.get((min(alone, one), max(alone, one)), 0.0) for one in story), reverse=True)
    return sum(each[:NEAREST]) / min(NEAREST, len(each))


def _rare_names(terms: Mapping[Feature, int]) -> set[str]:
    return {stem for stem, weight in terms if weight == RARE_NAME_WEIGHT}


def _common_names(story: Sequence[int], counts: Sequence[Mapping[Feature, int]]) -> set[str]:
    """Return the rare names that at least half of a story's documents have."""
    seen = Counter(name for place in story for name in _rare_names(counts[place]))
    return {name for name, count in seen.items() if 2 * count >= len(story)}


def _merge(fresh: int, one: int, other: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[fresh] = members.pop(one) + members.pop(other)
    left, right = sums.pop(one), sums.pop(other)
    sums[fresh] = {
        third: left.get(third, 0.0) + right.get(third, 0.0)
        for third in sorted(left.keys() | right.keys())
        if third in members
    }
    for third, total in sums[fresh].items():
        sums[third].pop(one, None)
        sums[third].pop(other, None)
        sums[third][fresh] = total


def _second_look(
    group: list[int],
    counts: Sequence[Mapping[Feature, int]],
    times: Sequence[datetime | None],
    table: frequencies.Frequencies,
) -> Iterable[list[int]]:
    if len(group) < SECOND_LOOK or any(times[place] is not None for place in group):
        return [group]
    local = Counter(stem for place in group for stem in {stem for stem, _ in counts[place]})
    weights = {stem: sqrt(table.idf(stem) * log((len(group) + 1) / count)) for stem, count in local.items()}
    vectors = [_vector(counts[place], weights) for place in group]
    affinities = {pair: cosine / SECOND_THRESHOLD for pair, cosine in _cosines(vectors).items()}
    return [[group[place] for place in part] for part in _average_link(len(group), affinities)]
