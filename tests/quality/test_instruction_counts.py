"""No kernel needs more instructions than the committed baseline allows; skipped, with the reason, where none counts."""

import pytest

from benchmarks.instructions import count, find_tools, find_unlike, find_worse, read_baseline


def test_no_kernel_needs_more_instructions_than_its_baseline_allows() -> None:
    tools = find_tools()
    if isinstance(tools, str):
        pytest.skip(f"not counted: {tools}")
    baseline = read_baseline()
    unlike = find_unlike(baseline, tools.compiler)
    if unlike:
        pytest.skip(f"not compared: {unlike}")

    assert [] == find_worse(baseline, count(tools))
