"""Whole nights of made articles, run in this process or in one that dies on the way."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dedup.crawl.run import Night, Outcome, run
from dedup.index import Index
from tests.unit.index_samples import ROOT
from tests.unit.night_samples import quiet

Record = dict[str, object]

VARYING = "timings.json"
_WORDS = 60


def article(number: int, words: int = _WORDS) -> str:
    """Return a text that has little in common with that of another number."""
    return " ".join(f"word{(number * 97 + step * step) % 9973}" for step in range(words)) + "."


def page(number: int, **fields: object) -> Record:
    """Return a record of an article."""
    about: Record = {
        "id": f"d{number:04}",
        "text": article(number),
        "title": f"Title {number}",
        "outlet": f"outlet{number % 3}",
        "url": f"https://outlet{number % 3}.example/{number}",
        "published": f"2024-05-{1 + number % 28:02}T08:00:00Z",
    }
    return about | fields


def repeat(number: int, **fields: object) -> Record:
    """Return a record of a copy that another outlet published later."""
    url = f"https://copies.example/{number}"
    later = {"id": f"c{number:04}", "outlet": "copies", "url": url, "published": "2024-06-01T08:00:00Z"}
    return page(number, **later | fields)


def write_jsonl(path: Path, records: Iterable[Record]) -> Path:
    """Write records, one a line, and return the path."""
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def night_of(folder: Path, *paths: Path, unit: int = 4096) -> Night:
    """Return a night with an index and outputs in a folder; the index is made if there is none."""
    Index.open(folder / "index", create=True)
    return Night(tuple(map(str, paths)), folder / "index", folder / "out", unit=unit)


def finish(night: Night) -> Outcome:
    """Run a night to its end."""
    return run(night, quiet())


def rows(night: Night, name: str) -> list[Record]:
    """Return the rows of an output."""
    lines = (night.output / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the outputs that are the same for the same night."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != VARYING}


def stored(night: Night) -> list[str]:
    """Return the ids of the index, in order, each as often as it is there."""
    return sorted(one.id for one in Index.open(night.index))


def elsewhere(night: Night, folder: Path) -> Night:
    """Return the same night with outputs and a new index in another folder."""
    Index.open(folder / "index", create=True)
    return replace(night, index=folder / "index", output=folder / "out")


def run_until(step: int, night: Night) -> int:
    """Run a night in a process that is killed at a step, and return its exit code."""
    script = f"""
import os, signal
from pathlib import Path
from dedup.crawl.run import Night, run
from dedup.index import disk
from tests.unit.night_samples import quiet

left = {step}

def count(name):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

disk.on_step = count
run(Night({night.paths!r}, Path({str(night.index)!r}), Path({str(night.output)!r}), unit={night.unit}), quiet())
"""
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode


def shuffled(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths in another order."""
    return (*paths[1::2], *paths[0::2])
