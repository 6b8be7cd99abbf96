"""Indexes with a few documents, and processes that die while they write to one."""

import subprocess
import sys
from pathlib import Path

from dedup.index import Index
from dedup.model import Document

ROOT = Path(__file__).parents[2]


def documents(first: int, count: int) -> list[Document]:
    """Return articles of which no two have much in common, a day apart."""
    return [
        Document(
            f"d{number:04}",
            " ".join(f"word{(number * 97 + step * step) % 9973}" for step in range(60)),
            outlet=f"outlet{number % 3}",
            published=f"2024-05-{1 + number % 28:02}T08:00:00Z",
        )
        for number in range(first, first + count)
    ]


def ids(index: Index) -> set[str]:
    """Return the ids of all stored documents."""
    return {document.id for document in index}


def run_until(step: int, path: Path, action: str) -> int:
    """Do something to an index in a process that is killed at a step, and return its exit code.

    Args:
        action: Python code; `index` is the index, `documents` as above.
    """
    script = f"""
{_opened(path)}
left = {step}

def count(name):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

disk.on_step = count
{action}
"""
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode


def start_slowly(path: Path, action: str) -> "subprocess.Popen[bytes]":
    """Do something to an index in a process that names each step and pauses there."""
    script = f"""
{_opened(path)}

def pause(name):
    print(name, flush=True)
    time.sleep(0.05)

disk.on_step = pause
{action}
"""
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE)


def _opened(path: Path) -> str:
    return f"""
import os, signal, time
from dedup.index import Index, disk
from tests.unit.index_samples import documents

index = Index.open({str(path)!r})
"""
