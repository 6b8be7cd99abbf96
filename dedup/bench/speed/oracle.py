"""The exact answer: every pair of documents whose sets of word 5-grams reach a resemblance; no kernel of dedup is used.

Peers part a text into words in their own ways, so each is held against the exact answer for its own words.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SIZE = 5  # words in a shingle
LEAST = 0.5  # resemblance from which pairs are found

# Letters and digits, with what stands inside words and numbers (UAX #29), for texts in Latin, Greek or Cyrillic script.
_WORD = re.compile(
    r"[\w\u0300-\u036f]+(?:(?:(?<=[^\W\d_])[.'’‘·:](?=[^\W\d_])|(?<=\d)[.,;'’‘](?=\d))[\w\u0300-\u036f]+)*"
)
_QUOTES = str.maketrans({"’": "'", "‘": "'"})
_NO_WORD = re.compile(r"\W")


def _split_words(text: str) -> list[str]:
    """Return the folded words of a text: what dedup calls words."""
    import unicodedata  # noqa: PLC0415

    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return [word for word in _WORD.findall(folded) if not set(word) <= {"_"}]


WORDS: Mapping[str, Callable[[str], list[str]]] = {
    "words": _split_words,
    "split": lambda text: text.lower().split(),  # what a Python user writes
    "nonword": lambda text: _NO_WORD.split(text.lower()),  # text-dedup: empty strings are words, too
}
# Odd numbers from the golden ratio: a shingle's hash is a sum of its words' hashes, each times one of them.
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xF39CC0605CEDC835, 0x1082276BF3A27251, 0xF86C6A11D0C18E95, 0x2767F0B153D27B7F], np.uint64
)


@dataclass(frozen=True, slots=True, eq=False)
class ExactPairs:
    """Pairs of documents, the smaller number first, sorted, and their resemblance."""

    pairs: "NDArray[np.uint32]"
    resemblances: "NDArray[np.float64]"

    def at_least(self, threshold: float) -> set[tuple[int, int]]:
        """Return the pairs that reach a threshold."""
        kept = self.pairs[self.resemblances >= threshold - 1e-12]
        return {(int(one), int(other)) for one, other in kept.tolist()}


def hash_texts(texts: Iterable[str], words: str) -> "list[Hashes]":
    """Return for each text the sorted, distinct 64-bit hashes of its shingles; `words` is one of `WORDS`."""
    known: dict[str, int] = {}
    return [_hash(WORDS[words](text), known) for text in texts]


def find_pairs(shingles: "Sequence[Hashes]", least: float = LEAST) -> ExactPairs:
    """Return every pair of sets whose Jaccard coefficient is at least `least`, and no other.

    Nothing is left to chance: two sets A and B that reach it share one of the |A| - ceil(least * |A|) + 1 rarest
    shingles of A, the order of rareness being the same for all (Bayardo, Ma and Srikant 2007). Every two documents that
    share such a shingle are compared in full.
    """
    candidates = _find_candidates(shingles, least)
    resemblances = np.array([_resemblance(shingles[one], shingles[other]) for one, other in candidates.tolist()])
    reached = resemblances >= least - 1e-12 if len(candidates) else np.zeros(0, bool)
    return ExactPairs(candidates[reached], resemblances[reached] if len(candidates) else np.zeros(0))


def find_resemblances(shingles: "Sequence[Hashes]", pairs: Iterable[tuple[int, int]]) -> list[float]:
    """Return the exact resemblance of each pair."""
    return [_resemblance(shingles[one], shingles[other]) for one, other in pairs]


def _hash(words: list[str], known: dict[str, int]) -> "Hashes":
    if not words:
        return np.zeros(0, np.uint64)
    for word in words:
        if word not in known:
            known[word] = int.from_bytes(
                hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big"
            )
    hashes = np.array([known[word] for word in words], np.uint64)
    size = min(SIZE, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, size)
    return np.unique((windows * _FACTORS[:size]).sum(axis=1, dtype=np.uint64))


def _find_candidates(shingles: "Sequence[Hashes]", least: float) -> "NDArray[np.uint32]":
    entries, owners = _take_rarest(shingles, least)
    order = np.lexsort((owners, entries))
    entries, owners = entries[order], owners[order]
    found: list[NDArray[np.uint64]] = []
    places, lag = np.arange(len(entries)), 1
    while len(places):  # documents of one entry that stand `lag` places apart
        places = places[places + lag < len(entries)]
        places = places[entries[places] == entries[places + lag]]
        pairs = (owners[places].astype(np.uint64) << np.uint64(32)) | owners[places + lag].astype(np.uint64)
        found.append(np.unique(pairs))
        lag += 1
    joined = np.unique(np.concatenate([*found, np.zeros(0, np.uint64)]))
    return np.stack([joined >> np.uint64(32), joined & np.uint64(0xFFFFFFFF)], axis=1).astype(np.uint32)


def _take_rarest(shingles: "Sequence[Hashes]", least: float) -> "tuple[Hashes, NDArray[np.uint32]]":
    """Return the shingles of each document that a partner must share one of, and whose they are."""
    kinds, counts = np.unique(np.concatenate([*shingles, np.zeros(0, np.uint64)]), return_counts=True)
    entries, owners = [], []
    for number, hashes in enumerate(shingles):
        if len(hashes):
            order = np.lexsort((hashes, counts[np.searchsorted(kinds, hashes)]))
            rarest = hashes[order[: len(hashes) - ceil(least * len(hashes) - 1e-9) + 1]]
            entries.append(rarest)
            owners.append(np.full(len(rarest), number, np.uint32))
    return np.concatenate([*entries, np.zeros(0, np.uint64)]), np.concatenate([*owners, np.zeros(0, np.uint32)])


def _resemblance(one: "Hashes", other: "Hashes") -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(1, len(one) + len(other) - shared)
