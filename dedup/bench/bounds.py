"""What a figure must reach: at least or at most a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from dedup.errors import ConfigError

Number = int | float


@dataclass(frozen=True, slots=True)
class Bound:
    """The worst value that a figure may have.

    Attributes:
        upward: whether more is better: the value is the least that will do, not the most.
    """

    value: Number
    upward: bool

    def holds(self, value: Number) -> bool:
        """Return whether a figure is within the bound."""
        return value >= self.value if self.upward else value <= self.value

    def is_below(self, other: "Bound") -> bool:
        """Return whether this bound asks for less than the other."""
        return self.upward != other.upward or (self != other and self.holds(other.value))

    def __str__(self) -> str:
        """Return the bound as it is written in a table."""
        return f"{'≥' if self.upward else '≤'} {show(self.value)}"


def read_bound(entry: Mapping[str, object], where: str) -> Bound:
    """Return the bound of an entry `{"at_least": value}` or `{"at_most": value}`.

    Raises:
        ConfigError: the entry is something else.
    """
    if len(entry) == 1:
        ((key, value),) = entry.items()
        if key in ("at_least", "at_most") and isinstance(value, int | float):
            return Bound(value, upward=key == "at_least")
    raise ConfigError(f"{where}: {dict(entry)} is no bound", hint="write at_least or at_most with a number")


def show(value: Number | None) -> str:
    """Return a number as tables show it: counts whole, shares with three or four digits.

    Example:
        >>> show(1000), show(0.97181), show(12.345), show(None)
        ('1,000', '.9718', '12.35', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    if abs(value) >= 10:
        return f"{value:,.2f}"
    return f"{value:.4f}".removeprefix("0") if abs(value) < 1 else f"{value:.4f}"
