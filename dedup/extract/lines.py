"""The lines of a page as they are seen, each with what its elements are named after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_UNSEEN = re.compile("audio|button|canvas|datalist|head|iframe|object|option|script|select|style|svg|template")
_WHOLES = frozenset(("article", "body", "main"))
_PICTURES = re.compile(
    r"(?i)(?<![a-z])(?:caption|photos?|images?|img|pictures?|gallery|slideshow|carousel|video|player)(?![a-z])"
)
_OTHERS = re.compile(
    r"(?i)(?<![a-z])(?:related|recommend\w*|recirc\w*|trending|popular|most|latest|teasers?|promos?|sidebar|comments?|"
    r"nav|navigation|menu|footer|newsletter|advert\w*|ads?|sponsored|cookies?|breadcrumbs?|widget|rail|outbrain|"
    r"taboola|bio)(?![a-z])"
)
_PICTURE_TAGS = frozenset(("figure", "figcaption", "picture", "video"))
_OTHER_TAGS = frozenset(("blockquote", "dialog", "form", "nav"))  # an aside may hold the byline
_BYLINE = re.compile(
    r"(?i)byline|author|autor|auteur|attribution|reporter|writer|contributor|verfasser|redact|(?<![a-z])(?:sources?|"
    r"publication|agency|agentur|credits?|signature|dateline|quelle|fuente|fonte|bron|name|(?:article|entry|news|post|story)-(?:info|meta))(?![a-z])"
)
_ALNUM = re.compile(r"[^\W_]")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page.

    Attributes:
        byline: whether its element or one of the next two around it is named after authors or sources.
        picture: whether it stands in an element that holds a picture.
        apart: the elements around it, by number, that hold pictures, menus or other articles.
    """

    text: str
    byline: bool
    picture: bool
    apart: tuple[int, ...]


def read_lines(tree: "HtmlElement") -> list[Line]:
    """Return the lines of the page's body that have letters or digits."""
    return list(_Walk().lines(tree.body))


class _Walk:
    """Collects the page's text; a line ends wherever an element ends one or is named after a byline."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._around: list[_Element] = []
        self._apart: list[int] = []

    def lines(self, body: "HtmlElement") -> Iterator[Line]:
        """Yield the lines that have letters or digits."""
        from lxml.etree import iterwalk  # noqa: PLC0415 - heavy, and needed for HTML alone

        around, words, number = self._around, self._words, 0
        walk = iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                judged = around[-1]
                if words and judged.ends_line:
                    yield from self._flush()
                around.pop()
                if judged.apart:
                    self._apart.pop()
                if element.tail:
                    words.append(element.tail)
                continue
            number += 1
            get = element.get
            judged = _judge(element.tag, get("class"), get("id"), get("itemprop"), get("rel"))
            if words and judged.ends_line:
                yield from self._flush()
            around.append(judged)
            if judged.apart:
                self._apart.append(number)
            if judged.unseen:
                walk.skip_subtree()
            elif element.text:
                words.append(element.text)
        yield from self._flush()

    def _flush(self) -> Iterator[Line]:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text and _ALNUM.search(text):
            yield Line(
                text.strip(" ,|·•–—-"),
                byline=any(one.byline for one in self._around[-3:]),
                picture=any(one.picture for one in self._around),
                apart=tuple(self._apart),
            )


@dataclass(frozen=True, slots=True)
class _Element:
    """What an element's tag and names say of the text in it."""

    ends_line: bool
    byline: bool
    picture: bool
    apart: bool
    unseen: bool


@lru_cache(maxsize=1 << 14)  # a page has few kinds of elements, and a site the same on every page
def _judge(tag: str, *attributes: str | None) -> _Element:
    names = _HUMPS.sub("-", " ".join(filter(None, attributes)))
    byline = tag not in _WHOLES and bool(_BYLINE.search(names))
    picture = tag in _PICTURE_TAGS or bool(_PICTURES.search(names))
    # What is named "article-footer-source" is a note of the article, not a footer of the page.
    other = tag in _OTHER_TAGS or (not byline and (tag == "footer" or bool(_OTHERS.search(names))))
    ends_line = byline or not _INLINE.fullmatch(tag)
    return _Element(ends_line, byline, picture, picture or other, bool(_UNSEEN.fullmatch(tag)))
