"""The corpus of a run on disk, as engines read it, and the exact answers over it; what was made once is kept."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from dedup.bench.speed.corpus import VERSION, iterate_texts, read_real, read_texts, write_texts
from dedup.bench.speed.oracle import ExactPairs, find_pairs, hash_texts
from dedup.bench.speed.queries import Queries, make_queries

EXACT = 200_000  # documents whose pairs are known exactly; of more, the pairs among these are judged
_ESTIMATED = 2_000  # pairs whose estimate is held against the exact resemblance


@dataclass(frozen=True, slots=True)
class Material:
    """A corpus that is there.

    Attributes:
        name: "made" or "given".
        documents: those that engines have.
        later: how many more come behind them as a later batch.
        folder: where exact answers are kept.
    """

    name: str
    path: Path
    documents: int
    folder: Path
    later: int = 0

    def find_queries(self, words: str, documents: int, threshold: float) -> Queries:
        """Return questions to the first documents, and the exact answers for one way to part texts into words."""
        return _find_queries(self.folder, documents, words, threshold)

    def find_exact(self, words: str, documents: int) -> ExactPairs:
        """Return the exact pairs of the first documents, for one way to part texts into words."""
        documents = min(documents, self.documents, EXACT)
        kept = self.folder / f"{self.path.stem}-{words}-{documents}.npz"
        if kept.exists():
            with np.load(kept) as arrays:
                return ExactPairs(arrays["pairs"], arrays["resemblances"])
        exact = find_pairs(hash_texts(read_texts(self.path, documents), words))
        np.savez(kept, pairs=exact.pairs, resemblances=exact.resemblances)
        return exact


@lru_cache(maxsize=8)
def _find_queries(folder: Path, documents: int, words: str, threshold: float) -> Queries:
    return make_queries(folder, documents, words, threshold)


def make_material(folder: Path, documents: int) -> Material:
    """Return the made corpus of at least so many documents, writing it if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"made-{VERSION}"
    sizes = sorted(int(path.stem.rpartition("-")[2]) for path in folder.glob(f"{name}-*.jsonl"))
    size = next((size for size in sizes if size >= documents), documents)
    path = folder / f"{name}-{size}.jsonl"
    if not path.exists():
        write_texts(iterate_texts(documents), path)
    return Material("made", path, size, folder)


def take_material(folder: Path, corpus: Path) -> Material:
    """Return a corpus of the user's, written into a folder as engines read it."""
    path = folder / "given.jsonl"
    return Material("given", path, write_texts(read_real(corpus), path), folder)


def pick(exact: ExactPairs, most: int = _ESTIMATED) -> tuple[list[list[int]], list[float]]:
    """Return pairs whose resemblance is to be estimated, evenly spread over those that are known, and the true ones."""
    places = np.unique(np.linspace(0, max(0, len(exact.pairs) - 1), min(most, len(exact.pairs))).astype(int))
    return exact.pairs[places].tolist(), exact.resemblances[places].tolist()
