"""Questions to an index of the made corpus, and the exact answers; no kernel of dedup is used."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dedup.bench.speed.corpus import BLOCK, VERSION, edit, make_block
from dedup.bench.speed.oracle import hash_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEED = 5_112_026
_BLOCKS = 10  # evenly spread over the corpus: all documents of each are compared with the questions to it
_NEAR, _PART, _NEW = 40, 20, 10  # questions to each block
_FRESH = 1_000_000  # a block that is in no corpus
_WORDS = 300  # in a question about a part
_RESEMBLANCES, _SHARES = (0.8, 1.0), (0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Query:
    """A text that is looked up.

    Attributes:
        kind: "near": a changed copy of a document; "part": text of which a part is a document's; "new": neither.
        block: the block of documents that it was made of.
    """

    kind: str
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Queries:
    """The questions, on disk as engines read them, and for each the documents that are to be found.

    Attributes:
        near: whose resemblance to a question of kind "near" or "new" is at least 0.8.
        part: of which a question of kind "part" has at least half its shingles.
    """

    path: Path
    queries: Sequence[Query]
    near: Mapping[int, frozenset[int]]
    part: Mapping[int, frozenset[int]]


def make_queries(folder: Path, documents: int, words: str, threshold: float) -> Queries:
    """Return questions to the first documents of the made corpus, and the answers for one way to part texts into words.

    Copies stand in the block of their original, and documents of different blocks have next to nothing in common, so
    that comparing a question with every document of its block is comparing it with all.
    """
    blocks = np.unique(np.linspace(0, max(1, documents // BLOCK) - 1, _BLOCKS).astype(int)).tolist()
    texts = {block: make_block(block).texts[: documents - block * BLOCK] for block in blocks}
    fresh = iter(make_block(_FRESH).texts)
    queries = [query for block in blocks for query in _make(block, texts[block], fresh)]
    path = folder / f"queries-{VERSION}-{documents}.jsonl"
    path.write_text("".join(json.dumps([one.kind, one.text], ensure_ascii=False) + "\n" for one in queries), "utf-8")
    near: dict[int, frozenset[int]] = {}
    part: dict[int, frozenset[int]] = {}
    for block in blocks:
        numbered = [(number, query) for number, query in enumerate(queries) if query.block == block]
        shared = _compare([query.text for _, query in numbered], texts[block], words)
        for (number, query), (resemblances, containments) in zip(numbered, shared, strict=True):
            reached = containments >= 0.5 if query.kind == "part" else resemblances >= threshold - 1e-12
            found = frozenset((block * BLOCK + np.flatnonzero(reached)).tolist())
            (part if query.kind == "part" else near)[number] = found
    return Queries(path, queries, near, part)


def _make(block: int, texts: Sequence[str], fresh: Iterator[str]) -> list[Query]:
    rng = np.random.Generator(np.random.PCG64([_SEED, block]))

    def draw() -> str:
        return texts[int(rng.random() * len(texts))]

    def between(bounds: tuple[float, float]) -> float:
        return bounds[0] + (bounds[1] - bounds[0]) * rng.random()

    kinds = ["cut" if rng.random() < 0.25 else "words" for _ in range(_NEAR)]
    near = [edit(draw(), between(_RESEMBLANCES), kind, rng) for kind in kinds]
    part = [_join(draw(), next(fresh), between(_SHARES), rng) for _ in range(_PART)]
    made = {"near": near, "part": part, "new": list(islice(fresh, _NEW))}
    return [Query(kind, block, text) for kind, asked in made.items() for text in asked]


def _join(source: str, other: str, share: float, rng: "np.random.Generator") -> str:
    """Return a text of which a share of the words is a run of the source, between words of another."""
    ours, theirs = source.split(), other.split()
    count = min(len(ours), round(_WORDS * share))
    start = int(rng.random() * (len(ours) - count + 1))
    before = int(rng.random() * (_WORDS - count + 1))
    return " ".join([*theirs[:before], *ours[start : start + count], *theirs[before : _WORDS - count]])


def _compare(
    queries: Sequence[str], texts: Sequence[str], words: str
) -> "list[tuple[NDArray[np.float64], NDArray[np.float64]]]":
    """Return for each question its resemblance to every text, and its containment in it."""
    hashes = hash_texts([*queries, *texts], words)
    asked, stored = hashes[: len(queries)], hashes[len(queries) :]
    lengths = np.array([len(one) for one in stored])
    joined, owners = np.concatenate(stored), np.repeat(np.arange(len(stored)), lengths)
    order = np.argsort(joined, kind="stable")
    joined, owners = joined[order], owners[order]
    found = []
    for one in asked:
        starts, ends = np.searchsorted(joined, one), np.searchsorted(joined, one, "right")
        places = [np.arange(start, end) for start, end in zip(starts, ends, strict=True)]
        shared = np.bincount(owners[np.concatenate(places)], minlength=len(stored))
        found.append((shared / np.maximum(1, len(one) + lengths - shared), shared / max(1, len(one))))
    return found
