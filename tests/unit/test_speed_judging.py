"""A wrong answer voids a timing."""

import pytest

from dedup.bench.bounds import Bound
from dedup.bench.speed.judging import find_disagreement, find_void, judge_answer, judge_estimates, judge_pairs

EXACT = {(0, 1), (2, 3), (2, 4)}


def test_pairs_count_in_either_order() -> None:
    assert {"recall": 1.0, "precision": 1.0, "F1": 1.0} == judge_pairs([(1, 0), (3, 2), (2, 4)], EXACT)


def test_a_missed_and_a_wrong_pair_cost_recall_and_precision() -> None:
    figures = judge_answer({"pairs": [[0, 1], [0, 2]]}, EXACT, 5)

    assert (0.3333, 0.5) == (figures["recall"], figures["precision"])


def test_flags_are_held_against_documents_with_a_partner() -> None:
    figures = judge_answer({"flags": [0, 1, 2, 9]}, EXACT, 5)

    assert (0.6, 1.0) == (figures["recall"], figures["precision"])


def test_a_member_that_its_anchor_does_not_resemble_costs_precision() -> None:
    figures = judge_answer({"flags": [0, 1, 3, 4], "stars": [[0, 1], [3, 4]]}, EXACT, 5)

    assert 0.5 == figures["precision"]


def test_an_estimate_is_judged_by_error_and_bias() -> None:
    figures = judge_estimates([0.6, 0.4], [0.5, 0.5])

    assert (0.1, 0.0) == (figures["rmse"], figures["bias"])
    assert 0.0442 == figures["rmse by theory"]


def test_an_answer_below_its_floor_voids_the_timing_and_says_why() -> None:
    floors = {"recall": Bound(0.7, upward=True), "rmse": Bound(0.05, upward=False)}

    assert find_void({"recall": 0.9, "rmse": 0.03}, floors) is None
    assert "recall is .3800, expected ≥ .7000" == find_void({"recall": 0.38, "rmse": 0.03}, floors)
    assert "no rmse was measured" == find_void({"recall": 0.9}, floors)


@pytest.mark.parametrize("ours", [0.97, 0.9])
def test_dedups_own_floor_holds_beside_the_one_for_all(ours: float) -> None:
    void = find_void({"F1": ours}, {"F1": Bound(0.8, upward=True)}, {"F1": Bound(0.95, upward=True)})

    assert (ours < 0.95) == (void is not None)


def test_a_signature_unlike_the_others_voids_its_engine_alone() -> None:
    assert {"scalar": "its signatures are not those of avx2"} == find_disagreement({"avx2": 7, "scalar": 8, "str": 7})
