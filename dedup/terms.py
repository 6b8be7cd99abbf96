"""Sentences of a document's body, each with its content terms."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from dedup import frequencies, language
from dedup.language import Language, Word
from dedup.model import Document, Sentence, Span, Term, TermKind, Zone

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
    found = list(language.words(document.text))
    kinds = _Kinds(document.text, spoken, found)
    quotations = sorted((zone for zone in zones if zone.kind == "quotation"), key=lambda zone: zone.start)
    return tuple(
        _sentence(document.text, Span(start, end), _within(found, start, end), kinds, quotations)
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


def _within(found: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Return the words of a range: read once for the document, since reading them takes most of the time."""
    first = bisect_left(found, start, key=attrgetter("start"))
    return found[first : bisect_right(found, end, key=attrgetter("end"), lo=first)]


def _sentence(text: str, span: Span, found: Sequence[Word], kinds: "_Kinds", quotations: list[Zone]) -> Sentence:
    own = text[span.start : span.end]
    spoken = _spoken(own, found, kinds.language)
    following = bisect_right(quotations, span.start, key=attrgetter("end"))
    quoted = following < len(quotations) and quotations[following].start < span.end
    marked = any(mark in own for mark in _QUOTES)
    reported = not spoken.reporting.isdisjoint(word.text for word in found)
    return Sentence(span.start, span.end, tuple(kinds.terms(found, spoken)), quoted or marked or reported)


def _spoken(sentence: str, found: Sequence[Word], document: Language) -> Language:
    """Return the sentence's language: another than the document's when nearly none of its small words are there."""
    if len(found) < QUOTED_WORDS or 10 * sum(word.text in document.function for word in found) >= len(found):
        return document
    other = language.guess(sentence)
    small = sum(word.text in other.function for word in found)
    return other if 5 * small >= len(found) else document


class _Kinds:
    """Tells words from names: a name is capitalised and never in lower case in the document."""

    def __init__(self, text: str, spoken: Language, found: Sequence[Word]) -> None:
        self.language = spoken
        self._text = text
        self._known = frequencies.load().lower
        lower: set[str] = set()
        inside: set[str] = set()
        previous = None
        for word in found:
            if text[word.start].islower() or (previous is not None and previous.text in spoken.determiners):
                lower.add(word.text)
            elif previous is not None and not _STARTS.search(text, previous.end, word.start + 1):
                inside.add(word.text)
            previous = word
        self._lower, self._inside = ({language.stem(word, spoken.code) for word in words} for words in (lower, inside))

    def terms(self, found: Sequence[Word], spoken: Language) -> Iterator[Term]:
        for word in found:
            bare = word.text.removesuffix("'s")
            if spoken.is_empty(word.text) or (bare != word.text and spoken.is_empty(bare)):
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
