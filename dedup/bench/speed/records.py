"""Runs of speed as they are kept: every sample, versions, processor, date, commit; no path and no name of a host."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from dedup.bench.records import find_flags
from dedup.errors import InputError

SCHEMA = "dedup.speed/1"


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine did over one number of documents.

    Attributes:
        seconds: by the clock, one a round.
        cpu_seconds: of its process, one a round.
        memory: bytes resident at most, less those resident before, one a round.
        figures: what its answer was found to be worth.
        void: why its times do not count; None where they do.
        missing: why it was not measured at all.
    """

    engine: str
    label: str
    documents: int
    threads: int = 1
    seconds: tuple[float, ...] = ()
    cpu_seconds: tuple[float, ...] = ()
    memory: tuple[int, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    void: str | None = None
    missing: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it has times that count."""
        return self.void is None and self.missing is None and bool(self.seconds)

    @property
    def samples(self) -> tuple[float, ...]:
        """The times that are compared: CPU seconds of one thread, or seconds by the clock of several."""
        return self.cpu_seconds if self.threads == 1 else self.seconds

    @property
    def rate(self) -> float:
        """Documents a second, by the median round."""
        return self.documents / max(1e-9, median(self.samples))

    @property
    def memory_mb(self) -> float:
        """Megabytes beyond the corpus, by the median round."""
        return median(self.memory) / 1e6


@dataclass(frozen=True, slots=True)
class SpeedResult:
    """What one benchmark gave.

    Attributes:
        corpus: "made", or "given" where a user named one.
        documents: of the corpus.
    """

    benchmark: str
    corpus: str
    documents: int
    runs: tuple[Run, ...]

    def find(self, engine: str, documents: int | None = None) -> Run | None:
        """Return the run of an engine over so many documents, or over the most it had."""
        runs = [run for run in self.runs if run.engine == engine and documents in (None, run.documents)]
        return max(runs, key=lambda run: run.documents, default=None)


@dataclass(frozen=True, slots=True)
class SpeedRecord:
    """One run of the suite.

    Attributes:
        commit: of the checkout, with a + where it was changed; None outside of one.
        yardstick: what fixed work took before and after each benchmark, in its order.
    """

    date: str
    commit: str | None
    sample: bool
    machine: Mapping[str, object]
    yardstick: tuple[Mapping[str, float], ...]
    results: tuple[SpeedResult, ...]


def make_speed_record(
    results: Iterable[SpeedResult], yardstick: Iterable[Mapping[str, float]], *, sample: bool
) -> SpeedRecord:
    """Return a record of now, of this checkout and of this machine."""
    machine = {
        "architecture": platform.machine(),
        "processor": _find_processor(),
        "cores": os.cpu_count() or 1,
        "flags": find_flags(),
        "system": platform.system(),
    }
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return SpeedRecord(date, find_commit(), sample, machine, tuple(yardstick), tuple(results))


def write_speed_record(record: SpeedRecord) -> str:
    """Return the record as JSON, one engine's run a line."""
    head = {key: value for key, value in asdict(record).items() if key != "results"}
    opened = json.dumps({"schema": SCHEMA, **head}, indent=1, ensure_ascii=False).removesuffix("\n}")
    results = ",\n".join(map(_write_result, record.results))
    return f'{opened},\n "results": [\n{results}\n ]\n}}\n'


def read_speed_record(path: Path) -> SpeedRecord:
    """Return the record of a file.

    Raises:
        InputError: the file is no record of speed.
    """
    try:
        return _parse(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        hint = "write it with 'dedup bench run speed --output FILE'"
        raise InputError(f"{path.name} is no record of speed: {error}", hint=hint) from None


def find_newest_speed(records: Sequence[SpeedRecord]) -> dict[str, tuple[SpeedRecord, SpeedResult]]:
    """Return for each benchmark its result in the newest record of a whole run over the made corpus that has one."""
    newest: dict[str, tuple[SpeedRecord, SpeedResult]] = {}
    for record in sorted(records, key=lambda record: record.date):
        if not record.sample:
            newest.update({one.benchmark: (record, one) for one in record.results if one.corpus == "made"})
    return newest


def find_commit() -> str | None:
    """Return the short name of the commit that is checked out, with a + where files differ from it."""
    try:
        name = _git("rev-parse", "--short=12", "HEAD")
        return name + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _write_result(result: SpeedResult) -> str:
    runs = ",\n".join(f"    {json.dumps(_shorten(asdict(run)), ensure_ascii=False)}" for run in result.runs)
    head = {"benchmark": result.benchmark, "corpus": result.corpus, "documents": result.documents}
    return f'  {json.dumps(head).removesuffix("}")}, "runs": [\n{runs}\n  ]}}'


def _shorten(entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a run has nothing of, and digits of a time that say nothing."""
    for name in ("seconds", "cpu_seconds"):
        entry[name] = [round(value, 5) for value in entry[name]]
    return {key: value for key, value in entry.items() if value not in (None, (), [], {})}


def _parse(entry: dict[str, Any]) -> SpeedRecord:
    if entry.pop("schema") != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    results = [
        SpeedResult(**{**result, "runs": tuple(map(_parse_run, result["runs"]))}) for result in entry.pop("results")
    ]
    return SpeedRecord(**{**entry, "yardstick": tuple(entry["yardstick"]), "results": tuple(results)})


def _parse_run(entry: dict[str, Any]) -> Run:
    samples = {name: tuple(entry.get(name, ())) for name in ("seconds", "cpu_seconds", "memory")}
    return Run(**{**entry, **samples})


def _find_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    told = dict(reversed([line.split(":", 1) for line in lines if ":" in line]))  # the first processor's lines win
    named = {key.strip(): value.strip() for key, value in told.items()}
    return ", ".join(f"{key} {named[key]}" for key in ("model name", "cpu family", "model") if key in named)
