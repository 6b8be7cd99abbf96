"""The benchmark of the index: its questions, their exact answers, and how engines' answers are judged."""

from pathlib import Path

import pytest

from dedup.bench.reporting import splice
from dedup.bench.speed.corpus import BLOCK, make_corpus
from dedup.bench.speed.definitions import load_engines, load_speed_definitions
from dedup.bench.speed.judging import judge_lookups
from dedup.bench.speed.oracle import hash_texts
from dedup.bench.speed.queries import Queries, Query, make_queries
from dedup.bench.speed.records import Run, SpeedRecord, SpeedResult
from dedup.bench.speed.tables import write_speed_details

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Queries:
    return make_queries(tmp_path_factory.mktemp("corpus"), 2 * BLOCK, "words", 0.8)


def test_the_answers_are_those_of_a_search_through_all_documents(asked: Queries) -> None:
    stored = [set(one.tolist()) for one in hash_texts(make_corpus(2 * BLOCK).texts, "words")]
    # Hashes of words are the same wherever they are taken.
    drafts = [set(one.tolist()) for one in hash_texts([query.text for query in asked.queries], "words")]

    for number in range(0, len(drafts), 7):
        ours = drafts[number]
        near = {place for place, one in enumerate(stored) if len(ours & one) >= 0.8 * len(ours | one) - 1e-9}
        part = {place for place, one in enumerate(stored) if len(ours & one) >= 0.5 * len(ours)}
        expected = part if asked.queries[number].kind == "part" else near
        assert expected == {**asked.part, **asked.near}[number]


def test_questions_are_of_three_kinds_and_mostly_have_an_answer(asked: Queries) -> None:
    kinds = [query.kind for query in asked.queries]
    answered = [bool(asked.near[number]) for number, kind in enumerate(kinds) if kind == "near"]
    parts = [number for number, kind in enumerate(kinds) if kind == "part"]

    assert (80, 40, 20) == tuple(map(kinds.count, ("near", "part", "new")))
    assert 60 <= sum(answered)
    assert {300} == {len(asked.queries[number].text.split()) for number in parts}
    assert not any(asked.near[number] for number, kind in enumerate(kinds) if kind == "new")


def test_answers_are_judged_by_what_is_missed_and_what_is_wrong() -> None:
    queries = [Query("near", 0, ""), Query("near", 0, ""), Query("part", 0, "")]
    asked = Queries(Path(), queries, {0: frozenset({1, 2}), 1: frozenset()}, {2: frozenset({5})})

    assert {"recall": 0.5, "precision": 0.5} == judge_lookups({"0": [1], "1": [9]}, asked)
    assert {"recall": 1.0, "precision": 1.0, "recall of parts": 1.0} == judge_lookups({"0": [1, 2], "2": [5]}, asked)


def test_tables_show_the_columns_of_the_definition() -> None:
    (store, *_) = load_speed_definitions(ROOT / "benchmarks", "index")
    figures = {"documents/s": 12_345.6, "p50, ms": 4.25, "recall": 0.5}
    run = Run("index", "dedup", 1_000_000, 2, (80.0,), (1.0,), (0,), figures)
    result = SpeedResult("store", "made", 1_000_000, (run,))
    machine = {"flags": [], "processor": "x", "cores": 2}
    record = SpeedRecord("2026-11-24", None, False, machine, ({},), (result,))
    shown = write_speed_details({"store": (record, result)}, [store], load_engines(ROOT / "benchmarks"))

    assert "| | documents/s | p50, ms | recall |" in shown
    assert "| dedup | 12,346 | 4.25 | .5000 |" in shown
    assert "| index: p50, ms | 5 | 4.25 | met |" in shown


def test_the_readme_has_room_for_the_figures_of_the_index() -> None:
    readme = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")

    assert "a table" in splice(readme, "index", "a table\n", "README.md")
