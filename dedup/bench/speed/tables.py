"""A record of speed as tables: in text for a terminal, in Markdown for the READMEs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from dedup.bench.bounds import show
from dedup.bench.speed.comparing import find_drift, find_noise
from dedup.bench.speed.definitions import Engine, SpeedDefinition
from dedup.bench.speed.ratios import find_goals, find_ratio
from dedup.bench.speed.records import Run, SpeedRecord, SpeedResult

NewestSpeed = Mapping[str, tuple[SpeedRecord, SpeedResult]]
_FIGURES = ("recall", "precision", "F1", "rmse", "rmse by theory", "bias")
_SUMMARY = ("signatures", "pairs")  # benchmarks that stand in the README
_MANY = 10_000  # documents from which memory is that of the work, not of what a library loads


def write_speed_text(record: SpeedRecord, definitions: Sequence[SpeedDefinition], engines: Mapping[str, Engine]) -> str:
    """Return every run of a record, a table for each benchmark."""
    by_name = {definition.name: definition for definition in definitions}
    blocks = [_write_block(by_name[one.benchmark], one, engines) for one in record.results]
    foot = f"{record.date}, commit {record.commit}, the yardstick drifted by up to {find_drift([record]):.0%}"
    return "\n\n".join([*blocks, foot]) + "\n"


def write_speed_details(
    newest: NewestSpeed, definitions: Iterable[SpeedDefinition], engines: Mapping[str, Engine]
) -> str:
    """Return for each benchmark, in Markdown, what it is, every engine's row, and the goals."""
    blocks = (_write_details(one, *newest[one.name], engines) for one in definitions if one.name in newest)
    return "\n".join(blocks)


def write_speed_summary(newest: NewestSpeed, engines: Mapping[str, Engine]) -> str:
    """Return each library's best rate on one thread, of signatures and of pairs, in one Markdown table."""
    columns = [_find_best(newest[name][1], engines) for name in _SUMMARY if name in newest]
    first = columns[0] if columns else {}
    names = sorted((name for name in first if name in columns[-1]), key=lambda name: -first[name].rate)
    lines = ["| documents a second, one core | signatures | near-duplicate pairs | F1 of pairs |", "|---|---|---|---|"]
    for name in names:
        runs = [column.get(name) for column in columns]
        rates = [f"{run.rate:,.0f}" if run else "" for run in runs]
        f1 = runs[-1].figures.get("F1") if runs[-1] else None
        lines.append(f"| {name} | {' | '.join(rates)} | {show(f1) if f1 is not None else ''} |")
    return "\n".join(lines) + "\n"


def _find_best(result: SpeedResult, engines: Mapping[str, Engine]) -> dict[str, Run]:
    """Return the fastest run of each library that counts, of those that give signatures or pairs of all documents."""
    best: dict[str, Run] = {}
    for run in sorted(result.runs, key=lambda run: run.rate if run.counts else 0.0):
        engine = engines.get(run.engine)
        if engine is None:  # of another version of the benchmarks
            continue
        if run.counts and run.threads == 1 and run.documents == result.documents and engine.measure in (None, "pairs"):
            best[engine.requirements or engine.program] = run
    return best


def _write_block(definition: SpeedDefinition, result: SpeedResult, engines: Mapping[str, Engine]) -> str:
    head = ("", *_columns(definition))
    rows = [head, *_find_rows(definition, result)]
    filled = [any(row[place] for row in rows[1:]) for place in range(len(head))]
    widths = [max(map(len, column)) for column in zip(*(row for row in rows if ": " not in row[1]), strict=True)]
    widths[0] = max(len(row[0]) for row in rows)
    lines = [f"{result.benchmark}: {definition.title} ({result.corpus} corpus, {result.documents:,} documents)"]
    for row in rows:
        cells = [f"{row[place]:>{widths[place]}}" for place in range(1, len(head)) if filled[place]]
        lines.append(f"  {row[0]:<{widths[0]}}  {'  '.join(cells)}".rstrip())
    goals = [
        f"  goal {name} {asked}: {value}, {met}" for name, asked, value, met in find_goals(definition, result, engines)
    ]
    return "\n".join([*lines, *goals])


def _write_details(
    definition: SpeedDefinition, record: SpeedRecord, result: SpeedResult, engines: Mapping[str, Engine]
) -> str:
    columns = _columns(definition)
    rows = list(_find_rows(definition, result))
    shown = [place for place, _ in enumerate(columns, start=1) if any(row[place] for row in rows)]
    lines = [f"### {definition.title}", "", definition.method.strip(), "", _write_setting(record, result), ""]
    lines.append(f"| | {' | '.join(columns[place - 1] for place in shown)} |")
    lines.append(f"|---|{'---|' * len(shown)}")
    lines += [f"| {row[0]} | {' | '.join(row[place] for place in shown)} |" for row in rows]
    goals = list(find_goals(definition, result, engines))
    if goals:
        lines += ["", "| goal | asked | measured | |", "|---|---|---|---|"]
        lines += [f"| {name} | {asked} | {value} | {met} |" for name, asked, value, met in goals]
    return "\n".join(lines) + "\n"


def _write_setting(record: SpeedRecord, result: SpeedResult) -> str:
    versions = sorted({f"{name} {value}" for run in result.runs for name, value in run.versions.items()})
    flags = record.machine["flags"]
    wide = ", ".join(map(str, flags)) if isinstance(flags, list) else ""
    return (
        f"{result.documents:,} documents, {record.date[:10]}, commit {record.commit}; {record.machine['processor']}, "
        f"{record.machine['cores']} cores, {wide}; the yardstick drifted by up to {find_drift([record]):.0%}. "
        f"Versions: {', '.join(versions)}."
    )


def _columns(definition: SpeedDefinition) -> tuple[str, ...]:
    return definition.columns or ("documents/s", "±", f"× {definition.yardstick}", "memory, MB", *_FIGURES)


def _find_rows(definition: SpeedDefinition, result: SpeedResult) -> Iterator[tuple[str, ...]]:
    empty = [""] * (len(_columns(definition)) - 1)
    for run in result.runs:
        if definition.measure == "limits" and run.counts:
            yield from ((name, f"{rate:,.0f}", *empty) for name, rate in run.figures.items())
            continue
        label = f"{run.label}, {run.documents:,}" if run.documents < result.documents else run.label
        if not run.counts:
            why = f"missing: {run.missing}" if run.missing else f"void: {run.void}"
            yield (label, why, *empty)
            continue
        if definition.columns:
            yield (label, *(_show(run.figures.get(name)) for name in definition.columns))
            continue
        other = result.find(definition.yardstick, run.documents) or result.find(definition.yardstick)
        ratio = f"{find_ratio(run, other):,.1f}" if other is not None and other.counts else ""
        figures = [show(run.figures.get(name)) if name in run.figures else "" for name in _FIGURES]
        memory = f"{run.memory_mb:,.0f}" if run.documents >= _MANY else ""
        yield (label, f"{run.rate:,.0f}", f"{find_noise(run.samples):.0%}", ratio, memory, *figures)


def _show(value: float | None) -> str:
    """Return a figure: shares with four places, and what is larger with as many as say something."""
    if value is None:
        return ""
    return show(value) if value <= 1 else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def find_cost(run: Run) -> float:
    """Return the microseconds that a document takes, by the median round."""
    return median(run.samples) / run.documents * 1e6
