"""The outputs of a night as files: the same bytes for the same night."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dedup.arrow import read_chunks
from dedup.index import disk

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 1 << 16  # of a group of a Parquet file
_BATCH = 1 << 13  # rows that are made JSON at once


def write_tables(folder: Path, tables: "Mapping[str, pa.Table]") -> Iterator[int]:
    """Write tables by their names as Parquet and as JSONL, on every processor; yield how many rows are written more."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        written = [
            [pool.submit(write, folder / name, table) for write in (_write_jsonl, _write_parquet)]
            for name, table in tables.items()
        ]
        for table, tasks in zip(tables.values(), written, strict=True):
            for task in tasks:
                task.result()
            yield len(table)


def _write_parquet(path: Path, table: "pa.Table") -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    # The chunks of a table come from units; the pages of the file shall not.
    whole = table.combine_chunks()
    pq.write_table(whole, path.with_suffix(".parquet"), compression="zstd", row_group_size=_ROWS)


def _write_jsonl(path: Path, table: "pa.Table") -> None:
    with path.with_suffix(".jsonl").open("wb") as file:
        for lines in to_jsonl(table):
            file.write(lines)


def to_jsonl(table: "pa.Table") -> "Iterator[pa.Buffer]":
    """Yield the rows of a table as JSON objects, a line each, in batches.

    Column by column and in Arrow, which takes a tenth of the time that dictionaries take, and lets other threads work.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    heads = [f"{'{' if not number else ','}{json.dumps(name)}:" for number, name in enumerate(table.column_names)]
    for batch in table.to_batches(_BATCH):
        columns = [part for head, column in zip(heads, batch.columns, strict=True) for part in (head, _to_json(column))]
        lines = pc.binary_join_element_wise(*columns, "}\n", "")
        _, offsets, data = lines.buffers()
        yield data.slice(0, memoryview(offsets).cast("i")[len(lines)])


def checksums(folder: Path) -> dict[str, dict[str, object]]:
    """Return size and xxh3-128 of each file of a folder."""
    return {
        path.name: {"bytes": path.stat().st_size, "xxh3": disk.digest(path)}
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def to_text(value: Mapping[str, object]) -> str:
    """Return a value as JSON that people read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _to_json(column: "pa.Array") -> "pa.Array":
    """Return the values of a column as JSON."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if pa.types.is_string(column.type):
        written = _quote(column)
    elif pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        written = column.cast(pa.string())
    else:
        written = _each(json.dumps, column)
    return written.fill_null("null")


def _quote(texts: "pa.Array") -> "pa.Array":
    """Return texts as JSON strings; a null stays one."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    if _has_controls(texts):
        return _each(json.encoder.encode_basestring, texts)
    for character in '\\"':
        texts = pc.replace_substring(texts, character, f"\\{character}")
    return pc.binary_join_element_wise('"', texts, '"', "")


def _has_controls(texts: "pa.Array") -> bool:
    ((places, (data,), _),) = read_chunks(texts)
    return bool(data[places[0] : places[-1]].min(initial=ord(" ")) < ord(" "))


def _each(write: Callable[[Any], str], column: "pa.Array") -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return pa.array([None if value is None else write(value) for value in column.to_pylist()], pa.string())
