"""Judges what a line is by its shape and its neighbours."""

import re
from collections.abc import Sequence

from dedup.model import ZoneKind
from dedup.zones import labels
from dedup.zones.furniture import is_furniture
from dedup.zones.lines import Line
from dedup.zones.pieces import OF_ROLE

_LONGEST_LABEL = 250
_LONGEST_CAPTION = 700
_SPEECH = re.compile(r"(?i)[\"“”«»„]|\b(?:said|says|told|added|according)\b")
_NAME = re.compile(
    r"[A-ZÀ-ÝĀ-Ž\u0400-\u042f][\w'’.-]*|and|und|et|y|e|en|og|och|van|von|de|der|den|del|la|le|bin|al|for|&|\d+"
)
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_CHROME = (
    labels.ADVERTISEMENT,
    labels.COMMENTS,
    labels.VERSION_NOTE,
    labels.WEATHER,
)
_LONGEST_CHROME = 420
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?] [^\W\d_]+ .*[^\W\d_]{4}[.!?] [^\W\d_]")
# Without one of these a line cannot have a form that takes long to look for.
_RIGHTS_WORDS = (
    *("©", "ⓒ", "(c)", "copyright", "rights", "rechte", "droits", "derechos", "diritti", "may not be"),
    *("版", "転載", "전재"),
)
_PLACE_WORDS = ("(", "left", "right", "center", "centre", " seen ", " pictured ")


def classify(lines: Sequence[Line], *, title: str | None) -> list[ZoneKind]:
    """Return the kind of each line; "body" where nothing says otherwise."""
    kinds: list[ZoneKind] = []
    for line in lines:
        kinds.append(_kind(line, after_links=bool(kinds) and kinds[-1] == "cross_link"))
    _mark_headline(lines, kinds, title)
    _mark_leading_chrome(lines, kinds)
    _mark_trailing_chrome(lines, kinds)
    return kinds


def _kind(line: Line, *, after_links: bool) -> ZoneKind:
    credited = _credited(line)
    if credited:
        return credited
    if len(line) > _LONGEST_CAPTION:
        return "body"
    if _is_cross_link(line) or (after_links and not line.is_ended and len(line) < 120 and _is_link_list(line)):
        return "cross_link"
    if _is_chrome(line):
        return "chrome"
    if _is_byline(line):
        return "byline"
    return "caption" if _is_caption(line) else "body"


def _credited(line: Line) -> ZoneKind | None:
    """Return the zone of a line that is a credit as a whole, or a caption that a picture credit closes."""
    for span, credit in line.credits:
        if credit.role == "photo" and len(line) <= _LONGEST_CAPTION and span.end >= line.end - 12:
            return "caption"
        if len(span) >= len(line) - 3:
            return OF_ROLE.get(credit.role, "credit")
        if credit.role == "copyright" and len(line) <= _LONGEST_CAPTION:
            return "credit"
    return None


def _is_cross_link(line: Line) -> bool:
    found = labels.CROSS_LINK.match(line.words)
    if not found or len(line) > _LONGEST_LABEL:
        return False
    marked = bool(found["mark"]) or found.end() == len(line)
    shouted = found[0].isupper()
    return marked or shouted or (not line.is_ended and len(line) < 140 and _capital_follows(line.words, found.end()))


def _capital_follows(words: str, place: int) -> bool:
    following = words[place:].strip(" \"“'‘«")
    return bool(following) and not following[0].islower()


def _is_link_list(line: Line) -> bool:
    """Return whether a line below a bare "Related stories" label goes on listing titles."""
    return len(line.words.split()) >= 3


def _is_chrome(line: Line) -> bool:
    if len(line) > _LONGEST_CHROME:
        return False
    if any(pattern.fullmatch(line.words) for pattern in _CHROME) or _is_date(line):
        return True
    folded = line.words.casefold()
    if _has_any(folded, _RIGHTS_WORDS) and labels.RIGHTS.fullmatch(line.words):
        return True
    return is_furniture(line.words)


def _has_any(words: str, wanted: Sequence[str]) -> bool:
    return any(map(words.__contains__, wanted))


def _is_date(line: Line) -> bool:
    if len(line) > 90 or not _DIGIT.search(line.words):
        return False
    first = _LETTER.search(line.words)
    # No word for a date begins before its first letter.
    if first and not labels.DATE_WORDS.match(line.words, first.start()):
        return False
    return not _LETTER.search(labels.DATE_WORDS.sub("", line.words))


def _is_byline(line: Line) -> bool:
    if len(line) > 160:
        return False
    found = labels.BYLINE.fullmatch(line.words)
    found = found or (labels.MAIL.fullmatch(line.words) if "@" in line.words else None)
    if not found:
        return False
    names = re.findall(r"[^\s,/|()\[\]·•–—-]+", found["names"] or "")
    return len(names) <= 14 and all(_NAME.fullmatch(name) for name in names)


def _is_caption(line: Line) -> bool:
    if labels.CAPTION_LABEL.match(line.words) and len(line) <= 500:
        return True
    if labels.CAPTION_CREDIT.search(line.words[-200:]) and len(line) <= 600:
        return True
    if len(line) > 320 or not _has_any(line.words, _PLACE_WORDS):
        return False
    placed = labels.CAPTION_PLACES.search(line.words)
    return bool(placed) and not _SPEECH.search(line.words) and not re.search(r"[.!?] [A-Z].*[.!?] [A-Z]", line.words)


def _mark_headline(lines: Sequence[Line], kinds: list[ZoneKind], title: str | None) -> None:
    """Mark the given title where it opens the text; else a first line that no sentence end closes, before prose.

    A line that goes on in the next one is the first of a text broken into lines.
    """
    body = [place for place, kind in enumerate(kinds) if kind == "body"]
    wanted = _plain(title) if title else ""
    for place in body[:4]:
        if wanted and _plain(lines[place].words) == wanted and len(body) > 1:
            kinds[place] = "headline"
            return
    for place in body[:4]:
        line, rest = lines[place], lines[place + 1 :]
        if line.is_prose:
            return
        goes_on = place + 1 in body and rest[0].words[:2].islower()
        if _is_title(line) and not goes_on and any(other.is_prose for other in rest[:8]):
            kinds[place] = "headline"
            return


def _is_title(line: Line) -> bool:
    if line.is_ended or line.words[0].islower() or _TWO_SENTENCES.search(line.words):
        return False
    if re.match(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", line.words):
        return 6 <= len(line) <= 80
    return 20 <= len(line) <= 200 and len(line.words.split()) > 3


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _mark_leading_chrome(lines: Sequence[Line], kinds: list[ZoneKind]) -> None:
    """Mark short labels above the headline or beside other chrome at the top: a city, a section, a menu."""
    for place, line in enumerate(lines[:12]):
        if line.is_prose or kinds[place] not in {"body", "chrome"}:
            return
        neighbours = kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]
        if kinds[place] == "body" and _is_label(line) and {"chrome", "headline"} & set(neighbours):
            kinds[place] = "chrome"


def _mark_trailing_chrome(lines: Sequence[Line], kinds: list[ZoneKind]) -> None:
    """Mark short labels below the last prose: tags, section names, buttons."""
    if not any(line.is_prose for line in lines):
        return
    for place in range(len(lines) - 1, max(-1, len(lines) - 30), -1):
        if lines[place].is_prose or (kinds[place] == "body" and not _is_label(lines[place])):
            return
        if kinds[place] == "body":
            kinds[place] = "chrome"


def _is_label(line: Line) -> bool:
    return not line.is_ended and len(line) <= 40 and len(line.words.split()) <= 4
