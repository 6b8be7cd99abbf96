"""The index on disks that are full or may only be read, each mounted for one process: Linux and root alone."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dedup.index import Index
from tests.unit.index_samples import ROOT, documents


def run_mounted(folder: Path, options: str, action: str) -> str:
    """Return what Python code prints where a disk of memory is mounted on a folder, which only it sees."""
    script = f'mount -t tmpfs -o {options} none {folder} && exec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, action], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def _can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    done = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return done.returncode == 0


pytestmark = pytest.mark.skipif(not _can_mount(), reason="no disk can be mounted here")


@pytest.mark.parametrize("size", [800, 1_000, 1_300, 1_700, 2_200, 2_800])
def test_a_full_disk_leaves_the_old_state_and_says_how_much_is_missing(tmp_path: Path, size: int) -> None:
    action = f"""
from dedup.errors import IndexError_
from dedup.index import Index
from tests.unit.index_samples import documents, ids

index = Index.open("{tmp_path}/news.dedup", create=True)
index.add(documents(0, 20))
before = ids(index)
try:
    index.add(documents(20, 2_500))
except IndexError_ as error:
    print(error)
assert ids(index) == before
assert index.verify() == []
index.add(documents(20, 2))
assert len(index) == 22
"""
    said = run_mounted(tmp_path, f"size={size}k", action)
    found = re.search(
        r"at least ([\d,]+) bytes, ([\d,]+) are free, ([\d,]+) are missing; the index stays as it was", said
    )

    assert found, said
    needed, free, missing = (int(number.replace(",", "")) for number in found.groups())
    assert needed == free + missing
    assert 0 < free < 1024 * size
    assert 0 < missing


def test_the_bytes_that_are_said_to_be_missing_are_no_more_than_it_takes(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "whole.dedup", create=True)
    index.add(documents(20, 2_500))
    taken = index.info().bytes
    action = f"""
from dedup.errors import IndexError_
from dedup.index import Index
from tests.unit.index_samples import documents

try:
    Index.open("{tmp_path}/news.dedup", create=True).add(documents(20, 2_500))
except IndexError_ as error:
    print(error)
"""
    said = run_mounted(tmp_path, "size=1500k", action)
    needed = int(said.partition("at least ")[2].split()[0].replace(",", ""))

    assert needed <= taken


def test_an_index_on_a_disk_that_may_only_be_read_is_read_and_says_so_when_it_is_written_to(tmp_path: Path) -> None:
    action = f"""
import subprocess
from dedup.errors import IndexError_
from dedup.index import Index
from tests.unit.index_samples import documents

index = Index.open("{tmp_path}/news.dedup", create=True)
index.add(documents(0, 20))
subprocess.run(["mount", "-o", "remount,ro", "{tmp_path}"], check=True)
index = Index.open("{tmp_path}/news.dedup")
assert len(index) == 20
assert index.verify() == []
assert index.check(documents(3, 1)[0]) is not None
for change in (lambda: index.add(documents(30, 1)), lambda: index.drop(id="d0001"), index.compact):
    try:
        change()
    except IndexError_ as error:
        print(error)
"""

    assert (
        3 * [f"cannot write to {tmp_path}/news.dedup: Read-only file system"]
        == run_mounted(tmp_path, "size=8m", action).splitlines()
    )
