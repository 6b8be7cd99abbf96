"""Records of speed as SVG: bars and lines on scales of powers of ten, readable on light and dark pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from dedup.bench.pictures import STYLE
from dedup.bench.speed.definitions import Engine, SpeedDefinition
from dedup.bench.speed.records import SpeedResult
from dedup.bench.speed.tables import NewestSpeed, find_cost

_WIDTH, _LEFT, _RIGHT, _ROW = 800, 270, 90, 24
_TOP, _HEIGHT = 60, 300  # of the picture of lines
_LEGEND = "documents a second, one core or two threads; green: dedup, grey: peers, orange: what one step alone allows"
_MORE = """
.limit { fill: #bf6a02 }
.line { fill: none; stroke: #9aa4af; stroke-width: 2 }
.line.our { stroke: #1a7f5a }
@media (prefers-color-scheme: dark) { .line.our { stroke: #3fb68b } .limit { fill: #e3a04f } }
"""


@dataclass(frozen=True, slots=True)
class LogBar:
    """One value, on a scale of powers of ten; `kind` is "ours", "theirs" or "limit"."""

    label: str
    value: float
    kind: str


def draw_all(
    newest: NewestSpeed, definitions: Sequence[SpeedDefinition], engines: Mapping[str, Engine]
) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each picture that the records have figures for."""
    by_name = {definition.name: definition for definition in definitions if definition.name in newest}
    limits = _find_limits(newest)
    for name in ("signatures", "pairs"):
        if name in by_name:
            result = newest[name][1]
            bars = [*_find_rates(result, engines), *(limits if name == "signatures" else [])]
            yield f"speed-{name}.svg", draw_bars(by_name[name].title, _LEGEND, bars)
    if "pairs-many" in by_name:
        bars = _find_memory(newest["pairs-many"][1], engines)
        yield "speed-memory.svg", draw_bars("Memory beyond the corpus, 200,000 documents", "megabytes", bars)
    grown = [newest[name][1] for name in ("scaling-signatures", "scaling-pairs") if name in by_name]
    if grown:
        yield "speed-scaling.svg", draw_lines("Cost as documents grow", "microseconds a document", grown, engines)


def draw_bars(title: str, note: str, bars: Sequence[LogBar]) -> str:
    """Return a picture of bars, the greatest value first."""
    ordered = sorted(bars, key=lambda bar: -bar.value)
    low, high = _find_scale([bar.value for bar in bars])
    height = _TOP + _ROW * len(bars) + 30
    scale = _WIDTH - _LEFT - _RIGHT

    def x(value: float) -> float:
        return _LEFT + scale * (log10(max(value, 10**low)) - low) / (high - low)

    lines = _draw_grid(low, high, x, height)
    for number, bar in enumerate(ordered):
        top, wide = _TOP + _ROW * number, max(1, x(bar.value) - _LEFT)
        lines += [
            f'<text x="{_LEFT - 10}" y="{top + 13}" text-anchor="end">{escape(bar.label)}</text>',
            f'<rect class="{bar.kind}" x="{_LEFT}" y="{top}" width="{wide:.0f}" height="16" rx="2"/>',
            f'<text x="{x(bar.value) + 8:.0f}" y="{top + 13}">{bar.value:,.0f}</text>',
        ]
    return _frame(title, note, height, lines)


def draw_lines(title: str, note: str, results: Sequence[SpeedResult], engines: Mapping[str, Engine]) -> str:
    """Return a picture of the cost of a document over the number of documents, a line for each engine."""
    series: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for result in results:
        for run in result.runs:
            if run.counts:
                series.setdefault((run.engine, run.label), []).append((run.documents, find_cost(run)))
    costs = [cost for points in series.values() for _, cost in points]
    sizes = [size for points in series.values() for size, _ in points]
    (low, high), (left, right) = _find_scale(costs), (log10(min(sizes)), log10(max(sizes)))

    def x(size: float) -> float:
        return 80 + (_WIDTH - 330) * (log10(size) - left) / max(1e-9, right - left)

    def y(cost: float) -> float:
        return _TOP + _HEIGHT * (high - log10(cost)) / (high - low)

    lines = [
        f'<text class="note" x="70" y="{y(10.0**power) + 4:.0f}" text-anchor="end">{_show(power)}</text>'
        f'<line class="axis" x1="80" x2="{_WIDTH - 250}" y1="{y(10.0**power):.0f}" y2="{y(10.0**power):.0f}"/>'
        for power in range(low, high + 1)
    ]
    bottom = _TOP + _HEIGHT + 18
    lines += [
        f'<text class="note" x="{x(size):.0f}" y="{bottom}" text-anchor="middle">{size:,}</text>'
        for size in sorted({*sizes})
    ]
    return _frame(title, note, _TOP + _HEIGHT + 30, [*lines, *_draw_series(series, engines, x, y)])


def _draw_series(
    series: Mapping[tuple[str, str], Sequence[tuple[int, float]]],
    engines: Mapping[str, Engine],
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> Iterator[str]:
    """Yield each engine's line and its name; names that would stand on one another are moved apart."""
    free = 0.0
    for (engine, label), points in sorted(series.items(), key=lambda entry: y(max(entry[1])[1])):
        our = " our" if engine in engines and engines[engine].is_ours else ""
        places = " ".join(f"{x(size):.0f},{y(cost):.0f}" for size, cost in sorted(points))
        size, cost = max(points)
        top = max(free, y(cost) + 4)
        free = top + 15
        yield f'<polyline class="line{our}" points="{places}"/>'
        yield f'<text x="{x(size) + 8:.0f}" y="{top:.0f}">{escape(label)}</text>'


def _find_rates(result: SpeedResult, engines: Mapping[str, Engine]) -> list[LogBar]:
    return [LogBar(run.label, run.rate, _kind(run.engine, engines)) for run in result.runs if run.counts]


def _find_memory(result: SpeedResult, engines: Mapping[str, Engine]) -> list[LogBar]:
    return [LogBar(run.label, run.memory_mb, _kind(run.engine, engines)) for run in result.runs if run.counts]


def _find_limits(newest: NewestSpeed) -> list[LogBar]:
    runs = newest["limits"][1].runs if "limits" in newest else ()
    steps = ("sum of bytes", "copy of bytes", "words", "minima of shingles")
    return [
        LogBar(f"{name} alone", run.figures[name], "limit") for run in runs for name in steps if name in run.figures
    ]


def _show(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _kind(engine: str, engines: Mapping[str, Engine]) -> str:
    return "ours" if engine in engines and engines[engine].is_ours else "theirs"


def _find_scale(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten around the values."""
    low, high = floor(log10(max(1e-3, min(values)))), ceil(log10(max(1e-2, *values)))
    return low, max(high, low + 1)


def _draw_grid(low: int, high: int, place: Callable[[float], float], height: int) -> list[str]:
    return [
        f'<line class="axis" x1="{place(10.0**power):.0f}" x2="{place(10.0**power):.0f}" y1="50" y2="{height - 22}"/>'
        f'<text class="note" x="{place(10.0**power):.0f}" y="{height - 8}" text-anchor="middle">{_show(power)}</text>'
        for power in range(low, high + 1)
    ]


def _frame(title: str, note: str, height: int, lines: Sequence[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{STYLE}{_MORE}</style>",
            f'<text class="title" x="12" y="22">{escape(title)}</text>',
            f'<text class="note" x="12" y="40">{escape(note)}</text>',
            *lines,
            "</svg>\n",
        ]
    )
