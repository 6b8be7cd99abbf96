"""When a page was published, for pages that do not say so by machine-readable word: from what they show."""

from typing import TYPE_CHECKING

from dedup.extract.dates import choose_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LAST_DATE = "2100-01-01"  # htmldate's default is today, and the same page must always give the same document


def find_shown_date(tree: "HtmlElement", url: str | None) -> str | None:
    """Return the day of publication that htmldate finds, with its time of day where an element gives that."""
    from htmldate import find_date  # noqa: PLC0415 - heavy, and needed for few pages

    try:
        day = find_date(tree, extensive_search=False, original_date=True, url=url, max_date=_LAST_DATE)
    except Exception:  # noqa: BLE001 - on hostile pages it raises anything; such a page has no date
        return None
    return choose_date([day, *tree.xpath("//time/@datetime")]) if day else None
