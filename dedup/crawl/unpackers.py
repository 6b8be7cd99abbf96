"""Decompressors of one shape: fed and emptied in steps, so that a bomb is noticed before it fills the memory."""

import sys
from collections.abc import Callable
from typing import Protocol, cast

import brotli
from isal import igzip_lib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["ERRORS", "Brotli", "Unpacker", "gunzip", "inflate", "unpack", "zstd"]

_ISAL_ERROR = cast(type[Exception], igzip_lib.IsalError)  # typed as one of its kind
ERRORS: tuple[type[Exception], ...] = (_ISAL_ERROR, zstd.ZstdError, brotli.error, EOFError)
_STEP = 1 << 20  # bytes unpacked at once


class Unpacker(Protocol):
    """A decompressor of the standard library's bz2 and zstd, of isal, or `Brotli`."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def unused_data(self) -> bytes:
        """What stood behind the end."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes of what was fed."""

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return what comes of the data, at most so many bytes."""


class Brotli:
    """Brotli in the same shape."""

    unused_data = b""

    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes of what was fed."""
        return bool(self._inner.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return what comes of the data, about so many bytes."""
        return bytes(self._inner.process(data, output_buffer_limit=max_length))


def gunzip() -> Unpacker:
    """Return a decompressor of one gzip member."""
    return igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)


def inflate(data: bytes) -> Unpacker:
    """Return a decompressor of HTTP's deflate, which servers send with and without its two bytes of head."""
    has_head = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    return igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_ZLIB if has_head else igzip_lib.DECOMP_DEFLATE)


def unpack(make: Callable[[], Unpacker], data: bytes, limit: int, step: int = 65_536) -> tuple[bytes, bool]:
    """Return what the data unpack to, and whether they are whole.

    Args:
        limit: bytes; once there are more no more are unpacked.
        step: bytes fed at once; where they are broken, all unpacked before comes back.
    """
    unpacker, found = make(), bytearray()
    start = 0
    try:
        while len(found) <= limit and not unpacker.eof:
            part = data[start : start + step] if unpacker.needs_input else b""
            if unpacker.needs_input and not part:
                return bytes(found), False
            start += len(part)
            found += unpacker.decompress(part, _STEP)
    except ERRORS:
        return unpack(make, data, limit, 64) if step > 64 else (bytes(found), False)
    return bytes(found), True
