"""Which body a speaker is: "Yoon's office", "the presidency" and "his office" get one name in a story."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dedup import language
from dedup.language import Language, Word
from dedup.model import ParsedDocument
from dedup.speech import Frame, find_frames

Key = frozenset[str]
# How much of a word tells bodies apart: "Russia's" and "Russian" are one.
STEM = 5
LOOK_BACK = 40  # so many attributions back "the office" may point
TITLES = ("president", "prime minister", "premier", "chancellor", "governor", "mayor", "king", "pope")
_TITLE_ENDS = {title.split()[-1]: title.split() for title in TITLES}


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
    titled = {name: title for document in ordered for name, title in _titled(document)}
    mentions = [mention for document in ordered for mention in _mentions(document, titled)]
    widest = _merge({mention.key for mention in mentions if mention.key})
    names = _names([mention for mention in mentions if mention.key], widest)
    found: dict[str, list[Speech]] = {document.id: [] for document in ordered}
    for mention in mentions:
        body = names[widest[mention.key]] if mention.key else None
        people = frozenset() if body else mention.people
        found[mention.document].append(Speech(mention.frame.start, mention.frame.end, body, people))
    return {id_: tuple(speeches) for id_, speeches in found.items()}


def _titled(document: ParsedDocument) -> Iterator[tuple[str, str]]:
    """Yield each name that follows a title somewhere: ("yoon", "president")."""
    text = document.document.text
    found = list(language.words(text))
    for place, word in enumerate(found):
        title = _TITLE_ENDS.get(word.text)
        if title and [one.text for one in found[max(0, place - len(title) + 1) : place + 1]] == title:
            for name in found[place + 1 : place + 4]:
                if not text[name.start].isupper() or text[name.start - 1] != " ":
                    break
                yield name.text.removesuffix("'s"), " ".join(title)


def _mentions(document: ParsedDocument, titled: dict[str, str]) -> Iterator[_Mention]:
    text = document.document.text
    spoken = language.guess(text, document.document.language)
    earlier: list[_Mention] = []
    speaking: frozenset[str] = frozenset()
    for sentence in document.sentences:
        for frame in find_frames(text, sentence.start, sentence.end, spoken):
            mention = _mention(document, frame, earlier, titled, spoken)
            if mention.key:
                earlier.append(mention)
            elif not mention.people and any(word.text in spoken.pronouns for word in frame.subject):
                mention = replace(mention, people=speaking)
            speaking = mention.people or speaking
            yield mention


def _mention(
    document: ParsedDocument, frame: Frame, earlier: list[_Mention], titled: dict[str, str], spoken: Language
) -> _Mention:
    people = frozenset(_people(document.document.text, frame, spoken))
    heads = [place for place, word in enumerate(frame.subject) if word.text in spoken.institutions]
    if not heads:
        said = any(word.text in spoken.statements for word in frame.subject)
        named = any(word.text in titled for word in frame.subject)
        key = earlier[-1].key if said and earlier and not named else None
        return _Mention(document.id, frame, key, "", people)
    body = _body(frame.subject, heads[-1], spoken)
    surface = document.document.text[body[0].start : body[-1].end]
    key = _key(body, titled, spoken)
    if len(body) == 1 and not _of_title(body, titled):
        head = _stem(body[0].text)
        before = [one.key for one in earlier[-LOOK_BACK:] if one.key and head in one.key]
        return _Mention(document.id, frame, before[-1] if before else key, "" if before else surface, people)
    return _Mention(document.id, frame, key, surface, people)


def _body(subject: Sequence[Word], head: int, spoken: Language) -> list[Word]:
    """Return the institution with what stands before it: "Russia's Defense Ministry", "Ministry of Defence"."""
    begin = head
    while begin > 0 and subject[begin - 1].text not in spoken.function:
        begin -= 1
    after = subject[head + 1 : head + 5]
    if begin == head and len(after) > 1 and after[0].text == "of":
        return [*subject[begin : head + 1], *after[: 3 if after[1].text == "the" else 4]]
    return list(subject[begin : head + 1])


def _key(body: Sequence[Word], titled: dict[str, str], spoken: Language) -> Key:
    title = _of_title(body, titled)
    if title:
        return frozenset((_stem("office"), title))
    return frozenset(_stem(word.text) for word in body if word.text not in spoken.function)


def _of_title(body: Sequence[Word], titled: dict[str, str]) -> str | None:
    """Return whose office it is: a president's, for "presidency", "presidential office" and "Yoon's office"."""
    said = " ".join(word.text.removesuffix("'s") for word in body)
    if body[-1].text not in ("office", "palace", "presidency", "president"):
        return None
    if any(word.text.startswith("presiden") for word in body):
        return "president"
    for title in TITLES:
        if title in said:
            return title
    owners = [word.text.removesuffix("'s") for word in body if word.text.endswith("'s")]
    return next((titled[owner] for owner in owners if owner in titled), None)


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:STEM]


def _people(text: str, frame: Frame, spoken: Language) -> Iterator[str]:
    for word in frame.subject:
        if text[word.start].isupper() and word.text not in spoken.function and word.text not in TITLES:
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


def _names(mentions: Sequence[_Mention], widest: dict[Key, Key]) -> dict[Key, str]:
    surfaces: dict[Key, Counter[str]] = {}
    for mention in mentions:
        if mention.key and mention.surface:
            surfaces.setdefault(widest[mention.key], Counter())[mention.surface] += 1
    return {key: _best(counts) for key, counts in surfaces.items()}


def _best(counts: Counter[str]) -> str:
    # What the body is tells more than whose it is: "presidential office" before "Yoon's office".
    return min(counts, key=lambda name: ("'s" in language.fold(name), -counts[name], -len(name), name))
