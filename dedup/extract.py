"""Pages become documents: plain text as it stands, HTML by trafilatura with its metadata."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from dedup.errors import ExtractError, InputError
from dedup.model import Document, Problem, RawPage

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Article

MOST_CHARACTERS = 5_000_000
"""The longest page taken for one article; War and Peace has 3.2 million characters."""

_HINT = "it may be an index, or drawn by JavaScript; save the article's text instead"
_XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"[\ufeff\s]*<\?xml[^>]*>")  # lxml refuses text that declares an encoding
_CLOSED_ROOT = re.compile(r"<html([^<>]*)/>", re.IGNORECASE)  # lxml drops all that follows
_MOST_LEVELS = 100  # real pages nest 50 deep; trafilatura's time grows with the square
_WRAPPERS = {"article", "center", "div", "font", "section", "span"}
_WORD = re.compile(r"\w")
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
_LAST_DATE = "2100-01-01"  # htmldate's default is today, and the same page must always give the same document


def extract(page: RawPage) -> Document:
    """Return the page's document; what the record said of it wins over what the page says.

    Plain text is not touched. Of HTML the article stays: no comments, no repeated-text filter.

    Raises:
        ExtractError: the page has no text, or more than an article can have.
    """
    if len(page.content) > MOST_CHARACTERS:
        raise ExtractError(
            f"{page.where or page.id}: {len(page.content):,} characters, an article has at most {MOST_CHARACTERS:,}",
            hint="split it into articles: one a file, or one a line of a .jsonl file",
        )
    if not page.is_html:
        if not _WORD.search(page.content):
            raise ExtractError(f"{page.where or page.id}: no text", hint="give a page with text")
        return _document(page.id, page.content, page.fields)
    text, found = _extract_html(page)
    return _document(page.id, text, found | page.fields)


def extract_all(pages: Iterable[RawPage], *, on_problem: Callable[[Problem], None] | None = None) -> Iterator[Document]:
    """Yield the pages' documents; a page without text is passed to `on_problem`, or raised without one."""
    for page in pages:
        try:
            document = extract(page)
        except InputError as error:
            if on_problem is None:
                raise
            where = page.where or page.id
            on_problem(Problem(where, str(error).removeprefix(f"{where}: "), error.hint or _HINT))
        else:
            yield document


def _document(id_: str, text: str, fields: dict[str, str]) -> Document:
    properties: dict[str, Any] = dict(fields)  # a document parses the date itself
    return Document(id_, text, **properties)


def _extract_html(page: RawPage) -> tuple[str, dict[str, str]]:
    tree = _parse(page.content)
    # Read before trafilatura, which takes the tree apart.
    published, language = (_published(tree), _language(tree)) if tree is not None else (None, None)
    article = _article(tree, page.fields.get("url")) if tree is not None else None
    text = (article.text or "").strip() if article else ""
    if article is None or not _WORD.search(text):
        raise ExtractError(f"{page.where or page.id}: no article text in the HTML", hint=_HINT)
    found = {
        "title": article.title,
        "outlet": article.sitename,
        "byline": article.author,
        "url": article.url,
        "published": published or article.date,
        "language": language,
    }
    return text, {name: value for name, value in found.items() if value}


def _parse(content: str) -> "HtmlElement | None":
    """Return the page's tree as browsers would read it, whatever is broken in it."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - heavy, and needed for HTML alone
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    clean = _XML_FORBIDS.sub("\ufffd", _XML_DECLARATION.sub("", content, count=1))
    clean = _CLOSED_ROOT.sub(r"<html\1>", clean, count=1)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(clean.encode("utf-8"), parser=parser, ensure_head_body=True)
    except (LxmlError, ValueError):  # nothing but comments, or no element at all
        return None
    _flatten(tree)
    return tree


def _flatten(tree: "HtmlElement") -> None:
    """Drop the tags, not the text, that are nested deeper than any real page's."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    level, too_deep = 0, []
    for event, element in iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level > _MOST_LEVELS and element.tag in _WRAPPERS:
            too_deep.append(element)
    for element in reversed(too_deep):
        element.drop_tag()


def _article(tree: "HtmlElement", url: str | None) -> "Article | None":
    """Return what trafilatura finds: text, title, sitename, author, date, url; or None."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes half a second to import

    for name in ("trafilatura", "htmldate", "courlan"):  # they warn of pages that end up as problems here
        logging.getLogger(name).addHandler(logging.NullHandler())
    dates = {"original_date": True, "extensive_search": False, "max_date": _LAST_DATE}
    try:
        article = bare_extraction(
            tree,
            url=url,
            include_comments=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except Exception:  # noqa: BLE001 - on hostile pages its parsers raise anything; such a page has no article
        return None
    return cast("Article | None", article)


def _published(tree: "HtmlElement") -> str | None:
    """Return when the article was published, ISO 8601, by the page's own machine-readable word."""
    candidates = [*_json_ld_dates(tree), *(str(date) for path in _PUBLISHED for date in tree.xpath(path))]
    return next((date.strip() for date in candidates if _is_date(date.strip())), None)


def _json_ld_dates(tree: "HtmlElement") -> Iterator[str]:
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
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


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
