"""`dedup index` as a user meets it."""

import json
from pathlib import Path

import pytest

from dedup.index import Index, lock
from tests.cli.command import OTHER, WIRE, assert_refused, newsroom, run


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """An index with a wire story and an unrelated article."""
    newsroom(tmp_path)
    path = tmp_path / "news.dedup"
    run("index", "create", path)
    run("index", "add", path, tmp_path / "wire.txt", "--role", "wire")
    run("index", "add", path, tmp_path / "other.txt")
    return path


def test_a_draft_is_checked_against_an_index_as_against_its_files(held: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    files = run("check", draft, "--against", tmp_path / "wire.txt", tmp_path / "other.txt", "-f", "json")
    result = run("check", draft, "--against", held, "-f", "json")

    assert json.loads(files.stdout)["documents"] == json.loads(result.stdout)["documents"]
    assert files.exit_code == result.exit_code


def test_several_indexes_and_paths_are_checked_against_together(held: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.dedup"
    run("index", "create", more)
    run("index", "add", more, "-", "--fields", "text=text,id=id", stdin=json.dumps({"id": "m1", "text": OTHER}))
    draft = tmp_path / "draft.txt"
    result = run("check", draft, "--against", more, held, tmp_path / "other.txt", "-f", "json")

    assert "wire.txt" in json.loads(result.stdout)["documents"][0]["sources"][0]["id"]


def test_a_draft_is_checked_against_an_agencys_texts_alone_in_indexes_and_files(held: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"

    for against in (held, tmp_path / "wire.txt"):
        found = run("check", draft, "--against", against, "--agency", "Reuters", "--agency", "AP", "-f", "json")
        other = run("check", draft, "--against", against, "--agency", "AFP", "-f", "json")

        assert (1, 0) == (found.exit_code, other.exit_code)
        assert [] == json.loads(other.stdout)["documents"][0]["sources"]
        assert f"warning: no document of {against} is of that outlet, agency and time" in other.stderr


def test_a_draft_is_checked_against_what_is_of_a_time_and_an_outlet(held: Path, tmp_path: Path) -> None:
    dated = {"id": "m1", "text": WIRE, "outlet": "The Ledger", "published": "2024-05-03"}
    run("index", "add", held, "-", stdin=json.dumps(dated))
    options = ("check", tmp_path / "draft.txt", "--against", held, "-f", "json", "--outlet", "the ledger")
    found = run(*options, "--since", "2024-05-03", "--until", "2024-05-03")

    assert (1, True) == (found.exit_code, '"m1"' in found.stdout)
    assert 0 == run(*options, "--until", "2024-05-02").exit_code
    assert_refused(run(*options, "--since", "soon"), message="since is 'soon', not a date")


def test_info_says_what_is_held(held: Path) -> None:
    result = run("index", "info", held)
    values = json.loads(run("index", "info", held, "-f", "json").stdout)

    assert "2 documents in 2 segments" in result.stdout
    assert "roles: wire 1" in result.stdout
    assert (2, "all", {"wire": 1}) == (values["documents"], values["settings"]["passages"], values["roles"])


def test_what_is_done_is_said_on_stderr(held: Path, tmp_path: Path) -> None:
    assert "compacted: 2 segments of" in run("index", "compact", held).stderr
    assert "dropped: 1 documents of" in run("index", "drop", held, "--id", tmp_path / "wire.txt").stderr
    assert "dropped: 0 documents of" in run("index", "drop", held, "--before", "2024-01-01").stderr
    assert "rebuilt:" in run("index", "rebuild", held).stderr
    assert 1 == len(Index.open(held))


def test_verify_exits_1_and_names_what_is_damaged(held: Path) -> None:
    whole = run("index", "verify", held)
    path = next(held.rglob("words.postings"))
    path.write_bytes(path.read_bytes()[:-1])
    result = run("index", "verify", held)

    assert (0, "") == (whole.exit_code, whole.output)
    assert 1 == result.exit_code
    assert f"{path}: the file holds other bytes than were written" in result.stdout


def test_what_makes_no_sense_is_refused(held: Path, tmp_path: Path) -> None:
    assert_refused(run("index", "create", held), message="is an index already")
    assert_refused(run("index", "add", tmp_path / "none", held), message="no index at")
    assert_refused(run("index", "drop", held), message="either --before or --id")
    assert_refused(run("index", "drop", held, "--before", "soon"), message="not a date")
    assert_refused(run("index", "verify", tmp_path), message="no index at")
    with lock.writing(held, wait=False):
        assert_refused(run("index", "compact", held), message="another process writes to")


def test_a_document_twice_is_refused_and_nothing_is_stored(held: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(WIRE)
    result = run("index", "add", held, tmp_path / "new.txt", tmp_path / "wire.txt")

    assert_refused(result, message="is in")
    assert 2 == len(Index.open(held))
