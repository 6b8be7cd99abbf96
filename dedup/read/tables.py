"""Files of many records: JSONL, JSON and Parquet, one record at a time."""

import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from dedup.model import Problem, RawPage
from dedup.read.decoding import decode
from dedup.read.fields import FieldMapping
from dedup.read.lines import read_lines
from dedup.read.records import page_of

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 256  # rows of a Parquet file held at once
_COLUMN_HINT = "name the column: --fields text=COLUMN"
_WHOLE_HINT = "check that the file is whole"


def read_jsonl(stream: io.BufferedReader, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield a page or a problem for each line; blank lines are none."""
    found = False
    for number, line in read_lines(stream, where, mapping):
        found = True
        if isinstance(line, RawPage):
            yield line
        else:
            yield from _read_record(line or "", f"{where}:{number}", mapping)
    if not found:
        yield Problem(where, "no records, only blank lines", "give at least one record")


def read_json(stream: io.BufferedReader, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield the pages of a JSON file: one object, or a list of objects, each named by its number."""
    text = decode(stream.read()).removeprefix("\ufeff")
    records = parse(text, where)
    if isinstance(records, Problem) or not isinstance(records, list):
        yield from [records] if isinstance(records, Problem) else page_of(records, where, mapping)
        return
    if not records:
        yield Problem(where, "an empty list", "give at least one record")
    for number, record in enumerate(records, start=1):
        yield from page_of(record, f"{where}:{number}", mapping)


def read_parquet(path: str, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield a page or a problem for each row; only columns that may hold something of a document are read."""
    found = False
    for number, row in parquet_rows(path, where, mapping):
        found = True
        yield from [row] if isinstance(row, Problem) else page_of(row, f"{where}:{number}", mapping)
    if not found:
        yield Problem(where, "a Parquet file without rows", "give at least one record")


def parquet_rows(path: str, where: str, mapping: FieldMapping) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    """Yield number and fields of each row, one problem for each group of rows, or file, that cannot be read."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and needed for Parquet alone
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            names = file.schema_arrow.names
            if not mapping.content_columns().intersection(names):
                yield 0, Problem(where, f"no column of text; it has {', '.join(names)}", _COLUMN_HINT)
                return
            first = 1
            for group in range(file.num_row_groups):
                yield from _rows(file, group, first, where, mapping)
                first += file.metadata.row_group(group).num_rows
    except pa.ArrowException as error:
        yield 0, Problem(where, f"no readable Parquet file: {_first_line(error)}", _WHOLE_HINT)


def _rows(
    file: "ParquetFile", group: int, first: int, where: str, mapping: FieldMapping
) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    import pyarrow as pa  # noqa: PLC0415

    columns = [name for name in file.schema_arrow.names if name in mapping.columns()]
    number = first - 1
    try:
        for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
            for number, row in enumerate(batch.to_pylist(), start=number + 1):  # noqa: B020 - counts on
                yield number, row
    except (pa.ArrowException, OSError) as error:
        last = first + file.metadata.row_group(group).num_rows - 1
        message = f"rows {number + 1:,} to {last:,} cannot be read: {_first_line(error)}"
        yield number + 1, Problem(f"{where}:{number + 1}", message, _WHOLE_HINT)


def _read_record(line: str, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    record = parse(line, where)
    yield from [record] if isinstance(record, Problem) else page_of(record, where, mapping)


def parse(text: str, where: str) -> object | Problem:
    """Return what a JSON text holds, or why it is none."""
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
