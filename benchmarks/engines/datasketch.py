"""datasketch: `MinHash.update_batch` on Python's 5-grams, `MinHashLSH` with the bands that it chooses itself.

`input` "xxhash" gives it a fast hash function in place of its default, SHA-1.
"""

from collections.abc import Iterator

import numpy as np
import xxhash
from datasketch import MinHash, MinHashLSH

from benchmarks.engines.protocol import Program, Request, digest, serve
from benchmarks.engines.shingles import shingle


def sign(texts: list[str], request: Request) -> list[MinHash]:
    """Return the signatures."""
    return list(_sign(texts, request))


def find_pairs(texts: list[str], request: Request) -> list[list[int]]:
    """Return the candidates whose estimated resemblance reaches the threshold."""
    signatures = sign(texts, request)
    index = MinHashLSH(threshold=request.threshold, num_perm=request.num_perm)
    found = []
    for number, signature in enumerate(signatures):
        candidates = index.query(signature)
        near = (other for other in candidates if signature.jaccard(signatures[other]) >= request.threshold)
        found += [[other, number] for other in near]
        index.insert(number, signature, check_duplication=False)
    return found


def _sign(texts: list[str], request: Request) -> Iterator[MinHash]:
    options = {"hashfunc": xxhash.xxh32_intdigest} if request.input == "xxhash" else {}
    first = MinHash(num_perm=request.num_perm, seed=request.seed, **options)
    for text in texts:
        minhash = MinHash(
            num_perm=request.num_perm,
            seed=request.seed,
            permutations=first.permutations,
            scheme=first.scheme,
            **options,
        )
        minhash.update_batch([one.encode() for one in shingle(text)])
        yield minhash


def _answer_signatures(signatures: list[MinHash], request: Request) -> dict[str, object]:
    estimates = [float(signatures[one].jaccard(signatures[other])) for one, other in request.pairs]
    return {"estimates": estimates, "checksum": digest(np.array([one.digest() for one in signatures]).tobytes())}


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, _answer_signatures),
        "pairs": Program(find_pairs, lambda pairs, _request: {"pairs": pairs}),
    }
    serve(programs, ("datasketch", "numpy", "xxhash"))
