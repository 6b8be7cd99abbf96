"""A night's tables as JSONL: the lines that Python's own writer of JSON makes."""

import json

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.crawl.outputs import to_jsonl

_ROWS = st.fixed_dictionaries(
    {
        'a "name"': st.none()
        | st.text(st.characters(codec="utf-8"))
        | st.sampled_from(['"', "\\", '\\"\x00', "\x7f é"]),
        "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
        "share": st.none() | st.floats(0, 1),
        "sure": st.none() | st.booleans(),
    }
)
_SCHEMA = pa.schema([('a "name"', pa.string()), ("whole", pa.int64()), ("share", pa.float64()), ("sure", pa.bool_())])


@settings(deadline=None)
@given(st.lists(_ROWS, max_size=5), st.integers(0, 5))
def test_a_row_is_a_line_of_json(rows: list[dict[str, object]], first: int) -> None:
    table = pa.Table.from_pylist(rows, schema=_SCHEMA).slice(first)

    found = b"".join(map(bytes, to_jsonl(table)))

    ordered = [{name: row[name] for name in _SCHEMA.names} for row in rows[first:]]
    expected = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in ordered]
    assert "".join(expected) == found.decode()
