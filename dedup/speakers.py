"""Which body a speaker is: "Yoon's office", "the presidency" and "his office" get one name in a story."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from dedup import language
from dedup.language import UPPER, Language, Memo, Word, Words
from dedup.model import ParsedDocument
from dedup.speech import Frame, find_end, find_frames

Key = frozenset[str]
_ELISION = re.compile(r"^(?:[ld]|dell|all|nell|sull|un)[’']", re.IGNORECASE)
# How much of a word tells bodies apart: "Russia's" and "Russian" are one.
STEM = 5
LOOK_BACK = 40  # so many attributions back "the office" may point
_OFFICES = frozenset(("office", "palace", "presidency", "bureau", "buro", "oficina", "presidencia", "presidence"))
# Every title by the one name that stands for it, without accents.
_TITLES = {
    "president": ("president", "presidente", "prasident", "prasidentin", "presidenta"),
    "prime minister": ("prime minister", "premier", "premier ministre", "primer ministro", "ministerprasident"),
    "chancellor": ("chancellor", "kanzler", "kanzlerin", "bundeskanzler", "canciller"),
    "governor": ("governor", "gobernador", "gouverneur"),
    "mayor": ("mayor", "alcalde", "maire", "burgermeister"),
    "king": ("king", "konig", "rey", "roi"),
    "pope": ("pope", "papst", "papa", "pape"),
}
_TITLE_OF = {form: title for title, forms in _TITLES.items() for form in forms}
_LAST_WORDS = {form.split()[-1] for form in _TITLE_OF}


@dataclass(frozen=True, slots=True)
class Speech:
    """An attribution and its speaker.

    Attributes:
        start: where the attribution begins.
        end: where it ends.
        body: the name of the institution that speaks, or None where a person does.
        people: stems of the names of the persons who speak.
    """

    start: int
    end: int
    body: str | None
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Mention:
    document: str
    frame: Frame
    key: Key | None
    surface: str
    people: frozenset[str]


def find_speeches(documents: Sequence[ParsedDocument]) -> dict[str, tuple[Speech, ...]]:
    """Return the attributions of each document of one story, with one name for each body that speaks."""
    ordered = sorted(documents, key=lambda document: document.id)
    read = [(document, language.cut(document.document.text)) for document in ordered]
    titled = {name: title for document, found in read for name, title in _titled(document.document.text, found)}
    mentions = [mention for document, found in read for mention in _mentions(document, found, titled)]
    widest = _merge({mention.key for mention in mentions if mention.key})
    names = _names([mention for mention in mentions if mention.key], widest, titled)
    found: dict[str, list[Speech]] = {document.id: [] for document in ordered}
    for mention in mentions:
        body = names[widest[mention.key]] if mention.key else None
        people = frozenset() if body else mention.people
        found[mention.document].append(Speech(mention.frame.start, mention.frame.end, body, people))
    return {id_: tuple(speeches) for id_, speeches in found.items()}


def _titled(text: str, found: Words) -> Iterator[tuple[str, str]]:
    """Yield each name that follows a title somewhere: ("yoon", "president")."""
    for place, word in enumerate(map(_PLAIN.__getitem__, found.texts)):
        title = _title(found.texts[max(0, place - 1) : place + 1]) if word in _LAST_WORDS else None
        if title:
            for name in range(place + 1, min(place + 4, len(found.texts))):
                if not found.firsts[name] & UPPER or text[found.starts[name] - 1] != " ":
                    break
                yield found.texts[name].removesuffix("'s"), title


def _title(words: Sequence[str]) -> str | None:
    """Return the title that one or both of two words are: ("prime", "minister"), ("the", "president")."""
    said = [_PLAIN[word] for word in words]
    return _TITLE_OF.get(" ".join(said)) or _TITLE_OF.get(said[-1])


def _plain(word: str) -> str:
    """Return a folded word without accents, elided article and genitive: "présidence", "l'office", "yoon's"."""
    bare = word.removesuffix("'s").rpartition("'")[2] or word
    return bare if bare.isascii() else "".join(mark for mark in normalize("NFD", bare) if not combining(mark))


_PLAIN = Memo(_plain)


def _mentions(document: ParsedDocument, found: Words, titled: dict[str, str]) -> Iterator[_Mention]:
    text = document.document.text
    spoken = language.guess(text, document.document.language)
    earlier: list[_Mention] = []
    speaking: frozenset[str] = frozenset()
    for sentence in document.sentences:
        for frame in find_frames(text, found.between(sentence.start, sentence.end), spoken):
            mention = _mention(document, frame, earlier, titled, spoken)
            if mention.key:
                earlier.append(mention)
            elif not mention.people and any(word.text in spoken.pronouns for word in frame.subject):
                mention = replace(mention, people=speaking)
            if not mention.key:
                speaking = mention.people or speaking
            yield mention


def _mention(
    document: ParsedDocument, frame: Frame, earlier: list[_Mention], titled: dict[str, str], spoken: Language
) -> _Mention:
    people = frozenset(_people(document.document.text, frame, spoken))
    heads = [place for place in range(len(frame.subject)) if _is_head(frame.subject, place, spoken)]
    if not heads:
        said = any(word.text in spoken.statements for word in frame.subject)
        named = any(word.text in titled for word in frame.subject)
        key = earlier[-1].key if said and earlier and not named else None
        return _Mention(document.id, frame, key, "", people)
    body = _body(frame.subject, heads[-1], spoken)
    surface = _ELISION.sub("", document.document.text[body[0].start : body[-1].end])
    if spoken.verb_last:
        surface = " ".join(spoken.stem(word.text) for word in body)
    head = _PLAIN[frame.subject[heads[-1]].text]
    noun = _stem(_PLAIN[spoken.institution(frame.subject[heads[-1]].text) or head])
    key = _key(body, head, titled, spoken)
    if len(body) == 1 and not _of_title(body, head, titled):
        before = [one.key for one in earlier[-LOOK_BACK:] if one.key and noun in one.key]
        return _Mention(document.id, frame, before[-1] if before else key, "" if before else surface, people)
    return _Mention(document.id, frame, key, surface, people)


def _is_head(subject: Sequence[Word], place: int, spoken: Language) -> bool:
    """Return whether a body speaks: the ministry, its spokeswoman or statement; not the police chief Anna Berg."""
    if not spoken.institution(subject[place].text):
        return False
    after = subject[place + 1].text if place + 1 < len(subject) else None
    return spoken.postposed or spoken.compounds or after is None or spoken.is_empty(after) or after in spoken.statements


def _body(subject: Sequence[Word], head: int, spoken: Language) -> list[Word]:
    """Return the institution with whose it is: "Russia's Defense Ministry", "Ministry of Defence"."""
    begin = head
    while begin > 0 and subject[begin - 1].text not in spoken.function:
        begin -= 1
    return list(subject[begin : find_end(subject, head, spoken)])


def _key(body: Sequence[Word], head: str, titled: dict[str, str], spoken: Language) -> Key:
    title = _of_title(body, head, titled)
    if title:
        return frozenset((_stem("office"), title))
    words = [word.text for word in body if word.text not in spoken.function]
    nouns = [spoken.institution(word) or word for word in words]  # "Verteidigungsministerium" is a ministry too
    return frozenset(_stem(_PLAIN[word]) for word in words + nouns)


def _of_title(body: Sequence[Word], head: str, titled: dict[str, str]) -> str | None:
    """Return whose office it is: a president's, for "presidency", "presidential office" and "Yoon's office"."""
    said = [_PLAIN[word.text] for word in body]
    if head == "prasidialamt":
        return "president"
    if head not in _OFFICES:
        return None
    if any(word.startswith(("presiden", "prasident")) for word in said):
        return "president"
    forms = [form for form in _TITLE_OF if f" {form} " in f" {' '.join(said)} "]
    if forms:
        return _TITLE_OF[max(forms, key=len)]
    return next((titled[word] for word in said if word in titled), None)


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:STEM]


