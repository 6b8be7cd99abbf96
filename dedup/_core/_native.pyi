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
