"""Sketches: texts in, signatures out."""

import pyarrow as pa
import pytest

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
        pa.array([TEXTS[0], None, TEXTS[2]]),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
    ],
    ids=["string", "large", "view", "binary", "slice", "null", "dictionary", "chunked"],
)
def test_arrow_arrays_give_the_signatures_of_their_texts(array: pa.Array) -> None:
    assert sketch(array).signatures.tolist() == EXPECTED


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


@pytest.mark.parametrize("texts", [[3], [None], pa.array([1, 2])])
def test_what_is_no_text_is_refused(texts: list[str]) -> None:
    with pytest.raises(InputError, match="cannot sketch"):
        sketch(texts)
