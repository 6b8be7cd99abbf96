"""Two records of speed side by side: each measure's ratio beside its noise, and whether it is worse beyond that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from dedup.bench.speed.records import Run, SpeedRecord, SpeedResult

# Of times and of memory: medians of one build on one machine differ by less than this from day to day.
_LEAST_NOISE = 0.03
_QUALITY = {"recall": 1, "precision": 1, "F1": 1, "rmse": -1, "bias, absolute": -1}  # 1 where more is better
_QUALITY_NOISE = 0.002  # beyond the last digit of a record


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of one engine in two records.

    Attributes:
        ratio: of the second to the first, so that more than 1 is more seconds, bytes, or of the figure.
        noise: the share by which it can differ by chance.
        verdict: "same", "better", "worse", or "void" where the second does not count and the first did.
    """

    benchmark: str
    label: str
    measure: str
    first: float
    second: float
    ratio: float
    noise: float
    verdict: str

    @property
    def is_worse(self) -> bool:
        """Whether the second record is worse beyond noise."""
        return self.verdict in ("worse", "void")


def compare(first: SpeedRecord, second: SpeedRecord) -> list[Difference]:
    """Return the differences of what both records hold, for dedup's engines and all others."""
    drift = find_drift([first, second])
    by_name = {result.benchmark: result for result in first.results}
    return [
        difference
        for result in second.results
        if result.benchmark in by_name
        for difference in _compare_results(by_name[result.benchmark], result, drift)
    ]


def find_drift(records: Sequence[SpeedRecord]) -> float:
    """Return by what share the yardstick differed at most, from its median over the records."""
    names = {name for record in records for figures in record.yardstick for name in figures}
    drifts = [0.0]
    for name in names:
        values = [figures[name] for record in records for figures in record.yardstick if name in figures]
        drifts += [abs(value / median(values) - 1) for value in values]
    return max(drifts)


def find_noise(samples: Sequence[float]) -> float:
    """Return by what share of their median samples spread to either side: half of their range."""
    return (max(samples) - min(samples)) / 2 / max(1e-9, median(samples))


def write_differences(differences: Sequence[Difference], first: SpeedRecord, second: SpeedRecord) -> str:
    """Return the differences as a table for a terminal."""
    lines = [f"{first.date} ({first.commit}) and {second.date} ({second.commit})"]
    if first.machine != second.machine:
        lines.append("two kinds of machine: times say little, look at the ratios to peers in each record")
    lines.append(f"the yardstick differed by up to {find_drift([first, second]):.0%}")
    before = None
    for one in differences:
        lines += [one.benchmark] if one.benchmark != before else []
        before = one.benchmark
        values = f"{one.first:>12,.4g} {one.second:>12,.4g}  x{one.ratio:<6.3f} ±{one.noise:<5.0%}"
        lines.append(f"  {one.label:<36}{one.measure:<16}{values} {one.verdict}")
    return "\n".join(lines) + "\n"


def _compare_results(first: SpeedResult, second: SpeedResult, drift: float) -> Iterator[Difference]:
    for run in second.runs:
        other = first.find(run.engine, run.documents)
        if other is None or not other.counts:
            continue
        if run.counts:
            yield from _compare_runs(first.benchmark, other, run, drift)
        elif run.missing is None:
            yield Difference(first.benchmark, run.label, "answer", 1, 0, 0, 0, "void")


def _compare_runs(benchmark: str, first: Run, second: Run, drift: float) -> Iterator[Difference]:
    for measure, one, other, shift in (
        ("seconds", first.samples, second.samples, drift),
        ("memory", first.memory, second.memory, 0.0),
    ):
        # Below a megabyte or so, what an allocator happens to hold decides.
        if min(median(one), median(other)) <= (1e6 if measure == "memory" else 0):
            continue
        ratio = median(other) / median(one)
        noise = max(_LEAST_NOISE, sqrt(find_noise(one) ** 2 + find_noise(other) ** 2 + shift**2))
        verdict = _judge(ratio, noise)
        yield Difference(benchmark, second.label, measure, median(one), median(other), ratio, noise, verdict)
    for name, direction in _QUALITY.items():
        if name in first.figures and name in second.figures:
            yield _compare_figure(benchmark, name, direction, (first, second))


def _compare_figure(benchmark: str, name: str, direction: int, runs: tuple[Run, Run]) -> Difference:
    one, other = (run.figures[name] for run in runs)
    change = direction * (other - one)
    verdict = "better" if change > _QUALITY_NOISE else "worse" if change < -_QUALITY_NOISE else "same"
    return Difference(benchmark, runs[1].label, name, one, other, other / one if one else 1.0, _QUALITY_NOISE, verdict)


def _judge(ratio: float, noise: float) -> str:
    return "better" if ratio < 1 / (1 + noise) else "worse" if ratio > 1 + noise else "same"
