"""What each command says, and the code it ends with."""

import json
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator

from dedup.reports import schema
from tests.cli.command import DRAFT, LIFTED, OTHER, WIRE, newsroom, run
from tests.unit import naming_samples

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(newsroom(tmp_path))
    return tmp_path


def test_check_finds_a_lifted_paragraph_and_exits_1(desk: Path) -> None:
    result = run("check", "draft.txt", "--against", "wire.txt")

    assert result.exit_code == 1, result.stderr
    assert "uncredited" in result.stdout
    assert "Engineers discovered the damage" in result.stdout
    assert "wire.txt" in result.stdout


def test_check_of_an_original_exits_0(desk: Path) -> None:
    result = run("check", "other.txt", "--against", "wire.txt")

    assert result.exit_code == 0, result.output
    assert "nothing asserted as reused" in result.stdout


def test_check_names_the_passage_to_the_character(desk: Path) -> None:
    result = run("check", "draft.txt", "--against", "wire.txt", "--format", "json")
    passages = json.loads(result.stdout)["documents"][0]["passages"]

    assert [LIFTED.rstrip(".")] == [passage["text"].rstrip(".") for passage in passages]
    assert all(DRAFT[passage["start"] : passage["end"]] == passage["text"] for passage in passages)
    assert all(WIRE[found["start"] : found["end"]] == found["text"] for found in passages[0]["matches"])


def test_check_of_a_rewrite_of_an_agencys_story_exits_1(desk: Path) -> None:
    (desk / "wire.txt").write_text(f"PORT LINDEN (Reuters) - {naming_samples.WIRE}\n", encoding="utf-8")
    (desk / "rewrite.txt").write_text(naming_samples.REWRITE, encoding="utf-8")
    result = run("check", "rewrite.txt", "--against", "wire.txt")

    assert result.exit_code == 1, result.stderr
    assert "reads as a rewrite of wire.txt" in result.stdout


def test_check_of_a_report_of_the_same_event_exits_0(desk: Path) -> None:
    (desk / "wire.txt").write_text(f"PORT LINDEN (Reuters) - {naming_samples.WIRE}\n", encoding="utf-8")
    (desk / "own.txt").write_text(naming_samples.REPORT, encoding="utf-8")

    assert run("check", "own.txt", "--against", "wire.txt").exit_code == 0


def test_against_takes_every_path_that_follows(desk: Path) -> None:
    several = run("check", "draft.txt", "--against", "other.txt", "wire.txt", "--format", "json")
    repeated = run("check", "draft.txt", "--against", "other.txt", "--against", "wire.txt", "--format", "json")

    assert several.exit_code == 1, several.stderr
    assert repeated.stdout == several.stdout


def test_check_takes_options_first_and_the_draft_last(desk: Path) -> None:
    assert run("check", "--against", "wire.txt", "draft.txt").exit_code == 1


def test_a_draft_that_also_lies_in_the_archive_is_not_its_own_source(desk: Path) -> None:
    assert run("check", "other.txt", "--against", ".").exit_code == 0


def test_fail_on_sets_the_share_that_is_too_much(desk: Path) -> None:
    check = ("check", "draft.txt", "--against", "wire.txt", "--fail-on")

    assert run(*check, "uncredited=0.1").exit_code == 1
    assert run(*check, "uncredited=0.9").exit_code == 0
    assert run(*check, "paraphrased=0.9,reused=0.1").exit_code == 1


@pytest.mark.parametrize("policy", ["uncredited", "uncredited=much", "uncredited=20", "colour=0.1"])
def test_a_policy_that_makes_no_sense_is_refused(desk: Path, policy: str) -> None:
    result = run("check", "draft.txt", "--against", "wire.txt", "--fail-on", policy)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: --fail-on")


def test_a_draft_comes_from_standard_input(desk: Path) -> None:
    result = run("check", "-", "--against", "wire.txt", stdin=DRAFT)

    assert result.exit_code == 1, result.stderr


def test_compare_shows_the_passage_and_exits_1(desk: Path) -> None:
    result = run("compare", "draft.txt", "wire.txt")

    assert result.exit_code == 1, result.stderr
    assert "resemblance" in result.stdout
    assert "Engineers discovered" in result.stdout


def test_compare_of_strangers_exits_0(desk: Path) -> None:
    assert run("compare", "other.txt", "wire.txt").exit_code == 0


def test_a_document_compared_with_itself_is_all_there(desk: Path) -> None:
    written = json.loads(run("compare", "wire.txt", "wire.txt", "--format", "json").stdout)

    assert (1.0, 1.0) == (written["resemblance"], written["containment"])


def test_report_is_the_same_whatever_the_order_of_the_paths(desk: Path) -> None:
    one = run("report", "wire.txt", "draft.txt", "other.txt", "--format", "json")
    other = run("report", "other.txt", "draft.txt", "wire.txt", "--format", "json")

    assert one.exit_code == 0, one.stderr
    assert one.stdout == other.stdout


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_every_json_that_is_written_fits_the_schema(desk: Path, form: str) -> None:
    validator = Draft202012Validator(schema())
    (desk / "copy.txt").write_text(WIRE + "\n", encoding="utf-8")
    for command in (("report", "."), ("check", "draft.txt", "-a", "."), ("compare", "draft.txt", "wire.txt")):
        written = run(*command, "--format", form).stdout
        for value in written.splitlines() if form == "jsonl" else [written]:
            validator.validate(json.loads(value))


def test_the_suffix_of_the_output_chooses_the_form(desk: Path) -> None:
    for name, beginning in (("r.html", "<!doctype html>"), ("r.json", "{"), ("r.txt", "3 documents"), ("r", "3 doc")):
        result = run("report", ".", "--output", name)
        written = (desk / name).read_text(encoding="utf-8")
        (desk / name).unlink()

        assert result.stdout == ""
        assert written.startswith(beginning)


def test_cluster_groups_copies_and_names_the_anchor(desk: Path) -> None:
    (desk / "copy.txt").write_text(WIRE + "More soon.\n", encoding="utf-8")
    lines = run("cluster", ".", "--format", "jsonl").stdout.splitlines()

    assert [["copy.txt", "wire.txt"]] == [sorted(m["id"] for m in json.loads(line)["members"]) for line in lines]
    assert "1 cluster of near-duplicates, 1 copy" in run("cluster", ".").stdout


def test_cluster_writes_parquet(desk: Path) -> None:
    (desk / "copy.txt").write_text(WIRE, encoding="utf-8")
    result = run("cluster", ".", "--output", "clusters.parquet")
    table = pq.read_table(desk / "clusters.parquet")

    assert result.exit_code == 0, result.stderr
    assert ["cluster", "document", "is_anchor", "resemblance", "containment"] == table.column_names
    assert {"copy.txt", "wire.txt"} == set(table["document"].to_pylist())


def test_fields_name_where_the_text_of_a_record_is(desk: Path) -> None:
    records = [{"key": "a", "story": WIRE}, {"key": "b", "story": OTHER}]
    (desk / "night.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    result = run("report", "night.jsonl", "--fields", "id=key,text=story", "--format", "jsonl")

    assert ["a", "b"] == [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]


def test_schema_prints_the_schema() -> None:
    assert schema() == json.loads(run("schema").stdout)


def test_version_is_that_of_the_package() -> None:
    expected = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert f"dedup {expected}\n" == run("--version").stdout


@pytest.mark.parametrize("command", ["", "check", "compare", "report", "cluster", "schema"])
def test_help_is_there_for_every_command(command: str) -> None:
    result = run(*command.split(), "--help")

    assert result.exit_code == 0
    assert "Usage: " in result.stdout
