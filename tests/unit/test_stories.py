"""Which documents report the same event."""

from itertools import permutations

from dedup.model import Story
from dedup.stories import find_stories
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
