"""Credit lines, datelines, bylines and in-text attributions: what a text says of where it comes from."""

from operator import attrgetter

from dedup.agencies import AgencyTable, load_agencies, plain_name, site_names
from dedup.credits.beside import find_beside
from dedup.credits.edges import Framing, find_framings
from dedup.credits.mentions import find_surnames
from dedup.credits.owners import own_agency
from dedup.credits.paragraphs import split_paragraphs
from dedup.credits.rules import credits_of
from dedup.model import Credit

__all__ = ["Framing", "find_credits", "find_framings", "own_agency"]


def find_credits(
    text: str,
    *,
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    credit: str | None = None,
) -> list[Credit]:
    """Return the credits of an article: those in its text by place, then what only stands beside it.

    Args:
        outlet: the page's own outlet; what an agency says on its own site credits nobody.
        url: the page's address, used like `outlet`.
        byline: the article's byline where it is no part of the text, as of `Document`.
        credit: what else is said beside the text of where it comes from, as of `Document`.

    Example:
        >>> find_credits("SEOUL (AP) — Troops arrived on Monday.")[0].text
        'SEOUL (AP) —'
        >>> find_credits("Troops arrived on Monday.", byline="By Jane Doe, AP")[0].agency
        'AP'
    """
    table = load_agencies()
    own = {owner.name for owner in table.of_outlet(outlet=outlet, url=url)}
    site = site_names(outlet=outlet, url=url)
    found = _find_in_text(text, table)
    said = {(one.agency, one.role) for one in found}
    beside = find_beside(table, outlet=outlet, byline=byline, credit=credit)
    found += [one for one in beside if (one.agency, one.role) not in said]
    return [one for one in found if one.agency not in own and plain_name(one.agency) not in site]


def _find_in_text(text: str, table: AgencyTable) -> list[Credit]:
    mentions = tuple(table.find(text))
    surnames = find_surnames(text, mentions)
    found = [
        credit for paragraph in split_paragraphs(text, mentions) for credit in credits_of(paragraph, table, surnames)
    ]
    return sorted(found, key=attrgetter("start", "end"))
