"""The values below which no figure may fall: `benchmarks/floors.json`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dedup.bench.bounds import Bound, read_bound, show
from dedup.bench.records import Record, Result
from dedup.errors import ConfigError

SCHEMA = "dedup.floors/1"


@dataclass(frozen=True, slots=True)
class Floor:
    """What one figure must hold, over the whole corpus and over its sample; None where it is not held."""

    benchmark: str
    figure: str
    whole: Bound | None
    sample: Bound | None

    def of(self, record: Record) -> Bound | None:
        """Return the bound for a record."""
        return self.sample if record.sample else self.whole


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure that does not hold its floor, or that is missing though its corpus is there."""

    benchmark: str
    message: str

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.benchmark}: {self.message}"


def load_floors(path: Path) -> list[Floor]:
    """Return the floors of a file.

    Raises:
        ConfigError: the file holds something else.
    """
    return parse_floors(path.read_text(encoding="utf-8"))


def parse_floors(text: str) -> list[Floor]:
    """Return the floors of a file's text."""
    entry = json.loads(text)
    if entry.get("schema") != SCHEMA:
        raise ConfigError(f"the floors' schema is {entry.get('schema')!r}", hint=f"this version reads {SCHEMA}")
    return [
        Floor(benchmark, figure, _bound(bounds, "whole", figure), _bound(bounds, "sample", figure))
        for benchmark, figures in entry["floors"].items()
        for figure, bounds in figures.items()
    ]


def find_breaches(record: Record, floors: Sequence[Floor], *, only: Sequence[str] | None = None) -> Iterator[Breach]:
    """Yield every floor that the record does not hold.

    A benchmark that the record says was skipped, its corpus being missing, breaks nothing; one that it does not
    mention does.

    Args:
        only: the benchmarks that were selected, if not all.
    """
    results = {result.benchmark: result for result in record.results}
    for floor in floors:
        bound = floor.of(record)
        if bound is None or floor.benchmark in record.skipped or (only and floor.benchmark not in only):
            continue
        breach = _find_breach(results.get(floor.benchmark), floor, bound)
        if breach:
            yield Breach(floor.benchmark, breach)


def find_lowered(old: Sequence[Floor], new: Sequence[Floor]) -> list[tuple[str, str]]:
    """Return the benchmark and figure of each floor that asks for less than it did, or is gone."""
    now = {(floor.benchmark, floor.figure): floor for floor in new}
    return [
        (floor.benchmark, floor.figure) for floor in old if _is_lowered(floor, now.get((floor.benchmark, floor.figure)))
    ]


def _is_lowered(old: Floor, new: Floor | None) -> bool:
    pairs = [(old.whole, new.whole if new else None), (old.sample, new.sample if new else None)]
    return any(before is not None and (after is None or after.is_below(before)) for before, after in pairs)


def _find_breach(result: Result | None, floor: Floor, bound: Bound) -> str | None:
    figure = result.find(floor.figure) if result else None
    if figure is None:
        return f"{floor.figure} was not measured; its floor is {bound}"
    if not bound.holds(figure.all):
        return f"{floor.figure} is {show(figure.all)}; its floor is {bound}"
    return None


def _bound(entry: Mapping[str, Any], which: str, figure: str) -> Bound | None:
    """Return one bound of an entry: the whole corpus and its sample have their own, or one for both."""
    bound = entry.get(which) if entry.keys() <= {"whole", "sample"} else entry
    return read_bound(bound, f"floors.json, {figure}") if bound is not None else None
