"""A packed file member by member: gzip members and zstd frames, each unpacked by itself, the next found after damage.

A member that is broken or cut off ends there and says so; it takes nothing of its neighbours with it.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, Protocol

from dedup.crawl.unpackers import ERRORS, Unpacker, gunzip, zstd
from dedup.read.kinds import Compression

Fault = Literal["", "cut", "broken"]
"""How bytes end: where they should, before their time, or in some that make no sense."""

MAGIC: dict[Compression, bytes] = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
_PACKED = 65_536  # bytes read at once
_PIECE = 1 << 20  # bytes unpacked at once: so much of a bomb is held
_CAREFUL = 256  # bytes fed at once to a member known to be broken
_SCANNED = 1 << 20
_SKIPPABLE = b"\x2a\x4d\x18"  # a skippable zstd frame's magic but for its first byte, which is 0x50 to 0x5f
_DICTIONARY = 0x5D  # first byte of the one that opens a file and holds the dictionary of all other frames
_PADDING = b"\0\r\n\t "


class Source(Protocol):
    """Bytes that come a piece at a time, and can be gone back over.

    Attributes:
        fault: how they ended, once the last piece was read.
    """

    fault: Fault

    def read(self) -> bytes:
        """Return the next piece, empty at the end."""

    def go_back(self, position: int) -> int:
        """Go back to that place or one before it, and return which."""


class Plain:
    """The bytes of a file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        self.fault: Fault = ""
        self._file = file

    def read(self) -> bytes:
        """Return the next piece, empty at the end."""
        return self._file.read(_PIECE)

    def go_back(self, position: int) -> int:
        """Go back to that place."""
        return self._file.seek(position)


class Member:
    """The unpacked bytes of one member, a piece at a time.

    Attributes:
        end: where the next one may begin, once the last piece was read.
        fault: how it ended; `broken` also where its checksum is wrong.
    """

    def __init__(self, file: BinaryIO, start: int, packed: bytes, unpacker: Callable[[], Unpacker]) -> None:
        self._file = file
        self._make = unpacker
        self._start = start
        self._first = packed
        self.go_back(0)

    def read(self) -> bytes:
        """Return the next piece, empty at the end."""
        while not self._unpacker.eof and not self.fault:
            piece = self._unpack()
            if self._unpacker.eof:
                self.end -= len(self._unpacker.unused_data)
            if piece:
                self._has_begun = True
                return piece
        return b""

    def go_back(self, position: int) -> int:
        """Go back to the beginning, from where alone it can be unpacked, and return 0."""
        self.fault: Fault = ""
        self.end = self._start + len(self._first)
        self._packed = self._first
        self._unpacker = self._make()
        self._has_begun = False
        return 0

    def _unpack(self) -> bytes:
        packed = b""
        if self._unpacker.needs_input:
            packed = self._packed or self._read_on()
            self._packed = b""
            if not packed:
                self.fault = "cut"
                return b""
        try:
            return self._unpacker.decompress(packed, _PIECE)
        except ERRORS:
            self.fault = "broken"
            return b"" if self._has_begun else self._begin()

    def _read_on(self) -> bytes:
        self._file.seek(self.end)
        packed = self._file.read(_PACKED)
        self.end += len(packed)
        return packed

    def _begin(self) -> bytes:
        """Return what can be had of a broken member's beginning, which tells whose page it was."""
        unpacker, found = self._make(), bytearray()
        try:
            for start in range(0, len(self._first), _CAREFUL):
                found += unpacker.decompress(self._first[start : start + _CAREFUL], _PACKED)
        except ERRORS:
            pass
        return bytes(found)


class Members:
    """The members of a gzip or zstd file that can be read by seeking."""

    def __init__(self, file: BinaryIO, packing: Compression) -> None:
        self._file = file
        self._magic = MAGIC[packing]
        self._unpacker: Callable[[], Unpacker] = gunzip
        if packing == "zstd":
            dictionary = self._dictionary()
            self._unpacker = lambda: zstd.ZstdDecompressor(dictionary)

    def at(self, start: int) -> Member | None:
        """Return the member that begins there, or None."""
        packed = self._bytes(start, _PACKED)
        return Member(self._file, start, packed, self._unpacker) if packed.startswith(self._magic) else None

    def after(self, start: int, opening: bytes) -> int | None:
        """Return where the next member begins, from `start` on, that holds what begins with `opening`."""
        for place in self._places(start):
            member = self.at(place)
            if member is not None and member.read().startswith(opening):
                return place
        return None

    def is_padding(self, start: int, end: int | None) -> bool:
        """Return whether nothing stands there, or only zeros and white space."""
        self._file.seek(start)
        while part := self._file.read(_SCANNED if end is None else min(_SCANNED, end - start)):
            if part.strip(_PADDING):
                return False
            start += len(part)
        return True

    def skipped(self, start: int) -> int:
        """Return where the frames that are to be skipped end."""
        while (size := self._skippable(start)) is not None:
            start += 8 + size
        return start

    def _places(self, start: int) -> Iterator[int]:
        """Yield where the magic stands, which may be by chance."""
        while part := self._bytes(start, _SCANNED):
            found = part.find(self._magic)
            while found >= 0:
                yield start + found
                found = part.find(self._magic, found + 1)
            if len(part) < _SCANNED:
                return
            start += _SCANNED - len(self._magic) + 1

    def _dictionary(self) -> "zstd.ZstdDict | None":
        size = self._skippable(0)
        if not size or self._bytes(0, 1)[0] != _DICTIONARY:
            return None
        content = self._bytes(8, size)
        try:
            return zstd.ZstdDict(zstd.decompress(content) if content.startswith(self._magic) else content)
        except (zstd.ZstdError, ValueError):
            return None  # without it each frame is broken, and says so

    def _skippable(self, start: int) -> int | None:
        """Return the size of a skippable frame's content, or None if there is no such frame."""
        if self._magic != MAGIC["zstd"]:
            return None
        head = self._bytes(start, 8)
        if len(head) < 8 or head[1:4] != _SKIPPABLE or head[0] >> 4 != 5:
            return None
        return int.from_bytes(head[4:], "little")

    def _bytes(self, start: int, count: int) -> bytes:
        self._file.seek(start)
        return self._file.read(count)
