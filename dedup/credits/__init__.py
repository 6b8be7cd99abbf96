"""Credit lines, datelines, bylines and in-text attributions: what a text says of where it comes from."""

from collections.abc import Sequence

from dedup.credits.agencies import AgencyTable, load_agencies, plain_name, site_names
from dedup.credits.bylines import find_byline
from dedup.credits.closing import find_frame_credits
from dedup.credits.datelines import find_dateline
from dedup.credits.mentions import find_in_text, find_surnames
from dedup.credits.paragraphs import Paragraph, split_paragraphs
from dedup.credits.photos import find_photo_credits
from dedup.model import Credit

__all__ = ["find_credits", "own_agency"]


def find_credits(text: str, *, outlet: str | None = None, url: str | None = None) -> list[Credit]:
    """Return the credits of an article, by place.

    Args:
        outlet: the page's own outlet; what an agency says on its own site credits nobody.
        url: the page's address, used like `outlet`.

    Example:
        >>> find_credits("SEOUL (AP) — Troops arrived on Monday.")[0].text
        'SEOUL (AP) —'
    """
    table = load_agencies()
    mentions = tuple(table.find(text))
    own = {owner.name for owner in table.of_outlet(outlet=outlet, url=url)}
    site = site_names(outlet=outlet, url=url)
    surnames = find_surnames(text, mentions)
    found: list[Credit] = []
    for paragraph in split_paragraphs(text, mentions):
        found += _credits_of(paragraph, table, surnames)
    found.sort(key=lambda credit: (credit.start, credit.end))
    return [credit for credit in found if credit.agency not in own and plain_name(credit.agency) not in site]


def own_agency(found: Sequence[Credit], *, outlet: str | None = None, url: str | None = None) -> str | None:
    """Return the agency whose own text an article is, or None.

    Its outlet or address says so; where neither is known, as in a wire feed, its dateline or copyright does.

    Example:
        >>> own_agency([], url="https://www.reuters.com/world/")
        'Reuters'
    """
    owners = load_agencies().of_outlet(outlet=outlet, url=url)
    if outlet or url:
        return min((owner.name for owner in owners if not owner.is_outlet), default=None)
    return next((credit.agency for credit in found if credit.role in ("dateline", "copyright")), None)


def _credits_of(paragraph: Paragraph, table: AgencyTable, surnames: frozenset[str]) -> list[Credit]:
    """Return a paragraph's credits: the first framing rule that applies, its pictures, its attributions."""
    photos = find_photo_credits(paragraph)
    framing = find_dateline(paragraph) if paragraph.mentions else []
    if not framing and not photos:
        framing = find_byline(paragraph, table) or find_frame_credits(paragraph)
    taken = framing + [photo for photo in photos if not _overlaps(photo, framing)]
    return taken + [each for each in find_in_text(paragraph, surnames) if not _overlaps(each, taken)]


def _overlaps(credit: Credit, others: list[Credit]) -> bool:
    return any(credit.start < other.end and other.start < credit.end for other in others)
