"""Our signatures are datasketch's, bit for bit."""

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from dedup import _core
from dedup.errors import InputError
from dedup.sketches import Sketches, sketch

TEXTS = st.lists(st.text(st.sampled_from("abcdefgh é北.\n"), max_size=60), max_size=5)

# MinHash(num_perm=4, seed=1) of the three shingles of "one two three four five six seven".
GOLDEN = [1197085174, 2302058346, 34989434, 443857553]


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


def test_an_index_filled_from_our_signatures_answers_as_one_filled_by_datasketch() -> None:
    texts = [" ".join(f"w{number % 7 + start}" for number in range(40)) for start in range(0, 60, 3)]
    ours, theirs = MinHashLSH(threshold=0.5, num_perm=128), MinHashLSH(threshold=0.5, num_perm=128)
    for number, (text, signature) in enumerate(zip(texts, sketch(texts).to_datasketch(), strict=True)):
        minhash = MinHash(num_perm=128, seed=1, hashfunc=int)
        minhash.update_batch(int(shingle) & 0xFFFFFFFF for shingle in _core.shingle(text).hashes)
        ours.insert(number, signature)
        theirs.insert(number, minhash)
        assert sorted(theirs.query(minhash)) == sorted(ours.query(signature))


def test_signatures_of_datasketch_become_ours_again() -> None:
    sketches = sketch(["a b c d e f g h i j", ""], seed=7)
    again = Sketches.from_datasketch(sketches.to_datasketch())

    assert (7, sketches.signatures.tolist()) == (again.seed, again.signatures.tolist())


def test_bytes_are_those_of_lean_minhash_both_ways() -> None:
    sketches = sketch(["a b c d e f g h i j", "k l m"], seed=7)
    written = []
    for lean in sketches.to_datasketch():
        written.append(bytearray(lean.bytesize()))
        lean.serialize(written[-1])

    assert [bytes(one) for one in written] == sketches.to_bytes()
    assert sketches.signatures.tolist() == Sketches.from_bytes(sketches.to_bytes()).signatures.tolist()


@pytest.mark.parametrize(
    ("minhashes", "message"),
    [
        ([], "none"),
        ([MinHash(num_perm=4, seed=1), MinHash(num_perm=4, seed=2)], "several"),
        ([MinHash(num_perm=4, seed=1, scheme="affine64")], "affine64"),
    ],
)
def test_signatures_that_cannot_be_compared_are_refused(minhashes: list[MinHash], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Sketches.from_datasketch(minhashes)


@pytest.mark.parametrize("written", [b"", b"x" * 20, bytes(16)])
def test_bytes_that_are_no_signature_are_refused(written: bytes) -> None:
    with pytest.raises(InputError, match="signature"):
        Sketches.from_bytes([written])
