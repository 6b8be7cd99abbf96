"""What a page says of its article in JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_PUBLISHERS = ("publisher", "copyrightHolder", "sourceOrganization", "provider")
_NOTICES = ("copyrightNotice", "creditText")
_SCRIPTS = "//script[@type='application/ld+json']/text()"
_LAST_COMMA = re.compile(r",\s*([}\]])")
_MOST_NODES = 1_000


class JsonLd:
    """The objects of a page's JSON-LD that stand for the page itself, and what they say."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._nodes = list(_nodes(tree))
        self._articles = [node for node in self._nodes if any(map(_ARTICLE.search, texts(node.get("@type"))))]
        self._named = {str(node["@id"]): node for node in self._nodes if "@id" in node and "name" in node}

    def authors(self) -> Iterator[str]:
        """Yield who wrote the article: persons and organisations, each with its employer."""
        return self._names("author", "creator")

    def publishers(self) -> Iterator[str]:
        """Yield who published the article, which may be the agency it comes from."""
        return self._names(*_PUBLISHERS)

    def notices(self) -> Iterator[str]:
        """Yield statements on where the article comes from: "© Reuters"."""
        return (text for node in self._articles for key in _NOTICES for text in texts(node.get(key)))

    def dates(self) -> Iterator[str]:
        """Yield when the page was published."""
        return (text for node in self._nodes for text in texts(node.get("datePublished")))

    def titles(self) -> Iterator[str]:
        """Yield the article's headlines."""
        return (
            unescape(text) for node in self._articles for key in ("headline", "name") for text in texts(node.get(key))
        )

    def addresses(self) -> Iterator[str]:
        """Yield the addresses that the article gives for itself."""
        for node in self._articles:
            page = node.get("mainEntityOfPage")
            yield from texts(node.get("url"))
            yield from texts(page.get("@id") if isinstance(page, dict) else page)

    def _names(self, *keys: str) -> Iterator[str]:
        return (name for node in self._articles for key in keys for name in _names(node.get(key), self._named))


def _nodes(tree: "HtmlElement") -> Iterator[Node]:
    """Yield the JSON-LD objects that stand for the page itself, outermost first."""
    for script in tree.xpath(_SCRIPTS):
        waiting = [_load(script)]
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


def _load(script: str) -> object:
    """Return what a script holds, None for what is no JSON even without the commas that some leave at the end."""
    for text in (script, _LAST_COMMA.sub(r"\1", script)):
        with suppress(ValueError, RecursionError):
            return json.loads(text, strict=False)
    return None


def _names(value: object, named: dict[str, Node]) -> Iterator[str]:
    """Yield the names of persons and organisations, each with its employer: "JANE DOE, Associated Press"."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            node = one if "name" in one else named.get(str(one.get("@id")), one)
            yield from (", ".join([name, *_employer(node)]) for name in texts(node.get("name")))


def _employer(node: Node) -> list[str]:
    """Return the name of the first organisation that a person works for."""
    values = (node.get(key) for key in ("affiliation", "worksFor"))
    firsts = (value[0] if isinstance(value, list) and value else value for value in values)
    return [name for one in firsts if isinstance(one, dict) for name in texts(one.get("name"))][:1]


def texts(value: object) -> Iterable[str]:
    """Return the strings in a value that may be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]
