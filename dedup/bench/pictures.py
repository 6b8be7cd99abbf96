"""Bars as SVG, readable on light and dark pages, without any library."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH = 800
_LEFT = 330  # room for labels
_RIGHT = 60  # room for values
_SCALE = _WIDTH - _LEFT - _RIGHT  # pixels of a bar for the value 1
_ROW = 46
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.note { font-size: 11px; fill: #59636e }
.ours { fill: #1a7f5a }
.theirs { fill: #9aa4af }
.goal { stroke: #bf6a02; stroke-width: 2 }
.axis { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .note { fill: #9198a1 }
  .ours { fill: #3fb68b }
  .theirs { fill: #656d76 }
  .goal { stroke: #e3a04f }
  .axis { stroke: #3d444d }
}"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure between 0 and 1: ours, what others publish, and what it is meant to reach."""

    label: str
    note: str
    ours: float
    theirs: float | None = None
    goal: float | None = None


def draw(title: str, note: str, bars: Sequence[Bar]) -> str:
    """Return a picture with a bar for each measure, and a thinner one below it for what is published."""
    height = 64 + _ROW * len(bars)
    rows = [line for number, bar in enumerate(bars) for line in _row(bar, 58 + _ROW * number)]
    grid = [
        f'<line class="axis" x1="{_x(share)}" x2="{_x(share)}" y1="50" y2="{height - 8}"/>' for share in (0, 0.5, 1)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{STYLE}\n</style>",
            f'<text class="title" x="12" y="22">{escape(title)}</text>',
            f'<text class="note" x="12" y="40">{escape(note)}</text>',
            *grid,
            *rows,
            "</svg>\n",
        ]
    )


def _row(bar: Bar, top: int) -> list[str]:
    lines = [
        f'<text x="{_LEFT - 10}" y="{top + 14}" text-anchor="end">{escape(bar.label)}</text>',
        f'<rect class="ours" x="{_LEFT}" y="{top}" width="{_x(bar.ours) - _LEFT}" height="18" rx="2"/>',
        f'<text x="{_WIDTH - _RIGHT + 10}" y="{top + 14}">{bar.ours:.3f}</text>',
        f'<text class="note" x="{_LEFT - 10}" y="{top + 29}" text-anchor="end">{escape(bar.note)}</text>',
    ]
    if bar.theirs is not None:
        lines += [
            f'<rect class="theirs" x="{_LEFT}" y="{top + 20}" width="{_x(bar.theirs) - _LEFT}" height="10" rx="2"/>',
            f'<text class="note" x="{_WIDTH - _RIGHT + 10}" y="{top + 29}">{bar.theirs:.3f}</text>',
        ]
    if bar.goal is not None:
        lines.append(f'<line class="goal" x1="{_x(bar.goal)}" x2="{_x(bar.goal)}" y1="{top - 3}" y2="{top + 21}"/>')
    return lines


def _x(share: float) -> int:
    return _LEFT + round(_SCALE * min(1.0, max(0.0, share)))
