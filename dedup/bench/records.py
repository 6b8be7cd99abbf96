"""Results as they are kept: figures, date, versions, kind of machine; no path and no name of a host."""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dedup.bench.figures import Figure
from dedup.errors import InputError

SCHEMA = "dedup.quality/1"
_PACKAGES = ("newsdedup", "numpy", "pystemmer", "trafilatura")
# Of a processor's flags those that say how wide it computes; Linux alone tells them.
_FLAGS = ("asimd", "avx", "avx2", "avx512bw", "avx512f", "sse4_2")


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark gave.

    Attributes:
        observations: how many things were judged.
        seconds: CPU time of the whole benchmark.
    """

    benchmark: str
    observations: int
    seconds: float
    figures: tuple[Figure, ...]

    def find(self, name: str) -> Figure | None:
        """Return the figure of this name."""
        return next((figure for figure in self.figures if figure.name == name), None)


@dataclass(frozen=True, slots=True)
class Record:
    """One run.

    Attributes:
        date: in UTC, to the second.
        sample: whether a part of each corpus was taken.
        skipped: benchmarks that were not run, and why.
    """

    date: str
    sample: bool
    versions: Mapping[str, str]
    machine: Mapping[str, object]
    results: tuple[Result, ...]
    skipped: Mapping[str, str]


def make_record(results: Iterable[Result], skipped: Mapping[str, str], *, sample: bool) -> Record:
    """Return a record of now and of this machine."""
    versions = {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
    machine = {"architecture": platform.machine(), "cores": os.cpu_count() or 1, "flags": find_flags()}
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return Record(date, sample, versions, machine, tuple(results), skipped)


def write_record(record: Record) -> str:
    """Return the record as JSON, one figure a line."""
    head = {key: value for key, value in asdict(record).items() if key != "results"}
    results = ",\n".join(f"  {_write_result(result)}" for result in record.results)
    opened = json.dumps({"schema": SCHEMA, **head}, indent=1, ensure_ascii=False).removesuffix("\n}")
    return f'{opened},\n "results": [\n{results}\n ]\n}}\n'


def read_record(path: Path) -> Record:
    """Return the record of a file.

    Raises:
        InputError: the file is no record.
    """
    try:
        return _parse(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path.name} is no record: {error}", hint="write it with 'dedup bench run'") from None


def _parse(entry: dict[str, Any]) -> Record:
    if entry.pop("schema") != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    results = [
        Result(**{**result, "figures": tuple(Figure(*figure) for figure in result["figures"])})
        for result in entry.pop("results")
    ]
    return Record(**entry, results=tuple(results))


def find_newest(records: Sequence[Record]) -> dict[str, tuple[Record, Result]]:
    """Return for each benchmark its result in the newest record of a whole run that has one."""
    newest: dict[str, tuple[Record, Result]] = {}
    for record in sorted(records, key=lambda record: record.date):
        if not record.sample:
            newest.update({result.benchmark: (record, result) for result in record.results})
    return newest


def _write_result(result: Result) -> str:
    figures = ",\n".join(
        f"    {json.dumps([one.name, one.all, one.even, one.odd], ensure_ascii=False)}" for one in result.figures
    )
    head = json.dumps({"benchmark": result.benchmark, "observations": result.observations, "seconds": result.seconds})
    return f'{head.removesuffix("}")}, "figures": [\n{figures}\n  ]}}'


def find_flags() -> list[str]:
    """Return those of the processor's flags that say how wide it computes."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    flags = next((line for line in lines if line.lower().startswith(("flags", "features"))), "")
    return sorted({*_FLAGS}.intersection(flags.split()))
