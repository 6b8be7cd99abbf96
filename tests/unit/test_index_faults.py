"""The index when something goes wrong: it is the one before or the one after, and what is damaged is named."""

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dedup.errors import IndexDamagedError, IndexError_, IndexLockedError
from dedup.index import Index, disk, make_filter, snapshot
from tests.unit.index_samples import documents, ids, run_until, start_slowly

FILES = ("documents.parquet", "facts.arrow", "documents.sums", "signatures.npy", "lengths.npy", "manifest.json")
POSTINGS = ("digests.postings", "bands.postings", "passages.postings", "words.postings")


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index.open(tmp_path / "news.dedup", create=True)
    index.add(documents(0, 20))
    index.add(documents(20, 5))
    return index


def steps(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> list[str]:
    """Return the names of the steps that an action takes."""
    taken: list[str] = []
    monkeypatch.setattr(disk, "on_step", taken.append)
    action()
    monkeypatch.setattr(disk, "on_step", None)
    return taken


def segment(index: Index) -> Path:
    return sorted(index.path.joinpath("segments").iterdir())[0]


def flip(path: Path, place: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 0x40
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("index.add(documents(25, 5))", {f"d{number:04}" for number in range(30)}),
        ("index.compact()", {f"d{number:04}" for number in range(25)}),
        ("index.drop(id='d0003')", {f"d{number:04}" for number in range(25)} - {"d0003"}),
    ],
    ids=["add", "compact", "drop"],
)
def test_a_process_killed_at_any_step_leaves_the_index_before_or_after(
    index: Index, tmp_path: Path, action: str, after: set[str]
) -> None:
    before, step, seen = ids(index), 0, set()
    while True:
        copy = tmp_path / f"copy{step}"
        shutil.copytree(index.path, copy)
        code = run_until(step, copy, action)
        left = Index.open(copy)

        assert ids(left) in (before, after)
        assert [] == left.verify()

        seen.add(frozenset(ids(left)))
        left.add(documents(100, 1))
        named = {f"{number:08}" for (number,) in _query(copy, "SELECT number FROM segments")}
        assert named == {path.name for path in copy.joinpath("segments").iterdir()}
        assert [] == left.verify()
        if code == 0:
            break
        assert -signal.SIGKILL == code
        step += 1

    assert step >= 2
    assert {frozenset(before), frozenset(after)} == seen


def test_a_process_killed_while_it_creates_leaves_no_index_or_an_empty_one(tmp_path: Path) -> None:
    for step in range(10):
        path = tmp_path / f"new{step}"
        code = run_until(step, tmp_path / f"other{step}", f"Index.open({str(path)!r}, create=True)")

        assert 0 == len(Index.open(path, create=True))
        if code == 0:
            break
    assert step > 1


def test_a_second_process_is_told_that_another_writes_or_waits_for_it(index: Index) -> None:
    writer = start_slowly(index.path, "index.add(documents(25, 1))")
    assert writer.stdout and writer.stdout.readline()

    with pytest.raises(IndexLockedError, match="another process writes to"):
        index.add(documents(26, 1))
    assert 25 == len(index)

    index.add(documents(26, 1), wait=True)
    assert (0, 27) == (writer.wait(), len(index))
    writer.stdout.close()


