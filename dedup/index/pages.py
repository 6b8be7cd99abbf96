"""Single texts out of a column of a Parquet file, without the some hundred others that stand in their group.

A column chunk is pages one behind the other, each with a head in Thrift's compact protocol; in a column without nulls
and dictionary a page is zstd of the values, each behind its length (parquet.apache.org, "File Format").
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Bytes = Any
"""What gives bytes by their places: a mapped file, as `bytes` do."""

_LONGEST_HEAD = 4_096  # bytes of a page's head, with all statistics that were ever written to one
_TRUE, _FALSE, _BINARY, _STRUCT = 1, 2, 8, 12
# Fields of a head, and of what it says of a page of data.
_KIND, _COMPRESSED, _DATA = 1, 3, 5
_VALUES, _ENCODING = 1, 2


def read_texts(
    data: Bytes, chunk: tuple[int, int], places: Sequence[int], check: Callable[[int, int], None]
) -> list[str] | None:
    """Return the texts at ascending places of a column chunk, or None where its pages are of another kind.

    Args:
        chunk: where it starts and ends.
        check: called with the range of bytes that is to be read next.
    """
    found: list[str] = []
    first = 0
    for fields, start, end in _pages(data, chunk, check):
        told = fields.get(_DATA, {})
        if fields[_KIND] != 0 or told.get(_ENCODING) != 0:
            return None
        inside = [place - first for place in places[len(found) :] if place < first + told[_VALUES]]
        if inside:
            check(start, end)
            found += _cut(zstd.decompress(data[start:end]), inside)
        if len(found) == len(places):
            return found
        first += told[_VALUES]
    return None


def _pages(
    data: Bytes, chunk: tuple[int, int], check: Callable[[int, int], None]
) -> Iterator[tuple[dict[int, Any], int, int]]:
    """Yield the head of each page, and where its bytes start and end."""
    at, last = chunk
    while at < last:
        check(at, min(last, at + _LONGEST_HEAD))
        fields, start = _read_struct(data, at)
        at = start + fields[_COMPRESSED]
        yield fields, start, at


def _cut(page: bytes, places: Sequence[int]) -> list[str]:
    """Return the values of a page at ascending places."""
    found: list[str] = []
    at = 0
    for place in range(places[-1] + 1):
        size = int.from_bytes(page[at : at + 4], "little")
        if place == places[len(found)]:
            found.append(page[at + 4 : at + 4 + size].decode())
        at += 4 + size
    return found


def _read_struct(data: Bytes, at: int) -> tuple[dict[int, Any], int]:
    """Return the fields of a struct by their numbers, of strings only the length, and where it ends."""
    fields: dict[int, Any] = {}
    number = 0
    while head := data[at]:
        number, kind = number + (head >> 4), head & 15
        value: Any = kind == _TRUE
        if kind == _STRUCT:
            value, at = _read_struct(data, at + 1)
        elif kind in (_TRUE, _FALSE):
            at += 1
        else:
            value, at = _read_number(data, at + 1)
            at, value = (at + value, value) if kind == _BINARY else (at, value >> 1)  # zigzag, and never below 0
        fields[number] = value
    return fields, at + 1


def _read_number(data: Bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while (byte := data[at]) >= 128:
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
    return value | byte << shift, at + 1
