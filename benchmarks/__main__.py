"""Sign generated articles with dedup and with datasketch, side by side: `python -m benchmarks`.

A wrong answer voids a timing: both must give the same signatures, bit for bit.
"""

import random
import statistics
import time
from collections.abc import Callable

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

import dedup
from dedup import _core

DOCUMENTS = 500
WORDS = 450
ROUNDS = 5

Signatures = NDArray[np.uint32]


def main() -> None:
    """Print documents per second of each engine, medians over interleaved rounds, and their ratio."""
    texts = generate_articles(DOCUMENTS)
    engines: dict[str, Callable[[list[str]], Signatures]] = {
        "dedup": sign_with_dedup,
        "datasketch": sign_with_datasketch,
    }
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        answers = {}
        for name, engine in engines.items():
            start = time.process_time()
            answers[name] = engine(texts)
            seconds[name].append(time.process_time() - start)
        if not np.array_equal(answers["dedup"], answers["datasketch"]):
            raise SystemExit("error: the signatures differ, so the timings mean nothing")
    rates = {name: DOCUMENTS / statistics.median(taken) for name, taken in seconds.items()}
    print(f"{DOCUMENTS} articles of {WORDS} words, 128 permutations, CPU time of one thread, median of {ROUNDS} rounds")
    for name, rate in rates.items():
        print(f"  {name:<12}{rate:>10,.0f} articles/s")
    print(f"  {'ratio':<12}{rates['dedup'] / rates['datasketch']:>10,.1f}")


def generate_articles(count: int) -> list[str]:
    """Return made-up articles with news-like sentence lengths and a Zipf vocabulary, the same on every machine."""
    rng = random.Random(20241127)
    vocabulary = ["".join(rng.choices("aeiourstlnmdpc", k=rng.randint(2, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return [_article(rng, vocabulary, weights) for _ in range(count)]


def _article(rng: random.Random, vocabulary: list[str], weights: list[float]) -> str:
    words = rng.choices(vocabulary, weights, k=WORDS)
    sentences = [" ".join(words[start : start + 18]).capitalize() for start in range(0, WORDS, 18)]
    return ". ".join(sentences) + "."


def sign_with_dedup(texts: list[str]) -> Signatures:
    """Return the signatures by the native core: text in, signatures out."""
    return dedup.sketch(texts, threads=1).signatures


def sign_with_datasketch(texts: list[str]) -> Signatures:
    """Return the signatures by datasketch, given the shingle hashes that the core has made already."""
    rows = []
    for text in texts:
        minhash = MinHash(num_perm=128, seed=1, hashfunc=int)
        minhash.update_batch((_core.shingle(text).hashes & 0xFFFFFFFF).tolist())
        rows.append(minhash.digest())
    return np.asarray(rows, dtype=np.uint32)


if __name__ == "__main__":
    main()
