"""Bad input ends with one error, one hint and exit code 2; one bad document among many is reported and skipped."""

import io
import json
import os
from pathlib import Path

import pytest

from tests.cli.command import OTHER, WIRE, assert_refused, newsroom, run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(newsroom(tmp_path))
    return tmp_path


COMMANDS = [
    ("report", "{}"),
    ("cluster", "{}"),
    ("check", "{}", "--against", "wire.txt"),
    ("compare", "{}", "wire.txt"),
]


def commands_on(name: str) -> list[list[str]]:
    return [[part.format(name) for part in command] for command in COMMANDS]


@pytest.mark.parametrize("command", commands_on("nowhere.txt"))
def test_a_missing_file_is_refused(desk: Path, command: list[str]) -> None:
    assert_refused(run(*command), message="nowhere.txt")


@pytest.mark.parametrize("command", commands_on("empty.txt"))
def test_an_empty_file_is_refused(desk: Path, command: list[str]) -> None:
    (desk / "empty.txt").touch()

    assert_refused(run(*command), message="empty.txt")


@pytest.mark.parametrize("command", commands_on("photo.jpg"))
def test_a_binary_file_is_refused(desk: Path, command: list[str]) -> None:
    (desk / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40)

    assert_refused(run(*command), message="photo.jpg")


@pytest.mark.parametrize("command", commands_on("frame.html"))
def test_html_without_text_is_refused(desk: Path, command: list[str]) -> None:
    (desk / "frame.html").write_text("<html><head><title>x</title></head><body><img src=a></body></html>")

    assert_refused(run(*command), message="frame.html")


@pytest.mark.parametrize("command", commands_on("locked.txt"))
def test_an_unreadable_file_is_refused(desk: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "locked.txt").write_text(OTHER)
    opened = io.open

    def refuse(file: object, *args: object, **options: object) -> object:
        if str(file).endswith("locked.txt"):
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)

    assert_refused(run(*command), message="locked.txt")


def test_broken_html_is_read_all_the_same(desk: Path) -> None:
    paragraphs = "".join(f"<p>{line}" for line in OTHER.splitlines() * 3)
    (desk / "broken.html").write_text(f"<html><body><div><article>{paragraphs}</div></table><b", encoding="utf-8")
    result = run("report", "broken.html")

    assert result.exit_code == 0, result.stderr


