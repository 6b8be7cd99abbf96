"""Datelines: "SEOUL, Aug. 20 (Yonhap) --", "(Bloomberg) --", "【6月18日 AFP】", "СЕУЛ, 27 ноября. /ТАСС/."."""

import re

from dedup.credits.paragraphs import Paragraph
from dedup.credits.words import AGENCY, DASH, LIST
from dedup.model import Credit

_PLACE = r"(?P<place>[^\n()（）\ue000-\ue002「」“”\"?!;]{0,90}?)"
_INSIDE = (
    rf"(?:[\w ·.]{{1,12}}=|[^\s()\d]{{0,8}}\s?(?:\d{{1,2}}月\s?)?\d{{1,2}}日\s?|"
    rf"[\u3040-\u30ff\u3400-\u9fff]{{1,8}})?{LIST}(?:\s?[=,-]\s?[\w .]{{1,16}})?"
)
_BRACKETED = re.compile(
    rf"{_PLACE}\s*[(（\[［【/]\s*(?P<agency>{_INSIDE})\s*[)）\]］】/]"
    rf"(?P<reporter>\s?[가-힣]{{2,4}}(?:·[가-힣]{{2,4}})*\s?(?:통신원|특파원|기자)\s?=)?"
    rf"(?P<dash>\s*\.?\s*(?:{DASH}|[:：]))?(?P<full>\s?\.)?"
)
# "(ANSA) - ROMA, 27 NOV -": the place follows.
_PLACE_AFTER = re.compile(rf"\s*[A-ZÀ-Ý][A-ZÀ-Ý' /]{{2,30}}(?:,\s?\d{{1,2}} [A-Z]{{3,9}})?\s*{DASH}")
_PLAIN = re.compile(rf"{_PLACE}[,.]?\s*(?:{DASH}\s*)?(?P<agency>{AGENCY})\s*(?P<dash>{DASH}|:|\.)(?=\s)")
# "Paris, France | AFP | Wednesday 11/20/2019 -"
_BARRED = re.compile(
    rf"(?P<place>[^\n()\ue000-\ue002|]{{2,60}}?)\s?\|\s?(?P<agency>{AGENCY})\s?\|(?:[^\n|.]{{0,40}}\d[^\n|.]{{0,12}}?{DASH}(?=\s))?"
)
_AGENCY_FIRST = re.compile(
    rf"(?P<agency>{AGENCY})(?:\s*{DASH}|,|/)\s*(?P<place>[A-ZÀ-Ý][^\n()\ue000-\ue002.!?]{{1,40}}?)\s*(?P<dash>{DASH})\s"
)
_CHINESE = re.compile(
    rf"[（(]?(?P<agency>{AGENCY})(?:记者|記者)?[\u3400-\u9fff\s]{{0,16}}?(?:\d{{1,2}}月)?\s?\d{{1,2}}日[专專综綜外]?[电電讯訊]"
    rf"(?:[）)])?"
)
_CAPITALS = r"[A-ZÀ-ÝА-ЯІЇЄ][A-ZÀ-ÝА-ЯІЇЄ.'’-]+"
# After a lead-in on the same line: "Updated 3:14 p.m. | SEOUL, South Korea (AP) —".
_LATER = re.compile(
    rf"(?<=[\s|.:])(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, [\w. ]{{2,20}}){{0,2}}) "
    rf"\((?P<agency>{LIST})\)\s?{DASH}"
)
_CASED = re.compile(r"[A-Za-zÀ-ɏ\u0370-\u04ff]")
_SMALL = re.compile(
    r"^(?:de|del|della|da|do|dos|das|di|la|le|les|el|los|al|of|the|and|und|et|y|e|en|am|an|auf|bei|im|in|sur|upon|on|"
    r"der|den|du|v|o|og|och|ob|near|aboard|над|на|р|від|от|\d*(?:st|nd|rd|th|er|º)?|[a-zа-яіїєë]{3,10}\.?)$"
)


def find_dateline(paragraph: Paragraph) -> list[Credit]:
    """Return the agencies of the dateline that opens the paragraph."""
    for rule in (_bracketed, _plain, _barred, _agency_first, _chinese, _later):
        found = rule(paragraph)
        if found:
            return found
    return []


def _bracketed(paragraph: Paragraph) -> list[Credit]:
    found = paragraph.match(_BRACKETED, 200)
    if not found or not _is_dateline(paragraph, found):
        return []
    end = found.end("dash") if found["dash"] else found.end("reporter") if found["reporter"] else _closing(found)
    if not found["place"] and found["dash"]:
        after = _PLACE_AFTER.match(paragraph.masked, end, min(paragraph.end, end + 60))
        end = after.end() if after else end
    return paragraph.credits("dateline", paragraph.start, end, found.span("agency"))


