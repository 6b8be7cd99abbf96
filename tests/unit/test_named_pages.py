"""A document that says from whom it has its text: what follows is credited, and needs less to be shown."""

from dedup import Document, report
from dedup.model import DocumentProvenance, PassageMatch

QUOTE = "A lighthouse without a keeper is only a lamp with a view"
PAPER = Document(
    "paper",
    f"For eleven years Maud Ellery has kept the light on Skerry Point. We met her over smoked eel.\n\n"
    f"Why do you stay? {QUOTE}, and I never cared for views.\n\n"
    "And the money? The salary of the keeper remains at 1,400 crowns until the spring of 2029. I asked for less "
    "and was "
    "refused.\n\n"
    "Who comes after you? My niece, if she learns to like eel.",
    outlet="Skerry Observer",
    published="2026-02-07T05:00:00Z",
    language="en",
)
TAKEN = (
    "The keeper of Skerry Point means to stay until her eyes fail, Maud Ellery told the Skerry Observer.\n\n"
    f"“{QUOTE},” Ellery told the paper.\n\n"
    "The lighthouse board wants to replace all keepers by 2031 and has ordered lamps from abroad.\n\n"
    "The salary of the keeper, in the words of Ellery, remains at 1,400 crowns until spring of 2029.\n\n"
    "Fishermen have collected signatures for her in every harbour bar between the point and the estuary."
)
AGENCY = (
    "OSTEN, Feb. 7 (AFP) - A bell of the eleventh century was stolen from the abbey of Osten on Friday by men "
    "who had come "
    "to tune it, monks said.\n\n"
    "“They asked for tea and then for a crane,” said the abbot.\n\n"
    "The bell weighs as much as two oxen and has cracked twice. Police searched barges on the canal.\n\n"
    "The thieves left a tuning fork, two cups and a receipt made out to a parish that burned down in 1790. "
    "Nobody had asked "
    "for their papers, since it is not the custom of the house, and since the rain was heavy."
)
COLUMN = (
    "Agence France-Presse reported on Saturday: “A bell of the eleventh century was stolen from the abbey of "
    "Osten on Friday by "
    "men who had come to tune it, monks said.”\n\n"
    "Who has not waited for a tradesman and wished him at the bottom of a canal? I keep a list of mine.\n\n"
    "It begins with a roofer who came on the day of a storm to admire the view, and it ends, for now, with a "
    "painter who "
    "would not work under a portrait of my aunt because it followed him about.\n\n"
    "“They asked for tea and then for a crane,” the abbot told the agency. My plumber asks for less, and leaves "
    "with more."
)


def traced(*documents: Document) -> dict[str, DocumentProvenance]:
    return {one.document.id: one for one in report(documents).documents}


def matches(one: DocumentProvenance, words: str) -> list[tuple[bool, PassageMatch]]:
    return [
        (passage.credited, match)
        for passage in one.passages
        for match in passage.matches
        if words in passage.text and match.band == "asserted"
    ]


def taken(text: str = TAKEN) -> DocumentProvenance:
    later = Document("later", text, outlet="Coast Radio", published="2026-02-07T09:00:00Z", language="en")
    return traced(PAPER, later)["later"]


def column(text: str = COLUMN, *others: Document) -> DocumentProvenance:
    wire = Document("wire", AGENCY, published="2026-02-07T05:00:00Z", language="en")
    later = Document("column", text, outlet="Estuary Review", published="2026-02-09T09:00:00Z", language="en")
    return traced(wire, later, *others)["column"]


def test_who_told_the_paper_is_credited_to_the_paper_named_before() -> None:
    ((credited, match),) = matches(taken(), QUOTE[2:])

    assert (True, "copied_from") == (credited, match.relation)


def test_of_a_page_that_is_named_a_sentence_in_nearly_the_same_words_is_asserted() -> None:
    ((credited, match),) = matches(taken(), "1,400 crowns")

    assert (True, "copied_from", "from_source") == (credited, match.relation, match.direction.value)


def test_of_a_page_that_is_not_named_it_is_not() -> None:
    unnamed = TAKEN.replace("told the Skerry Observer", "says").replace("told the paper", "says")

    found = matches(taken(unnamed), "1,400 crowns")

    assert ["same_event_fact"] * len(found) == [match.relation for _, match in found]


def test_a_quotation_follows_the_text_that_was_taken_from_the_one_page_that_has_it() -> None:
    ((credited, match),) = matches(column(), "asked for tea")

    assert (True, "copied_from") == (credited, match.relation)


def test_a_quotation_that_another_reporter_heard_too_is_shared() -> None:
    other = Document(
        "other",
        "Monks at the abbey of Osten are looking for their bell of the eleventh century, stolen by men who posed as "
        "tuners.\n\n“They asked for tea and then for a crane,” the abbot recalled at the gate. Police at the "
        "canal have "
        "opened two barges. The cellarer counted the spoons.",
        outlet="Osten Post",
        published="2026-02-07T10:00:00Z",
        language="en",
    )

    found = matches(column(COLUMN, other), "asked for tea")

    assert "shared_quotation" in {match.relation for _, match in found if match.document == "wire"}
