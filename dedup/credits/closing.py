"""Credits that frame an article: copyright, credit line, contribution, republication, desk line, staff note."""

import re
from dataclasses import replace

from dedup.credits.paragraphs import Paragraph
from dedup.credits.words import AGENCY, ALL, ANY, ARTICLE, DASH, LIST, PHOTO_WORD
from dedup.model import Credit, CreditRole

_SIGN = r"(?:©|ⓒ|\([cC]\)|[Cc]opyright(?: @)?|COPYRIGHT|저작권자)"
# An agency, or an outlet whose name ends there: "© 2019 CBS Interactive" names a company.
_HOLDER = rf"(?:{AGENCY}|\ue002++(?!\s(?!All\b|Ltd\b|Inc\b|Co\b)[A-Z]))"
_LEGAL = r"(?:,? (?:L\.P\.|LP\b|Inc\b\.?|LLC\b|Ltd\b\.?|GmbH\b|S\.A\.|plc\b))?"
_COPYRIGHT = re.compile(
    rf"{_SIGN}(?:\s?(?:{_SIGN}|by))*[\s,:]{{0,3}}(?:\d{{4}}(?:\s?[-–,/]\s?\d{{4}})?)?[\s,:]{{0,3}}(?:by\s)?"
    rf"(?:[Tt]he (?P<the>A?))?(?P<agency>{_HOLDER}(?:\s?[/,]\s?{_HOLDER})*){_LEGAL}(?:\s\d{{4}}\b)?"
)
# What follows a photographer's agency: "© dpa | Kay Nietfeld".
_PHOTOGRAPHER = re.compile(r"\s?\|\s?[A-ZÀ-Ý]|\s/\s[A-ZÀ-Ý]")
_DATA = re.compile(r"(?i)\b(?:market data|quotes?|stock|delayed|kurse|cotations)\b")
_RESERVED = re.compile(
    r"(?i)all rights reserved|may not be (?:published|reproduced)|alle rechte vorbehalten|tous droits"
)
# "© dpa-infocom, dpa:240516-99-53606/3 (dpa)": an agency's number of the dispatch.
_DISPATCH = re.compile(rf"{_SIGN}?[^\n]{{0,40}}{ANY}:\d{{6}}-[\d-]+/\d+(?:\s?\({ANY}\))?")

_SOURCE = re.compile(
    r"[(\[]?(?:(?:Additional|Other|Weitere|Autres|Otras|Outras|Altre) )?(?:"
    r"Sources?|Quellen?|Bron|Fuentes?|Fontes?|Fonti?|Lähde|Kilde|Källa|Źródło|Zdroj|Forrás|Sursa|Izvor|"
    r"Kaynak|Πηγή|"
    r"Источник|Джерело|Teksti|Text|Texte|来源|來源|稿源|出典|소스|출처|المصدر)\s?[:：•]\s?(?P<list>[^\n]{0,100})",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"[\w.&'’ -]{1,30}")
_WHOLE = re.compile(rf"[(\[（/]?\s?{DASH}?\s?(?P<agency>{LIST})(?:\s[A-Z]{{2,4}}){{0,4}}\s?[.]?\s?[)\]）/]?\.?")
_WITH = re.compile(
    rf"[(\[]?(?:(?<=[(\[])\w{{1,12}})?\s?(?:[Ww]ith|WITH|[Mm]it|[Aa]vec|[Cc]on|[Cc]om|[Mm]et|[Mm]ed|[Зз]|[Сс]|{DASH}|[Ff]rom|"
    rf"[Vv]ia)\s{ARTICLE}(?P<agency>{LIST})\s?[.)\]]{{0,2}}"
)
_CLOSING = re.compile(
    rf"(?<=[.!?…\"”“»’'])\s?(?P<span>(?:[(\[（/]\s?(?:\w{{1,12}}\s(?:mit|with|avec|con)\s)?(?P<agency>{LIST})\s?[)\]）/])|(?:{DASH}\s?)?(?P<bare>{AGENCY}))\.?$"
)
_ITEM = 200  # characters of an item of a round-up
_SYNDICATED = re.compile(
    rf"(?P<span>[(\[]?(?:This|The|Dies\w*|Der|Die|Cet|Cette|Este|Esta|La|Questo|Questa|Dit|Bu)\s(?:\w+\s)?"
    r"(?:article|story|report|content|text|news|copy|piece|post|Artikel|Meldung|Text|Beitrag|Bericht|Inhalt|"
    r"artículo|nota|noticia|"
    rf"articolo|contenuto|artigo|bericht|haber)\b[^\n]{{0,240}}?{ALL}[^\n.]{{0,100}}\.?[)\]]?"
    rf"|[^\n.]{{0,60}}automatisch[^\n.]{{0,60}}?{ALL}[^\n.]{{0,60}}\.?)"
)
_FEED = re.compile(
    r"(?i)\b(?:übernommen|erstellt|syndicat\w+|feed|auto-generated|unedited|distributed by|provided by|"
    r"supplied by|produced by|"
    r"published by|republished|publié par|publicad\w (?:por|con)|pubblicat\w da|geschrieben von|wire (?:service|"
    r"agency))\b"
)

