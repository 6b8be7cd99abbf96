"""text-dedup: the steps of its `minhash` program over texts in memory, without its reading and writing of data sets.

Its clusters are the connected components of documents that share a band; nothing is verified.
"""

import sys
from collections import defaultdict
from typing import Any

import numpy as np

from benchmarks.engines.protocol import Program, Request, serve


def flag(texts: list[str], request: Request) -> list[int]:
    """Return the documents in a cluster of two or more."""
    from text_dedup.minhash import RNG, embed_func  # noqa: PLC0415 - its import sets up a command line
    from text_dedup.utils import UnionFind, optimal_param, xxh3_32hash  # noqa: PLC0415

    bands, rows = optimal_param(
        request.threshold, request.num_perm, false_positive_weight=0.5, false_negative_weight=0.5
    )
    most, prime = np.uint32((1 << 32) - 1), np.uint64((1 << 61) - 1)  # its 64-bit setting, the default
    draw = {"size": (request.num_perm,), "dtype": np.uint64}
    options = {
        "num_perm": request.num_perm,
        "ngram_size": 5,
        "min_length": 5,
        "hashranges": [(band * rows, (band + 1) * rows) for band in range(bands)],
        "permutations": (RNG.randint(1, prime, **draw), RNG.randint(0, prime, **draw)),
        "hash_func": xxh3_32hash,
        "dtype": np.uint64,
        "max_hash": most,
        "modulo_prime": prime,
    }
    tables: list[dict[bytes, set[int]]] = [defaultdict(set) for _ in range(bands)]
    for number, text in enumerate(texts):
        for table, key in zip(tables, embed_func(text, number, **options)["__signatures__"], strict=True):
            table[key].add(number)
    return _cluster(tables, UnionFind())


def _cluster(tables: list[dict[bytes, set[int]]], components: Any) -> list[int]:
    shared = [sorted(group) for table in tables for group in table.values() if len(group) > 1]
    for group in shared:
        for number in group:
            components.union(number, group[0])
    return sorted({number for group in shared for number in group})


if __name__ == "__main__":
    sys.argv = sys.argv[:1]
    serve({"flags": Program(flag, lambda flags, _request: {"flags": flags})}, ("text-dedup", "numpy", "xxhash"))
