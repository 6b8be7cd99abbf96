"""Who says it: the attribution phrases of a sentence, such as "the ministry said in a statement"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dedup.language import Language, Word, Words

# What parts two phrases; hyphens and apostrophes stay inside one.
BOUNDARY = re.compile(r"[,;:.!?…()\[\]\"“”„«»\n|]|--| [-–—] |[–—]|، ")
MAX_SUBJECT = 10
MAX_ASIDE = 3  # "The force, in turn, said"
# Where a clause begins.
JOINTS = frozenset(
    (
        *("that", "and", "but", "after", "when", "while", "as", "which", "who", "if", "whether", "because"),
        *("since", "before", "than", "or", "so", "what", "with", "without"),
    )
)
_PLACES = frozenset(["in", "on", "to", "at", "during", "via", "through", "by", "from"])
_BY = frozenset(["by", "from"])
_COMPLEMENT = 5  # words of whose it is: "ministère des Affaires étrangères"
_AND = frozenset(["and", "but", "und", "aber", "et", "mais", "y", "pero", "e", "en", "maar"])
_PRONOUNS = frozenset(["he", "she", "they", "it"])


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution: the words from `start` to `end` say that the speaker, `subject`, said the rest."""

    start: int
    end: int
    subject: tuple[Word, ...]


def find_frames(text: str, found: Words, spoken: Language) -> tuple[Frame, ...]:
    """Return the attributions of a sentence, in order and disjoint.

    Args:
        text: what the sentence stands in.
        found: the words of the sentence, at their places in the text.

    Example:
        >>> from dedup import language
        >>> line = "Talks went well, the ministry in Oslo said in a statement."
        >>> [line[one.start : one.end] for one in find_frames(line, language.cut(line), language.by_code("en"))]
        ['the ministry in Oslo said in a statement']
    """
    if all(tell.isdisjoint(found.texts) for tell in (spoken.reporting, spoken.statements, spoken.ascribing)):
        return ()
    phrases = list(_phrases(text, found))
    frames: list[Frame] = []
    for place, phrase in enumerate(phrases):
        for at, word in enumerate(phrase):
            if frames and word.start < frames[-1].end:
                continue
            frame = _frame(phrases, place, at, spoken)
            if frame and not (frames and frame.start < frames[-1].end):
                frames.append(frame)
    return tuple(frames)


def _phrases(text: str, found: Words) -> Iterator[list[Word]]:
    phrase: list[Word] = []
    for word in found:
        if phrase and text[phrase[-1].end : word.start] != " " and BOUNDARY.search(text, phrase[-1].end, word.start):
            yield phrase
            phrase = []
        phrase.append(word)
    if phrase:
        yield phrase


def _frame(phrases: Sequence[list[Word]], place: int, at: int, spoken: Language) -> Frame | None:
    phrase = phrases[place]
    word = phrase[at].text
    if word in spoken.ascribing:
        return _ascribed(phrase, at, spoken)
    if word in spoken.statements:
        return _statement(phrase, at, spoken)
    if word in spoken.reporting:
        return _spoken(phrases, place, at, spoken)
    return None


def _ascribed(phrase: list[Word], at: int, spoken: Language) -> Frame | None:
    """Return "according to the ministry", "as per a statement from the ministry"."""
    if phrase[at].text == "per" and (at == 0 or phrase[at - 1].text != "as"):
        return None  # "ten per cent"
    rest = phrase[at + 1 : at + 1 + MAX_SUBJECT]
    # In German and Dutch the verb follows at once, without a comma: "laut dem Ministerium starb niemand".
    subject = _noun_phrase(rest, spoken) if spoken.compounds else _until_joint(rest, spoken)
    first = phrase[at - 1] if phrase[at].text == "per" else phrase[at]
    return Frame(first.start, subject[-1].end, tuple(subject)) if subject else None


def _statement(phrase: list[Word], at: int, spoken: Language) -> Frame | None:
    """Return "a statement issued by the ministry", "the Norwegian announcement" at the head of a sentence's phrase."""
    by = next((step for step in (1, 2) if at + step < len(phrase) and phrase[at + step].text in _BY), 0)
    if by:
        subject = _noun_phrase(phrase[at + by + 1 : at + by + 1 + MAX_SUBJECT], spoken)
        return Frame(phrase[max(0, at - 1)].start, subject[-1].end, tuple(subject)) if subject else None
    if at + 1 < len(phrase) and phrase[at + 1].text in spoken.genitives:
        subject = _noun_phrase(phrase[at + 2 : at + 2 + MAX_SUBJECT], spoken)
        if any(spoken.institution(word.text) for word in subject):
            return Frame(phrase[max(0, at - 1)].start, subject[-1].end, tuple(subject))
    before = phrase[:at]
    if before and len(before) <= 4 and before[0].text in ("the", "a", "an") and len(before) > 1:
        return Frame(before[0].start, phrase[at].end, tuple(phrase[: at + 1]))
    return None


