"""FastSketchLSH: fast similarity sketches of Python's 5-grams; its one-shot flags, a band shared being enough."""

from typing import Any

import numpy as np
from FastSketchLSH import LSH, FastSimilaritySketch

from benchmarks.engines.protocol import Program, Request, serve
from benchmarks.engines.shingles import shingle_all

_BATCH = 1_000  # documents whose 5-grams are held at once


def sign(texts: list[str], request: Request) -> Any:
    """Return the signatures as a matrix."""
    sketcher = FastSimilaritySketch(size=request.num_perm, seed=request.seed)
    starts = range(0, len(texts), _BATCH)
    batches = (list(shingle_all(texts[start : start + _BATCH])) for start in starts)
    return np.concatenate([np.asarray(sketcher.batch(batch, num_threads=request.threads)) for batch in batches])


def flag(texts: list[str], request: Request) -> Any:
    """Return which documents share a band with another."""
    index = LSH(num_perm=request.num_perm, num_bands=request.bands, num_threads=request.threads)
    return index.insert_and_query_duplicates(sign(texts, request))


def find_pairs(texts: list[str], request: Request) -> list[list[int]]:
    """Return the candidates whose estimated resemblance reaches the threshold."""
    signatures = sign(texts, request)
    index = LSH(num_perm=request.num_perm, num_bands=request.bands, num_threads=request.threads)
    index.insert(signatures)
    found = []
    for number, candidates in enumerate(index.query(signatures)):
        later = (other for other in candidates if other > number)
        near = (other for other in later if np.mean(signatures[number] == signatures[other]) >= request.threshold)
        found += [[number, int(other)] for other in near]
    return found


def _answer_signatures(signatures: Any, request: Request) -> dict[str, object]:
    return {"estimates": [float(np.mean(signatures[one] == signatures[other])) for one, other in request.pairs]}


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, _answer_signatures),
        "pairs": Program(find_pairs, lambda pairs, _request: {"pairs": pairs}),
        "flags": Program(flag, lambda flags, _request: {"flags": np.flatnonzero(flags).tolist()}),
    }
    serve(programs, ("FastSketchLSH", "numpy"))
