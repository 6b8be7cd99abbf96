"""A night from its inputs to its outputs and the index."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dedup.crawl.outputs import checksums
from dedup.crawl.policy import Policy
from dedup.crawl.run import Night, try_out
from dedup.errors import IndexMissingError, InputError, UsageError
from dedup.index import Index
from tests.unit.night_samples import quiet
from tests.unit.nights import (
    VARYING,
    contents,
    elsewhere,
    finish,
    night_of,
    page,
    repeat,
    rows,
    shuffled,
    stored,
    write_jsonl,
)

TABLES = ("clusters", "documents", "keep", "matches", "removed", "stories")


@pytest.fixture
def night(tmp_path: Path) -> Night:
    """Thirty articles in two files, copies of five, a line that is no record and one without text."""
    first = write_jsonl(tmp_path / "a.jsonl", [*map(page, range(20)), {"id": "none"}])
    second = write_jsonl(tmp_path / "b.jsonl", [*map(repeat, range(5)), *map(page, range(20, 30))])
    second.write_text(second.read_text() + "{broken\n")
    return night_of(tmp_path, first, second, unit=7)


def test_every_record_of_the_input_is_one_row(night: Night) -> None:
    finish(night)
    documents = rows(night, "documents")

    assert [(night.paths[0], line) for line in range(1, 22)] + [(night.paths[1], line) for line in range(1, 17)] == [
        (row["file"], row["offset"]) for row in documents
    ]
    assert ["empty", "damaged"] == [row["status"] for row in documents if row["status"] != "ok"]
    assert [None] * 2 == [row["keep"] for row in documents if row["status"] != "ok"]


def test_a_copy_is_removed_with_the_kept_document_that_it_repeats(night: Night) -> None:
    finish(night)

    assert [("exact", f"c{number:04}", f"d{number:04}", 1.0) for number in range(5)] == [
        (row["reason"], row["id"], row["anchor"], row["resemblance"]) for row in rows(night, "removed")
    ]
    assert [f"d{number:04}" for number in range(30)] == [row["id"] for row in rows(night, "keep")]


def test_what_is_kept_goes_into_the_index(night: Night) -> None:
    finish(night)

    assert [f"d{number:04}" for number in range(30)] == stored(night)


def test_an_agency_s_own_page_goes_into_the_index_as_a_wire(tmp_path: Path) -> None:
    wire = page(1, outlet="Reuters", url="https://www.reuters.com/world/1")
    night = night_of(tmp_path, write_jsonl(tmp_path / "a.jsonl", [wire, page(2)]))
    finish(night)

    assert {"wire": 1} == Index.open(night.index).info().roles


def test_parquet_and_jsonl_say_the_same_and_carry_their_schema(night: Night) -> None:
    finish(night)
    for name in TABLES:
        table = pq.read_table(night.output / f"{name}.parquet")

        assert rows(night, name) == table.to_pylist()
        assert b"dedup.crawl/1" == table.schema.metadata[b"schema"]


def test_run_json_counts_and_has_the_checksums_of_all_others(night: Night) -> None:
    finish(night)
    said = json.loads((night.output / "run.json").read_text())
    others = {name: held for name, held in checksums(night.output).items() if name not in ("run.json", VARYING)}

    assert others == said["files"]
    assert {"damaged": 1, "empty": 1, "ok": 35} == said["counts"]["status"]
    assert (37, 35, 30, 5) == tuple(said["counts"][name] for name in ("records", "documents", "kept", "removed"))


def test_the_work_area_keeps_no_text_when_the_night_is_finished(night: Night) -> None:
    finish(night)

    assert {"plan.json", "lock"} == {path.name for path in (night.output / ".night").rglob("*") if path.is_file()}


def test_the_same_night_again_changes_nothing_and_says_so(night: Night) -> None:
    finish(night)
    before = contents(night.output), stored(night)

    assert "unchanged" == finish(night).state
    assert before == (contents(night.output), stored(night))


@pytest.mark.parametrize("unit", [1, 10, 1000])
def test_outputs_are_the_same_whatever_the_units_and_the_order_of_the_files(
    night: Night, tmp_path: Path, unit: int
) -> None:
    finish(night)
    other = replace(elsewhere(night, tmp_path / "other"), unit=unit, paths=shuffled(night.paths))
    finish(other)

    assert contents(night.output) == contents(other.output)


def test_a_second_night_that_repeats_a_third_of_the_first_names_the_first_ones_anchors(
    night: Night, tmp_path: Path
) -> None:
    finish(night)
    again = [*map(repeat, range(10)), *map(page, range(30, 50))]
    second = replace(night, paths=(str(write_jsonl(tmp_path / "c.jsonl", again)),), output=tmp_path / "second")
    finish(second)

    assert [(f"c{number:04}", f"d{number:04}") for number in range(10)] == [
        (row["id"], row["anchor"]) for row in rows(second, "removed")
    ]
    assert [f"d{number:04}" for number in range(50)] == stored(second)


def test_a_document_that_the_index_has_under_the_same_id_gets_another(night: Night, tmp_path: Path) -> None:
    finish(night)
    path = write_jsonl(tmp_path / "c.jsonl", [page(3), page(4, text=page(99)["text"])])
    second = replace(night, paths=(str(path),), output=tmp_path / "second")
    finish(second)

    assert [(f"d0003@{path}:1", "d0003")] == [(row["id"], row["anchor"]) for row in rows(second, "removed")]
    assert [f"d0004@{path}:2"] == [row["id"] for row in rows(second, "keep")]


def test_a_night_that_the_index_has_is_refused_for_another_folder(night: Night, tmp_path: Path) -> None:
    finish(night)

    with pytest.raises(UsageError, match="has the documents of this night already"):
        finish(replace(night, output=tmp_path / "other"))


def test_another_policy_is_refused_for_the_same_folder(night: Night) -> None:
    finish(night)

    with pytest.raises(UsageError, match=r"policy\.near was 0\.8, not 0\.9"):
        finish(replace(night, policy=Policy(near=0.9)))


def test_a_night_without_a_record_is_finished_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    night = night_of(tmp_path, tmp_path / "a.jsonl")
    finish(night)

    assert ["empty"] == [row["status"] for row in rows(night, "documents")]


def test_a_dry_run_counts_and_writes_nothing(night: Night) -> None:
    outcome = try_out(night, quiet())

    assert (30, 5) == (outcome.run["counts"]["kept"], outcome.run["counts"]["removed"])
    assert not night.output.exists()
    assert [] == stored(night)


def test_a_missing_index_and_a_missing_input_are_told_before_anything_is_written(night: Night, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        finish(replace(night, index=tmp_path / "none"))
    with pytest.raises(InputError, match="no such file"):
        finish(replace(night, paths=(str(tmp_path / "none.jsonl"),)))

    assert not night.output.exists()


def test_the_page_of_the_night_shows_markup_in_a_title_as_text(tmp_path: Path) -> None:
    first = page(1, title="<script>alert(1)</script>")
    night = night_of(tmp_path, write_jsonl(tmp_path / "a.jsonl", [first, repeat(1)]))
    finish(night)
    shown = (night.output / "summary.html").read_text("utf-8")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown
