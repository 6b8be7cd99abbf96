"""Sentences of a document's body, each with its content terms."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import attrgetter

from dedup import frequencies, language
from dedup.language import FIGURE, LOWER, UPPER, Language, Words
from dedup.model import Document, Sentence, Term, TermKind, Zone

_QUOTE = re.compile('["“”„«»‹›「」『』]')
_CLOSING = "\"”»›」』’')\\]"
# A mark that may end a sentence, with what closes behind it; CJK marks need no space after them. Both patterns begin
# with one character out of several, which a search can run for.
_STOP = re.compile(rf"[.!?…؟।。！？](?:(?<=[.!?…؟।])[.!?…؟।]*[{_CLOSING}]*(?=\s)|(?<=[。！？])[。！？]*[{_CLOSING}]*)")
_STARTS = re.compile(rf"{_STOP.pattern}|\n|[“„«\"]")
_OPENING = "\"“„«‹「『‘'([ \t\u00a0-–—"
# A line break ends a sentence unless the next line goes on in lower case (hard-wrapped text).
_BREAK = re.compile(r"[\n\r\u2028\u2029](?:(?<=\n)[ \t\r]*\n\s*|[\n\r\u2028\u2029]*(?!\s*[a-zß-öø-ÿа-яёіїєґα-ω]))")

_LONGEST_WORD = 80  # what stands so far before a mark says nothing of it
MAX_SENTENCE = 4000  # a page without stops is no sentence
QUOTED_WORDS = 8  # a sentence of this length shows its own language


def split_sentences(document: Document, zones: Sequence[Zone]) -> tuple[Sentence, ...]:
    """Return the body's sentences in order; a document without body zones has none."""
    spoken = language.guess(document.text, document.language)
    found = language.cut(document.text)
    kinds = _Kinds(document.text, spoken, found)
    quotations = sorted((zone for zone in zones if zone.kind == "quotation"), key=lambda zone: zone.start)
    return tuple(
        _sentence(document.text, start, end, found, kinds, quotations)
        for zone in sorted(zones, key=lambda zone: zone.start)
        if zone.kind == "body"
        for start, end in split(document.text, zone.start, zone.end, spoken)
    )


def split(text: str, start: int, end: int, spoken: Language) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences in `text[start:end]`, without the space around them."""
    line = start
    for stop in [*(found for found in _BREAK.finditer(text, start, end)), None]:
        last = stop.start() if stop else end
        place = line
        for mark in _STOP.finditer(text, line, last):
            if _ends(text, place, mark, last, spoken):
                yield from _trimmed(text, place, mark.end())
                place = mark.end()
        yield from _trimmed(text, place, last)
        line = stop.end() if stop else end


def _ends(text: str, start: int, mark: re.Match[str], end: int, spoken: Language) -> bool:
    ahead = text[mark.end() : min(end, mark.end() + 40)].lstrip().lstrip(_OPENING)
    if not ahead:
        return True
    if ahead[0].islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    before = text[max(start, mark.start() - _LONGEST_WORD) : mark.start()].split()
    return not before or _may_end(language.fold(before[-1].lstrip(_OPENING)), ahead, spoken)


def _may_end(word: str, ahead: str, spoken: Language) -> bool:
    if word in spoken.abbreviations or (len(word) == 1 and word.isalpha()):
        return False
    if word in spoken.endings or ("." in word and word[0].isalpha()):
        # "U.S. Army" goes on; "in the U.S. The army" does not.
        following = next(language.words(ahead), None)
        return following is not None and following.text in spoken.function
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range without the space around it; what no sentence can be as long as is cut between words."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _sentence(text: str, start: int, end: int, found: Words, kinds: "_Kinds", quotations: list[Zone]) -> Sentence:
    found = found.between(start, end)
    spoken = _spoken(text[start:end], found.texts, kinds.language)
    following = bisect_right(quotations, start, key=attrgetter("end"))
    quoted = following < len(quotations) and quotations[following].start < end
    said = quoted or bool(_QUOTE.search(text, start, end)) or not spoken.reporting.isdisjoint(found.texts)
    return Sentence(start, end, tuple(kinds.terms(found, spoken)), said)


def _spoken(sentence: str, words: Sequence[str], document: Language) -> Language:
    """Return the sentence's language: another than the document's when nearly none of its small words are there."""
    if len(words) < QUOTED_WORDS or 10 * _count(words, document.function) >= len(words):
        return document
    other = language.guess(sentence)
    return other if 5 * _count(words, other.function) >= len(words) else document


def _count(words: Iterable[str], wanted: frozenset[str]) -> int:
    return sum(map(wanted.__contains__, words))


class _Kinds:
    """Tells words from names: a name is capitalised and never in lower case in the document."""

    def __init__(self, text: str, spoken: Language, found: Words) -> None:
        self.language = spoken
        self._known = frequencies.load().lower
        stems = language.stems(found.texts, spoken.code)
        self._lower = set(compress(stems, map(LOWER.__and__, found.firsts)))
        self._inside: set[str] = set()
        for place in (place for place, first in enumerate(found.firsts) if place and first & UPPER):
            if found.texts[place - 1] in spoken.determiners:
                self._lower.add(stems[place])
            elif not _may_start(text, found.ends[place - 1], found.starts[place]):
                self._inside.add(stems[place])

    def terms(self, found: Words, spoken: Language) -> list[Term]:
        stems = language.content(found.texts, spoken.code)
        return [
            Term(stem, self._kind(stem, first) if first & (UPPER | FIGURE) else "word", start, end)
            for stem, first, start, end in zip(stems, found.firsts, found.starts, found.ends, strict=True)
            if stem is not None
        ]

    def _kind(self, stem: str, first: int) -> TermKind:
        """Return what a word is that begins with a figure or a capital."""
        if first & FIGURE:
            return "number"
        if stem in self._lower:
            return "word"
        # Capitalised only where a sentence begins: the table knows whether it is a common word.
        return "word" if stem not in self._inside and stem in self._known else "name"


def _may_start(text: str, before: int, start: int) -> bool:
    """Return whether a sentence or a quotation may begin with the word at `start`, another one ending `before`."""
    return text[before:start] != " " and bool(_STARTS.search(text, before, start + 1))
