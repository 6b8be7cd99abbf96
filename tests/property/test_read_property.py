"""For any bytes, any text and any record: nothing is lost, nothing moves, nothing crashes."""

import gzip
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.extract import extract_all
from dedup.model import Document, Problem, RawPage
from dedup.read import read_pages
from dedup.read.decoding import decode
from dedup.read.markup import is_html
from dedup.read.records import to_iso

ANY_TEXT = st.text(st.characters(codec="utf-8"))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)
UNHURRIED = settings(deadline=None)  # a first import, or a busy machine, is no failure
FIELDS = st.sampled_from(["id", "text", "html", "url", "source", "authors", "date", "lang", "title"])


def read(name: str, content: bytes) -> tuple[list[RawPage], list[Problem]]:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return list(read_pages([str(path)], on_problem=problems.append)), problems


@UNHURRIED
@given(ANY_TEXT)
def test_utf8_round_trips(text: str) -> None:
    assert decode(text.encode()) == text


@UNHURRIED
@given(ANY_TEXT, st.binary(min_size=1, max_size=1).filter(lambda byte: byte >= b"\x80"), ANY_TEXT)
def test_a_stray_byte_moves_nothing_after_it(before: str, stray: bytes, after: str) -> None:
    anchor = "서울 Київ " * 20  # UTF-8 prevails
    data = (anchor + before).encode() + stray + ("." + after + anchor).encode()

    text = decode(data)

    assert text.startswith(anchor + before)
    assert text.endswith("." + after + anchor)
    assert len(text) == len(anchor + before) + 1 + len("." + after + anchor)


@UNHURRIED
@given(st.binary())
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data), str)


@UNHURRIED
@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a", "a.json", "a.txt.gz", "a.parquet", "a.txt.zst"])
)
def test_any_file_is_one_page_or_problems_and_every_page_a_document_or_a_problem(data: bytes, name: str) -> None:
    pages, problems = read(name, data)

    assert pages or problems
    documents = list(extract_all(pages, on_problem=problems.append))
    assert all(isinstance(document, Document) for document in documents)


@UNHURRIED
@given(ANY_TEXT.filter(lambda text: any(map(str.isalnum, text))))
def test_a_text_file_keeps_every_character(text: str) -> None:
    pages, problems = read("a.txt", text.encode())

    if not problems:  # too many control characters, or another format's first bytes
        assert [text] == [page.content for page in pages]


@UNHURRIED
@given(st.lists(st.dictionaries(FIELDS, JSON_VALUES, max_size=4) | JSON_VALUES, min_size=1, max_size=5))
def test_every_line_is_one_page_or_one_problem(records: list[object]) -> None:
    lines = "\n".join(json.dumps(record) for record in records)

    pages, problems = read("a.jsonl.gz", gzip.compress(lines.encode()))

    without_dates = [found for found in problems if "not a date" not in found.message]
    assert len(records) == len(pages) + len(without_dates)
    assert len({page.id for page in pages}) == len(pages)


@UNHURRIED
@given(ANY_TEXT.filter(lambda text: "<" not in text))
def test_text_without_a_bracket_is_no_html(text: str) -> None:
    assert not is_html(text)


@UNHURRIED
@given(JSON_VALUES)
def test_any_value_is_a_date_or_none(value: object) -> None:
    found = to_iso(value)

    assert found is None or Document("a", "News.", published=found).published
