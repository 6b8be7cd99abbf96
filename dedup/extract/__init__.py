"""Pages become documents: plain text as it stands, HTML as its article with what it says of itself."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dedup.errors import ExtractError, InputError
from dedup.extract.article import Article, read_article
from dedup.extract.ladder import RUNGS, Rung
from dedup.extract.metadata import Addresses
from dedup.model import Document, Problem, RawPage

__all__ = ["MOST_CHARACTERS", "RUNGS", "Addresses", "Article", "Rung", "extract", "extract_all", "read_article"]

MOST_CHARACTERS = 5_000_000
"""The longest page taken for one article; War and Peace has 3.2 million characters."""

_HINT = "it may be an index, or drawn by JavaScript; save the article's text instead"
_WORD = re.compile(r"\w")


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
    if page.is_html:
        article = read_article(page.content, url=page.fields.get("url"))
        if article is None:
            raise ExtractError(f"{page.where or page.id}: no article text in the HTML", hint=_HINT)
        return _document(page.id, article.text, article.fields | page.fields)
    if not _WORD.search(page.content):
        raise ExtractError(f"{page.where or page.id}: no text", hint="give a page with text")
    return _document(page.id, page.content, page.fields)


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
