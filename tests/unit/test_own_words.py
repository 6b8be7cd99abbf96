"""What an outlet takes from its own earlier reports, and what it only repeats."""

import pytest

from dedup import Document, report
from dedup.model import DocumentProvenance

HOUSE = "Larkmere Courier"
BACKGROUND = (
    "The weir was built in 1911 by a brewer who wanted ice, and it has failed in every second flood since. "
    "Repairs were put off three times because nobody could say whose weir it is."
)
SPRING = (
    f"The parish council of Larkmere voted on Monday to mend the weir at Tolby Mill before the "
    f"autumn.\n\n{BACKGROUND}\n\n"
    "Ines Harrow, who chairs the council, said that the money had been found under a heading for hedges.\n\n"
    "Work begins when the swans have left."
)
AUTUMN = (
    "Six weeks late and with one digger fewer than promised, the masons have come to Tolby Mill.\n\n"
    f"Ines Harrow welcomed them with a basket of plums.\n\n{BACKGROUND}\n\n"
    "The foreman would not say when he means to finish. Asked about the swans, he pointed at his ear."
)
OTHER = (
    "A bakery in Fenwick has won the county prize for rye bread for the third year running, the jury said.\n\n"
    "Its owner, Piet Ambler, gets up at two and goes to bed when the news begins.\n\n"
    f"{BACKGROUND}\n\nHe hopes to train a nephew who likes to sleep."
)


def traced(*documents: Document) -> dict[str, DocumentProvenance]:
    return {one.document.id: one for one in report(documents).documents}


def spring(text: str = SPRING, outlet: str = HOUSE) -> Document:
    return Document("spring", text, outlet=outlet, published="2026-03-02T08:00:00Z", language="en")


def autumn(text: str = AUTUMN, outlet: str = HOUSE) -> Document:
    return Document("autumn", text, outlet=outlet, published="2026-10-05T08:00:00Z", language="en")


def counted(one: DocumentProvenance) -> list[tuple[str, str, str, bool]]:
    return [
        (match.document, match.relation, match.direction.value, passage.credited)
        for passage in one.passages
        for match in passage.matches
        if match.counted
    ]


def test_background_from_the_report_that_is_followed_up_is_reuse_of_the_outlets_own_words() -> None:
    found = traced(spring(), autumn())

    assert [("spring", "copied_from", "from_source", True)] == counted(found["autumn"])
    assert [] == counted(found["spring"])


def test_a_paragraph_in_a_third_report_is_boilerplate() -> None:
    third = Document("third", OTHER, outlet=HOUSE, published="2026-06-01T08:00:00Z", language="en")

    found = traced(spring(), autumn(), third)

    assert [[], [], []] == [counted(one) for one in found.values()]


def test_a_paragraph_in_a_report_of_other_people_is_boilerplate() -> None:
    found = traced(spring(), autumn(OTHER))

    assert [] == counted(found["autumn"])


def test_a_paragraph_at_the_foot_is_boilerplate() -> None:
    moved = f"{AUTUMN.replace(BACKGROUND, '')}\n\n{BACKGROUND}"

    found = traced(spring(), autumn(moved))

    assert [] == counted(found["autumn"])


def test_a_form_that_is_filled_in_anew_is_boilerplate() -> None:
    entry = (
        "Ferry timetable: boats leave the north quay every half hour from six until the last train has come in, dogs "
        "and bicycles free."
    )
    one = SPRING.replace("Work begins", f"{entry}\n\nWork begins")
    other = AUTUMN.replace("The foreman", f"{entry}\n\nThe foreman")

    found = traced(spring(one), autumn(other))

    assert [] == counted(found["autumn"])


@pytest.mark.parametrize(("outlet", "expected"), [(HOUSE, "from_source"), ("Tolby Post", "undirected")])
def test_times_decide_between_reports_of_one_outlet_alone(outlet: str, expected: str) -> None:
    lead = (
        "The ferry Sable Wren ran aground off Cape Tolby on Sunday with ninety people and a circus elephant on board."
    )
    one = Document("one", f"{lead} Nobody was hurt.", outlet=HOUSE, published="2026-03-02T08:00:00Z")
    two = Document("two", f"{lead} Tugs failed.", outlet=outlet, published="2026-03-02T11:00:00Z")

    (match,) = [match for passage in traced(one, two)["two"].passages for match in passage.matches]

    assert expected == match.direction.value
