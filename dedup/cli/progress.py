"""How far a job is: a bar for each stage on a terminal, plain lines in a log."""

import sys
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from dedup.crawl.progress import Display, Timing

if TYPE_CHECKING:
    from rich.progress import Progress

_EVERY = 30.0  # seconds between two lines of a stage in a log


def display() -> Display:
    """Return bars where stderr is a terminal, else lines."""
    return Bars() if sys.stderr.isatty() else Lines()


@dataclass(slots=True)
class Lines:
    """A line when a stage ends, and every half minute until then: items, rate, share, time that remains."""

    _stage: str = ""
    _total: int | None = None
    _count: int = 0
    _began: float = 0.0
    _shown: float = 0.0

    def begin(self, stage: str, total: int | None) -> None:
        """Start a stage."""
        self._stage, self._total, self._count = stage, total, 0
        self._began = self._shown = monotonic()

    def advance(self, count: int, done: int | None) -> None:
        """Count items, and show them if it is time."""
        self._count += count
        now = monotonic()
        if now - self._shown >= _EVERY:
            self._shown = now
            seconds = now - self._began
            _print(f"{self._stage}: {self._count:,} so far, {_rate(self._count, seconds)}{self._left(done, seconds)}")

    def end(self, timing: Timing | None) -> None:
        """Show what the stage took."""
        if timing:
            counted = f"{timing.items:,} in " if timing.items else ""
            rate = f", {_rate(timing.items, timing.seconds)}" if timing.items else ""
            _print(f"{self._stage}: {counted}{timing.seconds:,.1f} s{rate}")

    def _left(self, done: int | None, seconds: float) -> str:
        if not self._total or not done:
            return ""
        share = min(1.0, done / self._total)
        return f", {share:.0%}, {_duration(seconds * (1 - share) / share)} left"


@dataclass(slots=True)
class Bars:
    """A bar for each stage: items, rate, and the time that remains."""

    _bar: "Progress | None" = None
    _items: int = 0

    def begin(self, stage: str, total: int | None) -> None:
        """Start a bar; one without a total moves without an end."""
        self._bar, self._items = _new_bar(), 0
        self._bar.add_task(stage, total=total, items="", rate="")
        self._bar.start()

    def advance(self, count: int, done: int | None) -> None:
        """Move the bar."""
        if self._bar:
            self._items += count
            task = self._bar.tasks[0]
            rate = _rate(self._items, task.elapsed or 0.0)
            self._bar.update(task.id, completed=done or 0, items=f"{self._items:,}", rate=rate)

    def end(self, timing: Timing | None) -> None:
        """Leave the bar as it is, filled if the stage is finished."""
        if self._bar and timing:
            rate = _rate(timing.items, timing.seconds)
            self._bar.update(self._bar.tasks[0].id, total=1, completed=1, rate=rate)
        if self._bar:
            self._bar.stop()


def _new_bar() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - a terminal alone needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description:8}"),
        BarColumn(),
        TextColumn("{task.fields[items]:>11}"),
        TextColumn("{task.fields[rate]:>10}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f}/s" if seconds > 0 and count else ""


def _duration(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds >= 90 else f"{seconds:,.0f} s"


def _print(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
