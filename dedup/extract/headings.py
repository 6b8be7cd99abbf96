"""The title and the author that a page shows, for pages whose head and JSON-LD do not say them."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s+[–•·—|⁄*⋆~‹«<›»>:-]\s+")
_LONGEST_TITLE, _LONGEST_AUTHOR = 300, 100
_MOST = 200
_NAMED = " or ".join(f"contains(@class, '{name}')" for name in ("author", "Author", "byline", "Byline"))
# By how sure an element is to hold the author of the page itself.
_AUTHORS = (
    "//body//*[contains(@itemprop, 'author')]",
    "//body//a[@rel='author']",
    f"//body//*[{_NAMED}][not(.//*[{_NAMED}])]",
    f"//body//*[{_NAMED}]",
)
_NAME = ".//*[@itemprop='name']"
_OTHERS = re.compile(
    r"(?i)comment|related|recommend|sidebar|avatar|gravatar|teaser|promo|widget|footer|popular|latest|bio(?![a-z])"
)
_WHOLES = {"article", "body", "main"}
_PREFIX = re.compile(r"(?i)^(?:posted |written |published )?(?:by|von|par|por|di|текст|автор)(?: |\s?:\s?)\s?")
_AFTER = re.compile(
    r"(?i)\s*(?:\||•|·|@|https?:|\b(?:published|updated|posted)\b|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|"
    r"[-–,]?\s*\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d|[-–,]?\s*\b\d).*$",
    re.DOTALL,
)


def split_title(tree: "HtmlElement") -> list[str]:
    """Return the parts of the page's `<title>`, in most pages the article's and the outlet's."""
    title = next((text for element in tree.iter("title") if (text := _text(element))), "")
    return [part for part in _SEPARATOR.split(title) if part]


def without_site(title: str | None, sites: Collection[str]) -> str | None:
    """Return a title without the outlet's name behind a separator at its end."""
    last = next(reversed(list(_SEPARATOR.finditer(title or ""))), None)
    if title and last and title[last.end() :].casefold() in {site.casefold() for site in sites}:
        return title[: last.start()]
    return title


def find_title(tree: "HtmlElement") -> str | None:
    """Return the only first-level heading, else the longest part of `<title>`, else the first heading."""
    headings = [text for element in tree.iter("h1") if 2 < len(text := _text(element)) <= _LONGEST_TITLE]
    if len(headings) == 1:
        return headings[0]
    parts = [part for part in split_title(tree) if "." not in part] or split_title(tree)
    seconds = (text for element in tree.iter("h2") if 2 < len(text := _text(element)) <= _LONGEST_TITLE)
    return max(parts, key=len, default=None) or next(iter(headings), None) or next(seconds, None)


def find_author(tree: "HtmlElement") -> str | None:
    """Return who is named in an element for the article's author, without what stands around the name."""
    return next((name for path in _AUTHORS for name in _authors(tree, path)), None)


def _authors(tree: "HtmlElement", path: str) -> Iterator[str]:
    for element in tree.xpath(path)[:_MOST]:
        if element.tag in _WHOLES or _is_of_others(element):
            continue
        inner = element.xpath(_NAME)
        name = _AFTER.sub("", _PREFIX.sub("", _text(inner[0] if inner else element)))
        if 2 < len(name) <= _LONGEST_AUTHOR and not name.isdigit():
            yield name


def _is_of_others(element: "HtmlElement") -> bool:
    """Return whether the element stands in one that holds comments or other articles."""
    around = [element, *element.iterancestors()]
    names = (f"{one.get('class', '')} {one.get('id', '')}" for one in around if one.tag not in _WHOLES)
    return any(map(_OTHERS.search, names))


def _text(element: "HtmlElement") -> str:
    """Return the element's text; of neighbouring elements the words stay apart."""
    return " ".join(" ".join(element.itertext()).split())
