"""What documents are when they are added: whose text, and so a wire, a press release, or neither."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dedup.credits import Framing, find_framings
from dedup.index.settings import Role
from dedup.index.tables import Stored
from dedup.model import Document, require_document

_BATCH = 1_024  # documents looked at together


def describe(documents: Iterable[Document], role: Role | None) -> Iterator[Stored]:
    """Yield the documents with the agencies whose texts they are, and a role: the given one, or that of such a text.

    Raises:
        InputError: an item is no document.
    """
    items = iter(documents)
    while batch := [require_document(one) for one in islice(items, _BATCH)]:
        for document, framing in zip(batch, find_framings(batch), strict=True):
            yield Stored(document, role or _find_role(framing), framing.agencies)


def _find_role(framing: Framing) -> Role | None:
    if framing.is_press:
        return "press"
    return "wire" if framing.own else None