def test_a_broken_line_is_reported_with_its_number_and_the_rest_goes_on(desk: Path) -> None:
    good = [json.dumps({"id": "a", "text": WIRE}), json.dumps({"id": "b", "text": OTHER})]
    (desk / "night.jsonl").write_text("\n".join([good[0], '{"id": "x", "text": ', good[1]]), encoding="utf-8")
    result = run("report", "night.jsonl", "--format", "json")
    written = json.loads(result.stdout)

    assert result.exit_code == 0, result.stderr
    assert ["a", "b"] == [document["document"]["id"] for document in written["documents"]]
    assert ["night.jsonl:2"] == [problem["where"] for problem in written["problems"]]
    assert result.stderr.startswith("warning: night.jsonl:2: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_second_document_with_the_same_id_is_reported_and_skipped(desk: Path) -> None:
    records = [{"id": "a", "text": WIRE}, {"id": "a", "text": OTHER}, {"id": "b", "text": OTHER}]
    (desk / "night.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    result = run("report", "night.jsonl", "--format", "jsonl")

    assert result.exit_code == 0, result.stderr
    assert ["a", "b"] == [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]
    assert result.stderr.startswith("warning: ")
    assert "'a'" in result.stderr


def test_two_documents_with_one_id_on_both_sides_of_a_check_are_refused(desk: Path) -> None:
    (desk / "one.jsonl").write_text(json.dumps({"id": "a", "text": WIRE}), encoding="utf-8")
    (desk / "two.jsonl").write_text(json.dumps({"id": "a", "text": OTHER}), encoding="utf-8")

    assert_refused(run("check", "one.jsonl", "--against", "two.jsonl"), message="'a'")


def test_a_record_cut_off_is_reported_by_its_own_line(desk: Path) -> None:
    (desk / "night.jsonl").write_text('{"id"\n{"id": "b"', encoding="utf-8")
    result = run("report", "night.jsonl")

    assert result.exit_code == 2
    assert "night.jsonl:1: no JSON: expecting ':' delimiter at column 6;" in result.stderr


def test_a_form_that_is_none_is_refused_in_plain_words(desk: Path) -> None:
    assert_refused(run("report", "wire.txt", "--format", "xml"), message="invalid value for '--format' / '-f': 'xml'")


def test_one_bad_file_among_many_is_reported_and_skipped(desk: Path) -> None:
    (desk / "empty.txt").touch()
    result = run("report", ".")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("3 documents")
    assert "1 problem in the input" in result.stdout
    assert result.stderr.startswith("warning: empty.txt: ")


def test_a_check_that_could_not_read_a_named_draft_is_not_clear(desk: Path) -> None:
    result = run("check", "other.txt", "nowhere.txt", "--against", "wire.txt")

    assert result.exit_code == 2
    assert "nothing asserted as reused" in result.stdout
    assert result.stderr.startswith("warning: nowhere.txt")


def test_when_nothing_can_be_read_every_reason_is_given(desk: Path) -> None:
    result = run("report", "nowhere.txt", "neither.txt")

    assert result.exit_code == 2
    assert ["warning", "warning", "error", "hint"] == [line.split(":")[0] for line in result.stderr.splitlines()]


@pytest.mark.parametrize(
    "command",
    [["report", ".", "--bogus"], ["--bogus"], ["check"], [], ["repot", "."], ["report", ".", "--format", "pdf"]],
)
def test_wrong_usage_is_refused(desk: Path, command: list[str]) -> None:
    assert_refused(run(*command), message="")


@pytest.mark.parametrize("threshold", ["0", "1.5", "-1", "nan"])
def test_a_threshold_out_of_range_is_refused(desk: Path, threshold: str) -> None:
    assert_refused(run("cluster", ".", "--threshold", threshold), message="--threshold")


def test_a_field_that_is_none_is_refused(desk: Path) -> None:
    assert_refused(run("report", ".", "--fields", "colour=red"), message="colour")


@pytest.mark.parametrize("output", ["missing/report.html", "."])
def test_an_output_that_cannot_be_written_is_refused_before_the_work(desk: Path, output: str) -> None:
    assert_refused(run("report", ".", "--output", output), message="")


def test_an_output_that_fails_halfway_leaves_the_old_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "report.html").write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)

    assert_refused(run("report", ".", "--output", "report.html"), message="No space left on device")
    assert (desk / "report.html").read_text() == "old"
    assert not list(desk.glob(".report.html.*"))


def test_an_output_is_written_with_the_usual_permissions(desk: Path) -> None:
    (desk / "plain").touch()
    run("report", ".", "--output", "report.html")

    assert (desk / "plain").stat().st_mode == (desk / "report.html").stat().st_mode


def test_a_line_of_ten_megabytes_is_no_article_and_the_rest_goes_on(desk: Path) -> None:
    lines = [json.dumps({"id": "long", "text": "word " * 2_000_000}), json.dumps({"id": "b", "text": OTHER})]
    (desk / "night.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("report", "night.jsonl", "--format", "jsonl")

    assert result.exit_code == 0, result.stderr
    assert ["b"] == [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("warning: ")


@pytest.mark.parametrize("command", commands_on("huge.txt"))
def test_fifty_megabytes_of_text_are_no_article(desk: Path, command: list[str]) -> None:
    (desk / "huge.txt").write_text((OTHER * 220_000)[:50_000_000], encoding="utf-8")

    assert_refused(run(*command), message="huge.txt")
