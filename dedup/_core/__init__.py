"""The native room: typed names for the Rust kernels."""

import warnings

from dedup._core._native import (
    Shingles,
    Tokens,
    containment,
    is_debug_build,
    resemblance,
    shingle,
    tokenize,
)

__all__ = ["Shingles", "Tokens", "containment", "resemblance", "shingle", "tokenize"]

if is_debug_build():
    warnings.warn(
        "dedup's core was built without optimisation and is many times slower: run 'make build'", stacklevel=2
    )
