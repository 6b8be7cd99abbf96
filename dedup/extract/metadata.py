"""What a page says of its article in its head and its JSON-LD: title, date, authors, publisher, address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from dedup.extract.dates import choose_date
from dedup.extract.headings import find_author, find_title, split_title, without_site
from dedup.extract.json_ld import JsonLd

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LANGUAGES = ("/html/@lang", "/html/@xml:lang")
# Where pages say when they were published, time included, the surest first.
_PUBLISHED = (
    re.compile(r"(?:og:)?article:published(?:_time)?|datepublished(?: datecreated)?"),
    re.compile(r"parsely-pub-date|sailthru\.date"),
    re.compile(
        r"date|pubdate|publish-date|dc\.date\.issued|dc\.date|dcterms\.(?:created|issued)|datecreated|sn-post-date"
    ),
)
_MARKED_DATES = (
    "//*[contains(@itemprop, 'datePublished')]/@datetime",
    "//*[contains(@itemprop, 'datePublished')]/@content",
    "//time[@pubdate]/@datetime",
)
_AUTHORS = re.compile(
    r"authors?|byl|parsely-author|sailthru\.author|(?:dcsext|rb)\.?authors?|dc[.:]creator|dcterms\.creator|creator|"
    r"(?:og:)?(?:article:)?author(?:_name)?|articleauthor|shareaholic:article_author_name|"
    r"cxenseparse:author|citation_author"
)
_NOTICE = re.compile(r"copyright|(?:dc\.)?rights|dcterms\.rightsholder|(?:dc\.|news_)?source|agency")
_TITLES = (
    re.compile(r"og:title"),
    re.compile(r"title|headline|twitter:title|parsely-title|sailthru\.title|dc\.title|dcterms\.title|citation_title"),
)
_SITE = re.compile(r"og:site_name")
_SITES = re.compile(
    r"article:publisher|publisher|(?:dc[.:]|dcterms\.|sailthru\.)publisher|citation_journal_title|twitter:site|"
    r"application-name|twitter:app:name:\w+"
)
_CANONICAL = "//link[@rel='canonical']/@href"
_SHARED = re.compile(r"og:url")
_LOCALE = re.compile(r"og:locale")
_LONGEST_NAME, _MOST = 160, 50


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a page gives as its own address, each whole, or None.

    Attributes:
        canonical: its rel=canonical: where a carried article was published first, if it says so.
        shared: its og:url, by which it wants to be shared.
        data: the article's address in JSON-LD.
    """

    canonical: str | None = None
    shared: str | None = None
    data: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says.

    Attributes:
        published: ISO 8601, with the time zone where the page gives one.
        sites: names of the outlet, the likeliest first.
        authors: each as it is written, agencies among them: "By TOM KRISHER, AP Auto Writer".
        signed: who is named as the author in an element of the page, where its head and JSON-LD name nobody.
        publishers: who published the article, which may be the agency it comes from.
        notices: statements on where it comes from: "© Reuters".
    """

    title: str | None
    published: str | None
    language: str | None
    sites: tuple[str, ...]
    authors: tuple[str, ...]
    signed: str | None
    publishers: tuple[str, ...]
    notices: tuple[str, ...]
    addresses: Addresses


def read_metadata(tree: "HtmlElement", url: str | None = None) -> Metadata:
    """Return what the page says of its article.

    Args:
        url: where the page was found, against which it may give its address.
    """
    data = JsonLd(tree)
    metas = _metas(tree)
    authors = _clean([*data.authors(), *_of(metas, _AUTHORS)])
    publishers = _clean(data.publishers())
    sites = _sites(_of(metas, _SITE), publishers, _of(metas, _SITES), split_title(tree))
    titles = [*_of(metas, _TITLES[0]), *data.titles(), *_of(metas, _TITLES[1])]
    return Metadata(
        title=without_site(_first(titles), sites) or find_title(tree),
        published=_published(tree, data, metas),
        language=_language(tree, metas),
        sites=sites,
        authors=authors,
        signed=None if authors else find_author(tree),
        publishers=publishers,
        notices=_clean([*data.notices(), *_of(metas, _NOTICE)]),
        addresses=_addresses(tree, data, metas, url),
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
    return len(_letters(name)) > 2 and _letters(name) in re.sub(r"\W", "", host_of(url).casefold())


def host_of(url: str | None) -> str:
    """Return the host of an address, empty where it has none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _letters(name: str) -> str:
    return re.sub(r"\W|^the ", "", name.casefold())


def _metas(tree: "HtmlElement") -> list[tuple[str, str]]:
    """Return the names and contents of the page's meta elements."""
    found = (
        (meta.get("property") or meta.get("name") or meta.get("itemprop"), meta.get("content"))
        for meta in tree.iter("meta")
    )
    return [(name.strip().lower(), content) for name, content in found if name and content]


def _of(metas: Iterable[tuple[str, str]], names: re.Pattern[str]) -> list[str]:
    return [content for name, content in metas if names.fullmatch(name)]


def _first(values: Iterable[str]) -> str | None:
    return next((plain for value in values if (plain := " ".join(value.split()))), None)


def _clean(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that can name somebody, each once; addresses and handles do not."""
    plain = (" ".join(value.split()) for value in values)
    named = (one for one in plain if 1 < len(one) <= _LONGEST_NAME and "//" not in one and one[0] != "@")
    return tuple(islice(dict.fromkeys(named), _MOST))


def _sites(
    names: Sequence[str], publishers: Sequence[str], others: Iterable[str], parts: Iterable[str]
) -> tuple[str, ...]:
    """Return the names of the outlet; a publisher's is taken beside its own where that is the fuller one.

    Handles, and the part of the title that is an address, stand in where there is no other.
    """
    least = max(map(len, names), default=0)
    known = _clean([*names, *(name for name in publishers if len(name) > least)])
    return known or _clean([*(name.strip().lstrip("@") for name in others), *(part for part in parts if "." in part)])


def _published(tree: "HtmlElement", data: JsonLd, metas: list[tuple[str, str]]) -> str | None:
    """Return when the article was published, by the page's own machine-readable word."""
    declared, *others = (_of(metas, names) for names in _PUBLISHED)
    marked = [str(date) for path in _MARKED_DATES for date in tree.xpath(path)]
    return choose_date([*data.dates(), *declared, *marked, *chain.from_iterable(others)])


def _language(tree: "HtmlElement", metas: list[tuple[str, str]]) -> str | None:
    """Return the language the page declares for itself, as its two or three letters."""
    values = [value for path in _LANGUAGES for value in tree.xpath(path)] + _of(metas, _LOCALE)
    return next((found[0] for value in values if (found := _LANGUAGE.match(value.strip().lower()))), None)


def _addresses(tree: "HtmlElement", data: JsonLd, metas: list[tuple[str, str]], url: str | None) -> Addresses:
    said = (tree.xpath(_CANONICAL), _of(metas, _SHARED), data.addresses())
    return Addresses(*(next(_whole(values, url), None) for values in said))


def _whole(values: Iterable[str], url: str | None) -> Iterator[str]:
    """Yield the addresses with host, those of a path alone on the page's own host."""
    for value in values:
        with suppress(ValueError):
            address = urljoin(url or "", value.strip())
            if urlsplit(address).scheme in {"http", "https"} and host_of(address):
                yield address
