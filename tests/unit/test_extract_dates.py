"""Dates are read in the forms that pages give them in, with their time zone; what nobody can have meant is none."""

import pytest

from dedup.extract.dates import choose_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-11-27T09:30:00+02:00", "2024-11-27T09:30:00+02:00"),
        ("2024-11-27T09:30:00.000Z", "2024-11-27T09:30:00.000Z"),
        ("2024-11-27 09:30:00 GMT", "2024-11-27T09:30:00+00:00"),
        ("2024/11/27", "2024-11-27"),
        ("27 Nov 2024 09:30 GMT", "2024-11-27T09:30:00+00:00"),
        ("Wed, 27 Nov 2024 09:30:00 +0200", "2024-11-27T09:30:00+02:00"),
        ("Wed Nov 27 2024 09:30:00 GMT+0200", "2024-11-27T09:30:00+02:00"),
        ("November 27, 2024, 07:47 PM EST", "2024-11-27T19:47:00-05:00"),
        ("Nov. 27, 2024, 12:06 a.m.", "2024-11-27T00:06:00"),
        ("27th November 2024", "2024-11-27"),
    ],
)
def test_a_date_is_read_with_its_time_and_zone(value: str, expected: str) -> None:
    assert expected == choose_date([value])


@pytest.mark.parametrize(
    "value",
    [
        *("0001-01-01T00:00:00Z", "9999-12-31", "-27-11-2024", "99999999999-01-01", "2024-02-30", "2024-99-99T99:99"),
        *("soon", "", None, "03/04/2024", "1574097593", "9" * 100_000, "27 Foo 2024", "01:38:07 PM IST Nov 20"),
    ],
)
def test_what_is_no_date_that_news_can_have_is_none(value: str | None) -> None:
    assert choose_date([value]) is None


def test_a_time_on_the_same_day_stands_for_a_day_alone() -> None:
    assert choose_date(["2024-11-27", "2024-11-28T10:00Z", "2024-11-27T09:30Z"]) == "2024-11-27T09:30Z"


def test_the_first_date_wins() -> None:
    assert choose_date(["soon", "2024-11-27T09:30Z", "2024-11-27T10:30Z"]) == "2024-11-27T09:30Z"
