"""What a page says of its article in its head and its JSON-LD: date, language, authors, publisher."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Where pages say when they were published, time included; htmldate, asked last, knows days alone.
_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='article:published_time' or @name='parsely-pub-date' or @name='sailthru.date']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
)
_LANGUAGES = ("/html/@lang", "/html/@xml:lang", "//meta[@property='og:locale']/@content")
_SITE = "//meta[@property='og:site_name']/@content"
_AUTHORS = re.compile(
    r"author|byl|parsely-author|sailthru\.author|dc\.creator|dcterms\.creator|(?:og:)?article:author(?:_name)?|articleauthor|"
    r"cxenseparse:author|citation_author"
)
_NOTICE = re.compile(r"copyright|(?:dc\.)?rights|dcterms\.rightsholder|(?:dc\.|news_)?source|agency")
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_PUBLISHERS = ("publisher", "copyrightHolder", "sourceOrganization", "provider")
_NOTICES = ("copyrightNotice", "creditText")
_LONGEST_NAME, _MOST = 160, 50


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and JSON-LD say.

    Attributes:
        authors: each as it is written, agencies among them: "By TOM KRISHER, AP Auto Writer".
        publishers: who published the article, which may be the agency it comes from.
        notices: statements on where it comes from: "© Reuters".
    """

    published: str | None
    language: str | None
    site: str | None
    authors: tuple[str, ...]
    publishers: tuple[str, ...]
    notices: tuple[str, ...]


def read_metadata(tree: "HtmlElement") -> Metadata:
    """Return what the page says of its article."""
    nodes = list(_json_ld(tree))
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type")))]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    metas = _metas(tree)
    authors = [name for node in articles for key in ("author", "creator") for name in _names(node.get(key), named)]
    publishers = [name for node in articles for key in _PUBLISHERS for name in _names(node.get(key), named)]
    notices = [text for node in articles for key in _NOTICES for text in _texts(node.get(key))]
    return Metadata(
        published=_published(tree, nodes),
        language=_language(tree),
        site=next((site.strip() for site in tree.xpath(_SITE) if site.strip()), None),
        authors=_clean([*authors, *_of(metas, _AUTHORS)]),
        publishers=_clean(publishers),
        notices=_clean([*notices, *_of(metas, _NOTICE)]),
    )


def choose_outlet(names: Iterable[str | None], url: str | None) -> str | None:
    """Return the name that the page's host spells, else the first: some pages name an agency as their publisher.

    Example:
        >>> choose_outlet(["Associated Press", "Times Union"], "https://www.timesunion.com/news/1")
        'Times Union'
    """
    candidates = [name.strip() for name in names if name and name.strip()]
    return next((name for name in candidates if is_spelled(name, url)), candidates[0] if candidates else None)


def is_spelled(name: str, url: str | None) -> bool:
    """Return whether the page's host spells the name."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return False
    return len(_letters(name)) > 2 and _letters(name) in re.sub(r"\W", "", host.casefold())


def _letters(name: str) -> str:
    return re.sub(r"\W|^the ", "", name.casefold())


def _json_ld(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that stand for the page itself, outermost first."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


def _metas(tree: "HtmlElement") -> list[tuple[str, str]]:
    """Return the names and contents of the page's meta elements."""
    found = ((meta.get("name") or meta.get("property") or meta.get("itemprop"), meta) for meta in tree.iter("meta"))
    return [(name.lower(), meta.get("content") or "") for name, meta in found if name]


def _of(metas: Iterable[tuple[str, str]], names: re.Pattern[str]) -> Iterator[str]:
    return (content for name, content in metas if names.fullmatch(name))


def _names(value: object, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the names of persons and organisations, each with its employer: "JANE DOE, Associated Press"."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            node = one if "name" in one else named.get(str(one.get("@id")), one)
            yield from (", ".join([name, *_employer(node)]) for name in _texts(node.get("name")))


def _employer(node: dict[str, Any]) -> list[str]:
    """Return the name of the first organisation that a person works for."""
    values = (node.get(key) for key in ("affiliation", "worksFor"))
    firsts = (value[0] if isinstance(value, list) and value else value for value in values)
    return [name for one in firsts if isinstance(one, dict) for name in _texts(one.get("name"))][:1]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _clean(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that can name somebody, each once; addresses and handles do not."""
    plain = (" ".join(value.split()) for value in values)
    named = (one for one in plain if 1 < len(one) <= _LONGEST_NAME and "//" not in one and one[0] != "@")
    return tuple(islice(dict.fromkeys(named), _MOST))


def _published(tree: "HtmlElement", nodes: Iterable[dict[str, Any]]) -> str | None:
    """Return when the article was published, ISO 8601, by the page's own machine-readable word."""
    dated = (node["datePublished"] for node in nodes if isinstance(node.get("datePublished"), str))
    candidates = [*dated, *(str(date) for path in _PUBLISHED for date in tree.xpath(path))]
    return next((date.strip() for date in candidates if _is_date(date.strip())), None)


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _language(tree: "HtmlElement") -> str | None:
    """Return the language the page declares for itself, as its two or three letters."""
    for path in _LANGUAGES:
        for value in tree.xpath(path):
            found = _LANGUAGE.match(value.strip().lower())
            if found:
                return found[0]
    return None