_WORKS = r"(?:reporting|files?|inputs?|information|material|details|contributions?|writing)"
_CONTRIBUTION = re.compile(
    rf"(?P<span>[(\[{{]?{DASH}?\s?(?:[Ww]ith|WITH|[Aa]dditional|ADDITIONAL|[Ff]urther|[Ss]upplementary|"
    r"[Rr]eporting|REPORTING|[Ii]ncludes|[Bb]ased on)\s?"
    rf"(?:(?:additional|agency|wire|some|the)\s)?(?:{_WORKS}|{_WORKS.upper()})?\s?(?:by|from|of|BY|"
    rf"FROM)\s[^\n]{{0,100}}?{ALL}[^\n]{{0,120}})$"
)
_CONTRIBUTION_ABROAD = re.compile(
    r"(?P<span>[(\[]?\s?(?:[Cc]on (?:información|informaciones|datos|reportes?|material) de|"
    r"[Cc]om informações d[aeo]s?|[Mm]it (?:Material|Informationen|Agenturmaterial) (?:von|der|des)|"
    r"[Uu]nter Verwendung von|[Aa]vec des informations d[e'’]|[Mm]et (?:medewerking|informatie) van|"
    r"[Сс] использованием материалов|[Пп]о материалам|"
    rf"[Зз]а матеріалами|[Пп]ри подготовке[^\n]{{0,40}}|[Ii]n collaborazione con|"
    rf"[Cc]on informazioni)\s?(?:{ARTICLE})[^\n]{{0,60}}?{ALL}[^\n]{{0,80}})$"
)
_CONTRIBUTED = re.compile(
    rf"(?P<span>[^\n.!?]{{0,200}}{ALL}[^\n]{{0,260}}?\bcontributed(?:\s(?:to|reporting|from|material|"
    rf"writing)\b[^\n]{{0,80}}|\.?\s?[)\]]?))$"
)
_SENTENCE_START = re.compile(r"(?<=[.!?\"”])\s+(?=[(\[A-ZÀ-Ý\ue000-\ue002])")
_UNNAMED = re.compile(
    r"[(\[]?\s?(?:[Mm]it (?:Agenturmaterial|Agenturen|Material von Agenturen)|"
    r"[Ww]ith (?:inputs from |files from )?(?:wire |news )?agenc(?:ies|y inputs)|"
    r"(?:[Ff]rom |[Bb]y )?(?:[A-Z][\w&.’'-]* (?:and )?){0,4}?(?:staff and )?(?:[Nn]ews|[Ww]ire) [Ss]ervices|"
    r"(?:[Ff]rom )?(?:[Ss]taff and )?[Ww]ire [Rr]eports|"
    r"(?:[Bb]y |[Vv]on |[Pp]ar )?(?:[A-Z][\w&.’'-]* ){1,4}(?:with|mit|avec|con) "
    r"(?:[Nn]ews )?(?:[Aa]gencies|[Aa]genturen|[Aa]gences|[Aa]gencias)|"
    r"(?:SOURCE|Source|Quelle|Fuente|Fonte)\s?: (?:[Nn]ews )?(?:[Aa]gencies|[Aa]genturen|[Aa]gencias|[Aa]gências|"
    r"[Aa]genzie)|(?:News )?Agencies|(?:[\w.]{1,16}\s?[/,]\s?){0,3}Agenturen|Agencias|"
    r"[Aa]vec (?:les )?agences|[Cc]on (?:información de )?agencias|[Cc]om agências)\s?[.)\]]{0,2}"
)

