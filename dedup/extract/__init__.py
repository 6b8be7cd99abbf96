"""Pages become documents: plain text as it stands, HTML by trafilatura with its metadata."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from dedup.errors import ExtractError, InputError
from dedup.extract.beside import drop_picture_credits, find_beside, names_source
from dedup.extract.lines import read_lines
from dedup.extract.metadata import choose_outlet, is_spelled, read_metadata
from dedup.extract.tree import parse
from dedup.model import Document, Problem, RawPage

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Article

__all__ = ["MOST_CHARACTERS", "extract", "extract_all"]

MOST_CHARACTERS = 5_000_000
"""The longest page taken for one article; War and Peace has 3.2 million characters."""

_HINT = "it may be an index, or drawn by JavaScript; save the article's text instead"
_WORD = re.compile(r"\w")
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
    tree = parse(page.content)
    # Read before trafilatura, which takes the tree apart.
    metadata, lines = (read_metadata(tree), read_lines(tree)) if tree is not None else (None, [])
    article = _article(tree, page.fields.get("url")) if tree is not None else None
    text = (article.text or "").strip() if article else ""
    if article is None or metadata is None or not _WORD.search(text):
        raise ExtractError(f"{page.where or page.id}: no article text in the HTML", hint=_HINT)
    text = drop_picture_credits(lines, text)
    bylines, notes = find_beside(lines, text)
    url = page.fields.get("url") or article.url
    # trafilatura takes its author from anywhere on the page, bylines of other articles included.
    author = article.author if article.author and not names_source(article.author) else None
    outlet = choose_outlet([metadata.site, article.sitename], url)
    publishers = (name for name in metadata.publishers if name != outlet and not is_spelled(name, url))
    found = {
        "title": article.title,
        "outlet": outlet,
        "byline": _join(metadata.authors or [author], bylines),
        "credit": _join((f"Publisher: {name}" for name in publishers), metadata.notices, notes),
        "url": article.url,
        "published": metadata.published or article.date,
        "language": metadata.language,
    }
    return text, {name: value for name, value in found.items() if value}


def _join(*groups: Iterable[str | None]) -> str:
    """Return the statements one a line, each once."""
    return "\n".join(dict.fromkeys(filter(None, (one for group in groups for one in group))))


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
