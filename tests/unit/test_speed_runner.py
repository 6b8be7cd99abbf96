"""Engines speak one protocol, take turns, and count only with a right answer."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dedup.bench.bounds import Bound
from dedup.bench.speed.calling import Refusal, Reply, call, find_missing, parse
from dedup.bench.speed.corpus import read_texts
from dedup.bench.speed.definitions import Engine, SpeedDefinition, load_engines, load_speed_definitions, select_engines
from dedup.bench.speed.material import make_material, pick, take_material
from dedup.bench.speed.oracle import WORDS, find_pairs, hash_texts
from dedup.bench.speed.records import SpeedResult
from dedup.bench.speed.runner import Plan, run_benchmark
from dedup.errors import ConfigError, UsageError

ROOT = Path(__file__).parents[2]
TEXT = " ".join(f"word{number}" for number in range(60))
# An engine that answers what its input asks for: the pair of the two first documents, none, an error, or rubbish.
FAKE = """
import os
from benchmarks.engines.protocol import Program, Request, serve

def find(texts, request):
    if request.input == "error":
        raise ValueError("out of luck")
    if request.input == "crash":
        os._exit(3)
    print("a library's chatter")
    return [[0, 1]] if request.input == "right" else []

serve({"pairs": Program(find, lambda pairs, _request: {"pairs": pairs})})
"""


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    """Return a folder of benchmarks with an engine `fake` in it."""
    engines = tmp_path / "benchmarks" / "engines"
    engines.mkdir(parents=True)
    for name in ("__init__.py", "engines/__init__.py", "engines/protocol.py", "engines/shingles.py"):
        shutil.copy(ROOT / "benchmarks" / name, tmp_path / "benchmarks" / name)
    (engines / "fake.py").write_text(FAKE, encoding="utf-8")
    (tmp_path / "own.jsonl").write_text(
        "".join(
            json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate([TEXT, TEXT, "other"])
        )
    )
    return tmp_path / "benchmarks"


def test_every_definition_is_sound_and_asks_engines_that_there_are() -> None:
    definitions = load_speed_definitions(ROOT / "benchmarks")

    assert "signatures" == definitions[0].name
    assert {engine.words for engine in load_engines(ROOT / "benchmarks").values()} <= WORDS.keys()


def test_every_engine_has_its_program_and_its_requirements() -> None:
    folder = ROOT / "benchmarks" / "engines"
    engines = load_engines(ROOT / "benchmarks").values()

    assert all((folder / f"{one.program}.py").exists() for one in engines)
    assert all((folder / "requirements" / f"{one.requirements}.txt").exists() for one in engines if one.requirements)


def test_an_engine_is_chosen_by_its_name_or_its_program() -> None:
    engines = load_engines(ROOT / "benchmarks")

    assert ["datasketch"] == list(select_engines(engines, ["datasketch-xxhash", "datasketch"]))[:1]
    assert all(one.is_ours for one in select_engines(engines, ["dedup"]).values())
    with pytest.raises(UsageError, match="no engine 'rho'"):
        select_engines(engines, ["rho"])


def test_a_definition_with_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "benchmarks" / "definitions", tmp_path / "definitions")
    (tmp_path / "engines").mkdir()
    (tmp_path / "engines" / "engines.toml").write_text("")

    with pytest.raises(ConfigError, match="names no engine"):
        load_speed_definitions(tmp_path)


def test_an_engine_replies_with_times_memory_and_its_answer(benchmarks: Path) -> None:
    material = take_material(benchmarks.parent, benchmarks.parent / "own.jsonl")
    engine = Engine("s", "s", "shingles", "split")

    reply = call(engine, benchmarks, {"measure": "signatures", "corpus": str(material.path), "documents": 3})

    assert isinstance(reply, Reply)
    assert {"shingles": 56 + 56 + 1} == reply.answer
    assert reply.seconds > 0
    assert reply.memory >= 0
    assert "python" in reply.versions


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("error", "ValueError: out of luck"),
        ("crash", "failed with exit code 3: it printed no reply"),
        ("wrong", "recall is .0000, expected ≥ .7000"),
        ("right", None),
    ],
)
def test_a_timing_counts_only_with_a_right_answer(benchmarks: Path, asked: str, reason: str | None) -> None:
    engine = Engine("fake", "A fake", "fake", "split", input=asked)

    run = _run(benchmarks, engine).runs[0]

    assert reason == run.void
    assert (reason is None) == run.counts


def test_every_round_leaves_a_sample(benchmarks: Path) -> None:
    run = _run(benchmarks, Engine("fake", "A fake", "fake", "split", input="right")).runs[0]

    assert (2, 2, 2) == (len(run.seconds), len(run.cpu_seconds), len(run.memory))
    assert {"recall": 1.0, "precision": 1.0, "F1": 1.0} == run.figures


def test_a_slow_engine_gets_fewer_documents(benchmarks: Path) -> None:
    engine = Engine("fake", "A fake", "fake", "split", input="right")

    assert 2 == _run(benchmarks, engine, most={"fake": 2}).runs[0].documents


def test_an_engine_that_is_not_installed_is_missing_with_the_reason(benchmarks: Path) -> None:
    engine = Engine("peer", "A peer", "fake", "split", requirements="peer")
    unknown = find_missing(engine, benchmarks)
    (benchmarks / "engines" / ".venv").mkdir()
    (benchmarks / "engines" / ".venv" / "peer.failed").write_text("ERROR: no such version\n")

    assert "is not installed: run 'make engines'" == unknown
    assert "could not be installed: ERROR: no such version" == find_missing(engine, benchmarks)
    assert "could not be installed: ERROR: no such version" == _run(benchmarks, engine).runs[0].missing


def test_a_path_that_the_processor_lacks_is_missing(benchmarks: Path) -> None:
    assert "this processor has no avx1024" == find_missing(
        Engine("wide", "wide", "dedup", "words", needs="avx1024"), benchmarks
    )


@pytest.mark.parametrize("printed", ["", "nonsense", "{}", "[]"])
def test_what_is_no_reply_is_a_refusal(printed: str) -> None:
    assert Refusal("failed with exit code 1: the last line") == parse(printed, "first\nthe last line\n", 1)


def test_a_made_corpus_is_kept_and_serves_smaller_runs(tmp_path: Path) -> None:
    first = make_material(tmp_path, 60)
    again = make_material(tmp_path, 40)
    exact = first.find_exact("split", 60)

    assert first.path == again.path
    assert exact.at_least(0.5) == find_pairs(hash_texts(read_texts(first.path), "split")).at_least(0.5)
    assert exact.at_least(0.5) == first.find_exact("split", 60).at_least(0.5)


def test_pairs_to_be_estimated_are_spread_over_all(tmp_path: Path) -> None:
    exact = make_material(tmp_path, 400).find_exact("split", 400)
    pairs, true = pick(exact, 5)

    assert 5 == len(pairs) == len(true)
    assert exact.pairs[[0, -1]].tolist() == [pairs[0], pairs[-1]]


def test_programs_start_in_their_checkout() -> None:
    request = json.dumps({"measure": "unknown", "corpus": "/dev/null", "documents": 0})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engines.shingles"],
        cwd=ROOT,
        input=request,
        capture_output=True,
        text=True,
        check=True,
    )

    assert {"error": "cannot do 'unknown'"} == json.loads(done.stdout)


def _run(benchmarks: Path, engine: Engine, most: Mapping[str, int] | None = None) -> SpeedResult:
    definition = SpeedDefinition(
        name="pairs",
        place=1,
        title="Pairs",
        measure="pairs",
        documents=3,
        sample=3,
        rounds=2,
        engines=(engine.name,),
        yardstick=engine.name,
        method="",
        most=most or {},
        expect={"recall": Bound(0.7, upward=True)},
    )
    material = take_material(benchmarks.parent, benchmarks.parent / "own.jsonl")
    return run_benchmark(definition, material, Plan(benchmarks, {engine.name: engine}))
