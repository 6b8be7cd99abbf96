"""Which new documents may repeat stored ones: their postings joined by merging sorted keys, whole batches at once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dedup import _core
from dedup.index.postings import Kind, Postings
from dedup.index.snapshot import Segment

# New documents whose pairs are held at once: some hundred megabytes where each has a hundred pairs.
_PART = 1 << 18
_NEAR: tuple[Kind, ...] = ("digests", "bands")


def find_candidates(
    new: Mapping[Kind, Postings],
    stored: Segment,
    *,
    documents: int,
    kinds: Sequence[Kind] = _NEAR,
    most: int = 64,
) -> Iterator[NDArray[np.uint32]]:
    """Yield the pairs of a new and a stored document that share a key: their places, in two columns.

    Pairs come sorted by the new document, then by the stored one, each once; dropped documents are in none.

    Args:
        new: postings of the new documents, as `_core.Builder.finish` writes them.
        documents: how many new documents there are.
        kinds: the kinds of key that count; near-duplicates share a band, equal texts a digest as well.
        most: of a key of more stored documents than these each new document is paired with the first ones alone.

    Raises:
        IndexDamagedError: a file holds other bytes than were written.
    """
    files = [(new[kind].whole(), stored.postings[kind].whole()) for kind in kinds]
    for first in range(0, documents, _PART):
        part = (first, min(documents, first + _PART))
        found = [_core.join_postings(ours, theirs, stored.dropped, part, most) for ours, theirs in files]
        yield _merge(found)


def _merge(found: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    """Return all pairs, sorted, each once."""
    pairs = np.concatenate(found).astype(np.uint64)
    merged = np.unique(pairs[:, 0] << np.uint64(32) | pairs[:, 1])
    return np.stack([merged >> np.uint64(32), merged & np.uint64(0xFFFFFFFF)], axis=1).astype(np.uint32)
