"""Which documents report the same event."""

import random
from itertools import combinations, permutations

import pytest

from dedup.model import ParsedDocument, Story
from dedup.stories import _counts, find_stories, similarity
from dedup.stories.linkage import group
from tests.unit.stories_samples import parsed

FERRY = (
    "A ferry with 312 people ran onto Gannet Reef in thick fog before dawn, and rescuers took the passengers of the "
    "Halcyon Star ashore in lifeboats. Two crew members of the Halcyon Star are missing off Port Elswick."
)
FERRY_TOO = (
    "Divers searched the Halcyon Star off Port Elswick for two missing sailors after the ferry hit Gannet Reef. "
    "Passengers spoke of fog and of lifeboats in the dark."
)
STEEL = (
    "Korvane Steel agreed to buy Aldmere Metals for 3.6 billion dollars in cash and stock. Shareholders of Aldmere get "
    "a premium, and Korvane expects savings at the rolling mills of Grenhaven."
)


def test_two_reports_of_one_event_are_one_story() -> None:
    found = find_stories([parsed("a", FERRY), parsed("b", FERRY_TOO), parsed("c", STEEL)])

    assert found == (Story("a", ("a", "b")),)


def test_the_same_actors_weeks_apart_are_two_stories() -> None:
    old, new = parsed("a", FERRY, published="2026-01-02"), parsed("b", FERRY_TOO, published="2026-03-11")

    assert find_stories([old, new]) == ()


def test_a_naive_and_an_aware_date_can_be_compared() -> None:
    old, new = parsed("a", FERRY, published="2026-03-10"), parsed("b", FERRY_TOO, published="2026-03-11T08:00:00+09:00")

    assert find_stories([old, new]) == (Story("a", ("a", "b")),)


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [parsed("a", FERRY), parsed("b", FERRY_TOO), parsed("c", STEEL), parsed("d", STEEL[:150])]

    assert len({find_stories(order) for order in permutations(documents)}) == 1


def test_documents_without_words_belong_to_no_story() -> None:
    assert find_stories([parsed("a", ""), parsed("b", "…"), parsed("c", "")]) == ()


def test_unrelated_articles_of_one_script_are_no_story() -> None:
    library = parsed(
        "a", "해람시가 옛 조선소 터에 시민을 위한 도서관을 짓기로 했다. 열람석은 삼백 석이다.", language="ko"
    )
    match = parsed(
        "b", "축구 대표팀은 어제 저녁 원정 경기에서 두 골 차로 이겼다. 감독은 선수들을 칭찬했다.", language="ko"
    )

    assert find_stories([library, match]) == ()


def test_a_scene_from_the_place_joins_the_story_whose_rare_names_it_shares() -> None:
    scene = (
        "Nobody spoke on the quay of Port Elswick, where families waited for news from the Halcyon Star. A baker gave "
        "away bread, a teacher read the names aloud, and candles burned until Gannet Reef lay dark."
    )
    documents = [parsed("a", FERRY), parsed("b", FERRY_TOO), parsed("c", STEEL), parsed("d", scene)]

    assert [story.documents for story in find_stories(documents)] == [("a", "b", "d")]


def test_a_name_that_begins_like_another_word_counts_once_a_document() -> None:
    told = "Farmers of Cottonfield sold cotton on Monday. Mayor Odile Varga of Cottonfield said the cotton was dry."
    found = find_stories([parsed(f"d{number}", f"{told} It was load number {number}.") for number in range(7)])

    assert [len(story.documents) for story in found] == [7]


def word(number: int) -> str:
    return "".join("bcdfghklmn"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number)) + "q"


def events(count: int, reports: int) -> list[ParsedDocument]:
    """Return reports of invented events: each event has its own dozen words, all share a common stock."""
    draw = random.Random(7)
    documents = []
    for event in range(count):
        own = [word(20_000 + 12 * event + number) for number in range(12)]
        for report in range(reports):
            stock = [word(draw.randrange(300)) for _ in range(40)]
            text = " ".join(own + stock)
            documents.append(parsed(f"e{event:03}-{report}", text))
    return documents


def test_pairs_compared_grow_with_the_documents_and_rare_words_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "PAIRS_A_DOCUMENT", 20)
    documents = events(400, 3)
    rows = similarity.to_rows([_counts(document) for document in documents])
    pairs = sum(len(others) for others in similarity.find_candidates(rows, [None] * len(rows)))

    assert 3 * 400 <= pairs <= 20 * 1200
    assert [3] * 400 == [len(story.documents) for story in find_stories(documents)]


def test_two_events_with_the_same_actors_are_two_stories() -> None:
    """Each report is like the others of its event, and half as like those of the other one."""
    alike = {(one, other): 2.0 if one // 3 == other // 3 else 1.1 for one, other in combinations(range(6), 2)}

    assert group(alike, [False] * 6) == [[0, 1, 2], [3, 4, 5]]


def test_copies_among_the_reports_do_not_part_a_story() -> None:
    alike = {(one, other): 4.5 if one // 3 == other // 3 else 1.7 for one, other in combinations(range(6), 2)}

    assert group(alike, [False] * 6) == [[0, 1, 2, 3, 4, 5]]


def test_the_copies_of_two_agencies_reports_of_one_day_are_one_story() -> None:
    alike = {(one, other): 2.0 if one // 3 == other // 3 else 1.1 for one, other in combinations(range(6), 2)}

    assert [[0, 1, 2, 3, 4, 5]] == group(alike, [True, False, False, False, False, True])
