"""One request to one engine: its program is started in its own environment, and its reply read."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dedup.bench.records import find_flags
from dedup.bench.speed.definitions import Engine

_LIMIT = 900  # CPU seconds after which an engine is given up; by the clock four times as many, on a busy machine
_LAST = 200  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine measured, and its answer."""

    seconds: float
    cpu_seconds: float
    memory: int
    versions: Mapping[str, str]
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no reply."""

    reason: str


def find_missing(engine: Engine, benchmarks: Path) -> str | None:
    """Return why an engine cannot be started here, or None."""
    if engine.needs and engine.needs not in find_flags():
        return f"this processor has no {engine.needs}"
    if find_python(engine, benchmarks).exists():
        return None
    failed = benchmarks / "engines" / ".venv" / f"{engine.requirements}.failed"
    if failed.exists():
        return f"could not be installed: {failed.read_text(encoding='utf-8').strip()}"
    return "is not installed: run 'make engines'"


def find_python(engine: Engine, benchmarks: Path) -> Path:
    """Return the interpreter of an engine's environment."""
    if engine.requirements is None:
        return Path(sys.executable)
    return benchmarks / "engines" / ".venv" / engine.requirements / "bin" / "python"


def call(engine: Engine, benchmarks: Path, request: Mapping[str, object]) -> Reply | Refusal:
    """Return an engine's reply to a request, or why there is none."""
    command = [str(find_python(engine, benchmarks)), "-m", f"benchmarks.engines.{engine.program}"]
    return call_command(command, benchmarks.parent, request, engine)


def call_command(
    command: Sequence[str], folder: Path, request: Mapping[str, object], engine: Engine
) -> Reply | Refusal:
    """Return the reply of a command to a request."""
    threads = str(engine.threads)
    pools = {"RAYON_NUM_THREADS": threads, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **pools, **engine.variables},
            input=json.dumps(request) + "\n",
            capture_output=True,
            text=True,
            timeout=4 * _LIMIT,
            preexec_fn=partial(_confine, engine.threads),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Refusal(f"took longer than {4 * _LIMIT} seconds")
    if done.returncode == -signal.SIGXCPU:
        return Refusal(f"took longer than {_LIMIT} CPU seconds")
    return parse(done.stdout, done.stderr, done.returncode)


def parse(printed: str, warned: str, code: int) -> Reply | Refusal:
    """Return what an engine printed as a reply, or why it is none."""
    try:
        entry = json.loads(printed)
        if "error" in entry:
            return Refusal(str(entry["error"])[:_LAST])
        memory = entry["peak_bytes"] - entry["loaded_bytes"]
        return Reply(entry["seconds"], entry["cpu_seconds"], memory, entry["versions"], entry["answer"])
    except (ValueError, KeyError, TypeError):
        last = next(reversed(warned.strip().splitlines()), "it printed no reply")
        return Refusal(f"failed with exit code {code}: {last[:_LAST]}")


def _confine(threads: int) -> None:
    """Keep this process, with whatever pools of threads its libraries start, to so many cores and the time it has."""
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT, _LIMIT + 5))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-threads:])
