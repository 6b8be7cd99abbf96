"""No figure falls below its floor: on what the repository holds, and on a sample of corpora beside the checkout.

A clone without `../shared/data` measures what it has; the other benchmarks are shown as skipped, not as passed.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from dedup.bench.definitions import Definition, load_definitions
from dedup.bench.floors import find_breaches, find_lowered, load_floors, parse_floors
from dedup.bench.runner import run

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
BESIDE = [folder for folder in (ROOT.parent / "shared" / "data", ROOT.parent / "shared" / "cases") if folder.is_dir()]
DEFINITIONS = load_definitions(BENCHMARKS)
HELD = ("seeds", "newsroom", "copies-newsroom")


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.name)
def test_a_sample_holds_its_floors(definition: Definition) -> None:
    record = run([definition], [*BESIDE, ROOT], sample=True)
    if record.skipped and definition.name not in HELD:
        pytest.skip(f"NOT MEASURED: {record.skipped[definition.name]}")

    breaches = find_breaches(record, load_floors(BENCHMARKS / "floors.json"), only=[definition.name])

    assert [] == [str(breach) for breach in breaches]
    assert {} == record.skipped


def test_what_the_repository_holds_has_floors() -> None:
    floors = {floor.benchmark for floor in load_floors(BENCHMARKS / "floors.json")}

    assert {*HELD} <= floors
    assert floors <= {definition.name for definition in DEFINITIONS}


def test_no_floor_was_ever_lowered_without_a_reason() -> None:
    text = (BENCHMARKS / "floors.json").read_text(encoding="utf-8")
    reasons = {(one["benchmark"], one["figure"]) for one in json.loads(text)["lowered"] if one["reason"]}

    lowered = {found for old in _history() for found in find_lowered(parse_floors(old), parse_floors(text))}

    assert set() == lowered - reasons


def _history() -> list[str]:
    """Return the file as it was in each commit; nothing where this is no repository."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []

    def ask(*arguments: str) -> str:
        done = subprocess.run([git, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    commits = ask("log", "--format=%H", "--", "benchmarks/floors.json").split()
    texts = [ask("show", f"{commit}:benchmarks/floors.json") for commit in commits]
    return [text for text in texts if text]
