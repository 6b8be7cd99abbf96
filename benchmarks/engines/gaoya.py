"""gaoya: its own 5-grams and signatures in Rust; pairs from its index, by estimated resemblance.

Signatures alone are reached through the index' inner object, a document at a time.
"""

from typing import Any

import gaoya

from benchmarks.engines.protocol import Program, Request, estimate, serve


def sign(texts: list[str], request: Request) -> list[list[int]]:
    """Return the signatures."""
    return list(map(_make_index(request).minhash_index.tokenize_and_minhash, texts))


def find_pairs(texts: list[str], request: Request) -> list[list[int]]:
    """Return what each document finds among those before it."""
    index = _make_index(request)
    found = []
    for number, text in enumerate(texts):
        found += [[other, number] for other in index.query(text)]
        index.insert_document(number, text)
    return found


def _make_index(request: Request) -> Any:
    return gaoya.minhash.MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=request.threshold,
        num_bands=request.bands,
        band_size=request.rows,
        analyzer="word",
        lowercase=True,
        ngram_range=(5, 5),
        id_container="smallvec",
    )


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, lambda rows, request: {"estimates": estimate(rows, request.pairs)}),
        "pairs": Program(find_pairs, lambda pairs, _request: {"pairs": pairs}),
    }
    serve(programs, ("gaoya",))
