"""Lines that the core reads become the pages, problems and numbers that the reader of one record makes of them."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dedup.model import Problem, RawPage
from dedup.read import FieldMapping, lines
from dedup.read.decoding import decode
from dedup.read.lines import read_lines
from dedup.read.records import page_of
from dedup.read.tables import parse, read_jsonl

_DATES = [
    "2024-11-27",
    "2024-11-27T09:30:00Z",
    "2024-02-30",
    " 2024-11-27 10:00 ",
    "Wed, 27 Nov 2024 09:30:00 GMT",
    "1",
]
_STRINGS = (
    st.sampled_from(["", " ", "\x1c", "\x85 a\u3000", "<p>One.</p><p>Two.</p>", "a\ud800b", "\ud83d\ude00", "٣", "ー"])
    | st.sampled_from(_DATES)
    | st.text(max_size=6)
)
_NUMBERS = st.sampled_from([0, -0.0, 7, -3, 1732699800, 2**63, 2**64, 10**639, 10**640, 10**5000, 1e300, float("nan")])
_FLAT: st.SearchStrategy[object] = st.one_of(
    _STRINGS, _NUMBERS, st.none(), st.booleans(), st.lists(_STRINGS, max_size=2)
)
_VALUES = st.one_of(_FLAT, st.dictionaries(st.sampled_from(["name", "body", "x"]), _FLAT, max_size=2))
_NAMES = ["id", "_id", "text", "body", "a.body", "a", "html", "url", "source", "author", "credit", "date", "lang", "x"]
_PAIRS = st.lists(st.tuples(st.sampled_from(_NAMES), _VALUES), max_size=6)
_MAPPINGS = [
    FieldMapping(),
    FieldMapping(text=("a.body", "text"), id=("a.x", "id"), published=("date", "text")),
    FieldMapping(text=("text", "html"), html=("html", "body"), title=("text", "x")),
]


def _dump(value: object) -> str:
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(value)
    finally:
        sys.set_int_max_str_digits(limit)


def _write(pairs: list[tuple[str, object]]) -> bytes:
    """Return an object in which a name may come twice."""
    return ("{" + ", ".join(f"{json.dumps(name)}: {_dump(value)}" for name, value in pairs) + "}").encode()


_LINES = st.one_of(
    _PAIRS.map(_write),
    _PAIRS.map(_write).map(lambda line: b"\xef\xbb\xbf" + line + b" \r"),
    _PAIRS.map(_write).map(lambda line: line.replace(b"a", b"\xe9", 1)),
    st.sampled_from([b"", b"\r", b"\xe3\x80\x80", b"{", b"[]", b'{"text": "t"} x', b'{"text": "\x01"}', b"[" * 2000]),
    st.sampled_from(['{"text": "Київ ー"}', '{"text": "t", "x": "' + "é" * 700 + '"}']).map(str.encode),
)


def _read_slowly(data: bytes, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    for number, line in enumerate(io.BytesIO(data), start=1):
        text = decode(line).removeprefix("\ufeff").rstrip("\r\n")
        if text and not text.isspace():
            record = parse(text, f"x:{number}")
            yield from [record] if isinstance(record, Problem) else page_of(record, f"x:{number}", mapping)


@settings(deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=6), st.booleans(), st.sampled_from(_MAPPINGS))
@example([b'{"text": "t", "text": null, "body": "b"}'], False, _MAPPINGS[0])
def test_many_lines_are_read_as_each_by_itself(given_: list[bytes], is_ended: bool, mapping: FieldMapping) -> None:
    data = b"\n".join(given_) + (b"\n" if is_ended else b"")
    expected = list(_read_slowly(data, mapping))

    found = list(read_jsonl(io.BufferedReader(io.BytesIO(data)), "x", mapping)) if expected else []

    assert expected == found


@pytest.mark.parametrize("block", [1, 8, 64, 1 << 20])
@pytest.mark.parametrize("size", [1, 7, 64])
def test_no_line_of_a_length_is_held_whatever_comes_at_once(
    block: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_BLOCK", block)
    monkeypatch.setattr(lines, "HEAD", size)
    texts = [b'{"text":"%s"}' % (b"a" * length) for length in (3, 40, 18, 19, 20, 3, 90)]
    data = b"\n".join(texts)

    found = dict(read_lines(io.BufferedReader(io.BytesIO(data)), "x", FieldMapping(), 31))

    assert {number for number, text in enumerate(texts, 1) if len(text) >= 31} == {
        number for number, line in found.items() if line is None
    }
    assert list(range(1, 8)) == list(found)


def test_what_is_read_before_damage_is_given() -> None:
    class _Damaged(io.BytesIO):
        def readinto(self, buffer: object) -> int:
            part = self.read(40)
            if not part:
                raise OSError("damaged")
            buffer[: len(part)] = part  # type: ignore[index]
            return len(part)

    found = read_lines(io.BufferedReader(_Damaged(b'{"text": "one"}\n{"text": "two"}\n{"text":')), "x", FieldMapping())

    assert (1, 2) == (next(found)[0], next(found)[0])
    with pytest.raises(OSError, match="damaged"):
        next(found)
