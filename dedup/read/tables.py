"""Files of many records: JSONL, JSON and Parquet, one record at a time."""

import io
import json
from collections.abc import Iterator
from typing import cast

from dedup.model import Problem, RawPage
from dedup.read.decoding import decode
from dedup.read.fields import FieldMapping
from dedup.read.records import page_of

_BATCH = 256  # rows of a Parquet file held at once
_WIDE_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_jsonl(stream: io.BufferedReader, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield a page or a problem for each line; blank lines are none."""
    found = False
    for number, line in enumerate(_lines(stream), start=1):
        text = line.removeprefix("\ufeff").rstrip("\r\n")  # an error at its end is not on the next line
        if text and not text.isspace():
            found = True
            yield from _read_record(text, f"{where}:{number}", mapping)
    if not found:
        yield Problem(where, "no records, only blank lines", "give at least one record")


def read_json(stream: io.BufferedReader, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield the pages of a JSON file: one object, or a list of objects, each named by its number."""
    text = decode(stream.read()).removeprefix("\ufeff")
    records = _parse(text, where)
    if isinstance(records, Problem) or not isinstance(records, list):
        yield from [records] if isinstance(records, Problem) else page_of(records, where, mapping)
        return
    if not records:
        yield Problem(where, "an empty list", "give at least one record")
    for number, record in enumerate(records, start=1):
        yield from page_of(record, f"{where}:{number}", mapping)


def read_parquet(path: str, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield a page or a problem for each row; only columns that may hold something of a document are read."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and needed for Parquet alone
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if name in mapping.columns()]
            number = 0
            for batch in file.iter_batches(_BATCH, columns=columns):
                for number, record in enumerate(batch.to_pylist(), start=number + 1):  # noqa: B020 - counts on
                    yield from page_of(record, f"{where}:{number}", mapping)
            if not number:
                yield Problem(where, "a Parquet file without rows", "give at least one record")
    except pa.ArrowException as error:
        yield Problem(where, f"no readable Parquet file: {_first_line(error)}", "check that the file is whole")


def _lines(stream: io.BufferedReader) -> Iterator[str]:
    encoding = _WIDE_BOMS.get(stream.peek(2)[:2])
    if encoding:
        decoded = io.TextIOWrapper(stream, encoding, "replace", newline="\n")
        yield from decoded
        decoded.detach()  # the stream is closed by whoever opened it
    else:
        yield from map(decode, stream)


def _read_record(line: str, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    record = _parse(line, where)
    yield from [record] if isinstance(record, Problem) else page_of(record, where, mapping)


def _parse(text: str, where: str) -> object | Problem:
    try:
        return cast(object, json.loads(text))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        reason = f"{error.msg[0].lower()}{error.msg[1:]}".removesuffix(" at")
        return Problem(where, f"no JSON: {reason} at {place}", "mend the record; each line holds one JSON object")
    except RecursionError:
        return Problem(where, "no usable JSON: nested too deeply", "give one flat object a record")
    except ValueError as error:  # a number of more digits than Python converts
        return Problem(where, f"no usable JSON: {_first_line(error)}", "write such a number as a string")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].split(";")[0].rstrip(".")
