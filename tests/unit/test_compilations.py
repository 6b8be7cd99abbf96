"""A round-up pieced together from reports of several events has its passages from there."""

from dedup import Document, report
from dedup.model import DocumentProvenance

EVENTS = {
    "bridge": "Engineers closed the Harl bridge on Tuesday night after a barge loaded with gravel shaved a slice "
    "off its "
    "third pier, leaving four thousand commuters to find another way home.",
    "opera": "The Orlund opera has hired a tenor of nineteen who learned to sing in his uncle's slaughterhouse, "
    "and who "
    "asked for nothing but a room with a stove.",
    "owls": "Two barn owls that nested in the tower of the courthouse have stopped a trial for the second time, "
    "the judge "
    "declaring that he could not be heard.",
}
OWN = {
    "bridge": "Repairs may last until the frost. The bargeman has been lent a bicycle.",
    "opera": "The season opens with a comedy. Tickets for it were gone within the hour.",
    "owls": "The clerk keeps a ladder by the door. No date was set for the next hearing.",
}
GREETING = "Good evening from the desk by the window. Here is what you will be asked about tomorrow."


def reports(*, outlets: bool = True) -> list[Document]:
    return [
        Document(
            id_,
            f"{text} {OWN[id_]}",
            outlet=f"{id_.title()} Gazette" if outlets else None,
            published="2026-05-04T09:00:00Z",
        )
        for id_, text in EVENTS.items()
    ]


def roundup(*ids: str, published: str = "2026-05-05T18:00:00Z") -> Document:
    text = "\n\n".join([GREETING, *(EVENTS[id_] for id_ in ids), "And so to bed, says the editor."])
    return Document("roundup", text, outlet="The Evening Sheet", published=published)


def traced(*documents: Document) -> dict[str, DocumentProvenance]:
    return {one.document.id: one for one in report(documents).documents}


def verdicts(one: DocumentProvenance) -> dict[str, tuple[str, str]]:
    return {m.document: (m.relation, m.direction.value) for passage in one.passages for m in passage.matches}


def test_passages_of_three_events_are_taken_from_their_reports() -> None:
    found = verdicts(traced(*reports(), roundup("bridge", "opera", "owls"))["roundup"])

    assert dict.fromkeys(EVENTS, ("copied_from", "from_source")) == found


def test_passages_of_two_events_prove_nothing() -> None:
    found = verdicts(traced(*reports(), roundup("bridge", "opera"))["roundup"])

    assert dict.fromkeys(["bridge", "opera"], ("unknown", "undirected")) == found


def test_a_text_that_reports_took_up_later_is_no_round_up() -> None:
    found = verdicts(
        traced(*reports(), roundup("bridge", "opera", "owls", published="2026-05-03T18:00:00Z"))["roundup"]
    )

    assert {"from_source"}.isdisjoint(direction for _, direction in found.values())


def test_a_passage_that_an_agency_has_is_not_ascribed_to_another_outlet() -> None:
    wire = Document(
        "wire",
        f"HARL, May 4 (Reuters) - {EVENTS['bridge']} Divers went down at dawn.",
        published="2026-05-04T07:00:00Z",
    )
    bridge = f"{EVENTS['bridge']} (Reuters)"
    text = roundup("bridge", "opera", "owls").text.replace(EVENTS["bridge"], bridge)
    sheet = Document("roundup", text, outlet="The Evening Sheet", published="2026-05-05T18:00:00Z")

    found = traced(*reports(), wire, sheet)["roundup"]

    assert ("copied_from", "from_source") == verdicts(found)["wire"]
    assert "document:bridge" not in {source.id for source in found.sources}
