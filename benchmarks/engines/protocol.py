"""What an engine is asked and what it replies; standard library only, since every environment runs it."""

import ctypes
import gc
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

_WARM = 100  # documents signed before the clock starts: libraries load, thread pools and caches fill


@dataclass(frozen=True, slots=True)
class Request:
    """The work of one run.

    Attributes:
        corpus: a file with a JSON string a line.
        input: what the texts are given as: "str", "bytes" or "arrow".
        bands, rows: how signatures are cut, where the engine lets one choose.
        pairs: documents whose resemblance is to be estimated from their signatures.
        queries: a file with the kind and the text of a question a line.
        later: how many documents of the corpus come behind the first ones as a later batch.
    """

    measure: str
    corpus: str
    documents: int
    input: str = "str"
    threads: int = 1
    threshold: float = 0.8
    bands: int = 16
    rows: int = 8
    num_perm: int = 128
    seed: int = 1
    pairs: Sequence[Sequence[int]] = ()
    queries: str = ""
    later: int = 0


@dataclass(frozen=True, slots=True)
class Program:
    """One measure of an engine.

    Attributes:
        run: the work that is timed, of what `prepare` made.
        answer: makes of its result what the runner holds against the expected answer.
        prepare: brings the texts into the form that the engine takes; not timed.
        streams: texts are given one after the other, to a program that takes more than memory holds; it warms itself.
    """

    run: Callable[[Any, Request], Any]
    answer: Callable[[Any, Request], Mapping[str, object]]
    prepare: Callable[[Any, Request], Any] = lambda texts, _request: texts
    streams: bool = False


def serve(programs: Mapping[str, Program], packages: Iterable[str] = ()) -> None:
    """Answer the request on standard input: times, memory, versions, and the answer, or the error."""
    entry = json.loads(sys.stdin.readline())
    request = Request(**{one.name: entry[one.name] for one in fields(Request) if one.name in entry})
    reply_to = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no reply
    try:
        reply = _measure(programs[request.measure], request)
        reply["versions"] = {"python": platform.python_version(), **{name: version(name) for name in packages}}
    except KeyError as error:
        reply = {"error": f"cannot do {error}"}
    except Exception as error:  # noqa: BLE001 - whatever it is, the runner shows it
        reply = {"error": f"{type(error).__name__}: {error}"}
    os.write(reply_to, (json.dumps(reply) + "\n").encode())


def digest(values: bytes) -> str:
    """Return a checksum of signatures."""
    return hashlib.blake2b(values, digest_size=16).hexdigest()


def read_queries(request: Request) -> list[tuple[int, str, str]]:
    """Return number, kind and text of each question."""
    with Path(request.queries).open(encoding="utf-8") as lines:
        return [(number, *json.loads(line)) for number, line in enumerate(lines)]


def find_percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Return the median and the 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {f"p{share}, ms": 1e3 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 99)}


def read_memory(field: str) -> int:
    """Return a size from the kernel's account of this process, in bytes; 0 where there is none."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), 0)


def estimate(rows: Sequence[Sequence[int]], pairs: Iterable[Sequence[int]]) -> list[float]:
    """Return the share of equal slots of each pair of signatures."""
    compared = ((rows[one], rows[other]) for one, other in pairs)
    return [sum(a == b for a, b in zip(one, other, strict=True)) / len(one) for one, other in compared]


def _measure(program: Program, request: Request) -> dict[str, Any]:
    material = _prepare(program, request)
    _release()
    loaded = _start_peak()
    cpu, wall = time.process_time(), time.perf_counter()
    result = program.run(material, request)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = read_memory("VmHWM")
    answer = program.answer(result, request)
    memory = {"loaded_bytes": loaded, "peak_bytes": max(peak, loaded)}
    return {"seconds": wall, "cpu_seconds": cpu, **memory, "answer": answer}


def _prepare(program: Program, request: Request) -> Any:
    if program.streams:
        return program.prepare(_read(request), request)
    texts = list(_read(request))
    program.run(program.prepare(texts[:_WARM], request), request)
    return program.prepare(texts, request)


def _read(request: Request) -> Iterator[str]:
    with Path(request.corpus).open(encoding="utf-8") as lines:
        for _, line in zip(range(request.documents + request.later), lines, strict=False):
            yield json.loads(line)


def _release() -> None:
    """Give back what the preparation has freed, or the work would find its memory there already."""
    gc.collect()
    with suppress(OSError, AttributeError):  # the GNU C library alone has this
        ctypes.CDLL(None).malloc_trim(0)


def _start_peak() -> int:
    """Set the peak of resident memory back to what is resident now, and return that."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return read_memory("VmHWM")
    return read_memory("VmRSS")
