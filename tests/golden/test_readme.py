"""What the README shows is what happens."""

import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dedup.bench.reporting import render
from dedup.cli import app
from dedup.index import Index
from tests.corpus import load_newsroom

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_transcript_is_the_commands_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {document.id: document.text for document in load_newsroom()[0]}
    (tmp_path / "wires").mkdir()
    for wire in ("ferry-ap", "ferry-afp", "merger-bloomberg"):
        (tmp_path / "wires" / f"{wire}.txt").write_text(texts[wire], encoding="utf-8")
    (tmp_path / "draft.txt").write_text(texts["ferry-local"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    shown = re.search(r"\$ dedup (check draft[^\n]+)\n(.*?)```", README, re.DOTALL)
    assert shown is not None

    result = CliRunner().invoke(app, shown[1].split())

    assert shown[2] == result.stdout
    assert 1 == result.exit_code


def test_duckdb_reads_an_index_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Index.open("news.dedup", create=True).add(load_newsroom()[0])
    query = re.search(r'`duckdb\.sql\("(.*?)"\)`', README)
    assert query is not None

    found = duckdb.sql(query[1])

    assert found is not None
    assert Counter(document.outlet for document in load_newsroom()[0]) == dict(found.fetchall())


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None

    exec(example[1], {})

    assert 5 == capsys.readouterr().out.count("seeds/")


def test_tables_and_pictures_are_those_of_the_newest_records() -> None:
    shown = render(Path(__file__).parents[2] / "benchmarks")

    assert [] == [path.name for path, content in shown.items() if content != path.read_text(encoding="utf-8")], (
        "run 'dedup bench report'"
    )


def test_it_stays_short() -> None:
    assert 120 >= len(README.splitlines())
