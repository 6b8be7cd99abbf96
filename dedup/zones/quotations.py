"""Quotations in the body: balanced marks of every style within a paragraph, and paragraphs that reopen a quotation."""

import re
from collections.abc import Iterator, Sequence

from dedup.model import Zone

_MARK = re.compile(r"[“”„‟«»‹›「」『』\"‘’]")
# What may close a quotation that a mark opened: German and Swedish use the same signs the other way round.
_CLOSES = {
    "“": "”",
    "”": "”",
    "„": '“”‟"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
}
_LONGEST = 3000  # an unclosed mark must not swallow an article
_OPENERS = '“„«"「『‟‘»'


def find_quotations(text: str, groups: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Zone]:
    """Yield the quotations, marks included.

    Args:
        groups: the paragraphs of each body zone; a quotation stays inside one paragraph.
    """
    for paragraphs in groups:
        for place, (start, end) in enumerate(paragraphs):
            following = paragraphs[place + 1][0] if place + 1 < len(paragraphs) else None
            reopens = following is not None and text[following] in _OPENERS
            yield from _in_paragraph(text, start, end, reopens=reopens)


def _in_paragraph(text: str, start: int, end: int, *, reopens: bool) -> Iterator[Zone]:
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        place = mark.start()
        if opened is not None and place - opened > _LONGEST:
            opened = None
        if opened is None:
            opened = place if _opens(text, place, start) else None
        elif mark[0] in _CLOSES[text[opened]] and _closes(text, place, end):
            if place > opened + 1:
                yield Zone("quotation", opened, place + 1)
            opened = None
    if opened is not None and reopens and end - opened <= _LONGEST and _same_style(text, opened, end):
        yield Zone("quotation", opened, end)


def _opens(text: str, place: int, start: int) -> bool:
    """Return whether a mark can open: no apostrophe, no inch sign, a word behind it."""
    mark = text[place]
    if mark not in _CLOSES:
        return False
    before = text[place - 1] if place > start else " "
    if mark in '"‘”':
        return not before.isalnum() and text[place + 1 : place + 2].strip() != ""
    return True


def _closes(text: str, place: int, end: int) -> bool:
    """Return whether a mark closes: an apostrophe inside a word does not."""
    after = text[place + 1] if place + 1 < end else " "
    return text[place] != "’" or not after.isalnum()


def _same_style(text: str, opened: int, end: int) -> bool:
    following = text[end : end + 400].lstrip()
    return following[:1] == text[opened]