def test_a_full_disk_at_any_step_leaves_the_old_state_and_says_so(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids(index)
    taken = steps(monkeypatch, lambda: index.add(documents(25, 1)))
    index.drop(id="d0025")
    index.compact()
    for number in range(taken.index("commit")):
        left = [number]

        def fill(_: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(disk, "on_step", fill)
        with pytest.raises(IndexError_, match=r"no space left .* are missing; the index stays as it was"):
            index.add(documents(25, 5))
        monkeypatch.setattr(disk, "on_step", None)

        assert before == ids(index)
        assert [] == index.verify()


@pytest.mark.parametrize("name", [*FILES, *POSTINGS])
def test_a_flipped_byte_is_found_by_verify(index: Index, name: str) -> None:
    flip(segment(index) / name)

    assert [str(segment(index) / name)] == [problem.where for problem in index.verify()]


@pytest.mark.parametrize("name", ["documents.parquet", "facts.arrow", "lengths.npy", *POSTINGS])
@pytest.mark.parametrize("place", [0.1, 0.3, 0.6, 0.99])
def test_a_flipped_byte_is_found_by_the_reader_that_touches_it(
    index: Index, monkeypatch: pytest.MonkeyPatch, name: str, place: float
) -> None:
    monkeypatch.setattr(snapshot, "FEW", 0)
    path = segment(index) / name
    flip(path, place)

    with pytest.raises(IndexDamagedError, match=f"{name} holds other bytes than were written"):
        _touch(index.path)


@pytest.mark.parametrize("name", ["documents.parquet", "signatures.npy", *POSTINGS])
@pytest.mark.parametrize("place", [0.1, 0.6, 0.99])
def test_damage_is_not_passed_on_by_a_merge(index: Index, name: str, place: float) -> None:
    flip(segment(index) / name, place)

    with pytest.raises(IndexDamagedError, match=f"{name} holds other bytes than were written"):
        index.compact()
    assert {"00000001", "00000002"} == {path.name for path in index.path.joinpath("segments").iterdir()}


def test_damaged_postings_are_rebuilt_from_the_documents(index: Index) -> None:
    for name in POSTINGS:
        flip(segment(index) / name)

    assert [] == Index.rebuild(index.path).verify()
    assert {f"d{number:04}" for number in range(25)} == ids(index)


def test_a_segment_of_which_the_catalogue_knows_nothing_is_no_part_of_the_index(index: Index) -> None:
    stray = segment(index).with_name("00000009")
    shutil.copytree(segment(index), stray)

    assert 25 == len(Index.open(index.path))
    index.add(documents(25, 1))
    assert not stray.exists()


@pytest.mark.parametrize("name", ["", *FILES[:5], *POSTINGS])
def test_a_missing_segment_or_file_is_named(index: Index, name: str) -> None:
    path = segment(index) / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    with pytest.raises(IndexDamagedError, match="is missing"):
        Index.open(index.path)
    assert [str(path)] == [problem.where for problem in index.verify()]


def test_a_catalogue_that_lost_a_document_is_found(index: Index) -> None:
    _query(index.path, "DELETE FROM documents WHERE id = 'd0003'")

    assert ["20 documents, the catalogue has 19"] == [problem.message for problem in index.verify()]


def test_a_catalogue_that_tells_of_another_document_is_found(index: Index) -> None:
    _query(index.path, "UPDATE documents SET outlet = 'other' WHERE id = 'd0003'")

    assert ["the catalogue has 'd0003' for 'd0003'"] == [problem.message for problem in index.verify()]


def test_an_index_without_its_catalogue_is_not_taken_for_a_new_one(index: Index) -> None:
    index.path.joinpath("catalogue.sqlite").unlink()

    with pytest.raises(IndexDamagedError, match=r"has lost its catalogue\.sqlite"):
        Index.open(index.path, create=True)


def test_a_flipped_byte_in_the_catalogue_is_found(index: Index) -> None:
    path = index.path / "catalogue.sqlite"
    clean = path.read_bytes()
    places = [place for place in range(0, len(clean), 97) if clean[place]]
    for place in places:
        flip_at = bytearray(clean)
        flip_at[place] ^= 0x10
        path.write_bytes(flip_at)
        try:
            answers = (ids(Index.open(index.path)), index.verify())
        except IndexError_:
            continue
        # What is left over in pages of the file may change, and nothing else.
        assert answers[1] or ids(index) == {f"d{number:04}" for number in range(25)}


def test_a_folder_where_nothing_may_be_written_is_read(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dedup.index.catalogue.access", lambda *_: False)

    assert 25 == len(Index.open(index.path))


def test_a_lock_that_may_not_be_written_is_named(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(index.path / "lock"))

    monkeypatch.setattr("dedup.index.lock.writing", refuse)

    with pytest.raises(IndexError_, match=r"cannot write to .*: Permission denied"):
        index.add(documents(25, 1))


def test_an_error_of_what_is_read_is_not_laid_to_the_index(index: Index) -> None:
    def broken() -> object:
        raise FileNotFoundError(errno.ENOENT, "No such file", "/elsewhere/article.txt")
        yield

    with pytest.raises(FileNotFoundError):
        index.add(broken())  # type: ignore[arg-type]


def _touch(path: Path) -> None:
    """Read what a check of all documents, one of some, and a listing read."""
    taken = Index.open(path).snapshot()
    list(taken)
    taken.find_near(documents(0, 25))
    taken.only(make_filter(outlet="outlet1"))


def _query(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path / "catalogue.sqlite") as catalogue:
        rows = catalogue.execute(query).fetchall()
    catalogue.close()
    return rows
