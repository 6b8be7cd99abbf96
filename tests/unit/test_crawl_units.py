"""Units: every record is read once, whatever stops the night and however large a unit is."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dedup.crawl.model import Extracted, Record
from dedup.crawl.plan import Plan, claim, plan_night
from dedup.crawl.progress import Progress
from dedup.crawl.reading import read_units
from dedup.crawl.work import Position, WorkArea
from dedup.index import Index, disk
from dedup.index.tables import NAME, Documents
from dedup.model import Document
from tests.unit import night_samples
from tests.unit.night_samples import quiet

LINES = {"a": ["a1 one", "a2 two", "a3 one"], "b": [], "c": ["c1 two", "c2 three"], "d": ["a1 four"]}
RECORDS = [
    ("a1", "ok", None),
    ("a2", "ok", None),
    ("a3", "skipped:exact", "a1"),
    ("c1", "skipped:exact", "a2"),
    ("c2", "ok", None),
    ("a1@d:1", "ok", None),
]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    for name, lines in LINES.items():
        (tmp_path / name).write_text("\n".join(lines))
    plan = plan_night([str(tmp_path / name) for name in LINES], {}, tmp_path / "index")
    claim(tmp_path / "out", plan)
    Index.open(tmp_path / "index", create=True)
    return plan


def read_all(plan: Plan, folder: Path, *, size: int, progress: Progress | None = None) -> WorkArea:
    work = WorkArea(folder)
    read_units(
        plan,
        work,
        night_samples.read,
        night_samples.extract,
        index=Path(plan.index),
        size=size,
        progress=progress or quiet(),
    )
    return work


def rows(work: WorkArea) -> list[tuple[str, str, str | None]]:
    columns = ("id", "status", "same_as")
    return [tuple(row[name] for name in columns) for table in work.records() for row in table.to_pylist()]


@pytest.mark.parametrize("size", [1, 2, 4, 100])
def test_records_are_marked_over_the_whole_night_however_large_a_unit_is(plan: Plan, tmp_path: Path, size: int) -> None:
    work = read_all(plan, tmp_path / "out", size=size)

    assert RECORDS == rows(work)
    assert -(-len(RECORDS) // size) == len(work.units)


def test_a_unit_holds_its_documents_as_an_index_keeps_them(plan: Plan, tmp_path: Path) -> None:
    work = read_all(plan, tmp_path / "out", size=3)
    texts = [[one.document.text for one in Documents(unit / NAME).read()] for unit in work.units]

    assert [["one", "two"], ["three", "four"]] == texts


@pytest.mark.parametrize("size", [1, 2, 5])
def test_what_stops_at_any_step_is_taken_up_again(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    for number in range(1000):
        left = [number]

        def die(_: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt

        folder = tmp_path / f"out{number}"
        claim(folder, plan)
        monkeypatch.setattr(disk, "on_step", die)
        try:
            read_all(plan, folder, size=size)
        except KeyboardInterrupt:
            monkeypatch.setattr(disk, "on_step", None)

            assert RECORDS == rows(read_all(plan, folder, size=2))
        else:
            break
    assert number > 3


def test_a_night_that_is_told_to_stop_commits_what_it_has(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, extract = quiet(), night_samples.extract

    def stopping(records: Iterable[Record]) -> Iterator[Extracted]:
        for number, one in enumerate(extract(records), 1):
            progress.stop.wanted = number >= 4
            yield one

    monkeypatch.setattr(night_samples, "extract", stopping)
    work = read_all(plan, tmp_path / "out", size=100, progress=progress)
    monkeypatch.undo()

    assert RECORDS[:4] == rows(work)
    assert Position(2, 1, 2.0, 1) == work.position
    assert RECORDS == rows(read_all(plan, tmp_path / "out", size=100))


def test_the_seconds_of_extraction_are_summed_over_all_runs(plan: Plan, tmp_path: Path) -> None:
    assert 3.0 == read_all(plan, tmp_path / "out", size=2).position.seconds


def test_an_id_that_another_process_adds_meanwhile_is_given_up(plan: Plan, tmp_path: Path) -> None:
    read_all(plan, tmp_path / "out", size=2)
    Index.open(plan.index).add([Document("c2", "Another text.")])
    again = read_all(plan, tmp_path / "out", size=2)

    assert ["a1", "a2", "a3", "c1", "c2@c:2", "a1@d:1"] == [id_ for id_, *_ in rows(again)]
