"""`dedup bench run speed`, `compare`: engines are started, records kept and compared."""

import json
import shutil
from pathlib import Path

import pytest

from dedup.bench.speed.records import write_speed_record
from tests.cli.command import assert_refused, run
from tests.unit.speed_samples import make_record, make_run

ROOT = Path(__file__).parents[2]
SMALL = ("bench", "run", "speed", "--only", "signatures", "--documents", "40", "--rounds", "2", "--engines", "shingles")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the benchmarks of a checkout need, in which the command is run."""
    ignored = shutil.ignore_patterns("__pycache__", ".venv", ".corpora")
    shutil.copytree(ROOT / "benchmarks", tmp_path / "benchmarks", ignore=ignored)
    shutil.copy(ROOT / "README.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_engine_is_measured_and_every_sample_kept(checkout: Path) -> None:
    result = run(*SMALL, "--output", "kept.json")

    kept = json.loads((checkout / "kept.json").read_text(encoding="utf-8"))
    (measured,) = kept["results"][0]["runs"]

    assert 0 == result.exit_code, result.output
    assert ("dedup.speed/1", "signatures") == (kept["schema"], kept["results"][0]["benchmark"])
    assert ("shingles", 40, 2) == (measured["engine"], measured["documents"], len(measured["cpu_seconds"]))
    assert 2 == len(kept["yardstick"])


@pytest.mark.usefixtures("checkout")
def test_a_corpus_of_ones_own_is_measured(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(one), "text": f"Text {one} of a few words."}) + "\n" for one in range(30))
    (tmp_path / "own.jsonl").write_text(lines)

    result = run(*SMALL, "--corpus", "own.jsonl")

    assert "(given corpus, 30 documents)" in result.stdout


@pytest.mark.usefixtures("checkout")
def test_a_peer_that_is_not_installed_is_named() -> None:
    result = run("bench", "run", "speed", "--only", "pairs-half", "--documents", "20", "--engines", "gaoya")

    assert 0 == result.exit_code
    assert "warning: pairs-half: gaoya is not installed: run 'make engines'\n" == result.stderr
    assert "missing: is not installed" in result.stdout


@pytest.mark.usefixtures("checkout")
def test_an_option_of_the_other_suite_is_refused() -> None:
    assert_refused(run("bench", "run", "quality", "--rounds", "2"), message="--rounds says nothing of quality")
    assert_refused(run("bench", "run", "speed", "--check"), message="--check says nothing of speed")


def test_a_record_that_is_worse_exits_with_one(tmp_path: Path) -> None:
    for name, seconds in (("old", 0.1), ("same", 0.1), ("slow", 0.2)):
        record = make_record(make_run("dedup", [seconds] * 3))
        (tmp_path / f"{name}.json").write_text(write_speed_record(record), encoding="utf-8")
    old, same, slow = (str(tmp_path / f"{name}.json") for name in ("old", "same", "slow"))

    worse = run("bench", "compare", old, slow)

    assert 1 == worse.exit_code
    assert "x2.000" in worse.stdout
    assert 0 == run("bench", "compare", old, same).exit_code
    assert 0 == run("bench", "compare", slow, old).exit_code


def test_a_record_of_speed_is_shown_in_the_readme_and_drawn(checkout: Path) -> None:
    record = make_record(make_run("dedup", [0.1] * 3), make_run("peer", [1.0] * 3))
    for path in (checkout / "benchmarks" / "records").glob("speed-*.json"):
        path.unlink()
    (checkout / "benchmarks" / "records" / "speed-9.json").write_text(write_speed_record(record), encoding="utf-8")

    result = run("bench", "report")

    assert 0 == result.exit_code, result.output
    assert "| dedup, list[str] | 200,000 |" in (checkout / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert (checkout / "benchmarks" / "pictures" / "speed-signatures.svg").exists()


def test_the_index_is_measured(checkout: Path) -> None:
    options = ("--only", "lookups", "--documents", "100", "--engines", "index", "--output", "index.json")
    result = run("bench", "run", "index", *options)
    kept = json.loads((checkout / "index.json").read_text(encoding="utf-8"))
    (measured,) = kept["results"][0]["runs"]

    assert 0 == result.exit_code, result.output
    assert (1.0, 1.0) == (measured["figures"]["recall"], measured["figures"]["precision"])
    assert 0 < measured["figures"]["p50, ms"] <= measured["figures"]["p99, ms"]
    assert [] == list((checkout / "benchmarks" / ".corpora").glob("index-*"))
