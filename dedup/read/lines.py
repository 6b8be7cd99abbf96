"""Lines of JSONL, many at a time: the core reads those that are plain, and passes over the others."""

import io
import os
import sys
from collections.abc import Iterator
from itertools import count

from dedup import _core
from dedup.model import RawPage
from dedup.read import markup
from dedup.read.decoding import decode
from dedup.read.fields import FieldMapping
from dedup.read.records import PROPERTIES, has_words, to_iso
from dedup.read.streams import HEAD

_BLOCK = 1 << 20  # bytes of lines that are read together
_PART = 65_536  # of a line that is passed over
_WIDE_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_lines(
    stream: io.BufferedReader, where: str, mapping: FieldMapping, longest: int = sys.maxsize
) -> Iterator[tuple[int, RawPage | str | None]]:
    """Yield number and page of each line that is a plain record, number and text of all others but blank ones.

    A plain record is an object whose fields, those that its page is made of, hold strings and whole numbers. Its page
    is that of `page_of`, and nothing is to be said of it.

    Args:
        longest: bytes of a line, or code points in UTF-16; of a longer one there comes None, and it is not held.
    """
    encoding = _WIDE_BOMS.get(stream.peek(2)[:2])
    if encoding:
        decoded = io.TextIOWrapper(stream, encoding, "replace", newline="\n")
        yield from _number(_wide_lines(decoded, longest))
        decoded.detach()  # the stream is closed by whoever opened it
    else:
        yield from _number(_lines(stream, where, mapping, longest))


def _number(lines: Iterator[RawPage | bytes | str | None]) -> Iterator[tuple[int, RawPage | str | None]]:
    for number, line in enumerate(lines, start=1):
        if line is None or isinstance(line, RawPage):
            yield number, line
            continue
        text = decode(line) if isinstance(line, bytes) else line
        # An error at the end of a line is not on the next one.
        text = text.removeprefix("\ufeff").rstrip("\r\n")
        if text and not text.isspace():
            yield number, text


def _wide_lines(stream: io.TextIOWrapper, longest: int) -> Iterator[str | None]:
    """Yield each line, None for a longer one, of which no more is held than that."""
    while line := stream.readline(longest):
        if len(line) != longest or line.endswith("\n"):
            yield line
            continue
        while (rest := stream.readline(_PART)) and not rest.endswith("\n"):
            pass
        yield None


def _lines(
    stream: io.BufferedReader, where: str, mapping: FieldMapping, longest: int
) -> Iterator[RawPage | bytes | None]:
    """Yield the page of each line that is a plain record, the other lines, and None for one that is longer."""
    others = [mapping.id, *(getattr(mapping, name) for name in PROPERTIES)]
    reader, threads = _core.LineReader(mapping.text, mapping.published, others), os.cpu_count() or 1
    numbers = count(1)
    for block in _blocks(stream, longest):
        if block is None:
            next(numbers)
            yield None
            continue
        for place, line in enumerate(reader.read(block, longest, threads)):
            number = next(numbers)
            if isinstance(line, tuple):
                yield _page_of(line, f"{where}:{number}") or block.split(b"\n")[place]
            else:
                yield line


def _page_of(values: tuple[str | None, ...], where: str) -> RawPage | None:
    """Return the page of a plain record, or None where there is something to say of it."""
    text, date, id_, *others = values
    if not text or not has_words(text):
        return None
    properties = {name: value for name, value in zip(PROPERTIES, others, strict=True) if value}
    if date:
        published = to_iso(date)
        if published is None:
            return None
        properties["published"] = published
    return RawPage(id_ or where, text, markup.is_html(text), properties, where)


def _blocks(stream: io.BufferedReader, longest: int) -> Iterator[bytes | None]:
    """Yield whole lines, as many as there are at once, and None for one that is longer, of which no more is held."""
    held, whole = bytearray(), 0
    while True:
        try:
            data = stream.read1(HEAD)
        except Exception:
            yield from [bytes(held[:whole])] if whole else []  # what is damaged spoils no line before it
            raise
        end = data.rfind(b"\n") + 1
        whole = len(held) + end if end else whole
        held += data
        if not data:
            break
        if whole and (len(held) >= _BLOCK or len(data) < HEAD):
            yield bytes(held[:whole])
            del held[:whole]
            whole = 0
        if not whole and len(held) >= longest:
            yield None
            held[:] = _pass_over(stream)
            whole = held.rfind(b"\n") + 1
    if held:
        yield bytes(held)


def _pass_over(stream: io.BufferedReader) -> bytes:
    """Return what was read behind the end of a line."""
    while data := stream.read1(HEAD):
        _, end, rest = data.partition(b"\n")
        if end:
            return rest
    return b""
