"""`dedup crawl` and `dedup config` as a user meets them."""

import json
import signal
import subprocess
import tomllib
from pathlib import Path

import pytest

from dedup.cli.errors import ExitCode
from dedup.index import Index
from tests.cli.command import assert_refused, run, start
from tests.corpus.crawl import Page, captures, made_pages, pack_all
from tests.unit.nights import contents, page, repeat, write_jsonl


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return made_pages()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an index and two files of records: ten articles, two of which come twice."""
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "a.jsonl", map(page, range(6)))
    write_jsonl(tmp_path / "b.jsonl", [*map(repeat, range(2)), *map(page, range(6, 10))])
    Index.open(tmp_path / "index", create=True)
    return tmp_path


def crawl(*args: object) -> list[object]:
    return ["crawl", *args, "--index", "index", "--output", "out"]


def rows(name: str, folder: str = "out") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(folder, f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_a_night_is_told_in_a_few_lines_and_its_stages_on_stderr(desk: Path) -> None:
    result = run(*crawl("a.jsonl", "b.jsonl"))

    assert 0 == result.exit_code
    assert ["12 records: ok 12", "12 documents: 10 kept, 2 removed (exact 2, new 10)"] == result.stdout.splitlines()[:2]
    assert ["read", "decide", "write", "index"] == [line.split(":")[0] for line in result.stderr.splitlines()]


def test_the_same_command_again_says_that_nothing_is_changed(desk: Path) -> None:
    run(*crawl("a.jsonl"))
    result = run(*crawl("a.jsonl"))

    assert (0, "out was finished before: nothing is changed") == (result.exit_code, result.stdout.splitlines()[0])


def test_archives_pages_and_records_are_read_alike_by_any_number_of_workers(
    desk: Path, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    night = desk / "night"
    (night / "pages").mkdir(parents=True)
    (night / "a.warc.gz").write_bytes(b"".join(pack_all(captures(pages, 12))))
    for number, (_, body) in enumerate(pages[:3]):
        (night / "pages" / f"{number}.html").write_bytes(body)
    write_jsonl(night / "c.jsonl", map(page, range(3)))
    for workers in (1, 2, 5):
        Index.open(desk / f"index{workers}", create=True)
        options = ("--index", f"index{workers}", "--output", f"out{workers}", "--workers", workers)

        assert 0 == run("crawl", "night", *options).exit_code

    documents = rows("documents", "out1")
    assert [12, 3, 3] == [
        sum(str(row["file"]).startswith(f"night/{name}") for row in documents) for name in ("a", "c", "pages")
    ]
    assert {"ok"} == {row["status"] for row in documents}
    assert contents(desk / "out1") == contents(desk / "out2") == contents(desk / "out5")


def test_records_come_from_standard_input(desk: Path) -> None:
    result = run(*crawl("-"), stdin=(desk / "a.jsonl").read_bytes())

    assert 0 == result.exit_code
    assert [("stdin", number) for number in range(1, 7)] == [(row["file"], row["offset"]) for row in rows("documents")]


def test_a_dry_run_needs_no_folder_and_leaves_none(desk: Path) -> None:
    result = run("crawl", "a.jsonl", "b.jsonl", "--index", "index", "--dry-run")

    assert 0 == result.exit_code
    assert "12 documents: 10 kept, 2 removed (exact 2, new 10)" in result.stdout
    assert "nothing is written" in result.stdout
    assert 0 == len(Index.open(desk / "index"))


def test_metrics_are_written_of_a_night_that_ends_and_of_one_that_fails(desk: Path) -> None:
    run(*crawl("a.jsonl", "b.jsonl", "--metrics", "night.prom"))
    good = (desk / "night.prom").read_text().splitlines()
    run("crawl", "none.jsonl", "--index", "index", "--output", "other", "--metrics", "night.prom")
    bad = (desk / "night.prom").read_text().splitlines()

    assert {"dedup_crawl_success 1", "dedup_crawl_kept 10", 'dedup_crawl_records{status="ok"} 12'} < set(good)
    assert any(line.startswith('dedup_crawl_stage_seconds{stage="index"} ') for line in good)
    assert "dedup_crawl_success 0" in bad


def test_a_night_that_is_terminated_ends_with_143_and_goes_on(desk: Path) -> None:
    write_jsonl(desk / "a.jsonl", map(page, range(3000)))
    process = start(crawl("-", "--unit", 100), stdin=subprocess.PIPE)
    assert process.stdin
    assert process.stderr
    lines = (desk / "a.jsonl").read_bytes().splitlines(keepends=True)
    process.stdin.write(b"".join(lines[:1000]))
    process.stdin.flush()
    while not (desk / "out" / ".night" / "units" / "00000002").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(b"".join(lines[1000:]))

    assert ExitCode.TERMINATED == process.returncode
    assert b"stopped: the same command goes on with out" in errors
    assert 0 == run(*crawl("-"), stdin=b"".join(lines)).exit_code
    assert 3000 == len(rows("documents"))


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.jsonl", "--output", "out"), "no index is named"),
        (("a.jsonl", "--index", "index"), "no folder for the outputs is named"),
        (("a.jsonl", "--index", "none", "--output", "out"), "no index at none"),
        (("none.jsonl", "--index", "index", "--output", "out"), "none.jsonl: no such file"),
        (("a.jsonl", "--index", "index", "--output", "."), ". is not empty, and none of dedup's nights"),
        (("a.jsonl", "--index", "index", "--output", "out", "--unit", 0), "crawl.unit is 0"),
        (
            ("a.jsonl", "--index", "index", "--output", "out", "--page-memory", "much"),
            "extraction.page_memory is 'much'",
        ),
        (("a.jsonl", "--index", "index", "--output", "out", "--config", "none.toml"), "none.toml: No such file"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Path, args: tuple[object, ...], message: str) -> None:
    assert_refused(run("crawl", *args), message=message)


def test_other_inputs_are_refused_for_a_folder(desk: Path) -> None:
    run(*crawl("a.jsonl"))

    assert_refused(
        run(*crawl("b.jsonl")), message="out is the output of another night: other inputs (a.jsonl and 1 more)"
    )


def test_the_configuration_is_printed_as_it_is_in_force(desk: Path) -> None:
    (desk / "dedup.toml").write_text('[policy]\nnear = 0.9\n[crawl]\nindex = "index"\noutput = "out"\n')
    printed = tomllib.loads(run("config").stdout)

    assert (0.9, "index") == (printed["policy"]["near"], printed["crawl"]["index"])
    assert 0 == run("crawl", "a.jsonl").exit_code
    assert 6 == len(rows("keep"))


def test_an_unknown_option_of_the_configuration_is_refused(desk: Path) -> None:
    (desk / "dedup.toml").write_text("[policy]\nnaer = 0.9\n")

    assert_refused(run("config"), message="dedup.toml: policy has no option 'naer'")
