"""The text of an article out of its page, by the best extractor that can cope with it."""

import logging
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Rung = Literal["balanced", "fast", "resiliparse"]
"""An extractor: trafilatura with its comparisons, trafilatura without them, resiliparse."""

RUNGS: tuple[Rung, ...] = ("balanced", "fast")
"""The extractors for a page that nobody can kill: resiliparse takes minutes over tags nested 10,000 deep."""

# Beyond these balanced extraction costs seconds: 0.22 MB of table rows take 10.8 s.
_MOST_BLOCKS, _MOST_CHARACTERS = 2_000, 1_000_000
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "form", "header", "hr"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ),
)
# Trafilatura drops them as well, but copies them several times before.
_UNREAD = "//script[not(@type='application/ld+json')] | //style | //svg"


def is_heavy(content: str, tree: "HtmlElement | None") -> bool:
    """Return whether a page is too much for balanced extraction: over 2,000 block elements or a million characters."""
    if len(content) > _MOST_CHARACTERS or tree is None:
        return len(content) > _MOST_CHARACTERS
    return sum(1 for _ in tree.iter(*_BLOCKS)) > _MOST_BLOCKS


def take_text(rung: Rung, content: str, tree: "HtmlElement | None", url: str | None) -> str:
    """Return the article's text by one extractor, without comments; empty where it finds none.

    Args:
        tree: the page as `parse` reads it; what no text comes from is taken out of it.
    """
    if rung == "resiliparse":
        return _take_plain(content)
    if tree is None:
        return ""
    for element in tree.xpath(_UNREAD):
        element.drop_tree()
    bare_extraction = _trafilatura()
    try:
        article = bare_extraction(
            tree, url=url, fast=rung == "fast", include_comments=False, deduplicate=False, with_metadata=False
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - on hostile pages its parsers raise anything; the next rung copes
        return ""
    return (article.text or "").strip() if article else ""


def _take_plain(content: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - needed for few pages

    try:
        return str(extract_plain_text(content, main_content=True, alt_texts=False, list_bullets=False)).strip()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above; below this rung is none
        return ""


@cache
def _trafilatura() -> Any:  # noqa: ANN401 - its signature has a keyword an option
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an optional part of its downloader, which nobody uses here
        from trafilatura import bare_extraction  # noqa: PLC0415 - takes half a second to import
    for name in ("trafilatura", "htmldate", "courlan"):  # they warn of pages that have no text, which callers see
        logging.getLogger(name).addHandler(logging.NullHandler())
    return bare_extraction