def _people(text: str, frame: Frame, spoken: Language) -> Iterator[str]:
    for word in frame.subject:
        if text[word.start].isupper() and word.text not in spoken.function and word.text not in _TITLE_OF:
            yield _stem(word.text)


def _merge(keys: set[Key]) -> dict[Key, Key]:
    """Return for each body the one longer name that it is part of, or itself where there are none or several."""
    holders: dict[str, set[Key]] = {}
    for key in keys:
        for stem in key:
            holders.setdefault(stem, set()).add(key)
    widest = {}
    for key in keys:
        wider = [other for other in set.intersection(*(holders[stem] for stem in key)) if key < other]
        longest = [other for other in wider if not any(other < third for third in wider)]
        widest[key] = longest[0] if len(longest) == 1 and len(key) > 1 else key
    return widest


def _names(mentions: Sequence[_Mention], widest: dict[Key, Key], titled: Collection[str]) -> dict[Key, str]:
    surfaces: dict[Key, Counter[str]] = {}
    for mention in mentions:
        if mention.key and mention.surface:
            surfaces.setdefault(widest[mention.key], Counter())[mention.surface] += 1
    return {key: _best(counts, titled) for key, counts in surfaces.items()}


def _best(counts: Counter[str], titled: Collection[str]) -> str:
    # What the body is tells more than whose it is: "presidential office" before "Yoon's office".
    def rank(name: str) -> tuple[bool, int, int, str]:
        words = language.fold(name)
        return "'s" in words or any(one in titled for one in words.split()), -counts[name], -len(name), name

    return min(counts, key=rank)
