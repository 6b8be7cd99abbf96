"""A text cut into segments at every edge of a passage, credit, zone or paragraph, so that overlaps can be shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

_SHOWN = 8  # layers kept of one segment: a page of thousands of nested passages stays readable, and its size linear


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """Something that covers a range of the text.

    Attributes:
        rank: the lowest rank is shown where layers overlap.
    """

    start: int
    end: int
    rank: int
    value: T


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A stretch of the text that the same layers cover, the one to show first."""

    start: int
    end: int
    layers: tuple[T, ...]


def paragraphs(text: str, layers: Sequence[Layer[T]]) -> list[list[Segment[T]]]:
    """Return the text's lines that are not blank, each as segments in order."""
    found: list[list[Segment[T]]] = []
    for segment in segments(text, layers):
        if text[segment.start] == "\n":
            found.append([])
        else:
            found = found or [[]]
            found[-1].append(segment)
    return [line for line in found if any(text[part.start : part.end].strip() for part in line)]


def segments(text: str, layers: Sequence[Layer[T]]) -> Iterator[Segment[T]]:
    """Yield segments that join to the text; a line break always is a segment of its own."""
    inside = [layer for layer in layers if 0 <= layer.start < layer.end <= len(text)]
    opening = sorted(range(len(inside)), key=lambda index: inside[index].start)
    open_layers: list[tuple[int, int]] = []  # a heap of (end, index)
    following = 0
    for start, end in pairwise(_edges(text, inside)):
        while open_layers and open_layers[0][0] <= start:
            heappop(open_layers)
        while following < len(opening) and inside[opening[following]].start == start:
            heappush(open_layers, (inside[opening[following]].end, opening[following]))
            following += 1
        covering = nsmallest(_SHOWN, ((inside[index].rank, index) for _, index in open_layers))
        yield Segment(start, end, tuple(inside[index].value for _, index in covering))


def _edges(text: str, layers: Sequence[Layer[T]]) -> list[int]:
    edges = {0, len(text)}
    for layer in layers:
        edges |= {layer.start, layer.end}
    position = text.find("\n")
    while position >= 0:
        edges |= {position, position + 1}
        position = text.find("\n", position + 1)
    return sorted(edges)
