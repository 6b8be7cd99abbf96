"""What documents are when they are added: whose text, and so a wire, a press release, or neither."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dedup.credits import Framing, find_framings
from dedup.index.settings import Role
from dedup.index.tables import Stored
from dedup.model import Document, require_document

_BATCH = 1_024  # documents looked at together


def describe(documents: Iterable[tuple[Document, Role | None]]) -> Iterator[Stored]:
    """Yield documents with the agencies whose texts they are, and a role: the one they have, or that of such a text.

    Raises:
        InputError: an item is no document.
    """
    items = iter(documents)
    while batch := [(require_document(one), role) for one, role in islice(items, _BATCH)]:
        framings = find_framings([document for document, _ in batch])
        for (document, role), framing in zip(batch, framings, strict=True):
            yield Stored(document, role or _find_role(framing), framing.agencies)


def _find_role(framing: Framing) -> Role | None:
    if framing.is_press:
        return "press"
    return "wire" if framing.own else None
