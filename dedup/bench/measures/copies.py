"""Copies made from news by known edits: near-duplicates are found and grouped as an exhaustive comparison says.

The corpus: news, as CSV files with a column `text` or as `newsroom.jsonl`.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dedup import _core
from dedup.bench.agreement import Counts, adjusted_rand, compare_sets, count_pairs
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.measures.editing import make_family
from dedup.bench.measures.texts import read_csv, read_jsonl
from dedup.model import NEAR_DUPLICATE, Document, Match
from dedup.pipeline import cluster, find_pairs

Pair = tuple[str, str]
_FEWEST = 120  # shingles; shorter articles cannot be cut and stay comparable
_KNOWN = 0.05  # share of shingles that an article may have in common with others, and still be one of its own
_SHARED = 0.5  # the measure, either one, from which pairs are looked for beside near-duplicates


@dataclass(frozen=True, slots=True)
class Exact:
    """The measures of two documents over their shingle sets, by the ids, the smaller first.

    Attributes:
        containments: of the smaller id in the other, and of the other in it.
    """

    resemblance: float
    containments: tuple[float, float]

    def reaches(self, value: float) -> bool:
        """Return whether either measure, on either side, is at least `value`."""
        return max(self.resemblance, *self.containments) >= value


@dataclass(frozen=True, slots=True)
class Family:
    """An article and its copies, by the exhaustive comparison and as found.

    Attributes:
        near, shared: pairs at the near-duplicate resemblance, and those that reach either measure at one half.
        errors: of containment, for every pair found.
        labels, found_labels: each member's group; by the comparison, that of the article if it is a near-duplicate.
    """

    near: Counts
    shared: Counts
    errors: tuple[float, ...]
    labels: tuple[str, ...]
    found_labels: tuple[str, ...]


def observe(task: Task) -> list[Family]:
    """Return every article of the corpus with its copies."""
    (corpus,) = task.corpora
    articles = task.pick(list(_find_originals(_read(corpus))))
    families = [make_family(article) for article in articles]
    documents = [document for family in families for document in family]
    found = {_pair(one): one for one in find_pairs(documents, resemblance=_SHARED, containment=_SHARED)}
    labels = {member.id: one.id for one in cluster(documents) for member in one.members}
    task.on_progress(1, 1)
    return list(_judge(families, compare_all(documents), found, labels))


def score(families: Sequence[Family]) -> Scores:
    """Return how pairs and clusters agree with the exhaustive comparison, and the error of containment."""
    errors = [abs(error) for family in families for error in family.errors]
    labels = [label for family in families for label in family.labels]
    found = [label for family in families for label in family.found_labels]
    return {
        "documents": len(labels),
        f"pairs at resemblance {NEAR_DUPLICATE}, F1": sum((family.near for family in families), Counts()).f1,
        f"pairs at either measure {_SHARED}, F1": sum((family.shared for family in families), Counts()).f1,
        "clusters, adjusted Rand index": adjusted_rand(labels, found),
        "cluster pairs, F1": count_pairs(labels, found).f1,
        "containment, mean error": mean(errors),
        "containment, largest error": max(errors, default=0.0),
    }


def compare_all(documents: Sequence[Document]) -> dict[Pair, Exact]:
    """Return the exact measures of every two documents that share a shingle, over sets of words, not of hashes."""
    shingles = {document.id: exact_shingles(document.text) for document in documents}
    holders: dict[tuple[str, ...], list[str]] = {}
    for id_ in sorted(shingles):
        for shingle in shingles[id_]:
            holders.setdefault(shingle, []).append(id_)
    shared = Counter(pair for ids in holders.values() for pair in combinations(ids, 2))
    sizes = {id_: len(held) for id_, held in shingles.items()}
    return {
        (one, other): Exact(
            both / (sizes[one] + sizes[other] - both),
            (both / sizes[one], both / sizes[other]),
        )
        for (one, other), both in shared.items()
    }


def exact_shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return every five words in a row of a text, folded."""
    tokens = _core.tokenize(text)
    places = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    words = [unicodedata.normalize("NFKC", text[start:end]).casefold().replace("’", "'") for start, end in places]
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))


def _judge(
    families: Sequence[Sequence[Document]],
    exact: Mapping[Pair, Exact],
    found: Mapping[Pair, Match],
    labels: Mapping[str, str],
) -> Iterator[Family]:
    """Yield what is true and what was found of each family; a pair across families is of the first one's."""
    owners = {one.id: family[0].id for family in families for one in family}
    pairs: dict[str, set[Pair]] = {}
    for pair in exact.keys() | found.keys():
        pairs.setdefault(owners[pair[0]], set()).add(pair)
    for family in families:
        original, own = family[0].id, pairs.get(family[0].id, set())
        near = {pair for pair in own if pair in exact and exact[pair].resemblance >= NEAR_DUPLICATE}
        shared = {pair for pair in own if pair in exact and exact[pair].reaches(_SHARED)}
        yield Family(
            near=compare_sets(near, {pair for pair in own & found.keys() if found[pair].resemblance >= NEAR_DUPLICATE}),
            shared=compare_sets(shared, own & found.keys()),
            errors=tuple(_error(exact[pair], found[pair]) for pair in sorted(own & found.keys() & exact.keys())),
            labels=tuple(original if _joined(one.id, original) in near else one.id for one in family),
            found_labels=tuple(labels.get(one.id, one.id) for one in family),
        )


def _error(exact: Exact, found: Match) -> float:
    side = 0 if found.target_id < found.source_id else 1
    return found.containment - exact.containments[side]


def _pair(match: Match) -> Pair:
    return _joined(match.target_id, match.source_id)


def _joined(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


def _find_originals(articles: Iterable[Document]) -> Iterator[Document]:
    """Yield the articles of enough words that share next to nothing with those before."""
    seen: set[tuple[str, ...]] = set()
    for article in articles:
        shingles = exact_shingles(article.text)
        if len(shingles) >= _FEWEST and len(shingles & seen) <= _KNOWN * len(shingles):
            yield article
        seen |= shingles


def _read(corpus: Path) -> list[Document]:
    newsroom = corpus / "newsroom.jsonl"
    return [Document(**record) for record in read_jsonl(newsroom)] if newsroom.exists() else read_csv(corpus)
