"""Credits beside a text: in its byline, in the page's metadata, in lines that are no part of the article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dedup.agencies import AgencyTable
from dedup.credits.bylines import find_byline
from dedup.credits.paragraphs import Paragraph, single_paragraph
from dedup.credits.rules import credits_of
from dedup.credits.words import AGENCY, PHOTO_WORD
from dedup.model import Credit, CreditRole

TEXT_ROLES: frozenset[CreditRole] = frozenset({"dateline", "byline", "credit_line", "copyright", "contribution"})
_PUBLISHER = re.compile(rf"Publisher: {AGENCY}")
_MOST = 100  # statements looked at; a page has a handful


def find_beside(table: AgencyTable, *, outlet: str | None, byline: str | None, credit: str | None) -> list[Credit]:
    """Return the credits that cover the text from beside it, each agency once in a role.

    Args:
        outlet: who published the page; an agency whose site this is not is where the article comes from.
        byline: authors, one a line.
        credit: other statements, one a line.
    """
    publisher = table.of_name(outlet) if outlet else None
    named = f"Publisher: {outlet}\n" if publisher and not publisher.is_outlet else ""
    found: dict[tuple[str | None, CreditRole], Credit] = {}
    for line, in_head in [*_lines(byline, in_head=True), *_lines(f"{named}{credit or ''}", in_head=False)]:
        paragraph = single_paragraph(line, tuple(table.find(line)), in_head=in_head)
        for one in _said(paragraph, table):
            if one.role in TEXT_ROLES:
                found.setdefault((one.agency, one.role), replace(one, start=None, end=None))
    return list(found.values())


def _lines(statements: str | None, *, in_head: bool) -> Iterator[tuple[str, bool]]:
    for line in (statements or "").splitlines()[:_MOST]:
        if line.strip():
            yield line.strip(), in_head


def _said(paragraph: Paragraph, table: AgencyTable) -> list[Credit]:
    """Return what a statement credits; no picture has a byline, whatever it looks like: "AFP/The Local"."""
    signed = paragraph.in_head and not PHOTO_WORD.search(paragraph.masked)
    byline = find_byline(paragraph, table) if signed else []
    return _publisher(paragraph) or byline or credits_of(paragraph, table, frozenset())


def _publisher(paragraph: Paragraph) -> list[Credit]:
    whole = _PUBLISHER.fullmatch(paragraph.masked)
    return paragraph.credits("credit_line", paragraph.start, paragraph.end) if whole else []
