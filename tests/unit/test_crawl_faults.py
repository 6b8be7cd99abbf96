"""A night that is stopped anywhere: the same command brings it to the same end, and adds nothing twice."""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dedup.crawl.run import Night
from dedup.errors import DedupError
from dedup.index import Index, disk
from dedup.model import Document
from tests.unit.nights import (
    article,
    contents,
    elsewhere,
    finish,
    night_of,
    page,
    repeat,
    rows,
    run_until,
    stored,
    write_jsonl,
)


@pytest.fixture
def night(tmp_path: Path) -> Night:
    """Some articles and copies, in two units, with an index that holds something."""
    paths = (
        write_jsonl(tmp_path / "a.jsonl", map(page, range(6))),
        write_jsonl(tmp_path / "b.jsonl", [*map(repeat, range(3)), *map(page, range(6, 9))]),
    )
    return night_of(tmp_path, *paths, unit=8)


@pytest.fixture
def expected(night: Night, tmp_path: Path) -> tuple[dict[str, bytes], list[str]]:
    """The outputs and the index of the night when nothing stops it."""
    other = elsewhere(night, tmp_path / "expected")
    finish(other)
    return contents(other.output), stored(other)


def stop_at(step: int, error: Callable[[], BaseException]) -> Callable[[str], None]:
    """Return a hook that raises at a step."""
    left = [step]

    def hook(_: str) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise error()

    return hook


@pytest.mark.parametrize(
    ("error", "every"),
    [(KeyboardInterrupt, 1), (lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 4)],
    ids=["stopped", "full"],
)
def test_whatever_stops_a_night_at_any_step_it_comes_to_the_same_end(
    night: Night,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected: tuple[dict[str, bytes], list[str]],
    error: Callable[[], BaseException],
    every: int,
) -> None:
    for step in range(0, 1000, every):
        other = elsewhere(night, tmp_path / f"{step}")
        monkeypatch.setattr(disk, "on_step", stop_at(step, error))
        try:
            finish(other)
        except (KeyboardInterrupt, DedupError):
            monkeypatch.setattr(disk, "on_step", None)
            finish(other)

            assert expected == (contents(other.output), stored(other))
            assert [] == Index.open(other.index).verify()
        else:
            break
        finally:
            monkeypatch.setattr(disk, "on_step", None)
        shutil.rmtree(tmp_path / f"{step}")
    assert step > 20


def test_a_process_that_is_killed_again_and_again_comes_to_the_same_end(
    night: Night, expected: tuple[dict[str, bytes], list[str]]
) -> None:
    steps = [0, 9, 16, 5, 21, 11, 30, 1000]
    codes = [run_until(step, night) for step in steps]

    assert expected == (contents(night.output), stored(night))
    assert (-signal.SIGKILL, 0) == (codes[0], codes[-1])


def test_an_index_that_changes_between_the_outputs_and_the_commit_is_decided_against_anew(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def stop(name: str) -> None:
        taken.append(name)
        if "rename outputs" in taken and name == "commit":
            raise KeyboardInterrupt

    monkeypatch.setattr(disk, "on_step", stop)
    with pytest.raises(KeyboardInterrupt):
        finish(night)
    monkeypatch.setattr(disk, "on_step", None)
    Index.open(night.index).add([Document("wire", article(7), published="2024-04-01")])
    finish(night)

    assert [("d0007", "wire")] == [(row["id"], row["anchor"]) for row in rows(night, "removed") if row["id"] == "d0007"]
    assert ["wire"] == [id_ for id_ in stored(night) if id_ in ("d0007", "wire")]
