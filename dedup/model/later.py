"""Values that are made when they are first looked at: most documents that are held against a draft need few of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

_Item = TypeVar("_Item")


class Later(Sequence[_Item], Generic[_Item]):
    """A sequence that is made when it is first asked for an item or its length; equal to the tuple of its items."""

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Sequence[_Item]]) -> None:
        self._make = make
        self._items: tuple[_Item, ...] | None = None

    @overload
    def __getitem__(self, place: int) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[_Item, ...]: ...
    def __getitem__(self, place: int | slice) -> _Item | tuple[_Item, ...]:
        """Return the item at a place, or those of a range."""
        return self._all()[place]

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._all())

    def __iter__(self) -> Iterator[_Item]:
        """Yield the items."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Return whether the other has the same items."""
        return tuple(self) == (tuple(other) if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        """Return the hash of the items."""
        return hash(self._all())

    def _all(self) -> tuple[_Item, ...]:
        if self._items is None:
            self._items = tuple(self._make())
        return self._items
