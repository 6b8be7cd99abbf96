"""dedup's index: filled by `dedup index add` from JSONL, asked in this process, and by `dedup check` as a whole one.

`input` is whose passages are kept: "all" or "none".
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

import pyarrow.parquet as pq

import dedup
from benchmarks.engines.protocol import Program, Request, find_percentiles, read_memory, read_queries, serve

_WARM = 20  # questions before the clock starts
_COLD = 7  # questions with the page cache emptied before each, and whole processes
_DAYS = 180  # over which documents are spread

Found = dict[str, list[int]]
Questions = Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """An index that was filled.

    Attributes:
        folder: with the index and its records; it is removed at the end.
        seconds: of `dedup index add`, whole.
        memory: bytes resident at most in it.
    """

    folder: "tempfile.TemporaryDirectory[str]"
    seconds: float = 0.0
    memory: int = 0

    def path(self, name: str) -> Path:
        """Return where a thing stands."""
        return Path(self.folder.name) / name


def prepare_records(texts: Iterator[str], request: Request) -> Stored:
    """Write the records that are to be added, those of the later batch apart."""
    stored = Stored(tempfile.TemporaryDirectory(dir=Path(request.corpus).parent, prefix="index-"))
    for name, count in (("first", request.documents), ("later", request.later)):
        start = 0 if name == "first" else request.documents
        _write_records(islice(texts, count), start, stored.path(f"{name}.jsonl"))
    return stored


def store(stored: Stored, request: Request) -> Stored:
    """Fill an index with the first documents."""
    return _add(stored, "news.dedup", "first", request)


def answer_store(stored: Stored, request: Request) -> dict[str, object]:
    """Measure the index that was filled."""
    questions = read_queries(request)
    found, seconds = _check(stored.path("news.dedup"), questions)
    like = [one for number, one in seconds.items() if questions[number][1] != "part"]
    figures = {
        "documents/s": request.documents / stored.seconds,
        "peak, MB": stored.memory / 1e6,
        **_weigh(stored.path("news.dedup"), request.documents),
        **find_percentiles(like),
    }
    drafts = [text for _, kind, text in questions if kind == "near"]
    figures["first, ms"] = 1e3 * median(_ask_cold(stored.path("news.dedup"), text) for text in drafts[:_COLD])
    figures["process, ms"] = 1e3 * median(_ask_process(stored, text) for text in drafts[-_COLD:])
    if request.later:
        alone = _add(stored, "alone.dedup", "later", request).seconds
        figures["later batch, ratio"] = _add(stored, "news.dedup", "later", request).seconds / alone
    stored.folder.cleanup()
    return {"found": found, "figures": figures}


def prepare_index(texts: Iterator[str], request: Request) -> tuple[Stored, dedup.Index, int]:
    """Return a filled and opened index, and the memory that was resident before it was opened."""
    stored = store(prepare_records(texts, request), request)
    before = read_memory("VmRSS")
    return stored, dedup.Index.open(stored.path("news.dedup")), before


def look_up(
    material: tuple[Stored, dedup.Index, int], request: Request
) -> tuple[tuple[Stored, dedup.Index, int], Found, list[float]]:
    """Look every question up that is no part."""
    index = material[1]
    questions = [one for one in read_queries(request) if one[1] != "part"]

    def find(_kind: str, text: str) -> list[int]:
        copies = index.find_copies(dedup.Document("draft", text), resemblance=request.threshold)
        return [int(one.source_id) for one in copies]

    found, seconds = _ask(questions, find)
    return material, found, list(seconds.values())


def answer_lookups(
    result: tuple[tuple[Stored, dedup.Index, int], Found, list[float]], request: Request
) -> dict[str, object]:
    """Return what was found, and how long it took."""
    (stored, _, before), found, seconds = result
    figures = {
        "documents/s": request.documents / stored.seconds,
        **find_percentiles(seconds),
        "memory, MB": (read_memory("VmHWM") - before) / 1e6,
    }
    stored.folder.cleanup()
    return {"found": found, "figures": figures}


def _write_records(texts: Iterable[str], start: int, path: Path) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts, start):
            day = f"2024-{1 + number % _DAYS // 28:02}-{1 + number % 28:02}"
            record = {"id": str(number), "outlet": f"Outlet {number % 200}", "published": day, "text": text}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def _add(stored: Stored, name: str, records: str, request: Request) -> Stored:
    """Add records to an index, which is made if it is not there, in a process of its own."""
    folder = stored.path(name)
    if not folder.exists():
        dedup.Index.open(folder, create=True, passages=request.input)  # type: ignore[arg-type]
    command = [sys.executable, "-m", "dedup", "index", "add", str(folder), str(stored.path(f"{records}.jsonl"))]
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"dedup index add ended with {os.waitstatus_to_exitcode(status)}")
    return Stored(stored.folder, time.perf_counter() - started, 1024 * usage.ru_maxrss)


def _ask(questions: Questions, find: Callable[[str, str], list[int]]) -> tuple[Found, dict[int, float]]:
    """Return what each question finds, by its kind and text, and its seconds."""
    found: Found = {}
    seconds: dict[int, float] = {}
    for _, kind, text in questions[-_WARM:]:
        find(kind, text)
    for number, kind, text in questions:
        started = time.perf_counter()
        answer = find(kind, text)
        seconds[number] = time.perf_counter() - started
        found[str(number)] = answer
    return found, seconds


def _check(folder: Path, questions: Questions) -> tuple[Found, dict[int, float]]:
    """Return what the whole report of each draft names: near-duplicates of at least 0.8, or sources of its passages."""
    index = dedup.Index.open(folder)

    def find(kind: str, text: str) -> list[int]:
        one = index.check(dedup.Document("draft", text))
        near = [other.document for other in one.near_duplicates if other.resemblance >= 0.8]
        parts = [match.document for passage in one.passages for match in passage.matches]
        return [int(id_) for id_ in dict.fromkeys(parts if kind == "part" else near)]

    return _ask(questions, find)


def _ask_cold(folder: Path, text: str) -> float:
    """Return the seconds to open an index and check a draft when none of its files is in memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            with suppress(OSError):
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)
    started = time.perf_counter()
    dedup.Index.open(folder).check(dedup.Document("draft", text))
    return time.perf_counter() - started


def _ask_process(stored: Stored, text: str) -> float:
    """Return the seconds of `dedup check`, whole."""
    draft = stored.path("draft.txt")
    draft.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "dedup", "check", str(draft), "--against", str(stored.path("news.dedup"))]
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - started


def _weigh(folder: Path, documents: int) -> dict[str, float]:
    """Return the bytes of a document: of its text as it is stored, and of all else."""
    text = 0
    for path in folder.rglob("documents.parquet"):
        foot = pq.read_metadata(path)
        columns = [foot.schema.column(number).path for number in range(foot.num_columns)]
        groups = (foot.row_group(number) for number in range(foot.num_row_groups))
        text += sum(group.column(columns.index("text")).total_compressed_size for group in groups)
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"text, bytes": text / documents, "beside it, bytes": (whole - text) / documents}


if __name__ == "__main__":
    programs = {
        "store": Program(store, answer_store, prepare_records, streams=True),
        "lookups": Program(look_up, answer_lookups, prepare_index, streams=True),
    }
    serve(programs, ("newsdedup", "numpy", "pyarrow"))
