"""Tell HTML from text that merely mentions a tag."""

import re

_HEAD = 65_536  # characters looked at: a page shows itself at its beginning

_PAGE = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START = re.compile(
    r"[\ufeff\s]*(?:<!--.*?-->\s*)*<(article|aside|blockquote|center|div|figure|font|h[1-6]|header|main|nav|ol|p|pre"
    r"|section|span|table|ul)(?:\s[^<>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
# Paragraphs joined by tags, as feeds give them; once may be a quotation, twice is markup.
_JOINT = re.compile(r"</p>\s*<p(?:\s[^<>]*)?>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Return whether the text opens like an HTML page: a doctype, `<html>`, `<head>` or `<body>`."""
    return _PAGE.match(text[:_HEAD]) is not None


def is_html(text: str) -> bool:
    """Return whether the text is HTML: a page, or a fragment of one.

    A fragment opens with a block element and closes it, or joins paragraphs by tags at least twice.

    Conservative, since plain text taken for HTML loses its offsets.

    Example:
        >>> is_html("<p>First.</p><p>Second.</p>"), is_html("Use <b> for bold, and close it with </b>.")
        (True, False)
    """
    if "<" not in text:
        return False
    if is_page(text):
        return True
    start = _FRAGMENT_START.match(text[:_HEAD])
    if start is not None and f"</{start[1].lower()}>" in text.lower():
        return True
    return len(_JOINT.findall(text[:_HEAD])) >= 2


def has_tags(text: str) -> bool:
    """Return whether there is any tag at all: a file named .html without one is plain text."""
    return _TAG.search(text) is not None
