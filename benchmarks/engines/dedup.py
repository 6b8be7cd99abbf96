"""dedup itself, by its public interface where that takes texts."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

import dedup
from benchmarks.engines.protocol import Program, Request, digest, serve
from dedup import _core

_FORMS: dict[str, Callable[[list[str]], Any]] = {
    "str": lambda texts: texts,
    "bytes": lambda texts: [text.encode() for text in texts],
    "arrow": lambda texts: pa.array(texts, pa.large_string()),
}


def prepare(texts: list[str], request: Request) -> Any:
    """Return the texts in the form that is asked for."""
    return _FORMS[request.input](texts)


def sign(texts: Any, request: Request) -> dedup.Sketches:
    """Return the signatures."""
    return dedup.sketch(texts, num_perm=request.num_perm, seed=request.seed, threads=request.threads)


def find_pairs(texts: Any, request: Request) -> _core.Pairs:
    """Return the verified pairs."""
    collection = _core.Collection(request.threshold, None, request.threads)
    collection.add(texts)
    order = np.arange(len(texts), dtype=np.uint32)
    return collection.find_pairs(order, lambda numbers: [texts[number] for number in numbers])


def cluster(texts: list[str], request: Request) -> list[dedup.Cluster]:
    """Return the clusters; making documents of the texts counts."""
    documents = [dedup.Document(str(number), text) for number, text in enumerate(texts)]
    return dedup.cluster(documents, threshold=request.threshold)


def _answer_signatures(sketches: dedup.Sketches, request: Request) -> dict[str, object]:
    estimates = [sketches.resemblance(one, other) for one, other in request.pairs]
    return {"estimates": estimates, "checksum": digest(np.ascontiguousarray(sketches.signatures).tobytes())}


def _answer_pairs(pairs: _core.Pairs, _request: Request) -> dict[str, object]:
    found = zip(pairs.targets.tolist(), pairs.sources.tolist(), strict=True)
    return {"pairs": [[min(pair), max(pair)] for pair in found]}


def _answer_clusters(clusters: list[dedup.Cluster], _request: Request) -> dict[str, object]:
    members = [[int(member.id) for member in one.members] for one in clusters]
    return {
        "flags": sorted(number for numbers in members for number in numbers),
        "stars": [[numbers[0], number] for numbers in members for number in numbers[1:]],
    }


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, _answer_signatures, prepare),
        "pairs": Program(find_pairs, _answer_pairs, prepare),
        "clusters": Program(cluster, _answer_clusters),
    }
    serve(programs, ("newsdedup", "numpy", "pyarrow"))
