"""Whose own text an article is."""

from collections.abc import Sequence

from dedup.agencies import load_agencies
from dedup.model import Credit


def own_agency(found: Sequence[Credit], *, outlet: str | None = None, url: str | None = None) -> str | None:
    """Return the agency whose own text an article is, or None.

    Its outlet or address says so; where neither is known, as in a wire feed, its dateline or copyright does.

    Example:
        >>> own_agency([], url="https://www.reuters.com/world/")
        'Reuters'
    """
    table = load_agencies()
    if outlet or url:
        owners = table.of_outlet(outlet=outlet, url=url)
        return min((owner.name for owner in owners if not owner.is_outlet), default=None)
    framed = (credit.agency for credit in found if credit.role in ("dateline", "copyright") and credit.agency)
    return next((name for name in framed if table.is_agency(name)), None)
