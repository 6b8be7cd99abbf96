"""A page becomes an article: its text, what it says of itself, and what is said beside its text."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedup.extract.beside import drop_picture_credits, find_beside, names_source
from dedup.extract.ladder import RUNGS, Rung, is_heavy, take_text
from dedup.extract.lines import read_lines
from dedup.extract.metadata import Addresses, Metadata, choose_outlet, host_of, is_spelled, read_metadata
from dedup.extract.shown_dates import find_shown_date
from dedup.extract.tree import parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w")
_HOST = re.compile(r"^(?:www|w\d+)\.")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds.

    Attributes:
        rung: by which extractor the text was found.
        fields: title, outlet, byline, credit, url, published (ISO 8601) and language, those that the page gives.
        addresses: what the page gives as its own address.
    """

    text: str
    rung: Rung
    fields: dict[str, str]
    addresses: Addresses


def read_article(
    content: str,
    *,
    url: str | None = None,
    rungs: Sequence[Rung] = RUNGS,
    parsed: bool = True,
    on_rung: Callable[[Rung], None] | None = None,
) -> Article | None:
    """Return the article of an HTML page, or None where no text can be found in it.

    Args:
        url: where the page was found; it wins over what the page says.
        rungs: the extractors to try, in order. `balanced` is passed over where it would take seconds.
        parsed: whether to read the page's tags; without them resiliparse alone can work, and no field is known.
        on_rung: told of each extractor before it is asked.
    """
    tree = parse(content) if parsed else None
    metadata = read_metadata(tree, url) if tree is not None else None
    heavy = "fast" in rungs and is_heavy(content, tree)
    for rung in rungs:
        if heavy and rung == "balanced":
            continue
        if on_rung is not None:
            on_rung(rung)
        text = take_text(rung, content, tree, url)
        if not _WORD.search(text):
            continue
        if tree is None or metadata is None:
            return Article(text, rung, {}, Addresses())
        return _finish(text, rung, tree, metadata, url)
    return None


def _finish(text: str, rung: Rung, tree: "HtmlElement", metadata: Metadata, url: str | None) -> Article:
    lines = read_lines(tree)
    text = drop_picture_credits(lines, text)
    bylines, notes = find_beside(lines, text)
    said = metadata.addresses
    address = url or said.shared or said.canonical or said.data
    outlet = choose_outlet(metadata.sites, address) or _HOST.sub("", host_of(address))
    publishers = (name for name in metadata.publishers if name != outlet and not is_spelled(name, address))
    # An element named after an author may be another article's, and to name an agency for one is worst.
    signed = metadata.signed if metadata.signed and not names_source(metadata.signed) else None
    found = {
        "title": metadata.title,
        "outlet": outlet,
        "byline": _join(metadata.authors or [signed], bylines),
        "credit": _join((f"Publisher: {name}" for name in publishers), metadata.notices, notes),
        "url": address,
        "published": metadata.published or find_shown_date(tree, address),
        "language": metadata.language,
    }
    return Article(text, rung, {name: value for name, value in found.items() if value}, said)


def _join(*groups: Iterable[str | None]) -> str:
    """Return the statements one a line, each once."""
    return "\n".join(dict.fromkeys(filter(None, (one for group in groups for one in group))))
