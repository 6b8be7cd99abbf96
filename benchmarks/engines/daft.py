"""daft: `normalize` and `minhash` over a column, with its xxhash; bands are exploded, grouped, and candidates verified.

Pairs follow daft's own guide to deduplication: hash each band, group by it. Candidates are compared by estimate.
"""

from typing import Any

import daft
import numpy as np
from daft.functions import minhash, normalize

from benchmarks.engines.protocol import Program, Request, serve


def prepare(texts: list[str], _request: Request) -> Any:
    """Return the texts as a data frame in memory."""
    return daft.from_pydict({"number": list(range(len(texts))), "text": texts}).collect()


def sign(frame: Any, request: Request) -> Any:
    """Return the signatures as a matrix."""
    text = normalize(frame["text"], lowercase=True, white_space=True)
    column = minhash(text, num_hashes=request.num_perm, ngram_size=5, seed=request.seed, hash_function="xxhash")
    signed = frame.select(column.alias("signature")).to_arrow()["signature"].combine_chunks()
    return signed.values.to_numpy().reshape(-1, request.num_perm)


def find_pairs(frame: Any, request: Request) -> list[list[int]]:
    """Return the candidates whose estimated resemblance reaches the threshold."""
    signatures = sign(frame, request)
    cut = np.ascontiguousarray(signatures[:, : request.bands * request.rows])
    keys = cut.view(np.dtype((np.void, 4 * request.rows))).reshape(len(cut), request.bands)
    columns = {
        "key": [bytes([band]) + key.tobytes() for row in keys for band, key in enumerate(row)],
        "number": np.repeat(np.arange(len(cut)), request.bands),
    }
    groups = daft.from_pydict(columns).groupby("key").agg(daft.col("number").list_agg())
    shared = groups.where(daft.col("number").list_count() > 1).to_pydict()["number"]
    pairs = {(min(a, b), max(a, b)) for group in shared for place, a in enumerate(group) for b in group[place + 1 :]}
    near = ((a, b) for a, b in pairs if np.mean(signatures[a] == signatures[b]) >= request.threshold)
    return [list(pair) for pair in sorted(near)]


def _answer_signatures(signatures: Any, request: Request) -> dict[str, object]:
    return {"estimates": [float(np.mean(signatures[one] == signatures[other])) for one, other in request.pairs]}


if __name__ == "__main__":
    programs = {
        "signatures": Program(sign, _answer_signatures, prepare),
        "pairs": Program(find_pairs, lambda pairs, _request: {"pairs": pairs}, prepare),
    }
    serve(programs, ("daft", "numpy", "pyarrow"))
