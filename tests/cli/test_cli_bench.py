"""`dedup bench`: what is measured is printed or kept, what is not is named, and floors hold."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import assert_refused, run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the benchmarks of a checkout need, in which the command is run."""
    for name in ("benchmarks", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".venv", ".corpora"))
    shutil.copy(ROOT / "README.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
def test_one_benchmark_is_measured_and_printed() -> None:
    result = run("bench", "run", "quality", "--only", "seeds")

    assert 0 == result.exit_code, result.output
    assert result.stdout.startswith("seeds: Five reports of one event")
    assert "sure pairs asserted" in result.stdout
    assert "" == result.stderr


@pytest.mark.usefixtures("checkout")
def test_a_missing_corpus_is_named_and_left_out() -> None:
    result = run("bench", "run", "quality", "--only", "pan13-train")

    assert 0 == result.exit_code
    assert result.stderr.startswith("warning: pan13-train is not measured: no pan13-train (https://pan.")
    assert result.stdout.startswith("pan13-train: not measured")


def test_a_record_is_json_by_option_or_suffix(checkout: Path) -> None:
    printed = run("bench", "run", "quality", "--only", "seeds", "--format", "json")
    run("bench", "run", "quality", "--only", "seeds", "--output", "kept.json")

    kept = json.loads((checkout / "kept.json").read_text(encoding="utf-8"))

    assert "dedup.quality/1" == kept["schema"]
    assert kept["results"][0]["figures"] == json.loads(printed.stdout)["results"][0]["figures"]


def test_a_figure_below_its_floor_is_an_error_of_its_own(checkout: Path) -> None:
    floors = {"seeds": {"sure pairs asserted": {"at_least": 31}, "gone": {"at_least": 1}}, "old": {"f": {"at_most": 1}}}
    written = json.dumps({"schema": "dedup.floors/1", "floors": floors})
    (checkout / "benchmarks" / "floors.json").write_text(written, encoding="utf-8")

    result = run("bench", "run", "quality", "--only", "seeds", "--check")

    assert 1 == result.exit_code
    assert ["error: seeds: sure pairs asserted is", "error: seeds: gone was not measured"] == [
        line.partition(" 1")[0].partition(";")[0] for line in result.stderr.splitlines()
    ]


@pytest.mark.usefixtures("checkout")
def test_a_benchmark_that_is_asked_for_and_not_measured_fails_the_check() -> None:
    result = run("bench", "run", "quality", "--only", "pan13-train", "--check")

    assert 1 == result.exit_code
    assert "error: pan13-train: was not measured" == result.stderr.splitlines()[-1]


@pytest.mark.usefixtures("checkout")
def test_a_folder_of_corpora_that_is_not_there_is_refused() -> None:
    assert_refused(run("bench", "run", "quality", "--corpora", "nowhere"), message="nowhere is no folder")


@pytest.mark.usefixtures("checkout")
def test_an_unknown_benchmark_is_refused() -> None:
    assert_refused(run("bench", "run", "quality", "--only", "wires"), message="no benchmark 'wires'")


@pytest.mark.usefixtures("checkout")
def test_a_damaged_archive_is_refused_by_name(checkout: Path) -> None:
    (checkout / "pan13-train.tar.xz").write_bytes(b"nothing")

    assert_refused(run("bench", "run", "quality", "--only", "pan13-train"), message="pan13-train.tar.xz")


def test_a_new_record_is_shown_in_the_readmes(checkout: Path) -> None:
    for path in (checkout / "benchmarks" / "records").glob("quality-*.json"):
        path.unlink()
    run("bench", "run", "quality", "--only", "seeds", "--output", "benchmarks/records/quality-new.json")

    result = run("bench", "report")

    assert 0 == result.exit_code, result.output
    assert "| Five reports of one event |" in (checkout / "README.md").read_text(encoding="utf-8")
    assert "### seeds: Five" in (checkout / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert "pan13-train:" not in (checkout / "benchmarks" / "README.md").read_text(encoding="utf-8")


def test_a_report_without_any_record_is_refused(checkout: Path) -> None:
    shutil.rmtree(checkout / "benchmarks" / "records")

    assert_refused(run("bench", "report"), message="no record of a whole run")
