"""The outputs of a night as files: the same bytes for the same night."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.index import disk

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 1 << 16  # of a group of a Parquet file
_BATCH = 1 << 13  # rows that are made JSON at once


def write_table(folder: Path, name: str, table: "pa.Table") -> None:
    """Write a table as Parquet and as JSONL."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    # The chunks of a table come from units; the pages of the file shall not.
    pq.write_table(table.combine_chunks(), folder / f"{name}.parquet", compression="zstd", row_group_size=_ROWS)
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for lines in to_jsonl(table):
            file.writelines(lines)


def to_jsonl(table: "pa.Table") -> "Iterator[Iterator[str]]":
    """Yield the rows of a table as JSON objects, a line each, in batches.

    Column by column, which takes half the time that a dictionary for each row does.
    """
    heads = [f"{'{' if not number else ','}{json.dumps(name)}:" for number, name in enumerate(table.column_names)]
    for batch in table.to_batches(_BATCH):
        columns = [_to_json(head, column.to_pylist()) for head, column in zip(heads, batch.columns, strict=True)]
        yield ("".join(row) + "}\n" for row in zip(*columns, strict=True))


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


def _to_json(head: str, values: list[object]) -> list[str]:
    quote = json.encoder.encode_basestring
    return [
        head + (quote(value) if isinstance(value, str) else "null" if value is None else json.dumps(value))
        for value in values
    ]
