"""A payload that was seen is not looked at again, and no two records have one id."""

from dataclasses import replace

from dedup.crawl.marking import Seen
from tests.unit.night_samples import record


def nothing_stored() -> Seen:
    return Seen(lambda _: False)


def test_a_payload_that_came_before_is_skipped_and_points_at_the_first() -> None:
    first, again = nothing_stored().mark([record("a", "text"), record("b", "text")])

    assert "ok" == first.status
    assert ("skipped:exact", "a", b"") == (again.status, again.same_as, again.payload)


def test_a_payload_of_an_earlier_run_counts_too() -> None:
    seen, page = nothing_stored(), record("b", "text")
    seen.note("a", page.digest, "ok")

    assert ["a"] == [one.same_as for one in seen.mark([page])]


def test_what_the_reader_marked_inside_a_file_points_at_the_first_of_the_night() -> None:
    one, other, again = record("a", "text"), record("b", "text"), record("c", "text")
    marked = [*nothing_stored().mark([one, other, replace(again, status="skipped:exact", same_as="b")])]

    assert ["a", "a"] == [one.same_as for one in marked[1:]]


def test_a_record_that_was_damaged_stands_for_no_other() -> None:
    marked = [*nothing_stored().mark([replace(record("a", "text"), status="damaged"), record("b", "text")])]

    assert ["damaged", "ok"] == [one.status for one in marked]


def test_an_id_that_came_before_gets_the_first_free_number() -> None:
    pages = [record("a", "1"), record("a~2", "2"), record("a", "3"), record("a", "4")]

    assert ["a", "a~2", "a~3", "a~4"] == [one.id for one in nothing_stored().mark(pages)]


def test_an_id_that_the_index_has_is_given_to_no_other_document() -> None:
    seen = Seen({"a", "a~2"}.__contains__)

    assert ["a~3", "b"] == [one.id for one in seen.mark([record("a", "1"), record("b", "2")])]
