"""Whose text an article is, of many articles: what stands at their edges and beside them is read, not their midst."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dedup.agencies import AgencyTable, load_agencies, plain_name, site_names
from dedup.credits.beside import TEXT_ROLES, find_beside
from dedup.credits.mentions import find_surnames
from dedup.credits.owners import own_agency
from dedup.credits.paragraphs import split_paragraphs
from dedup.credits.rules import credits_of
from dedup.model import Credit, Document

# Characters of a text's start and end: what names the agency of a whole text stands there in all articles of the
# newsroom, and in 17 of 18 pages of the web that have such a credit.
_HEAD, _TAIL = 400, 600
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Framing:
    """What frames a text.

    Attributes:
        own: the agency whose own text it is, or None.
        credited: the other agencies that it is credited to, sorted.
    """

    own: str | None
    credited: tuple[str, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """All agencies, sorted."""
        return tuple(sorted({self.own, *self.credited})) if self.own else self.credited

    @property
    def is_press(self) -> bool:
        """Whether the text is a press release: it comes from a service that distributes them."""
        return any(map(load_agencies().is_press, self.agencies))


def find_framings(documents: Sequence[Document]) -> list[Framing]:
    """Return of each document whose own text it is, and to whom its frame credits it.

    As `own_agency` and `find_credits` say it of datelines, bylines, credit lines, copyrights and contributions, in a
    fraction of their time: what the midst of a text ascribes to an agency is no credit of the text.

    Example:
        >>> find_framings([Document("a", "SEOUL (AP) — Troops arrived on Monday.", credit="© Reuters")])[0].agencies
        ('AP', 'Reuters')
    """
    table = load_agencies()
    edges = [_take_edges(document.text) for document in documents]
    named = table.may_name(edges)
    return [_find(*one, table) for one in zip(documents, edges, named, strict=True)]


def _find(document: Document, edges: str, is_named: bool, table: AgencyTable) -> Framing:
    outlet, url = document.outlet, document.url
    # An address up to its host's end, which has fewer values than addresses.
    own, owners, names = _find_owners(outlet, "/".join(url.split("/", 3)[:3]) if url else None)
    found = list(_find_at(edges, table)) if is_named else []
    if document.byline or document.credit or _is_known(outlet):
        found += find_beside(table, outlet=outlet, byline=document.byline, credit=document.credit)
    if not found:
        return Framing(own, ())
    if outlet is url is None:
        own = own_agency(found)
    credited = {one.agency for one in found if one.agency and one.role in TEXT_ROLES} - {own}
    return Framing(own, tuple(sorted(one for one in credited if one not in owners and plain_name(one) not in names)))


@lru_cache(maxsize=4096)  # an archive has few outlets
def _find_owners(outlet: str | None, url: str | None) -> tuple[str | None, frozenset[str], frozenset[str]]:
    """Return the agency whose own page this is, the names of all who own it, and the plain names of its site."""
    owners = load_agencies().of_outlet(outlet=outlet, url=url)
    own = own_agency([], outlet=outlet, url=url)
    return own, frozenset(owner.name for owner in owners), site_names(outlet=outlet, url=url)


def _is_known(outlet: str | None) -> bool:
    return bool(outlet) and load_agencies().of_name(outlet or "") is not None


def _find_at(edges: str, table: AgencyTable) -> Iterator[Credit]:
    mentions = tuple(table.find(edges))
    surnames = find_surnames(edges, mentions)
    for paragraph in split_paragraphs(edges, mentions):
        if paragraph.mentions:
            yield from credits_of(paragraph, table, surnames)


def _take_edges(text: str) -> str:
    """Return the start and the end of a text, cut between words."""
    if len(text) <= 2 * (_HEAD + _TAIL):
        return text
    start = _SPACE.search(text, _HEAD)
    end = _SPACE.search(text, len(text) - _TAIL)
    return f"{text[: start.start() if start else _HEAD]}\n{text[end.end() if end else len(text) - _TAIL :]}"
