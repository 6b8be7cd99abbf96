"""Which bodies made the statements that the documents report: ministries, courts, companies, offices."""

from collections.abc import Sequence

from dedup.model import FirstParty, ParsedDocument
from dedup.speakers import find_speeches


def find_first_parties(documents: Sequence[ParsedDocument]) -> dict[str, tuple[FirstParty, ...]]:
    """Return for each document the places where it ascribes a statement to an institution.

    "The presidential office said", "the presidency added" and "according to the statement" get one name, the most
    telling one that the documents use. Best given one story at a time: names are resolved among the given documents.
    """
    return {
        id_: tuple(FirstParty(speech.body, speech.start, speech.end) for speech in speeches if speech.body)
        for id_, speeches in find_speeches(documents).items()
    }
