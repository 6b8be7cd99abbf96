"""The native room: typed names for the Rust kernels."""

import warnings

from dedup._core._native import (
    Builder,
    Collection,
    Cutter,
    Names,
    Night,
    Pairs,
    Shingles,
    Sieve,
    Tokens,
    Weights,
    align,
    band_keys,
    candidates,
    choose_banding,
    containment,
    count_entries,
    count_work,
    estimate,
    find_entries,
    find_shared,
    fingerprints,
    folding_version,
    is_debug_build,
    join_postings,
    merge_postings,
    read_documents,
    resemblance,
    shingle,
    simd,
    sketch,
    sketch_arrow,
    take_keys,
    tokenize,
    writable,
)

__all__ = [
    "FOLDING_VERSION",
    "Builder",
    "Collection",
    "Cutter",
    "Names",
    "Night",
    "Pairs",
    "Shingles",
    "Sieve",
    "Tokens",
    "Weights",
    "align",
    "band_keys",
    "candidates",
    "choose_banding",
    "containment",
    "count_entries",
    "count_work",
    "estimate",
    "find_entries",
    "find_shared",
    "fingerprints",
    "join_postings",
    "merge_postings",
    "read_documents",
    "resemblance",
    "shingle",
    "simd",
    "sketch",
    "sketch_arrow",
    "take_keys",
    "tokenize",
    "writable",
]

FOLDING_VERSION = folding_version()

if is_debug_build():
    warnings.warn(
        "dedup's core was built without optimisation and is many times slower: run 'make build'", stacklevel=2
    )
