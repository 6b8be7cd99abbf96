"""What a page says beside its article of where that comes from: byline elements, source and copyright lines.

Extraction drops most of them: source labels survive on three pages of ten, copyright lines on six of 22.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from dedup.agencies import load_agencies
from dedup.extract.lines import Line

# Lines above and below the article's text in which notes, bylines below it, and signatures stand.
_NEAR, _BELOW, _SIGNED = 25, 8, 3
_LONGEST_BYLINE, _LONGEST_NOTE, _LONGEST_SIGNATURE, _LONGEST_DATE = 160, 300, 40, 80
_MOST = 20
_KEY = 40  # letters by which a line is found again in the extracted text

_NOTE = re.compile(
    r"(?i)[(\[]?(?:©|ⓒ|\(c\) ?|copyright\b)|[^\n.:]{0,24}\b(?:sources?|quellen?|bron|fuentes?|fontes?|fonti?|lähde|"
    r"kilde|källa|źródło|zdroj|forrás|sursa|izvor|kaynak|πηγή|источник|джерело|texte?|via)\s?[:：•]|(?:来源|來源|稿源|出典|소스|"
    r"출처|المصدر)|[^\n.]{0,60}\b(?:originally|first|zuerst|ursprünglich) (?:published|appeared|bei|in|auf)\b"
    r"|[^\n.]{0,60}\b(?:republished|automatisch)\b|[^\n.]{0,200}\bcontributed\b"
    r"|[(\[–—-]{0,2}\s?(?:with|mit|avec|con|com|met|additional|reporting)\s|[(\[/][^()\[\]/]{2,40}[)\]/]\.?$"
    r"|[^\n]{0,90}[(|][^()|\n]{2,40}[)|]\s?[-–—:]"
)
_REPUBLISHED = re.compile(r"(?i)\b(?:originally|first|zuerst|ursprünglich|republished)\b")
_LABEL = re.compile(r"[^\n.]{2,24}[:：]$")
_UNNAMED = re.compile(
    r"(?i)\b(?:news |wire )?(?:agencies|agenturen|agences|agencias|agências|agenzie|wire services|news services|"
    r"wire reports)\b|agenturmaterial"
)
_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
_DATED = re.compile(
    r"(?i)[\s|,·•–—-]*(?:\b(?:published|updated|posted|on|at|am|den|um|le|the|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec|mär|mai|okt|dez|mon|tue|wed|thu|fri|sat|sun)\w*[\s.,:|–-]*)*\d.*$"
)


def find_beside(lines: Sequence[Line], text: str) -> tuple[list[str], list[str]]:
    """Return the bylines and the notes around and inside the article that its extracted text does not hold.

    Those alone are returned that name an agency, "agencies", or where the article was published first.

    Args:
        text: the extracted text.
    """
    kept = {_key(line) for line in text.splitlines()} - {""}
    inside = [place for place, line in enumerate(lines) if _key(line.text) in kept]
    long = [place for place in inside if len(lines[place].text) >= 2 * _KEY] or inside
    if not long:
        return [], []
    around = {number for place in long for number in lines[place].apart}
    said = set(inside)
    outside = [
        (place, lines[place])
        for place in range(max(0, long[0] - _NEAR), min(len(lines), long[-1] + _NEAR + 1))
        if place not in said and around.issuperset(lines[place].apart)
    ]
    notes = _notes([line for _, line in outside])
    signatures = _signatures([line for place, line in outside if place > long[-1]])
    return _first(_bylines(lines, outside, long)), _first([*notes, *signatures])


def _is_signed(text: str) -> bool:
    return names_source(text) and not _NOTE.match(text)


def names_source(text: str) -> bool:
    """Return whether a line names an agency or outlet, or agencies in general."""
    return bool(_UNNAMED.search(text)) or any(True for _ in load_agencies().find(text))


def drop_picture_credits(lines: Sequence[Line], text: str) -> str:
    """Return the extracted text without the lines that name a picture's source alone, as the page shows."""
    pictured = {_key(line.text) for line in lines if line.picture} - {
        _key(line.text) for line in lines if not line.picture
    }
    return "\n".join(
        line
        for line in text.split("\n")
        if not (_key(line) in pictured and len(line) <= _LONGEST_SIGNATURE and _is_signed(line))
    )


def _bylines(lines: Sequence[Line], outside: Sequence[tuple[int, Line]], long: Sequence[int]) -> Iterator[str]:
    """Yield the bylines above the second paragraph; where there is none, those below the last.

    Below an article that has its byline above stand other articles with theirs.
    """
    named = [
        (place, line.text)
        for place, line in outside
        if len(line.text) <= _LONGEST_NOTE and (line.byline or _is_signed_beside_date(place, lines))
    ]
    above = [text for place, text in named if place < long[min(2, len(long) - 1)]]
    below = [text for place, text in named if 0 < place - long[-1] <= _BELOW]
    for text in above or below:
        undated = _DATED.sub("", text)
        if _is_byline(undated):
            yield undated


def _is_signed_beside_date(place: int, lines: Sequence[Line]) -> bool:
    """Return whether a line is an agency's name alone, next to the line with the time of publication."""
    near = [lines[other].text for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return any(_TIME.search(text) and len(text) <= _LONGEST_DATE for text in near) and _is_signature(lines[place])


def _is_byline(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_BYLINE and text[-1] not in ".?!…" and names_source(text)


def _signatures(below: Sequence[Line]) -> Iterator[str]:
    """Yield the name that signs the article from right below it; below a longer line it signs another's title."""
    for line in takewhile(lambda line: len(line.text) <= _LONGEST_SIGNATURE, below[:_SIGNED]):
        if _is_signature(line):
            yield line.text


def _is_signature(line: Line) -> bool:
    """Return whether a line is a name with initials at most: "sak/Reuters"."""
    if line.byline or len(line.text) > _LONGEST_SIGNATURE:
        return False
    return 2 * sum(mention.end - mention.start for mention in load_agencies().find(line.text)) >= len(line.text)


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines that have the form of a credit, a label joined with the line it announces."""
    for place, line in enumerate(lines):
        text = line.text
        if _LABEL.fullmatch(text) and place + 1 < len(lines):
            text = f"{text} {lines[place + 1].text}"
        if _NOTE.match(text) and (_REPUBLISHED.search(text) or names_source(text[:_LONGEST_NOTE])):
            yield text[:_LONGEST_NOTE]


def _first(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))[:_MOST]


def _key(line: str) -> str:
    """Return the letters by which a line is known again, whatever became of its blanks and marks."""
    return _letters(line[: 4 * _KEY])


@lru_cache(maxsize=1 << 10)  # a page's lines are looked at three times
def _letters(start: str) -> str:
    return re.sub(r"[\W_]+", "", start).casefold()[:_KEY]