def _spoken(phrases: Sequence[list[Word]], place: int, at: int, spoken: Language) -> Frame | None:
    """Return "the ministry said in a statement", or "said the ministry" where nothing stands before the verb."""
    phrase = phrases[place]
    if at and phrase[at - 1].text == "to":
        return None  # "refused to say"
    if spoken.verb_last:
        return _first(phrase[:at], spoken)
    subject = _before(phrase, at, spoken)
    if not subject and at == 0 and place > 1 and _is_aside(phrases[place - 1], spoken):
        subject = _before(phrases[place - 2], len(phrases[place - 2]), spoken)
    if subject:
        return Frame(subject[0].start, _tail(phrase, at).end, tuple(subject))
    if at == 1 and place and phrase[0].text in _AND and (opening := _opening(phrases[0], spoken)):
        return Frame(phrase[0].start, _tail(phrase, at).end, tuple(opening))
    if all(word.text in spoken.function for word in phrase[:at]):
        subject = _noun_phrase(phrase[at + 1 : at + 1 + MAX_SUBJECT], spoken)
    return Frame(phrase[0].start, subject[-1].end, tuple(subject)) if subject else None


def _opening(phrase: list[Word], spoken: Language) -> list[Word]:
    """Return the institution that a sentence opens with: "The ministry sent inspectors, and said ..."."""
    head = next((place for place, word in enumerate(phrase[:MAX_ASIDE]) if spoken.institution(word.text)), None)
    return [] if head is None else phrase[: find_end(phrase, head, spoken)]


def _first(before: list[Word], spoken: Language) -> Frame | None:
    """Return the institution at the head of a sentence whose verb, far behind, says that it speaks."""
    head = next((place for place, word in enumerate(before[:MAX_ASIDE]) if spoken.institution(word.text)), None)
    return None if head is None else Frame(before[0].start, before[head].end, tuple(before[: head + 1]))


def _is_aside(phrase: list[Word], spoken: Language) -> bool:
    return len(phrase) <= MAX_ASIDE and phrase[0].text in spoken.function


def _before(phrase: list[Word], at: int, spoken: Language) -> list[Word]:
    begin = at
    while begin > 0 and at - begin < MAX_SUBJECT:
        word = phrase[begin - 1].text
        if word in JOINTS or (word in spoken.reporting and word not in spoken.statements):
            break
        begin -= 1
    found = phrase[begin:at]
    return found if any(word.text not in spoken.function or word.text in _PRONOUNS for word in found) else []


def _tail(phrase: list[Word], at: int) -> Word:
    """Return the last word of "said in a statement": a phrase of place behind the verb, up to "that"."""
    last = at
    if at + 1 < len(phrase) and phrase[at + 1].text in _PLACES:
        while last + 1 < len(phrase) and phrase[last + 1].text not in JOINTS and last - at < MAX_SUBJECT:
            last += 1
    return phrase[last]


def _until_joint(found: list[Word], spoken: Language) -> list[Word]:
    for place, word in enumerate(found):
        noun = word.text in spoken.statements or spoken.institution(word.text)
        if word.text in JOINTS or (word.text in spoken.reporting and not noun):
            return found[:place]
    return found


def _noun_phrase(found: list[Word], spoken: Language) -> list[Word]:
    """Return the words up to the institution and whose it is, or else up to the first function word behind the noun."""
    found = _until_joint(found, spoken)
    for place, word in enumerate(found):
        if spoken.institution(word.text):
            return found[: find_end(found, place, spoken)]
        if place and word.text in spoken.function and found[place - 1].text not in spoken.function:
            return found[:place]
    return found


def find_end(words: Sequence[Word], head: int, spoken: Language) -> int:
    """Return where an institution's name ends: behind whose it is, "of Defence", "de España", "presidencial"."""
    end, limit = head + 1, min(len(words), head + 1 + _COMPLEMENT)
    if end + 1 < limit and words[end].text in spoken.genitives:
        end += 2 if words[end + 1].text in spoken.function else 1
    elif not spoken.postposed:
        return end
    while end < limit and not spoken.is_empty(words[end].text):
        end += 1
    return end
