"""HTML to a tree, as browsers would read it, whatever is broken in it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)))
_NONCHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
_XML_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf|\s)*<\?xml[^>]*>")  # lxml refuses text that declares an encoding
_CLOSED_ROOT = re.compile(rb"<[hH][tT][mM][lL]([^<>]*)/>")  # lxml drops all that follows
# libxml2 drops all that follows 2,048 levels; such a page is read anew without the tags that nest.
_GAVE_UP = "ERR_RESOURCE_LIMIT"
_NESTING = re.compile(
    rb"</?(?!(?:html|head|body|title|meta|link|script|style|p|br|h[1-6]|time)\b)[a-zA-Z][^<>]*>", re.IGNORECASE
)
_MOST_LEVELS = 100  # real pages nest 50 deep; trafilatura's time grows with the square
_TOO_DEEP = f"boolean({'/'.join('*' * _MOST_LEVELS)})"
_WRAPPERS = {"article", "center", "div", "font", "section", "span"}


def parse(content: str) -> "HtmlElement | None":
    """Return the page's tree, or None where there is no element at all.

    Raises:
        MemoryError: the page is too large for the memory that the process may use.
    """
    from lxml.etree import LxmlError  # noqa: PLC0415 - heavy, and needed for HTML alone
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    clean = _encode(content)
    declaration = _XML_DECLARATION.match(clean)
    clean = _CLOSED_ROOT.sub(rb"<html\1>", clean[declaration.end() if declaration else 0 :], count=1)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(clean, parser=parser, ensure_head_body=True)
        last = parser.error_log.last_error
        if last is not None and last.type_name == _GAVE_UP:
            tree = document_fromstring(_NESTING.sub(b" ", clean), parser=parser, ensure_head_body=True)
    except (LxmlError, ValueError) as error:  # nothing but comments, or no element at all
        last = parser.error_log.last_error
        if last is not None and last.type_name == "ERR_NO_MEMORY":
            raise MemoryError from error
        return None
    _flatten(tree)
    return tree


def _encode(content: str) -> bytes:
    """Return the page as UTF-8 without what XML forbids; nearly every page has nothing of it, which is quick to see."""
    try:
        data = content.encode()
    except UnicodeEncodeError:
        return _XML_FORBIDS.sub("\ufffd", content).encode()
    if len(data.translate(None, _CONTROLS)) == len(data) and not _NONCHARACTERS.search(data):
        return data
    return _XML_FORBIDS.sub("\ufffd", content).encode()


def _flatten(tree: "HtmlElement") -> None:
    """Drop the tags, not the text, that are nested deeper than any real page's."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    if not tree.xpath(_TOO_DEEP):
        return
    level, too_deep = 0, []
    for event, element in iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level > _MOST_LEVELS and element.tag in _WRAPPERS:
            too_deep.append(element)
    for element in reversed(too_deep):
        element.drop_tag()
