"""A text's lines, trimmed, with the credits that stand in each."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dedup.model import Credit, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BLANK = " \t\xa0\u200b\ufeff\x00\u3000\x0b\x0c"
_ENDED = re.compile(r"[.!?…。！？؟।\"”»“']['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line.

    Attributes:
        words: its first 1,000 characters: enough to judge its shape.
        credits: those in the line that are no in-text attribution, with their places.
    """

    words: str
    start: int
    end: int
    is_ended: bool
    credits: tuple[tuple[Span, Credit], ...]

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as running text: long, or a sentence that ends."""
        return len(self) >= 160 or (self.is_ended and len(self) >= 40)


def split_lines(text: str, named: Sequence[Credit]) -> list[Line]:
    """Return the non-blank lines of a text."""
    framing = [(credit.span, credit) for credit in named if credit.span and credit.role != "in_text"]
    starts = [span.start for span, _ in framing]
    lines = []
    for found in _LINE.finditer(text):
        words = found[0].strip(_BLANK)
        if words:
            start = found.start() + len(found[0]) - len(found[0].lstrip(_BLANK))
            end = start + len(words)
            inside = tuple(framing[bisect_left(starts, start) : bisect_left(starts, end)])
            lines.append(Line(words[:1000], start, end, bool(_ENDED.search(words[-8:])), inside))
    return lines
