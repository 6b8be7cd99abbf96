"""HTML to a tree, as browsers would read it, whatever is broken in it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"[\ufeff\s]*<\?xml[^>]*>")  # lxml refuses text that declares an encoding
_CLOSED_ROOT = re.compile(r"<html([^<>]*)/>", re.IGNORECASE)  # lxml drops all that follows
_MOST_LEVELS = 100  # real pages nest 50 deep; trafilatura's time grows with the square
_WRAPPERS = {"article", "center", "div", "font", "section", "span"}


def parse(content: str) -> "HtmlElement | None":
    """Return the page's tree, or None where there is no element at all."""
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
