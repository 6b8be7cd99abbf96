"""How a night tells how far it is, and is told to stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, process_time
from typing import Protocol


class Display(Protocol):
    """Shows how far a stage is: a bar on a terminal, lines in a log."""

    def begin(self, stage: str, total: int | None) -> None:
        """Show a new stage; `total` is what `advance` will have told of when it ends, where that is known."""

    def advance(self, count: int, done: int | None) -> None:
        """Show that `count` more items are done, and how much of the total that makes."""

    def end(self, timing: "Timing | None") -> None:
        """Show that the stage is finished, and what it took; None where it was broken off."""


@dataclass(slots=True)
class Stop:
    """Whether the night is to stop where it can be taken up again."""

    wanted: bool = False


class Stopped(Exception):  # noqa: N818 - no error: the night was told to
    """The night was told to stop, and has."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What a stage took.

    Attributes:
        seconds: by the clock.
        cpu: seconds of this process's processors.
        items: what it worked on: records, documents.
    """

    seconds: float
    cpu: float
    items: int


@dataclass(slots=True)
class Progress:
    """Times the stages of a night, shows how far they are, and stops between them when told to."""

    display: Display
    stop: Stop
    timings: dict[str, Timing] = field(default_factory=dict)
    _count: int = 0

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[None]:
        """Time what is done inside.

        Raises:
            Stopped: the night was told to stop.
        """
        if self.stop.wanted:
            raise Stopped
        began, cpu = monotonic(), process_time()
        self._count = 0
        self.display.begin(name, total)
        try:
            yield
            self.timings[name] = Timing(monotonic() - began, process_time() - cpu, self._count)
        finally:
            self.display.end(self.timings.get(name))

    def advance(self, count: int, done: int | None = None) -> None:
        """Tell that `count` more items are done.

        Args:
            done: how much of the stage's total that makes, where that is another number than that of the items.
        """
        self._count += count
        self.display.advance(count, self._count if done is None else done)
