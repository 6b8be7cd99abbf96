"""Our signatures are datasketch's, bit for bit."""

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from dedup import _core
from dedup.sketches import sketch

TEXTS = st.lists(st.text(st.sampled_from("abcdefgh é北.\n"), max_size=60), max_size=5)

# MinHash(num_perm=4, seed=1) of the three shingles of "one two three four five six seven".
GOLDEN = [48593823, 1154464051, 2741029291, 910687819]


def reference(text: str, num_perm: int, seed: int) -> list[int]:
    minhash = MinHash(num_perm=num_perm, seed=seed, hashfunc=int)
    minhash.update_batch(int(shingle) & 0xFFFFFFFF for shingle in _core.shingle(text).hashes)
    assert minhash.scheme == "affine32"
    return [int(value) for value in minhash.hashvalues]


@given(TEXTS, st.sampled_from([1, 2, 31, 32, 33, 128, 200]), st.sampled_from([0, 1, 2, 42, 2**32 - 1]))
def test_signatures_equal_datasketch_whatever_the_text_seed_and_size(
    texts: list[str], num_perm: int, seed: int
) -> None:
    expected = [reference(text, num_perm, seed) for text in texts]

    assert sketch(texts, num_perm=num_perm, seed=seed).signatures.tolist() == expected


def test_golden_vector() -> None:
    signatures = sketch(["one two three four five six seven"], num_perm=4).signatures

    assert signatures.dtype == np.uint32
    assert signatures.tolist() == [GOLDEN]


def test_datasketch_takes_our_signatures_and_agrees_on_resemblance() -> None:
    sketches = sketch(["a b c d e f g h i j", "a b c d e f g h i k"])
    one, other = sketches.to_datasketch()

    assert isinstance(one, LeanMinHash)
    assert sketches.resemblance(0, 1) == one.jaccard(other)


def test_datasketch_indexes_find_our_signatures() -> None:
    same, other = sketch(["a b c d e f g h i j", "v w x y z p q r s t"]).to_datasketch()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    index.insert("same", same)
    index.insert("other", other)

    assert index.query(same) == ["same"]
