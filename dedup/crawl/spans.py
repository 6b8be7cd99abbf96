"""A WARC file record by record, as bytes: where each begins, its head and block, and whether they are all there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from dedup.crawl.members import Fault, Members, Plain, Source
from dedup.read.kinds import Compression

OPENING = b"WARC/"
LONGEST_HEAD = 65_536  # bytes; real ones have under 2,000
HEAD_END = re.compile(rb"\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"WARC/1\.\d\r?\n")
_LINE_ENDS = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """One record's bytes, or those of a place where no record can be made out.

    Attributes:
        offset: where it begins in the file: its gzip member or zstd frame; a later record of one member adds its
            place in what that unpacks to.
        head: the WARC head; empty where none can be made out.
        block: what the head is of, at most so much of it as was asked for.
        size: bytes that the block has.
        fault: `cut` where the block is shorter or longer than its head says, `broken` where it makes no sense.
    """

    offset: int
    head: bytes = b""
    block: bytes = b""
    size: int = 0
    fault: Fault = "broken"


def read_spans(file: BinaryIO, packing: Compression | None, hold: int) -> Iterator[Span]:
    """Yield each record of a file that can be read by seeking, and one span for each run of bytes that is none.

    After damage it goes on with the next gzip member, zstd frame, or line that opens a record.

    Args:
        hold: bytes of a block that are kept.
    """
    if packing is None:
        yield from _split(_Stream(Plain(file)), 0, hold)
        return
    members = Members(file, packing)
    start: int | None = members.skipped(0)
    while start is not None:
        member = members.at(start)
        if member is not None:
            yield from _split(_Stream(member), start, hold)
            start = members.after(start + 1, OPENING) if member.fault else members.skipped(member.end)
        else:
            following = members.after(start, OPENING)
            if not members.is_padding(start, following):
                yield Span(start)
            start = following


class _Stream:
    """Unpacked bytes that come in pieces, held only as far as they are asked for."""

    def __init__(self, source: Source) -> None:
        self.position = 0
        self.source = source
        self._held = b""
        self._start = 0  # of what was not yet taken

    def fill(self, count: int) -> int:
        """Return how many bytes are held, which is `count` at least unless the stream ends."""
        while len(self._held) - self._start < count and (piece := self.source.read()):
            self._held = self._held[self._start :] + piece if self._start < len(self._held) else piece
            self._start = 0
        return len(self._held) - self._start

    def find(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Return where the pattern stands in the next bytes that are held."""
        return pattern.search(self._held, self._start, self._start + LONGEST_HEAD)

    def opens_with(self, opening: bytes) -> bool:
        """Return whether this comes next."""
        self.fill(len(opening))
        return self._held.startswith(opening, self._start)

    def take(self, count: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        self.fill(count)
        taken = self._held[self._start : self._start + count]
        self._drop(len(taken))
        return taken

    def take_through(self, match: re.Match[bytes]) -> bytes:
        """Return the next bytes to the end of what was found."""
        return self.take(match.end() - self._start)

    def skip(self, count: int) -> int:
        """Pass over so many bytes and return how many there were."""
        left = count
        while left and (held := self.fill(1)):
            left -= self._drop(min(left, held))
        return count - left

    def skip_line_ends(self) -> int:
        """Pass over the line ends that stand between records, and return how many bytes they were."""
        skipped = 0
        while self.fill(1) and (found := _LINE_ENDS.match(self._held, self._start)):
            skipped += self._drop(found.end() - self._start)
        return skipped

    def skip_to_record(self, position: int) -> None:
        """Go to a place, also one that is behind, and from there on to the next line that opens a record."""
        if position < self.position:
            self._held, self._start = b"", 0
            self.position = self.source.go_back(position)
        self.skip(position - self.position)
        while held := self.fill(LONGEST_HEAD):
            found = self.find(_NEXT)
            if found:
                self._drop(found.start() - self._start)
                return
            self._drop(max(min(held, LONGEST_HEAD) - 16, 1))  # what opens a record may come in two pieces

    @property
    def has_failed(self) -> bool:
        """Whether the stream ended here, and not well."""
        return not self.fill(1) and bool(self.source.fault)

    def _drop(self, count: int) -> int:
        self._start += count
        self.position += count
        return count


def _split(stream: _Stream, start: int, hold: int) -> Iterator[Span]:
    """Yield the records of a stream; the fault that the stream ends with is its last record's."""
    stream.skip_line_ends()
    while stream.fill(1):
        position = stream.position
        span = _read(stream, start + position, hold)
        if (span.fault or not _is_closed(span, stream)) and not stream.has_failed:
            stream.skip_to_record(position + max(len(span.head), 1))
            span = _shorten(span)
        yield replace(span, fault=stream.source.fault) if stream.has_failed else span
    if not stream.position and stream.source.fault:
        yield Span(start)


def _is_closed(span: Span, stream: _Stream) -> bool:
    """Return whether a block ends where its head says: another record follows, nothing, or at least what closes it."""
    line_ends = stream.skip_line_ends()
    if stream.opens_with(OPENING) or not stream.fill(1):
        return True
    return line_ends >= 4 and not _NEXT.search(span.block)


def _read(stream: _Stream, offset: int, hold: int) -> Span:
    """Return the record that begins here as far as it is there."""
    stream.fill(LONGEST_HEAD)
    end = stream.find(HEAD_END) if stream.opens_with(OPENING) else None
    if end is None:
        return Span(offset)
    head = stream.take_through(end)
    if _NEXT.search(head, len(OPENING)):
        return Span(offset)  # its end is lost, and the head of another record stands in it
    length = _LENGTH.search(head)
    if length is None:
        return Span(offset, head)
    declared = int(length[1])
    block = stream.take(min(declared, hold))
    size = len(block) + stream.skip(declared - len(block))
    return Span(offset, head, block, size, "cut" if size < declared else "")


def _shorten(span: Span) -> Span:
    """Return a record whose length is wrong without the record that follows it."""
    following = _NEXT.search(span.block)
    block = span.block[: following.start()].rstrip(b"\r\n") if following else span.block
    return replace(span, block=block, size=len(block), fault=span.fault or "cut")