def _closing(found: re.Match[str]) -> int:
    """Return the end with the full stop of "/TASS/.", which belongs to the dateline."""
    slashed = found[0].rstrip(" .").endswith("/")
    return found.end("full") if slashed and found["full"] else found.end("agency") + 1


def _is_dateline(paragraph: Paragraph, found: re.Match[str]) -> bool:
    place = found["place"].strip()
    following = paragraph.masked[found.end() : min(paragraph.end, found.end() + 3)].strip()
    alone = not (place or following or found["dash"] or re.search(r"\d", found[0]))
    if alone or not is_place(place):
        return False
    if found["dash"] or found["reporter"] or not _CASED.search(place or following or "x"):
        return True
    if re.search(r"[\[［【/]", found[0]) and (
        re.search(r"\d", found[0]) or found[0].endswith(("/", "/.")) or found[0][0] in "【［"
    ):
        return True
    strong = "\ue000" in found["agency"]
    if not place:  # "(Reuters) The New York": a capital follows
        return strong and bool(following) and not following[0].islower() and following[0] not in ".,;)"
    dated = bool(re.search(r"\d", place)) or (place.isupper() and len(place) > 3)
    dated = dated or (len(place.split()) < 3 and not _spells(place, found["agency"]))
    return strong and dated and bool(following) and not following[0].islower()


def _spells(place: str, agency: str) -> bool:
    """Return whether the words may be what an abbreviation stands for, as in "Muster Verband (MV)"."""
    return len(re.findall(r"\b[A-ZÀ-Ý]", place)) >= len(agency)


def _plain(paragraph: Paragraph) -> list[Credit]:
    found = paragraph.match(_PLAIN, 160)
    if not found or len(paragraph) <= 60 or not is_place(found["place"].strip(" ,.-–—")):
        return []
    place = found["place"].strip(" ,.-–—")
    cased = _CASED.search(place)
    capitals = len(place) > 3 and re.split(r"[\s,]", place)[0].isupper()
    marked = bool(place) and (not cased or bool(re.search(r"\d", place)) or capitals)
    opening = not place and found["dash"] not in ":." and _capital_follows(paragraph, found.end())
    dashed = re.search(rf"{DASH}\s*$", paragraph.masked[found.start() : found.start("agency")])
    if found["dash"] == "." and not (dashed and re.search(r"\d", place)):
        return []
    if not (marked or opening) or (not cased and len(place) > 25):
        return []
    return paragraph.credits("dateline", paragraph.start, found.end(), found.span("agency"))


def _capital_follows(paragraph: Paragraph, place: int) -> bool:
    following = paragraph.masked[place : place + 3].strip()
    return bool(following) and (following[0].isupper() or following[0] in '"“«')


def _barred(paragraph: Paragraph) -> list[Credit]:
    found = paragraph.match(_BARRED, 160)
    if not found or len(paragraph) <= 60 or not is_place(found["place"]):
        return []
    return paragraph.credits("dateline", paragraph.start, found.end(), found.span("agency"))


def _agency_first(paragraph: Paragraph) -> list[Credit]:
    found = paragraph.match(_AGENCY_FIRST, 120)
    if not found or len(paragraph) <= 60 or not is_place(found["place"]):
        return []
    return paragraph.credits("dateline", paragraph.start, found.end("dash"), found.span("agency"))


def _chinese(paragraph: Paragraph) -> list[Credit]:
    found = paragraph.match(_CHINESE, 80)
    return paragraph.credits("dateline", paragraph.start, found.end(), found.span("agency")) if found else []


def _later(paragraph: Paragraph) -> list[Credit]:
    if not paragraph.in_head:
        return []
    found = _LATER.search(paragraph.masked, paragraph.start, min(paragraph.end, paragraph.start + 300))
    if not found:
        return []
    return paragraph.credits("dateline", found.start("place"), found.end(), found.span("agency"))


def is_place(words: str) -> bool:
    """Return whether the words can be a dateline's place and date: capitalised, with small connecting words."""
    if not words:
        return True
    if not _CASED.search(words):
        return len(words) <= 40 and any(letter.isalpha() for letter in words)
    parts = [part for part in re.split(r"[\s,./\[\]·|–—-]+", words) if part]
    if not parts or len(parts) > 12 or not (parts[0][:1].isupper() or parts[0][:1].isdigit()):
        return False
    numbered = any(part.isdigit() for part in parts)
    return all(
        part[:1].isupper() or part[:1].isdigit() or _is_small(part, numbered=numbered) for part in parts
    ) and not re.search(r"[.!?] [A-Z]\w+ [a-z]", words)


def _is_small(part: str, *, numbered: bool) -> bool:
    if not _SMALL.match(part):
        return False
    return len(part) <= 4 or numbered  # longer ones are months: "27 ноября", "27 novembre"
