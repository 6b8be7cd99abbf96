"""Sentences of a document's body, each with its content terms."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dedup import frequencies, language
from dedup.language import Language, Word
from dedup.model import Document, Sentence, Term, TermKind, Zone

_QUOTES = '"“”„«»‹›「」『』'
_CLOSING = "\"”»›」』’')\\]"
# A mark that may end a sentence, with what closes behind it; CJK marks need no space after them.
_STOP = re.compile(rf"(?:[.!?…؟।]+[{_CLOSING}]*(?=\s))|[。！？]+[{_CLOSING}]*")
_STARTS = re.compile(rf"{_STOP.pattern}|\n|[“„«\"]")
_OPENING = "\"“„«‹「『‘'([ \t\u00a0-–—"
# A line break ends a sentence unless the next line goes on in lower case (hard-wrapped text).
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|[\n\r\u2028\u2029]+(?!\s*[a-zß-öø-ÿа-яёіїєґα-ω])")

_LONGEST_WORD = 80  # what stands so far before a mark says nothing of it
MAX_SENTENCE = 4000  # a page without stops is no sentence
QUOTED_WORDS = 8  # a sentence of this length shows its own language


def split_sentences(document: Document, zones: Sequence[Zone]) -> tuple[Sentence, ...]:
    """Return the body's sentences in order; a document without body zones has none."""
    spoken = language.guess(document.text, document.language)
    kinds = _Kinds(document.text, spoken)
    quotations = sorted((zone for zone in zones if zone.kind == "quotation"), key=lambda zone: zone.start)
    return tuple(
        _sentence(document.text, start, end, kinds, quotations)
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


def _sentence(text: str, start: int, end: int, kinds: "_Kinds", quotations: list[Zone]) -> Sentence:
    found = list(language.words(text, start, end))
    spoken = _spoken(text[start:end], found, kinds.language)
    following = bisect_right(quotations, start, key=lambda zone: zone.end)
    quoted = following < len(quotations) and quotations[following].start < end
    marked = any(mark in text[start:end] for mark in _QUOTES)
    reported = any(word.text in spoken.reporting for word in found)
    return Sentence(start, end, tuple(kinds.terms(found, spoken)), quoted or marked or reported)


def _spoken(sentence: str, found: list[Word], document: Language) -> Language:
    """Return the sentence's language: another than the document's when nearly none of its small words are there."""
    if len(found) < QUOTED_WORDS or 10 * sum(word.text in document.function for word in found) >= len(found):
        return document
    other = language.guess(sentence)
    small = sum(word.text in other.function for word in found)
    return other if 5 * small >= len(found) else document


class _Kinds:
    """Tells words from names: a name is capitalised and never in lower case in the document."""

    def __init__(self, text: str, spoken: Language) -> None:
        self.language = spoken
        self._text = text
        self._known = frequencies.load().lower
        self._lower: set[str] = set()
        self._inside: set[str] = set()
        previous = None
        for word in language.words(text):
            if text[word.start].islower() or self._is_noun(previous):
                self._lower.add(self._stem(word))
            elif previous is not None and not _STARTS.search(text, previous.end, word.start + 1):
                self._inside.add(self._stem(word))
            previous = word

    def terms(self, found: list[Word], spoken: Language) -> Iterator[Term]:
        for word in found:
            bare = word.text.removesuffix("'s")
            if spoken.is_empty(word.text) or spoken.is_empty(bare):
                continue
            if len(bare) > 1 or bare.isdigit() or not bare.isascii():
                stem = language.stem(word.text, spoken.code)
                yield Term(stem, self._kind(word, stem), word.start, word.end)

    def _kind(self, word: Word, stem: str) -> TermKind:
        first = self._text[word.start]
        if first.isdigit():
            return "number"
        if not first.isupper() or stem in self._lower:
            return "word"
        # Capitalised only where a sentence begins: the table knows whether it is a common word.
        return "word" if stem not in self._inside and stem in self._known else "name"

    def _is_noun(self, previous: Word | None) -> bool:
        return previous is not None and previous.text in self.language.determiners

    def _stem(self, word: Word) -> str:
        return language.stem(word.text, self.language.code)
