"""Credits and zones over any text: their spans hold together, and time grows with length alone."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.credits import find_credits
from dedup.model import Document, Zone
from dedup.zones import body_gaps, find_zones

SNIPPETS = [
    "(AP) —",
    "SEOUL (Reuters) -",
    "(AP Photo/Jane Doe)",
    "told Reuters",
    "according to the Daily News",
    "By Jane Doe, AFP",
    "© 2024 Bloomberg L.P.",
    "[MINISTRY]",
    "SEE ALSO:",
    "Comments",
    "“we ”",
    '"',
    "„",
    "«»",
    "‘’",
    "The minister spoke at length on Monday about what the measures mean for the country.",
    "新华社北京11月27日电",
    "연합뉴스에 따르면",
    "/ТАСС/.",
    "\ue000\ue001",
    "\r\n",
    "\n\n",
    "\ufeff",
    "\x00",
    " ",
]
news = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=20)), max_size=30).map("".join)


def read(text: str) -> tuple[Document, tuple[Zone, ...]]:
    document = Document("a", text)
    return document, find_zones(document, find_credits(document.text))


@given(news)
@settings(max_examples=300, deadline=None)
def test_every_credit_slices_back_to_its_text_within_one_line(text: str) -> None:
    found = find_credits(text)

    assert sorted(found, key=lambda credit: credit.start or 0) == found
    for credit in found:
        assert credit.text == text[credit.start : credit.end] != ""
        assert "\n" not in credit.text


@given(news)
@settings(max_examples=300, deadline=None)
def test_zones_are_disjoint_and_quotations_lie_in_the_body(text: str) -> None:
    document, zones = read(text)
    outer = [zone for zone in zones if zone.kind != "quotation"]
    body = [zone for zone in zones if zone.kind == "body"]

    assert list(zones) == sorted(zones, key=lambda zone: (zone.start, -zone.end))
    assert all(0 <= zone.start < zone.end <= len(document.text) for zone in zones)
    assert all(before.end <= after.start for before, after in pairwise(outer))
    for quotation in (zone for zone in zones if zone.kind == "quotation"):
        assert any(zone.start <= quotation.start and quotation.end <= zone.end for zone in body)


@given(news)
@settings(max_examples=200, deadline=None)
def test_body_and_gaps_are_the_whole_text(text: str) -> None:
    document, zones = read(text)
    body = [(zone.start, zone.end) for zone in zones if zone.kind == "body"]
    parts = sorted([*body, *body_gaps(document, zones)])

    assert document.text == "".join(document.text[start:end] for start, end in parts)


@given(news)
@settings(max_examples=100, deadline=None)
def test_every_letter_belongs_to_a_zone(text: str) -> None:
    document, zones = read(text)
    covered = {place for zone in zones for place in range(zone.start, zone.end)}

    assert all(place in covered for place, letter in enumerate(document.text) if letter.isalpha())


@pytest.mark.parametrize(
    "unit",
    [
        "AP ",
        "(AP) ",
        "AP/",
        "(",
        "[",
        '"',
        "“a ",
        "\n",
        "told the ",
        "A",
        "Aa ",
        "© ",
        "a@",
        "「",
        "By AP\n",
        "-",
        "With AP \n",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    """Ten times the text may take about ten times as long: a quadratic rule would take a hundred."""
    short, long = unit * (8_000 // len(unit)), unit * (80_000 // len(unit))
    read(short)

    assert seconds(long) < 40 * max(seconds(short), 0.005)


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
