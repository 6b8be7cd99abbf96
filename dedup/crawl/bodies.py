"""The body of an HTTP message without its transfer and content encodings, and without that of its characters."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dedup.crawl.members import MAGIC
from dedup.crawl.unpackers import Brotli, Unpacker, gunzip, inflate, unpack, zstd
from dedup.read.decoding import decode

_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent.

    Attributes:
        data: without its encodings; more than the limit where it is too large, then not all of it.
        is_whole: whether it ends where its encodings say that it ends.
    """

    data: bytes
    is_whole: bool = True


def decode_body(data: bytes, transfer: str, content: str, limit: int) -> Body:
    """Return a body as its page was written.

    An encoding that the header claims and the bytes have not is passed over: many archives keep bodies decoded and
    their headers as they were.

    Args:
        transfer: the header Transfer-Encoding.
        content: the header Content-Encoding.
        limit: bytes; of a body that unpacks to more, no more than that and a little is unpacked.
    """
    body = _dechunk(data) if "chunked" in transfer.lower() else Body(data)
    codings = [*_names(content), *(name for name in _names(transfer) if name != "chunked")]
    for name in reversed(codings):  # the last one was laid on last
        body = _uncode(body, name, limit)
    return body


def decode_payload(payload: bytes, charset: str | None) -> str:
    """Return a page as text, without byte-order mark and NULs, which an HTML parser takes for its end.

    Args:
        charset: what the HTTP header says.
    """
    return decode(payload, charset).removeprefix("\ufeff").replace("\0", "")


def _names(header: str) -> list[str]:
    return [name.strip().lower().removeprefix("x-") for name in header.split(",")]


def _dechunk(data: bytes) -> Body:
    parts = []
    place = 0
    while found := _CHUNK.match(data, place):
        size, start = int(found[1], 16), found.end()
        parts.append(data[start : start + size])
        place = start + size
        if not size or place >= len(data):
            return Body(b"".join(parts), is_whole=not size)
        line_end = _LINE_END.match(data, place)
        if not line_end:
            break
        place = line_end.end()
    return Body(b"".join(parts), is_whole=False) if len(parts) > 1 else Body(data)


def _uncode(body: Body, name: str, limit: int) -> Body:
    make = _unpacker(name, body.data)
    if make is None or not body.data:
        return body
    data, is_whole = unpack(make, body.data, limit)
    if not data and not is_whole:
        return body  # what the header says is not so
    return Body(data, is_whole=body.is_whole and is_whole)


def _unpacker(name: str, data: bytes) -> Callable[[], Unpacker] | None:
    if name == "gzip":
        return gunzip if data.startswith(MAGIC["gzip"]) else None
    if name == "zstd":
        return zstd.ZstdDecompressor if data.startswith(MAGIC["zstd"]) else None
    if data[:64].lstrip().startswith(b"<"):
        return None  # brotli and deflate have no mark; a page has one
    return {"br": Brotli, "deflate": lambda: inflate(data)}.get(name)
