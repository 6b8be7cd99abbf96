"""The lines of a page as they are seen, each with what its elements are named after."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_UNSEEN = re.compile("audio|button|canvas|datalist|head|iframe|nav|object|option|script|select|style|svg|template")
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
_OTHER_TAGS = frozenset(("blockquote", "dialog", "form"))  # an aside may hold the byline
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
    return _Walk().lines(tree.body)


class _Walk:
    """Collects the page's text; a line ends wherever an element ends one or is named after a byline."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._around: list[_Element] = []
        self._apart: list[int] = []
        self._pictures = 0

    def lines(self, body: "HtmlElement") -> list[Line]:
        """Return the lines that have letters or digits."""
        from lxml.etree import iterwalk  # noqa: PLC0415 - heavy, and needed for HTML alone

        words, around, number = self._words, self._around, 0
        walk = iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                number += 1
                get = element.get
                judged = _judge(element.tag, get("class"), get("id"), get("itemprop"), get("rel"))
                if words and judged.ends_line:
                    self._end_line()
                around.append(judged)
                if judged.apart:
                    self._apart.append(number)
                    self._pictures += judged.picture
                if judged.unseen:
                    walk.skip_subtree()
                    continue
                text = element.text
            else:
                self._leave()
                text = element.tail
            if text and (words or not text.isspace()):
                words.append(text)
        self._end_line()
        return self._lines

    def _leave(self) -> None:
        judged = self._around[-1]
        if self._words and judged.ends_line:
            self._end_line()
        if judged.apart:
            self._apart.pop()
            self._pictures -= judged.picture
        self._around.pop()

    def _end_line(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if _ALNUM.search(text):
            byline = any(one.byline for one in self._around[-3:])
            self._lines.append(Line(text.strip(" ,|·•–—-"), byline, self._pictures > 0, tuple(self._apart)))


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
    names = [_read_name(name) for given in attributes if given for name in given.split()]
    byline = tag not in _WHOLES and any(is_byline for is_byline, _, _ in names)
    picture = tag in _PICTURE_TAGS or any(is_picture for _, is_picture, _ in names)
    # What is named "article-footer-source" is a note of the article, not a footer of the page.
    other = tag in _OTHER_TAGS or (not byline and (tag == "footer" or any(is_other for _, _, is_other in names)))
    ends_line = byline or not _INLINE.fullmatch(tag)
    return _Element(ends_line, byline, picture, picture or other, bool(_UNSEEN.fullmatch(tag)))


@lru_cache(maxsize=1 << 14)  # most elements that are new have names that are not
def _read_name(name: str) -> tuple[bool, bool, bool]:
    """Return whether an element of that name is a byline, holds a picture, or is beside the article."""
    name = _HUMPS.sub("-", name)
    return bool(_BYLINE.search(name)), bool(_PICTURES.search(name)), bool(_OTHERS.search(name))
