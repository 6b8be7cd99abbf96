"""Signatures of the Rust module; its functions are documented in `python.rs`."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

def is_debug_build() -> bool: ...

class Tokens:
    """The folded words of a text with their places in it, in code points."""

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    words: NDArray[np.uint64]

    def __len__(self) -> int: ...

def tokenize(text: str, excluded: Sequence[tuple[int, int]] = ...) -> Tokens: ...

class Shingles:
    """The sorted, distinct hashes of a text's word 5-grams; empty ones equal nothing, themselves included."""

    hashes: NDArray[np.uint64]

    def __len__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

def shingle(text: str) -> Shingles: ...
def resemblance(a: Shingles, b: Shingles) -> float: ...
def containment(target: Shingles, source: Shingles) -> float: ...
