"""datatrove: its three steps of MinHash deduplication on one worker, by files, as it works; its own 14 bands of 8.

Clusters are connected components of documents that share a band; nothing is verified. Texts are simplified first
(numbers, days and accents), and parted into words by spaCy.
"""

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from datatrove.data import Document
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupSignature,
)

from benchmarks.engines.protocol import Program, Request, serve

_CONFIG = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8)


def flag(texts: list[str], _request: Request) -> list[int]:
    """Return the documents in a cluster of two or more."""
    with tempfile.TemporaryDirectory(prefix="dedup-bench-") as folder:
        signatures, buckets, clusters = (str(Path(folder, name)) for name in ("signatures", "buckets", "clusters"))
        documents = (Document(text=text, id=str(number)) for number, text in enumerate(texts))
        MinhashDedupSignature(signatures, config=_CONFIG).run(documents, rank=0, world_size=1)
        for bucket in range(_CONFIG.num_buckets):
            MinhashDedupBuckets(signatures, buckets, config=_CONFIG).run(None, bucket, _CONFIG.num_buckets)
        MinhashDedupCluster(buckets, clusters, config=_CONFIG, save_cluster_id=True).run(None, 0, 1)
        return sorted(number for path in Path(clusters).glob("*.clusters") for number in _read(path))


def _read(path: Path) -> Iterator[int]:
    """Yield the numbers of the documents of a file of documents and clusters."""
    for number, _cluster in struct.iter_unpack("<II", path.read_bytes()):
        yield number


if __name__ == "__main__":
    serve({"flags": Program(flag, lambda flags, _request: {"flags": flags})}, ("datatrove", "numpy", "spacy"))
