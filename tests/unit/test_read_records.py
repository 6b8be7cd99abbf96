"""A record becomes one page or one problem."""

import pytest

from dedup.model import Problem, RawPage
from dedup.read import FieldMapping, parse_fields
from dedup.read.records import page_of, to_iso


def read(record: object, mapping: FieldMapping | None = None) -> RawPage:
    (page,) = page_of(record, "wires.jsonl:7", mapping or FieldMapping())
    assert isinstance(page, RawPage)
    return page


def fail(record: object) -> Problem:
    (problem,) = page_of(record, "wires.jsonl:7", FieldMapping())
    assert isinstance(problem, Problem)
    return problem


def test_every_property_is_found_under_the_names_that_crawlers_use() -> None:
    page = read(
        {
            "_id": 12,
            "maintext": "Some news.",
            "headline": "News",
            "source": {"id": "x", "name": "The Daily"},
            "authors": ["Ann", {"name": "Bob"}],
            "date_publish": "2024-11-27 09:30:00",
            "link": "https://example.org/1",
            "lang": "en",
        }
    )

    expected = {
        "url": "https://example.org/1",
        "outlet": "The Daily",
        "title": "News",
        "byline": "Ann, Bob",
        "language": "en",
        "published": "2024-11-27T09:30:00",
    }
    assert RawPage("12", "Some news.", is_html=False, fields=expected, where="wires.jsonl:7") == page


def test_a_record_without_an_id_is_named_by_its_place() -> None:
    assert read({"text": "News."}).id == "wires.jsonl:7"
    assert read({"id": " ", "text": "News."}).id == "wires.jsonl:7"


def test_a_mapped_name_reaches_into_nested_records() -> None:
    page = read({"article": {"body": "News."}}, parse_fields("text=article.body"))

    assert page.content == "News."


def test_text_is_taken_before_html_and_html_where_text_is_empty() -> None:
    assert read({"text": "News.", "html": "<p>Old.</p>"}).content == "News."
    assert read({"text": " ", "html": "<p>Old.</p>"}).content == "<p>Old.</p>"


def test_html_in_a_text_field_is_recognised() -> None:
    assert read({"content": "<p>One.</p><p>Two.</p>"}).is_html
    assert not read({"content": "One <b> two."}).is_html


def test_an_html_field_without_a_tag_is_plain_text() -> None:
    assert not read({"html": "Just words."}).is_html


def test_a_text_is_not_trimmed() -> None:
    assert read({"text": "\ufeff News.\r\n"}).content == "\ufeff News.\r\n"


@pytest.mark.parametrize("record", [[], "news", 7, None, True])
def test_a_record_that_is_no_object_is_a_problem(record: object) -> None:
    assert "not an object" in fail(record).message


@pytest.mark.parametrize("record", [{}, {"text": ""}, {"text": "\ufeff \n"}, {"text": None}, {"title": "News"}])
def test_a_record_without_text_is_a_problem(record: object) -> None:
    assert "no text" in fail(record).message


def test_a_record_without_text_is_told_what_it_has() -> None:
    assert "'story'" in fail({"story": "News."}).message
    assert "--fields text=" in fail({"story": "News."}).hint


def test_a_text_of_another_type_is_a_problem() -> None:
    assert "text is a list, not a string" in fail({"text": ["One.", "Two."]}).message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-11-27", "2024-11-27T00:00:00"),
        ("2024-11-27 09:30", "2024-11-27T09:30:00"),
        ("2024-11-27T09:30:00Z", "2024-11-27T09:30:00+00:00"),
        ("2024-11-27 09:30:00 UTC", "2024-11-27T09:30:00+00:00"),
        ("2024-11-27 09:30:00 +0900", "2024-11-27T09:30:00+09:00"),
        ("2024/11/27", "2024-11-27T00:00:00"),
        ("Wed, 27 Nov 2024 09:30:00 +0900", "2024-11-27T09:30:00+09:00"),
        (1732699800, "2024-11-27T09:30:00+00:00"),
        ("1732699800000", "2024-11-27T09:30:00+00:00"),
        (1732699800.5, "2024-11-27T09:30:00.500000+00:00"),
    ],
)
def test_dates_are_read_as_feeds_and_crawlers_write_them(value: object, expected: str) -> None:
    assert to_iso(value) == expected


@pytest.mark.parametrize("value", ["yesterday", "2024", "0000-00-00", 12, True, ["2024-11-27"], "9" * 400, ""])
def test_what_is_no_date_is_none(value: object) -> None:
    assert to_iso(value) is None


def test_a_date_that_is_none_is_reported_and_the_page_stays() -> None:
    problem, page = page_of({"text": "News.", "date": "yesterday"}, "a:1", FieldMapping())

    assert isinstance(problem, Problem)
    assert problem.message == "date is 'yesterday', not a date; read without it"
    assert isinstance(page, RawPage)
    assert "published" not in page.fields
