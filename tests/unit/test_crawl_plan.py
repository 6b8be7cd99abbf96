"""Only the same night goes on in a folder."""

import os
from pathlib import Path

import pytest

from dedup.crawl.plan import RUN, Plan, claim, plan_night, working
from dedup.errors import UsageError

SETTINGS = {"policy": {"near": 0.8}}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    return plan_night([str(tmp_path / "b"), str(tmp_path / "a")], SETTINGS, tmp_path / "index")


def test_the_order_of_the_files_makes_no_other_plan(plan: Plan, tmp_path: Path) -> None:
    assert plan == plan_night([str(tmp_path / "a"), str(tmp_path / "b")], SETTINGS, tmp_path / "index")


def test_a_new_folder_is_made_and_the_same_night_goes_on_there(plan: Plan, tmp_path: Path) -> None:
    assert ["new", "begun"] == [claim(tmp_path / "out", plan) for _ in range(2)]


def test_a_night_with_its_last_output_is_finished(plan: Plan, tmp_path: Path) -> None:
    claim(tmp_path / "out", plan)
    (tmp_path / "out" / RUN).touch()

    assert "finished" == claim(tmp_path / "out", plan)


def test_a_folder_that_holds_something_else_is_refused(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not empty, and none of dedup's nights"):
        claim(tmp_path, plan)


def test_a_folder_that_was_left_before_the_plan_stood_there_is_taken(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "out" / ".night").mkdir(parents=True)

    assert "new" == claim(tmp_path / "out", plan)


def test_another_setting_is_named(plan: Plan, tmp_path: Path) -> None:
    claim(tmp_path / "out", plan)
    other = Plan(plan.inputs, {"policy": {"near": 0.9}}, plan.index)

    with pytest.raises(UsageError, match=r"another night: policy\.near was 0\.8, not 0\.9"):
        claim(tmp_path / "out", other)


def test_another_index_is_named(plan: Plan, tmp_path: Path) -> None:
    claim(tmp_path / "out", plan)

    with pytest.raises(UsageError, match="another night: another index"):
        claim(tmp_path / "out", Plan(plan.inputs, SETTINGS, "elsewhere"))


def test_a_file_that_was_written_since_is_named(plan: Plan, tmp_path: Path) -> None:
    claim(tmp_path / "out", plan)
    os.utime(tmp_path / "a", ns=(1, 1))

    with pytest.raises(UsageError, match=r"another night: other inputs \(.*a\)"):
        claim(tmp_path / "out", plan_night([str(tmp_path / "a"), str(tmp_path / "b")], SETTINGS, Path(plan.index)))


def test_two_processes_do_not_work_on_one_night(plan: Plan, tmp_path: Path) -> None:
    claim(tmp_path / "out", plan)

    with working(tmp_path / "out"), pytest.raises(UsageError, match="another process"), working(tmp_path / "out"):
        pass
