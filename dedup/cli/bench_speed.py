"""What `dedup bench run speed` and `run index` do between their options and their output."""

import sys
from dataclasses import dataclass
from pathlib import Path

from dedup.cli.errors import say


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; None is what each definition says."""

    documents: int | None
    rounds: int | None
    sample: bool


def measure_speed(
    suite: str, only: list[str], names: list[str], size: Size, corpus: Path | None, *, as_json: bool
) -> str:
    """Return the record of a run, as JSON or as tables; what is not measured, or does not count, is named.

    Raises:
        UsageError: there is no such benchmark or engine.
    """
    from dedup.bench.definitions import find_benchmarks, select  # noqa: PLC0415 - keeps --help light
    from dedup.bench.speed.definitions import load_engines, load_speed_definitions, select_engines  # noqa: PLC0415
    from dedup.bench.speed.records import write_speed_record  # noqa: PLC0415
    from dedup.bench.speed.runner import Plan  # noqa: PLC0415
    from dedup.bench.speed.suite import run_speed  # noqa: PLC0415
    from dedup.bench.speed.tables import write_speed_text  # noqa: PLC0415

    benchmarks = find_benchmarks()
    definitions = select(load_speed_definitions(benchmarks, suite), only)
    engines = load_engines(benchmarks)
    plan = Plan(benchmarks, select_engines(engines, names), size.rounds, size.sample, show_progress)
    record = run_speed(definitions, plan, documents=size.documents, corpus=corpus)
    for result in record.results:
        for run in result.runs:
            if not run.counts:
                say("warning", f"{result.benchmark}: {run.label} {run.missing or f'does not count: {run.void}'}")
    return write_speed_record(record) if as_json else write_speed_text(record, definitions, engines)


def show_progress(name: str, done: int, total: int) -> None:
    """Show on a terminal how far a benchmark is."""
    if not sys.stderr.isatty():
        return
    from dedup.reports.terminal import bar  # noqa: PLC0415 - keeps --help light

    line = f"\r\x1b[K{name:<28}{bar([('█', done / max(1, total))], 30)} {done:,} of {total:,}"
    print("\r\x1b[K" if done == total else line, end="", file=sys.stderr, flush=True)
