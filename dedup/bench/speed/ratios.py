"""What a result is worth beside others: ratios round by round, growth, and goals met or missed."""

from collections.abc import Iterator, Mapping
from statistics import median

from dedup.bench.speed.definitions import Engine, SpeedDefinition
from dedup.bench.speed.records import Run, SpeedResult


def find_ratio(run: Run, other: Run) -> float:
    """Return how many times as fast `run` is as `other`: the median over rounds, in which both had the same machine."""
    pairs = zip(run.samples, other.samples, strict=False)
    scale = run.documents / other.documents
    return median(theirs / max(1e-9, ours) for ours, theirs in pairs) * scale


def find_fastest_peer(result: SpeedResult, engines: Mapping[str, Engine]) -> Run | None:
    """Return the fastest engine that is not dedup's and whose answer counts; one that only shingles is none."""
    runs = [run for run in result.runs if run.counts and run.figures and run.engine in engines]
    peers = [run for run in runs if not engines[run.engine].is_ours]
    return max(peers, key=lambda run: run.rate, default=None)


def find_values(definition: SpeedDefinition, result: SpeedResult, engines: Mapping[str, Engine]) -> dict[str, float]:
    """Return every value that a goal can name, as "ENGINE: FIGURE"."""
    values: dict[str, float] = {}
    peer = find_fastest_peer(result, engines)
    for run in (result.find(name) for name in definition.engines):
        if run is None or not run.counts:
            continue
        values |= {f"{run.engine}: {name}": value for name, value in run.figures.items()}
        if "rmse" in run.figures:
            values[f"{run.engine}: rmse over theory"] = run.figures["rmse"] / run.figures["rmse by theory"]
        values[f"{run.engine}: documents/s"] = run.rate
        values[f"{run.engine}: seconds"] = median(run.samples)
        values[f"{run.engine}: memory, MB"] = run.memory_mb
        for other in result.runs:  # the largest number of documents that both had comes last
            same = result.find(run.engine, other.documents)
            if other.counts and same is not None and same.counts:
                values[f"{run.engine}: times {other.engine}"] = find_ratio(same, other)
        if peer is not None:
            values[f"{run.engine}: times fastest peer"] = find_ratio(run, peer)
        values |= _find_growth(run, result)
    return values


def find_goals(
    definition: SpeedDefinition, result: SpeedResult, engines: Mapping[str, Engine]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield each goal's name, what it asks, what was measured, and "met", "missed" or "not measured"."""
    values = find_values(definition, result, engines)
    for name, bound in definition.goals.items():
        value = values.get(name)
        met = "not measured" if value is None else "met" if bound.holds(value) else "missed"
        yield name, f"{bound.value:,g}", "–" if value is None else f"{value:,.4g}", met


def _find_growth(run: Run, result: SpeedResult) -> dict[str, float]:
    """Return the cost of a document in the largest run over that among 10,000."""
    base = result.find(run.engine, 10_000)
    if base is None or not base.counts or base.documents == run.documents:
        return {}
    return {f"{run.engine}: largest over 10,000": base.rate / run.rate}
