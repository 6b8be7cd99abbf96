"""Signatures of the Rust module; its functions are documented in `python.rs` and beside it."""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

# A text is a str (its lone surrogates read as U+FFFD, one for one) or UTF-8 in bytes.
_Text = str | bytes

def is_debug_build() -> bool: ...
def folding_version() -> int: ...
def writable(text: str) -> str: ...

class Tokens:
    """The folded words of a text with their places in it, in code points."""

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    words: NDArray[np.uint64]

    def __len__(self) -> int: ...

def tokenize(
    text: _Text, excluded: Sequence[tuple[int, int]] = ..., quoted: Sequence[tuple[int, int]] = ...
) -> Tokens: ...

class Shingles:
    """The sorted, distinct hashes of a text's word 5-grams; empty ones equal nothing, themselves included."""

    hashes: NDArray[np.uint64]

    def __len__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

def shingle(text: _Text) -> Shingles: ...
def resemblance(a: Shingles, b: Shingles) -> float: ...
def containment(target: Shingles, source: Shingles) -> float: ...
def sketch(texts: Sequence[_Text], num_perm: int = 128, seed: int = 1, threads: int = 1) -> NDArray[np.uint32]: ...

# An Arrow array: the texts' offsets or views, its data, and its validity bits with the number of the first.
_Chunk = tuple[
    NDArray[np.int32] | NDArray[np.int64] | NDArray[np.uint8],
    list[NDArray[np.uint8]],
    tuple[NDArray[np.uint8], int] | None,
]

def sketch_arrow(
    chunks: Sequence[_Chunk], num_perm: int = 128, seed: int = 1, threads: int = 1
) -> NDArray[np.uint32]: ...
def simd() -> Literal["scalar", "avx2", "avx512", "neon"]: ...
def estimate(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> float: ...
def choose_banding(threshold: float, num_perm: int) -> tuple[int, int]: ...
def band_keys(signatures: NDArray[np.uint32], bands: int, rows: int) -> NDArray[np.uint64]: ...
def candidates(signatures: NDArray[np.uint32], threshold: float) -> NDArray[np.uint32]: ...
def fingerprints(
    text: _Text, window: int = ...
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]: ...

class Collection:
    """Texts searched for pairs that reach a resemblance or a containment; prints are kept, texts are not."""

    def __new__(cls, resemblance: float, containment: float | None = None, threads: int = 1) -> Collection: ...
    def __len__(self) -> int: ...
    def add(self, texts: Sequence[_Text]) -> None: ...
    def find_pairs(self, order: NDArray[np.uint32], load: Callable[[list[int]], Sequence[_Text]]) -> Pairs: ...

class Pairs:
    """Verified pairs as parallel arrays, sorted by target and source, and counts of what was left out."""

    targets: NDArray[np.uint32]
    sources: NDArray[np.uint32]
    resemblances: NDArray[np.float64]
    containments: NDArray[np.float64]
    compared: int
    bounded: list[tuple[str, int]]

    def __len__(self) -> int: ...

# How many leading bits choose a run, where the runs start, keys, documents, and the keys that were left out.
_Postings = tuple[int, NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint64]]

class Builder:
    """The signatures and keys of texts that are to be stored, by their numbers."""

    def __new__(cls, permutations: int, seed: int, bands: int, rows: int) -> Builder: ...
    def __len__(self) -> int: ...
    def add(self, texts: Sequence[_Text], dense: Sequence[bool], threads: int = 1) -> None: ...
    def take_signatures(self) -> NDArray[np.uint32]: ...
    def take_postings(self, most: int) -> list[_Postings]: ...

# Four: of the digest, the bands, the passages and the words.
_Keys = list[NDArray[np.uint64]]

def take_keys(text: _Text, permutations: int, seed: int, bands: int, rows: int) -> _Keys: ...
def find_entries(
    bits: int, fanout: NDArray[np.uint64], keys: NDArray[np.uint32], wanted: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]: ...
def find_shared(texts: Sequence[Tokens], threads: int = 1) -> NDArray[np.uint32]: ...

class Weights:
    """What words tell: the document frequencies of stems, by key."""

    def __new__(cls, stems: Sequence[str], counts: Sequence[int], documents: int) -> Weights: ...

# Target start and end, source start and end, kind, identity, band, score.
_Alignment = tuple[
    int,
    int,
    int,
    int,
    Literal["verbatim", "edited", "paraphrased", "summarised"],
    float,
    Literal["asserted", "possible"],
    float,
]

def align(target: Tokens, source: Tokens, weights: Weights) -> list[_Alignment]: ...
def count_work(target: Tokens, source: Tokens, weights: Weights) -> int: ...

# Likeness, the longest run of words, that of quoted ones, whether a passage is sure.
_Bearing = tuple[float, int, int, bool]

class Sieve:
    """A text that others are held against, to tell which have to do with it."""

    def __new__(cls, text: _Text, quoted: Sequence[tuple[int, int]], rarity: Weights, weights: Weights) -> Sieve: ...
    def judge(self, texts: Sequence[_Text], threads: int = 1) -> list[_Bearing]: ...