_WORD = r"[A-ZÀ-Ý\ue000-\ue002][\w&'’\ue000-\ue002]*(?:\.\w+)*"
_TITLE = rf"{_WORD}(?: (?:{_WORD}|of|and|the)){{0,5}}"
_REPUBLISHED = re.compile(
    r"(?P<span>(?:This|The|A|Diese[rs]?|Cet|Este|Esta|"
    r"Questo)?\s?(?:longer |previous )?(?:version of )?(?:this |the )?(?:article|story|piece|post|report|column|"
    r"essay|content|version)?\s?"
    r"(?:has |was |had |is )?(?:been )?(?:[Oo]riginally |[Ff]irst )(?:appeared|published|posted|ran|"
    rf"written)\s(?:at|on|in|by|with|for)\s(?:the\s)?(?P<name>{_TITLE})[^\n]{{0,160}})$"
)
_REPUBLISHED_FROM = re.compile(
    rf"(?P<span>[^\n.]{{0,80}}?\b[Rr]e(?:published|printed|posted) (?:here )?(?:with (?:the )?permission )?(?:from|"
    rf"of|courtesy of)\s(?:the\s)?(?P<name>{_TITLE})[^\n]{{0,160}})$"
)
_REPUBLISHED_ABROAD = re.compile(
    r"(?P<span>(?:Dieser (?:Artikel|Text|Beitrag)|Cet article|Este artículo|Questo articolo)\s(?:ist|wurde|"
    r"erschien|a été|fue|è stato)?\s?"
    rf"(?:zuerst|ursprünglich|initialement|originalmente|publié|publicado|pubblicato|\s){{0,5}}\s?(?:bei|in|im|auf|"
    r"sur|par|en|por|dans|su|da)\s(?:der |dem )?[\"„“»«']?"
    rf"(?P<name>{_TITLE})[\"“”«»']?[^\n]{{0,80}})$"
)
_MONTH_NAME = re.compile(
    r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|(?:english|"
    r"print|german|french|spanish)\b"
)

_DESK = re.compile(
    r"\(?(?:(?:Additional )?[Rr]eport(?:ing|e|aje|age)|REPORTING|Writing|Compiled|Reportagem|Por|Bericht(?:et)?|"
    r"Geschrieben|Reportage|Tradotto)\s(?:by|von|de|da|d[e'’])?\s?"
    r"[^\n]{2,300}?[;,.]\s?(?:[Ee]dit(?:ing|ad[oa]|é)|[Ee]dição|[Rr]edigiert|[Ww]riting|[Vv]ersion française|"
    r"[Ee]ditado)\b[^\n]{0,200}?\)?"
)
_STAFF = re.compile(
    rf"[(\[]?\s?{DASH}?\s?(?:[Ww]ith (?:the )?assistance (?:from|by|of)|[Ww]ith help from|[Rr]eporting by|"
    r"[Ww]riting by|[Ee]dit(?:ing|ed) by|[Cc]ompiled by|"
    r"[Mm]it (?:Hilfe|Unterstützung) von|[Aa]vec l['’]aide de|[Cc]on (?:la )?(?:ayuda|"
    r"colaboración) de)\s(?:[A-ZÀ-Ý][\w.'’-]*+|and|und|et|y|in|by|,|;|&|\s|edit(?:ing|ed)|writing){2,60}[.)\]]{0,2}"
)


def find_frame_credits(paragraph: Paragraph) -> list[Credit]:
    """Return the credits of a paragraph that frames the article, by the first rule that applies."""
    rules = (_dispatch, _copyright, _republication, _contribution, _desk, _staff, _credit_line, _closing, _syndicated)
    for rule in rules:
        found = rule(paragraph)
        if found:
            return found
    return []


def _dispatch(paragraph: Paragraph) -> list[Credit]:
    """Return a dispatch's number: a copyright notice, or a credit line where the agency signs behind it."""
    found = paragraph.match(_DISPATCH, 120) if paragraph.mentions else None
    if not found:
        return []
    role: CreditRole = "credit_line" if found[0].endswith(")") else "copyright"
    return paragraph.credits(role, *found.span())


def _copyright(paragraph: Paragraph) -> list[Credit]:
    """Return a copyright notice; one that follows a caption's words, or stands amid the article, is a picture's."""
    if not paragraph.mentions or len(paragraph) > 1500:
        return []
    found = paragraph.search_end(_COPYRIGHT, 1500)
    if not found:
        return []
    near = (
        paragraph.text[max(paragraph.start, found.start() - 60) : found.start()]
        + " "
        + paragraph.text[found.end() : found.end() + 60]
    )
    if _DATA.search(near):
        return []
    short_ap = found["the"] is not None and len(found["agency"]) < 4  # AP shortens its name under pictures only
    framing = paragraph.in_head or paragraph.in_tail or bool(_RESERVED.search(near))
    framing = framing and found.start() - paragraph.start < 60 and not _PHOTOGRAPHER.match(paragraph.text, found.end())
    role: CreditRole = "copyright" if framing and not short_ap and not PHOTO_WORD.search(near) else "photo"
    return paragraph.credits(role, *found.span(), found.span("agency"))


def _republication(paragraph: Paragraph) -> list[Credit]:
    if not (paragraph.in_head or paragraph.in_tail) or len(paragraph) > 400:
        return []
    for pattern in (_REPUBLISHED, _REPUBLISHED_FROM, _REPUBLISHED_ABROAD):
        found = paragraph.match(pattern, 400)
        if found and not _MONTH_NAME.match(found["name"]):
            return _named_or_title(paragraph, found)
    return []


def _named_or_title(paragraph: Paragraph, found: re.Match[str]) -> list[Credit]:
    named = paragraph.credits("credit_line", *found.span("span"), found.span("name"))
    title = paragraph.text[found.start("name") : found.end("name")].rstrip(" .")
    return named or [paragraph.credit(title, "credit_line", *found.span("span"))]


def _contribution(paragraph: Paragraph) -> list[Credit]:
    if len(paragraph) <= 80 and (paragraph.in_head or paragraph.in_tail) and _matches_whole(paragraph, _UNNAMED):
        return [paragraph.credit(None, "contribution", paragraph.start, paragraph.end)]
    if not paragraph.mentions:
        return []
    for pattern in (_CONTRIBUTION, _CONTRIBUTION_ABROAD, _CONTRIBUTED):
        found = paragraph.match(pattern, 500) if len(paragraph) <= 500 else None
        found = found or _sentence_end(paragraph, pattern)
        if found:
            return paragraph.credits("contribution", *found.span("span"))
    return []


def _sentence_end(paragraph: Paragraph, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match a note that closes a paragraph of prose, from the start of one of its last sentences."""
    low = max(paragraph.start, paragraph.end - 400)
    if paragraph.mentions[-1].end <= low:
        return None
    for edge in _SENTENCE_START.finditer(paragraph.masked[low : paragraph.end]):
        found = pattern.match(paragraph.masked, low + edge.end(), paragraph.end)
        if found:
            return found
    return None


def _desk(paragraph: Paragraph) -> list[Credit]:
    """Return Reuters for "(Reporting by …; Editing by …)", its house form."""
    start = paragraph.masked.rfind("(", max(paragraph.start, paragraph.end - 500), paragraph.end)
    places = (paragraph.start, max(paragraph.start, start)) if paragraph.in_tail else (paragraph.start,)
    for place in dict.fromkeys(places):
        found = _DESK.fullmatch(paragraph.masked, place, paragraph.end) if paragraph.end - place <= 500 else None
        if found:
            return [paragraph.credit("Reuters", "contribution", *found.span())]
    return []


def _staff(paragraph: Paragraph) -> list[Credit]:
    if len(paragraph) > 300 or not _matches_whole(paragraph, _STAFF):
        return []
    return [paragraph.credit(None, "staff", paragraph.start, paragraph.end)]


def _credit_line(paragraph: Paragraph) -> list[Credit]:
    if len(paragraph) > 160 or not paragraph.mentions or not (paragraph.in_tail or paragraph.in_head):
        return []
    source = paragraph.match(_SOURCE)
    if source and _is_source_list(source["list"]):
        return paragraph.credits("credit_line", paragraph.start, paragraph.end, source.span("list"))
    if not paragraph.in_tail:
        return []
    line = paragraph.masked[paragraph.start : paragraph.end]
    for pattern in (_WITH, _WHOLE):
        found = pattern.fullmatch(line)
        if found and (AGENCY[0] in line or line[0] in "([（"):
            first, last = (paragraph.start + place for place in found.span("agency"))
            return paragraph.credits("credit_line", paragraph.start, paragraph.end, (first, last))
    return []


def _is_source_list(words: str) -> bool:
    """Return whether a source label is followed by names only: the first agency stands among short items."""
    before = re.split(ALL, words, maxsplit=1)[0]
    return len(words) != len(before) and all(
        _LIST_ITEM.fullmatch(item) for item in re.split(r"[/,]", before) if item.strip()
    )


def _closing(paragraph: Paragraph) -> list[Credit]:
    """Return the agency behind the last sentence: in brackets, after a dash, or alone.

    Amid the text one in brackets closes an item of a round-up, and covers that item only; a caption is shorter.
    """
    found = paragraph.search_end(_CLOSING, 120) if paragraph.mentions else None
    if not found:
        return []
    if paragraph.in_tail:
        return paragraph.credits("credit_line", *found.span("span"))
    if len(paragraph) < _ITEM or AGENCY[0] not in (found["agency"] or ""):
        return []
    return [replace(credit, scope="passage") for credit in paragraph.credits("credit_line", *found.span("span"))]


def _syndicated(paragraph: Paragraph) -> list[Credit]:
    """Return the agency whose feed a note says the article came from."""
    if len(paragraph) > 500 or not paragraph.mentions or not (paragraph.in_tail or paragraph.in_head):
        return []
    for found in _SYNDICATED.finditer(paragraph.masked, paragraph.start, paragraph.end):
        if _FEED.search(found["span"]):
            start = found.end() - len(found["span"].lstrip())
            return paragraph.credits("credit_line", start, found.end())
    return []


def _matches_whole(paragraph: Paragraph, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.fullmatch(paragraph.masked, paragraph.start, paragraph.end))
