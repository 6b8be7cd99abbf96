"""Bylines: "By TOM KRISHER, AP Auto Writer", "Le Figaro et AFP", "BY SARAH KIM [kim.sarah@example.org]"."""

import re

from dedup.agencies import AgencyTable
from dedup.credits.paragraphs import Paragraph
from dedup.credits.words import AGENCY, ALL, ANY, BY, LIST, has_reporting_verb, is_date_rest
from dedup.model import Credit

_LONGEST = 190
_BY = re.compile(rf"{BY}\s?:?\s+(?P<names>\S)")
_ROLES = re.compile(
    r"(?i)\b(?:staff|chief|senior|national|foreign|auto|autos|business|sports?|political|politics|science|medical|"
    r"health|"
    r"legal|affairs|religion|education|economics?|music|film|movie|entertainment|television|tv|food|fashion|travel|"
    r"technology|tech|security|military|white|house|congressional|supreme|court|baseball|football|basketball|hockey|"
    r"golf|tennis|racing|diplomatic|special|statehouse|climate|environment|environmental|personal|finance|deputy|world|"
    r"associate|correspondents?|writers?|reporters?|editors?|bureau|newsroom|news|agency|agencies|wire|services?|"
    r"online|"
    r"international|fact check|korrespondent(?:in)?|and|und|et|y|e|en|og|the|la|in|à|aus|a|für|for|with|with|mit|"
    r"avec)\b"
)
_SEPARATED = re.compile(
    rf"(?P<names>[^\n.!?:;]{{2,110}}?)(?:\s?[,|•·–—-]\s?|\s/\s|\s(?:and|und|et|y|e|en|og|och|with|mit|avec|con)\s)"
    rf"(?P<agency>{LIST})(?P<rest>[^\n]{{0,60}})"
)
_GLUED = re.compile(
    rf"(?P<names>[^\na-z]{{3,110}}(?:\sand\s[^\na-z]{{3,40}})?)\s(?P<agency>{AGENCY})(?P<rest>[^\n]{{0,40}})"
)
_ALONE = re.compile(rf"(?:[Tt]he |Agence |Agencia |{BY} ?:? )?(?P<agency>{LIST})(?P<rest>[^\n]{{0,60}})")
_IN_PLACE = re.compile(r"\s?(?:in|à|aus|en|a|,|-|–|/)\s[A-ZÀ-Ý][\w'’.-]+(?:[ ,/]{1,2}[A-Z][\w'’.-]+){0,3}\s?$")
_NAME_WORD = re.compile(
    r"^(?:[A-ZÀ-ÝĞİŞÇÖÜ\u0400-\u042f][\w'’.\-]*|[\ue000-\ue002]+|and|und|et|y|e|en|og|van|von|de|der|den|del|la|"
    r"le|bin|al|i|&|по|with|mit|avec|con|com|met|med)$"
)
_MAIL = re.compile(r"[\[(<]?\s?[\w.+-]{1,40}@(?P<host>[\w-]{1,40}(?:\.[\w-]{1,20}){1,4})\s?[\])>]?")


def find_byline(paragraph: Paragraph, table: AgencyTable) -> list[Credit]:
    """Return the agencies that the byline names, or the outlet that owns its mail address."""
    if len(paragraph) > _LONGEST:
        return []
    line = paragraph.masked[paragraph.start : paragraph.end]
    if not (paragraph.mentions or "@" in line) or has_reporting_verb(line):
        return []
    if paragraph.mentions and (paragraph.in_head or _BY.match(line)):
        named = _named(line, in_head=paragraph.in_head)
        if named:
            first, last = (paragraph.start + place for place in named)
            return paragraph.credits("byline", paragraph.start, paragraph.end, (first, last))
    return _mailed(paragraph, line, table)


def _named(line: str, *, in_head: bool) -> tuple[int, int] | None:
    """Return where the byline's agencies stand in the line."""
    opening = _BY.match(line)
    if opening and _is_name(line[opening.start("names") :].split(maxsplit=1)[0]):
        return _after_by(line, opening.start("names"))
    if not in_head:
        return None
    alone = _ALONE.fullmatch(line)
    if alone and AGENCY[0] in alone["agency"] and _is_rest(alone["rest"]):
        return alone.span("agency")
    if _is_shared(line):
        return line.index(AGENCY[0]), line.rindex(AGENCY[0]) + 1
    for pattern in (_SEPARATED, _GLUED) if line[0] not in "([" else ():
        found = pattern.fullmatch(line)
        if found and _are_names(found["names"]) and _is_rest(found["rest"]) and AGENCY[0] in found["agency"]:
            first = re.search(ANY, line)
            return (first or found).start(), found.end("agency")
    return None


def _is_shared(line: str) -> bool:
    """Return whether an agency and names sign together: "AFP/The Local"."""
    parts = [part.strip() for part in line.split("/")]
    agencies = [part for part in parts if part and not part.strip(AGENCY[0])]
    return len(parts) > 1 and bool(agencies) and all(part in agencies or _are_outlet(part) for part in parts)


def _are_outlet(words: str) -> bool:
    return (
        len(words.split()) > 1
        and words.startswith(("The ", "Le ", "La ", "Der ", "Die ", "Das "))
        and _are_names(words)
    )


def _after_by(line: str, start: int) -> tuple[int, int] | None:
    """Return the agencies of "By NAME, AGENCY": what stands between and behind must be names, roles and dates."""
    found = list(re.finditer(ANY, line[start:]))
    if not found or (not any(AGENCY[0] in each[0] for each in found) and len(line) > 60):
        return None
    before, rest = line[start : start + found[0].start()], line[start + found[-1].end() :]
    if (before and not _are_names(before.replace(",", " "))) or not _is_rest(rest):
        return None
    return start + found[0].start(), start + found[-1].end()


def _is_name(word: str) -> bool:
    return bool(_NAME_WORD.match(word.strip(",.")))


def _are_names(words: str) -> bool:
    parts = [part for part in re.split(r"[\s,/|()•·]+", words) if part and part not in {"-", "–", "—"}]
    return 0 < len(parts) <= 16 and all(_is_name(part) for part in parts)


def _is_rest(rest: str) -> bool:
    rest = _IN_PLACE.sub("", re.sub(ALL, "", rest))
    return is_date_rest(_ROLES.sub("", rest))


def _mailed(paragraph: Paragraph, line: str, table: AgencyTable) -> list[Credit]:
    """Return the known owner of a byline's mail address; an unknown one is taken for the page's own outlet."""
    if "@" not in line or not (_BY.match(line) or paragraph.in_head or paragraph.in_tail):
        return []
    found = _MAIL.search(line)
    owner = table.of_domain(found["host"]) if found else None
    names = _MAIL.sub("", line).strip(" .,|")
    opening = _BY.match(names)
    if owner is None or not _are_names(names[opening.start("names") :] if opening else names):
        return []
    return [paragraph.credit(owner.name, "byline", paragraph.start, paragraph.end)]
