"""Sketches: texts in, signatures out."""

import os
import subprocess
import sys
from collections.abc import Iterable

import pyarrow as pa
import pytest
from datasketch import MinHash

from dedup import _core
from dedup.errors import InputError, UsageError
from dedup.sketches import sketch

TEXTS = ["The mayor opened the new bridge.", "", "El alcalde abrió el puente."]
EXPECTED = sketch(TEXTS).signatures.tolist()


@pytest.mark.parametrize(
    "array",
    [
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array([text.encode() for text in TEXTS]),
        pa.array(["before", *TEXTS, "after"])[1:-1],
        pa.array(["before", *TEXTS, "after"], pa.string_view())[1:-1],
        pa.array([TEXTS[0], None, TEXTS[2]]),
        pa.array([None, TEXTS[0], None, TEXTS[2]], pa.large_string())[1:],
        pa.array([TEXTS[0], None, TEXTS[2]], pa.string_view()),
        pa.array([TEXTS[0], None, TEXTS[2]]).dictionary_encode(),
        pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
        pa.chunked_array([TEXTS[:1], [], TEXTS[1:]], pa.string_view()),
    ],
    ids=lambda array: str(array.type),
)
def test_arrow_arrays_give_the_signatures_of_their_texts(array: pa.Array) -> None:
    assert sketch(array).signatures.tolist() == EXPECTED


@pytest.mark.parametrize(
    "texts",
    [
        iter(TEXTS),
        iter([TEXTS[:1], TEXTS[1:]]),
        [TEXTS[:1], [], tuple(TEXTS[1:])],
        iter([pa.array(TEXTS[:2]), TEXTS[2]]),
        iter([TEXTS[0], pa.chunked_array([TEXTS[1:2]]), [TEXTS[2].encode()]]),
    ],
    ids=["texts", "lists", "list of lists", "arrow, then a text", "of all kinds"],
)
def test_iterators_of_texts_and_of_batches_give_the_signatures_of_their_texts(texts: Iterable[str]) -> None:
    assert sketch(texts).signatures.tolist() == EXPECTED


def test_more_texts_than_are_held_at_once_keep_their_order() -> None:
    texts = [f"text of number {number}" for number in range(5_000)]

    assert (sketch(iter(texts)).signatures == sketch(texts).signatures).all()


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    sketches = sketch(
        ["one\ud800two three", "one\ufffdtwo three", "one\ufffd\ufffdtwo three".encode(), b"one\xfftwo three"]
    )

    assert sketches.signatures.tolist() == [sketches.signatures[0].tolist()] * 4


def test_a_word_of_a_hundred_megabytes_is_a_word() -> None:
    one, other, same = sketch(["a" * 100_000_000, "a" * 99_999_999, b"A" * 100_000_000]).signatures.tolist()

    assert one == same != other


def test_a_long_text_has_the_signature_of_its_shingles() -> None:
    text = "".join(f"word{number} " for number in range(20_000))
    numbers = {int(shingle) & 0xFFFFFFFF for shingle in _core.shingle(text).hashes}
    minhash = MinHash(num_perm=8, seed=1, hashfunc=int)
    minhash.update_batch(numbers)

    assert sketch([text], num_perm=8).signatures[0].tolist() == minhash.hashvalues.tolist()


def test_texts_keep_no_copy_of_themselves() -> None:
    text = "é" + "a" * 10_000
    before = sys.getsizeof(text)
    sketch([text])

    assert before == sys.getsizeof(text)


SIGN = "import dedup; print(dedup.sketch(['The mayor’s café: 1,000.5 _a_', '北京 é']).signatures.tolist())"


def run_with(level: str, code: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"DEDUP_SIMD": level}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_the_environment_forces_plain_instructions_which_change_nothing() -> None:
    assert run_with("scalar", SIGN).stdout == run_with("", SIGN).stdout != ""
    assert run_with("scalar", "from dedup import _core; print(_core.simd())").stdout == "scalar\n"


def test_instructions_that_the_processor_lacks_are_an_error() -> None:
    assert "DEDUP_SIMD is 'mmx', this processor has scalar" in run_with("mmx", SIGN).stderr


def test_utf_8_and_threads_change_nothing() -> None:
    assert sketch([text.encode() for text in TEXTS] * 100, threads=2).signatures.tolist() == EXPECTED * 100


def test_sketches_know_their_number_their_size_and_their_seed() -> None:
    sketches = sketch(TEXTS, num_perm=16, seed=7)

    assert (3, 16, 7) == (len(sketches), sketches.num_perm, sketches.seed)


def test_no_texts_give_no_signatures() -> None:
    assert sketch([]).signatures.shape == (0, 128)
    assert sketch(pa.array([], pa.string())).signatures.shape == (0, 128)


def test_texts_without_words_resemble_nothing() -> None:
    assert sketch(["", "..."]).resemblance(0, 1) == 0.0


def test_the_estimate_is_close_to_the_truth() -> None:
    shared = " ".join(f"shared{number}" for number in range(204))
    texts = [shared + "".join(f" {side}{number}" for number in range(100)) for side in "ab"]

    # 200 shingles in both, 100 in each alone: 0.5, give or take three deviations of 1 / (2 * sqrt(1024)).
    assert sketch(texts, num_perm=1024).resemblance(0, 1) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("options", [{"num_perm": 0}, {"seed": -1}, {"seed": 2**32}, {"threads": 0}])
def test_options_out_of_range_are_named(options: dict[str, int]) -> None:
    with pytest.raises(UsageError, match=next(iter(options))):
        sketch(TEXTS, **options)


def test_a_single_text_is_no_list_of_letters() -> None:
    with pytest.raises(UsageError, match="several texts"):
        sketch("The mayor")


@pytest.mark.parametrize(
    "texts", [[3], [None], ["text", 3], iter(["text", 3]), [["text"], {"text": 1}], pa.array([1, 2])]
)
def test_what_is_no_text_is_refused(texts: list[str]) -> None:
    with pytest.raises(InputError, match="cannot sketch"):
        sketch(texts)
