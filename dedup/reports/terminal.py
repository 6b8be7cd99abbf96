"""Text for a terminal: columns, colour that is never needed, and no control character from a document."""

import re
import unicodedata
from dataclasses import dataclass
from textwrap import wrap

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "bold": "1", "dim": "2"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a report is written to.

    Attributes:
        width: columns.
        colour: whether it shows colours.
    """

    width: int = 80
    colour: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """Return `text` in colours, where there are any."""
        if not self.colour or not text:
            return text
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def rule(self, title: str) -> str:
        """Return a heading with a line to the right margin."""
        title = shorten(title, self.width - 8)
        return f"{self.paint('──', 'dim')} {self.paint(title, 'bold')} " + self.paint(
            "─" * max(0, self.width - 4 - columns(title)), "dim"
        )

    def indented(self, text: str, indent: int, *styles: str) -> list[str]:
        """Return `text` on as many lines as it needs."""
        room = max(20, self.width - indent)
        return [" " * indent + self.paint(line, *styles) for line in _wrapped(clean(text), room)]


def clean(text: str) -> str:
    r"""Return `text` on one line, without characters that steer a terminal.

    Example:
        >>> clean("a\n b\x1b[2Jc")
        'a b [2Jc'
    """
    return " ".join(_CONTROLS.sub(" ", text).split())


def columns(text: str) -> int:
    """Return how many columns `text` takes: East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def shorten(text: str, width: int) -> str:
    """Return `text` within `width` columns: its beginning and its end, with … between.

    Example:
        >>> shorten("one two three four five", 15)
        'one two … five'
    """
    text = clean(text)
    if columns(text) <= width:
        return text
    tail = _words_within(text[::-1], max(1, (width - 3) // 3))[::-1]
    head = _words_within(text, max(1, width - 3 - columns(tail)))
    return f"{head} … {tail}" if tail else f"{head} …"


def bar(shares: list[tuple[str, float]], width: int) -> str:
    """Return shares as a bar of `width` characters: each (character, share), the rest dots."""
    cells, filled, total = "", 0, 0.0
    for character, share in shares:
        total += share
        end = min(width, max(filled + (share > 0), round(total * width)))
        cells += character * (end - filled)
        filled = end
    return cells + "·" * (width - filled)


def _wrapped(text: str, width: int) -> list[str]:
    """Return lines of at most `width` columns, broken at spaces where there are any."""
    if text.isascii():
        return wrap(text, width)
    lines: list[str] = []
    while columns(text) > width:
        line = _words_within(text, width) or text[:1]
        lines.append(line)
        text = text[len(line) :].lstrip()
    return [*lines, text] if text else lines


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _words_within(text: str, width: int) -> str:
    end, used = 0, 0
    while end < len(text) and used + _columns_of(text[end]) <= width:
        used += _columns_of(text[end])
        end += 1
    space = text.rfind(" ", 0, end + 1)
    # A word that would take most of the room (or a script without spaces) is cut where the room ends.
    return text[:space].rstrip() if space > end // 2 else text[:end].rstrip()
