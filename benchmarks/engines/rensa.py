"""rensa: R-MinHash over all tokens, as a matrix or as objects; never its "rho" path, which reads a sample of them.

Its matrix path gives flags, a band shared being enough; objects are compared by their estimated resemblance.
"""

from collections.abc import Sequence
from typing import Any

from rensa import RMinHash, RMinHashLSH

from benchmarks.engines.protocol import Program, Request, estimate, serve
from benchmarks.engines.shingles import shingle_all


def sign_matrix(texts: list[str], request: Request) -> Any:
    """Return the signatures as one matrix."""
    return RMinHash.digest_matrix_from_token_sets(shingle_all(texts), request.num_perm, request.seed)


def sign_objects(texts: list[str], request: Request) -> list[RMinHash]:
    """Return the signatures as objects."""
    return list(RMinHash.from_token_sets(shingle_all(texts), request.num_perm, request.seed))


def sign(texts: list[str], request: Request) -> Any:
    """Return the signatures in the form that is asked for."""
    return sign_matrix(texts, request) if request.input == "matrix" else sign_objects(texts, request)


def flag(texts: list[str], request: Request) -> Sequence[bool]:
    """Return which documents share a band with another."""
    index = RMinHashLSH(request.threshold, request.num_perm, request.bands)
    return list(index.insert_matrix_and_query_duplicate_flags(sign_matrix(texts, request)))


def find_pairs(texts: list[str], request: Request) -> list[list[int]]:
    """Return the candidates whose estimated resemblance reaches the threshold."""
    signatures = sign_objects(texts, request)
    index = RMinHashLSH(request.threshold, request.num_perm, request.bands)
    index.insert_many(signatures)
    found = []
    for number, (signature, candidates) in enumerate(zip(signatures, index.query_all(signatures), strict=True)):
        later = (other for other in candidates if other > number)
        near = (other for other in later if signature.jaccard(signatures[other]) >= request.threshold)
        found += [[number, other] for other in near]
    return found


def _answer_signatures(signatures: Any, request: Request) -> dict[str, object]:
    rows = signatures.to_rows() if request.input == "matrix" else [one.digest() for one in signatures]
    return {"estimates": estimate(rows, request.pairs)}


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, _answer_signatures),
        "pairs": Program(find_pairs, lambda pairs, _request: {"pairs": pairs}),
        "flags": Program(flag, lambda flags, _request: {"flags": [i for i, one in enumerate(flags) if one]}),
    }
    serve(programs, ("rensa",))
