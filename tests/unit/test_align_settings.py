"""Claims about what counts as reuse by how two texts stand to each other: one event, strangers, a formula, a mosaic."""

from dedup.align import align
from dedup.model import Alignment, Document
from dedup.pipeline import parse

QUOTE = (
    "“We waited on the roof for seven hours with two dogs and a parrot, and when the boat came at last the parrot was "
    "the only one of us who still had something polite to say,”"
)
FIRST = (
    f"Marta Quell was among the last to leave Oster Lane when the Brenn burst its banks. {QUOTE} Quell told reporters "
    "at the shelter in Hallin. Mayor Ivo Tarn promised an inquiry into why the sirens of Oster Lane had stayed silent, "
    "and the brigade of Hallin counted forty flooded cellars before noon."
)
SECOND = (
    "It took rescuers in Hallin until the afternoon to reach every street. At the school gym, where Marta Quell spent "
    f"the night after the Brenn rose, she was offered tea. {QUOTE} Quell said. Nobody in Oster Lane heard a siren. "
    "Ivo Tarn, the mayor, told residents that somebody would answer for it."
)
LEAD = (
    "The harbour commission of Velmar voted on Tuesday to close the northern basin for two winters, so that divers "
    "can replace the oak piles that have held the quay since the days of sail."
)
MIDDLE = (
    "Fishermen asked for berths across the bay and were offered eleven, which their guild called an insult wrapped in "
    "a timetable, since thirty boats land their catch in Velmar every morning of the season."
)
NEWS = (
    "Commissioner Dagny Holt resigned on Wednesday evening, hours after the vote, citing a letter from the guild of "
    "Velmar that she said had left her no choice and that she declined to make public."
)
OTHER_NEWS = (
    "The guild answered within the hour. Its spokesman, Piet Orsk, said the letter of the fishermen in Velmar had "
    "asked Holt for nothing but a meeting, and he read it aloud on the steps of the customs house."
)
TAIL = (
    "Work begins in November, when the last cruise ships have gone, and is to cost nine million crowns, a third of "
    "which the commission hopes to recover by selling the old timber to makers of violins."
)


def find(target: str, source: str) -> list[Alignment]:
    return list(align(parse(Document("target", target)), parse(Document("source", source))).alignments)


def asserted(target: str, source: str) -> list[str]:
    found = [one for one in find(target, source) if one.band == "asserted"]
    return [target[one.target.start : one.target.end] for one in found]


def test_a_quotation_that_two_reporters_heard_does_not_carry_their_own_words() -> None:
    (passage,) = asserted(FIRST, SECOND)

    assert QUOTE.strip("“") in passage
    assert len(passage) < len(QUOTE) + len(" Quell")


def test_paragraphs_kept_between_new_ones_are_found_each_by_itself() -> None:
    source = f"{LEAD}\n\n{MIDDLE}\n\n{TAIL}"
    target = f"{NEWS}\n\n{LEAD}\n\n{OTHER_NEWS}\n\n{TAIL}"

    found = [passage.rstrip(".") for passage in asserted(target, source)]

    assert [LEAD.rstrip("."), TAIL.rstrip(".")] == found


def test_a_formula_filled_with_other_facts_is_not_asserted_as_reworded() -> None:
    notice = (
        "{0}, {1}, of {2}, passed away peacefully on {3} at {4} surrounded by family. Born in {5} in {6}, {0} worked "
        "for {7} years at {8} before retiring to a garden that was known all over {2}. Survivors include {9}; a "
        "service will be held on {10} at {11}, and all who loved the garden are welcome to come and to stay for coffee."
    )
    one = notice.format(
        *("Desmond Loach", 74, "Upper Quay", "May 3", "Mercy Hospital", "Castermouth", 1951, 31, "Harper Mills"),
        *("Edith Loach", "May 9", "Saint Brannoc"),
    )
    other = notice.format(
        *("Wilma Tarrow", 88, "Penfield", "June 21", "Lindow Hospice", "Arlen", 1937, 19, "Grey Line Buses"),
        *("Otis Tarrow", "June 28", "First Lutheran"),
    )
    reworded = [found.band for found in find(one, other) if found.kind in ("edited", "paraphrased")]

    assert "asserted" not in reworded


def test_an_address_that_strangers_share_is_no_finding() -> None:
    address = "Box 27412 Richmond, Office of Permits, 1-866-555-5463, Broad Street 2300, Window 14, Virginia 23269"

    assert [] == asserted(f"{FIRST}\n\n{address}", f"{LEAD}\n\n{MIDDLE}\n\n{address}")


def test_a_line_that_one_text_repeats_is_its_refrain() -> None:
    line = "Readers who like this page may share it with the people they had lunch with today."
    pages = f"{LEAD}\n\n{line}\n\n{MIDDLE}\n\n{line}\n\n{TAIL}\n\n{line}"

    assert [] == asserted(f"{FIRST}\n\n{line}", pages)
