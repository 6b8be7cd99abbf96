"""What is measured for speed: the benchmarks of `definitions/speed/`, and the engines of `engines/engines.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dedup.bench.bounds import Bound, read_bound
from dedup.errors import ConfigError, UsageError

OURS = ("dedup", "index")  # the programs whose engines are dedup's own


@dataclass(frozen=True, slots=True)
class Engine:
    """Who is measured.

    Attributes:
        program: the module of `benchmarks/engines` that is run.
        words: how it parts a text into words, of those that the oracle knows.
        measure: what it does where a benchmark asks for pairs: "pairs", "flags" or "clusters".
        requirements: names its environment; None is dedup's own.
        variables: of its process' environment.
        needs: a flag that the processor must have.
    """

    name: str
    label: str
    program: str
    words: str
    input: str = "str"
    threads: int = 1
    measure: str | None = None
    requirements: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    needs: str | None = None

    @property
    def is_ours(self) -> bool:
        """Whether it is dedup."""
        return self.program in OURS


@dataclass(frozen=True, slots=True)
class SpeedDefinition:
    """One benchmark.

    Attributes:
        measure: "signatures", "pairs", "limits"; of an index: "store" or "lookups".
        documents: how many, and how many make a sample.
        sizes: the numbers of documents of a benchmark of growth.
        most: engines that get no more documents than this; of a benchmark of growth they leave the larger sizes out.
        yardstick: the engine that the others' ratios are to.
        seeds: whether each round has another seed.
        expect: what a figure must reach for a timing to count; `expect_ours` holds for dedup beside it.
        same: figures that must be equal, and the engines that must agree on each.
        goals: by "ENGINE: FIGURE".
        batch: share of the documents that come again behind them, as a later batch.
        columns: the figures that tables show; none is those of signatures and pairs.
    """

    name: str
    place: int
    title: str
    measure: str
    documents: int
    sample: int
    rounds: int
    engines: tuple[str, ...]
    yardstick: str
    method: str
    sizes: tuple[int, ...] = ()
    threshold: float = 0.8
    bands: int = 16
    rows: int = 8
    seeds: bool = False
    most: Mapping[str, int] = field(default_factory=dict)
    expect: Mapping[str, Bound] = field(default_factory=dict)
    expect_ours: Mapping[str, Bound] = field(default_factory=dict)
    same: Mapping[str, Sequence[str]] = field(default_factory=dict)
    goals: Mapping[str, Bound] = field(default_factory=dict)
    batch: float = 0.0
    columns: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether engines are asked for single documents."""
        return self.measure in ("store", "lookups")


def load_engines(benchmarks: Path) -> dict[str, Engine]:
    """Return the engines by name.

    Raises:
        ConfigError: the file is no list of engines.
    """
    path = benchmarks / "engines" / "engines.toml"
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Engine(name=name, **entry) for name, entry in entries.items()}
    except (OSError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} is no list of engines: {error}") from None


def load_speed_definitions(benchmarks: Path, suite: str = "speed") -> list[SpeedDefinition]:
    """Return every benchmark of a suite, "speed" or "index", by place.

    Raises:
        ConfigError: a file is no definition, or names an engine that there is not.
    """
    engines = load_engines(benchmarks)
    definitions = [_load(path) for path in sorted((benchmarks / "definitions" / suite).glob("*.toml"))]
    for definition in definitions:
        unknown = {*definition.engines, definition.yardstick} - engines.keys()
        if unknown:
            raise ConfigError(f"{definition.name}.toml names no engine: {', '.join(sorted(unknown))}")
    return sorted(definitions, key=lambda definition: (definition.place, definition.name))


def select_engines(engines: Mapping[str, Engine], names: Sequence[str]) -> dict[str, Engine]:
    """Return the engines that are named, or whose program is; all where nothing is.

    Raises:
        UsageError: a name is nobody's.
    """
    known = engines.keys() | {engine.program for engine in engines.values()}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no engine {name!r}", hint=f"the engines are {', '.join(engines)}")
    return {name: one for name, one in engines.items() if not names or name in names or one.program in names}


def _load(path: Path) -> SpeedDefinition:
    try:
        entry: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in ("expect", "expect_ours", "goals"):
            bounds = entry.get(table, {})
            entry[table] = {name: read_bound(bound, f"{path.name}, {name}") for name, bound in bounds.items()}
        entry |= {name: tuple(entry.get(name, ())) for name in ("engines", "sizes", "columns")}
        return SpeedDefinition(name=path.stem, **entry)
    except (TypeError, KeyError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} is no definition: {error}", hint="compare it with the others") from None
