"""Picture credits: "(AP Photo/Alan Diaz, File)", "Fredrik Persson/AP", "[MINISTRY OF FINANCE]" under a picture."""

import re

from dedup.credits.paragraphs import Paragraph
from dedup.credits.words import ALL, ANY, BY, PHOTO, PHOTO_WORD
from dedup.model import Credit

_GROUP = re.compile(
    rf"[(\[（［【](?P<inside>[^()\[\]（）［］【】\n]{{0,80}}?{ALL}[^()\[\]（）［］【】\n]{{0,80}})[)\]）］】]"
)
_NAME = r"[A-ZÀ-Ý][\w'’.-]+"
# "Andrew Harnik / AP", "HANDOUT / AFP", "Getty Images/AFP"
_NAME_SLASH = rf"(?:{_NAME}\s){{0,3}}{_NAME}\s?[/|]\s?{ANY}(?:\s?/\s?[\w.\ue000-\ue002-]{{2,24}}){{0,3}}"
_SLASH_NAME = rf"{ANY}(?:\s?/\s?{ANY}){{0,3}}\s?/\s?(?:[A-Z][\w'’.-]+\s){{1,3}}[A-Z][\w'’.-]+"
_IN_GROUP = re.compile(rf"(?:{_NAME_SLASH}|{_SLASH_NAME}|{ANY}(?:\s?/\s?[A-Z][\w ]{{2,24}})?)(?:,? [\w ]{{2,16}})?")
_NAMED_END = re.compile(rf"(?P<name>{_NAME_SLASH})\s*$")
_NAMED_AFTER = re.compile(rf"(?<![)©\w/])(?P<name>{_SLASH_NAME})\s*$")
_LABEL = re.compile(
    rf"(?i)(?:\b(?:file )?{PHOTO}(?: credit| by| de| von| di)?\s?[:：|/©]|\bphoto(?:graph)? by\b|写真[:：=]?|"
    rf"사진[=:]?)[^\n]{{0,120}}?{ALL}[^\n]{{0,60}}$"
)
_AGENCY_PHOTO = re.compile(
    rf"(?P<name>{ANY}(?:/{ANY})?(?:[ /-]|\s/\s)(?:Photos?|PHOTOS?|Images|Archive?|file photo|"
    rf"via\s[A-Z][\w ]{{2,20}}|Getty Images|pool|Pool|POOL|handout)\b[^\n]{{0,60}})$"
)
_VIA = re.compile(rf"(?P<name>(?:[A-Z][\w'’.-]+[ ,/]+){{1,5}}via\s{ANY})\s*$")
_SERVED = re.compile(rf"(?i)\b{PHOTO}\b[^\n.]{{0,60}}{ALL}[^\n.]{{0,60}}\.?$")
_CAPITALS = re.compile(r"(?<=[.!?…\"”’)] )\[[A-Z][A-Z0-9À-Ý ,.&/'’-]{2,80}\]$")
_NAME_IN_CAPITALS = re.compile("[A-ZÀ-Ý]{4}")  # "[MP3 SP]" is a label
_MIXED = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]|(?i:handout|pool|getty|photo)")
_BYLINE = re.compile(rf"{BY}\s[A-Z]")
_LONGEST_LABELLED = 400


def find_photo_credits(paragraph: Paragraph) -> list[Credit]:
    """Return the picture credits of the paragraph; nothing of its text is theirs."""
    found = [*_in_brackets(paragraph), *_capital_bracket(paragraph)]
    return found or (_at_end(paragraph) if paragraph.mentions else [])


def _in_brackets(paragraph: Paragraph) -> list[Credit]:
    """Return the bracketed groups at the edges that name an agency with a photo word or a photographer."""
    photos: list[Credit] = []
    edges = {
        (paragraph.start, min(paragraph.end, paragraph.start + 600)),
        (max(paragraph.start, paragraph.end - 600), paragraph.end),
    }
    for start, end in sorted(edges):
        for found in _GROUP.finditer(paragraph.masked, start, end) if paragraph.mentions else ():
            if _is_photo_group(paragraph, found):
                photos += paragraph.credits("photo", *found.span())
    return list(dict.fromkeys(photos))


def _is_photo_group(paragraph: Paragraph, found: re.Match[str]) -> bool:
    inside = found["inside"].strip()
    if re.match(r"(?i)(?:with|mit|avec|con|reporting|additional|quelle|source)\b", inside) and not re.search(
        "(?i)photo", inside
    ):
        return False
    if PHOTO_WORD.search(inside):
        return True
    last = found.end() == paragraph.end and found.start() > paragraph.start
    return last and "/" in inside and bool(_MIXED.search(inside)) and bool(_IN_GROUP.fullmatch(inside))


def _capital_bracket(paragraph: Paragraph) -> list[Credit]:
    """Return the "[MINISTRY OF …]" or "[AP/YONHAP]" that ends a caption."""
    if paragraph.text[paragraph.end - 1] != "]":
        return []
    found = paragraph.search_end(_CAPITALS, 120) or _CAPITALS.search(
        paragraph.text, max(paragraph.start, paragraph.end - 120), paragraph.end
    )
    if not found:
        return []
    named = paragraph.credits("photo", *found.span())
    if named and paragraph.in_tail and "/" not in found[0]:
        return []  # ". [AFP]" closing an article is its credit line
    if named or not _NAME_IN_CAPITALS.search(found[0]):
        return named
    return [paragraph.credit(None, "photo", *found.span())]


def _at_end(paragraph: Paragraph) -> list[Credit]:
    """Return an unbracketed picture credit: a label, "Name / AGENCY", or an agency's photo service, at the end."""
    if paragraph.match(_BYLINE):
        return []
    if len(paragraph) <= _LONGEST_LABELLED:
        found = paragraph.search_end(_LABEL, _LONGEST_LABELLED) or _served(paragraph)
        if found:
            return paragraph.credits("photo", found.start(), paragraph.end)
    for pattern in (_AGENCY_PHOTO, _VIA, _NAMED_AFTER, _NAMED_END):
        found = paragraph.search_end(pattern, 160)
        if found and (pattern is not _NAMED_END or _MIXED.search(found["name"])) and not _is_prose(paragraph, found):
            return paragraph.credits("photo", found.start("name"), found.end("name"))
    return []


def _served(paragraph: Paragraph) -> re.Match[str] | None:
    """Return "Fotoğraf, AA tarafından servis edilmiştir.": a short sentence on the picture itself."""
    found = paragraph.match(_SERVED, 160)
    return found if found and found.end() == paragraph.end else None


def _is_prose(paragraph: Paragraph, found: re.Match[str]) -> bool:
    """Return whether the words run on from a sentence that has not ended."""
    before = paragraph.masked[max(paragraph.start, found.start() - 3) : found.start()].strip()
    return bool(before) and (before[-1].islower() or before[-1] in ",;:")
