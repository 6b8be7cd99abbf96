"""In-text attributions: "according to the AP", "told Reuters", "was quoted … by the Associated Press as saying"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dedup.agencies import Mention
from dedup.credits.paragraphs import Paragraph
from dedup.credits.words import NAMED
from dedup.model import Credit

_KIND = (
    r"(?:(?:state|public|national|local|private|news|independent|government|opposition)[ -])?"
    r"(?:broadcaster|newspaper|daily|news agency|newswire|news site|news website|news outlet|website|magazine|"
    r"tabloid|weekly|"
    r"news network|network|TV channel|TV station|television|TV|radio station|radio|news channel|wire service|"
    r"state media|agency)"
)
_ORIGIN = (
    r"(?:[A-Z][\w-]+(?:'s|’s)? |[a-z]+-(?:run|owned|backed|based|"
    r"language) |local |state |public |national |private ){0,3}"
)
# An unknown name counts as a news organisation when a word says so before it
# ("broadcaster KBS") or inside it ("… Times").
_NAME = r"[A-Z][\w&'’.-]*(?<!['’.])(?: (?:of |and |the )?[A-Z][\w&-]*){0,3}"
_PRESS = (
    r"(?:[A-Z][\w&-]*(?:(?: of| and|)(?: the)? [A-Z][\w&-]*){0,3} )?(?:[A-Z]\w* )(?:Times|Post|Journal|News|"
    r"Herald|Tribune|Gazette|Telegraph|Chronicle|Mail|Mirror|"
    r"Observer|Examiner|Inquirer|Dispatch|Daily|Weekly|TV|Television|Radio|Broadcasting Corporation|Magazine|Ilbo|"
    r"Shimbun|Zeitung|Press)"
)
_UNITS = (
    r"(?! (?:Intelligence|Economics|Foundation|Philanthropies|Institute|Tax|Law|NEF|Index|University|Legal|"
    r"Analytics|Stylebook|"
    r"Photos?|VoteCast|School|Terminal|Poll|Fund|headquarters|staff|reporters?))"
)
_NEWS = (
    rf"(?:[Tt]he |an? )?(?:{_ORIGIN}{_KIND},? )?(?P<name>{NAMED}{_UNITS})(?:['’]s)?"
    rf"|(?:[Tt]he |an? )?{_ORIGIN}{_KIND},? (?:the )?(?P<named>{_NAME})|(?:[Tt]he )?(?P<press>{_PRESS})\b(?! [A-Z])"
)
_BEFORE = (
    r"(?:[Aa]ccording to|[Ii]n the (?:\w+ ){0,2}words of|[Aa]s per|[Cc]iting|[Qq]uoting|[Aa]s told to|"
    r"(?:told|tells|informed)|(?:in|an|"
    r"during an) interview (?:with|to)|"
    r"in (?:a |an )?(?:\w+ )?(?:statement|comments?|remarks|email|e-mail|message) to|(?:spoke|speaking|talking|"
    r"talked) (?:to|with)|"
    r"(?:was|were|is|been|being|as)?\s?quoted\s(?:[^.\n]{0,40}?\s)?by|"
    r"(?:was |were |been |as |first )?(?:reported|cited|seen|obtained|reviewed|published|interviewed|contacted|"
    r"compiled|carried) by|"
    r"(?:[Aa] |an )?(?:report|tally|count|poll|analysis|investigation) (?:by|from|in))"
)
_PREFIXED = re.compile(rf"\b{_BEFORE}\s(?:{_NEWS})(?:\s(?:news )?agency|\sas saying)?")
_SUBJECT = re.compile(
    rf"(?<![\w-])(?:{_NEWS})(?: (?:news )?(?:agency|service))?\s(?:(?:has|had|have|also|first|later|earlier|"
    rf"previously|separately) ){{0,2}}"
    r"(?:reported|reports|said|says|quoted|cited|wrote|writes|revealed)\b(?! (?:earnings|revenue|profit|net income))"
)
_SAID = re.compile(r"report|sa(?:id|ys)|quoted|cited|wr(?:ote|ites)|revealed")  # one of which a subject goes before
_VERB_FIRST = re.compile(rf",?[”\"]?\s\b(?P<verb>reported|reports)\s(?:[Tt]he )?(?P<name>{NAMED})")
_ABROAD = re.compile(
    r"(?:\b(?:[Ll]aut|nach (?:Angaben|Informationen) (?:der|von|des)|[Mm]eldete?n?|[Bb]erichtete?n?|zitierte?|"
    r"gegenüber)\s(?:(?:der|die|das|dem|den)\s)?(?:[\w-]*agentur\s)?"
    rf"|\b(?:sagte|erklärte|teilte)\s[^.,\n]{{1,60}}?\s(?:der|dem)\s(?:[\w-]*agentur\s)?|\b(?:der|"
    r"die)\s(?:Nachrichten|Presse)agentur\s"
    r"|\b(?:[Ss]elon|[Dd]['’]après|(?:a )?rapport(?:e|é)|(?:a )?indiqu(?:e|é)|(?:déclaré|confié|affirmé|précisé|"
    r"dit|expliqué|annoncé|assuré|indiqué)\s[àa])\s?(?:l['’]|la |le )?(?:agence )?(?:de presse )?"
    r"|\b(?:[Ss]egún|informó|reportó|señaló|(?:dijo|declaró|explicó|confirmó|aseguró|indicó)\sa|"
    r"citad[oa]s? por)\s(?:la |el )?(?:agencia )?(?:de noticias )?"
    rf"|\b(?:[Ss]econdo|riferisce|riporta|detto\s(?:a|alla|all['’]))\s?(?:la |il |l['’])?(?:agenzia )?"
    r"|\b(?:[Ss]egundo|[Cc]onforme|informou|disse\s(?:à|ao|a)|afirmou\s(?:à|ao|"
    r"a))\s(?:a |o )?(?:agência )?(?:de notícias )?"
    rf"|\b(?:[Vv]olgens|meldt|tegen(?:over)?|aldus)\s(?:het )?(?:(?:ANP-|pers|nieuws)\w* )?"
    r"|\b(?:[Cc]ообща\w+|[Сс]ообща\w+|[Сс]ообщил\w*|[Пп]ереда[её]т|[Пп]ишет|[Пп]о данным|[Пп]о информации|"
    r"[Цц]итирует|[Пп]овідомля\w+|[Пп]овідоми\w+|[Пп]ереда[єв]\w*|[Пп]ише|[Зз]а даними|[Іі]нформує|[Цц]итує|"
    r"[Сс]о ссылкой на|[Зз] посиланням на)"
    r"\s(?:агентств\w+ |агенці\w+ )?[«\"“„]?|(?:据|據)|(?:وفقا ل|وفقاً ل|"
    rf"بحسب |نقلا عن |نقلاً عن |لوكالة |وكالة (?:أنباء |الأنباء )?|ل)){NAMED}(?:[»\"”“]|报道|報道|報導|消息|援引)?"
)
_FOLLOWED = re.compile(
    rf"{NAMED}(?:['’](?:ye|ya|e|a|nın|nin|ın|in|un|ün) (?:göre|konuşan|açıklama|haberine göre)|"
    rf"(?:\d{{1,2}}日)?(?:报道|報道|報導)|によると|が報じ|が伝え|에 따르면|(?:이|은|는|가) 보도|"
    r"\s(?:сообщает|сообщило|сообщили|передает|передаёт|пишет|повідомляє|повідомило|повідомили|передає|пише|"
    r"berichtete?|meldete?|rapporte|informó|informou)\b)"
)
_UNNAMED = (_PREFIXED, _SUBJECT)
_NAMING = (*_UNNAMED, _VERB_FIRST, _ABROAD, _FOLLOWED)
# Begins with a letter that a search can run for.
_PRESS_WORD = re.compile(
    r" (?:broadcaster|newspaper|daily|news|newswire|website|magazine|tabloid|weekly|network|television|TV|radio|wire|"
    r"state media|agency|Times|Post|Journal|News|Herald|Tribune|Gazette|Telegraph|Chronicle|Mail|Mirror|Observer|"
    r"Examiner|Inquirer|Dispatch|Daily|Weekly|Television|Radio|Broadcasting|Magazine|Ilbo|Shimbun|Zeitung|Press)\b"
)
_FIRST_NAME = re.compile(
    r"\b(?!The|In|On|At|By|But|And|As|While|When|After|For|To|From|Told|With)(?:[A-Z][a-z]+|Mr\.|R\.) $"
)
_QUANTITY = re.compile(r"^(?:an? )?(?:Times|Post|News|Daily|Press|TV|Radio)$")


def find_in_text(paragraph: Paragraph, surnames: frozenset[str]) -> list[Credit]:
    """Return the attributions of the paragraph's sentences, by place.

    Args:
        surnames: agencies whose name is a person's in this text.
    """
    found: dict[tuple[int, int], str] = {}
    for start, end, name in _attributions(paragraph):
        agency = name or _named(paragraph, start, end)
        if agency and agency not in surnames:
            found.setdefault((start, end), agency)
    longest = sorted(found, key=lambda span: (span[0], -span[1]))
    return [paragraph.credit(found[span], "in_text", *span) for span in _disjoint(longest)]


def _attributions(paragraph: Paragraph) -> Iterator[tuple[int, int, str | None]]:
    for start, end, named in _windows(paragraph):
        said = _SAID.search(paragraph.masked, start, end)
        for pattern in _NAMING if named else _UNNAMED:
            if pattern is _SUBJECT and not said:
                continue
            for found in pattern.finditer(paragraph.masked, start, end):
                groups = found.groupdict()
                press = groups.get("press") or groups.get("named")
                if not press or not _QUANTITY.match(press):
                    yield _start(found), found.end(), _title(press) if press else None


def _windows(paragraph: Paragraph) -> list[tuple[int, int, bool]]:
    """Return the parts of the paragraph around names and words for news organisations, overlapping ones joined.

    Each with whether there is a name in it.
    """
    names = [(each.start, each.end, True) for each in paragraph.mentions if each.kind != "weak"]
    words = _PRESS_WORD.finditer(paragraph.masked, paragraph.start, paragraph.end)
    anchors = sorted([*names, *((word.start() + 1, word.end(), False) for word in words)])
    around = ((max(paragraph.start, a - 120), min(paragraph.end, b + 80), named) for a, b, named in anchors)
    return _join(around)


def _join(windows: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    joined: list[tuple[int, int, bool]] = []
    for start, end, named in windows:
        if joined and start <= joined[-1][1]:
            first, _, before = joined.pop()
            joined.append((first, end, named or before))
        else:
            joined.append((start, end, named))
    return joined


def _start(found: re.Match[str]) -> int:
    if found.re is _VERB_FIRST:
        return found.start("verb")
    return found.start() + len(found[0]) - len(found[0].lstrip())


def _title(words: str) -> str:
    return re.sub(r"^(?:The|the) ", "", words.removesuffix("’s").removesuffix("'s"))


def _named(paragraph: Paragraph, start: int, end: int) -> str | None:
    low = bisect_left(paragraph.mentions, start, key=lambda mention: mention.start)
    inside = (each for each in paragraph.mentions[low : low + 8] if each.start < end and each.kind != "weak")
    return next((each.agency.name for each in inside), None)


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def find_surnames(masked: str, mentions: tuple[Mention, ...]) -> frozenset[str]:
    """Return the agencies that a first name or title precedes somewhere: "Michael Bloomberg", "Mayor Bloomberg"."""
    return frozenset(
        each.agency.name
        for each in mentions
        if each.agency.surname and _FIRST_NAME.search(masked, max(0, each.start - 20), each.start)
    )
