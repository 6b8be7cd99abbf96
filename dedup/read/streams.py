"""Open a file or stdin once, for bytes, and look at its beginning without taking it away."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from dedup.read.kinds import Compression

HEAD = 65_536  # bytes by which a file's kind is judged


@contextmanager
def opened(path: str, compression: Compression | None) -> Iterator[io.BufferedReader]:
    """Open a file, unpacking it on the way."""
    with (
        open(path, "rb", buffering=HEAD) as file,  # noqa: PTH123 - a str path keeps its bytes
        unpacked(cast(io.BufferedReader, file), compression) as stream,
    ):
        yield stream


@contextmanager
def unpacked(file: io.BufferedReader, compression: Compression | None) -> Iterator[io.BufferedReader]:
    """Unpack an open file on the way."""
    if compression is None:
        yield file
    elif compression == "gzip":
        import gzip  # noqa: PLC0415 - needed for packed files alone

        with gzip.GzipFile(fileobj=file) as stream:
            yield io.BufferedReader(cast(io.RawIOBase, stream), HEAD)
    else:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and needed for this alone

        with pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd") as stream:
            yield io.BufferedReader(cast(io.RawIOBase, stream), HEAD)


def standard_input() -> io.BufferedReader:
    """Return stdin as bytes that can be looked at ahead."""
    if sys.stdin is None:
        return io.BufferedReader(cast(io.RawIOBase, io.BytesIO()))
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:  # replaced by a text stream, as in notebooks and tests
        raw = io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass"))
    if isinstance(raw, io.BufferedReader):
        return raw
    return io.BufferedReader(cast(io.RawIOBase, cast(BinaryIO, raw)), HEAD)
