"""The gate on instruction counts: what fails, and what cannot be compared."""

import platform
from dataclasses import replace

import pytest

from benchmarks.instructions import BASELINE, KERNELS, Counts, describe, find_unlike, find_worse, read_baseline

OLD = Counts("rustc 1.90.0", "x86_64", "abc", {"words": 1_000_000, "pairs": 2_000_000})


@pytest.mark.parametrize(
    ("words", "fails"), [(1_000_000, False), (1_029_000, False), (1_031_000, True), (500_000, False)]
)
def test_a_kernel_may_need_three_percent_more(words: int, fails: bool) -> None:
    assert fails == bool(find_worse(OLD, replace(OLD, kernels={**OLD.kernels, "words": words})))


def test_what_fails_says_by_how_much() -> None:
    worse = replace(OLD, kernels={"words": 1_100_000, "pairs": 2_000_000})

    assert ["words needs 1,100,000 instructions, +10.0%: at most 3% more than 1,000,000"] == find_worse(OLD, worse)
    assert "  words                        1,100,000  +10.0%" == next(describe(OLD, worse))


def test_another_compiler_is_not_compared_and_said() -> None:
    reason = find_unlike(OLD, "rustc 1.91.0")

    assert "counted with rustc 1.90.0, this is rustc 1.91.0: 'make instructions' counts anew" == reason


def test_another_kind_of_processor_is_not_compared() -> None:
    assert find_unlike(replace(OLD, architecture="pdp11"), OLD.compiler) is not None
    assert find_unlike(replace(OLD, architecture=platform.machine()), OLD.compiler) is None


def test_a_kernel_or_text_that_the_baseline_does_not_know_fails() -> None:
    assert find_worse(OLD, replace(OLD, kernels={**OLD.kernels, "new": 1}))
    assert find_worse(OLD, replace(OLD, texts="def"))


def test_the_committed_baseline_knows_every_kernel() -> None:
    assert BASELINE.exists()
    assert set(KERNELS) == set(read_baseline().kernels)
