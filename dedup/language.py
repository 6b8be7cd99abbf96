"""Words of a text, in any script: where they stand, their language, their stems, which carry no content."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import NamedTuple, TypeVar

from dedup import _core

T = TypeVar("T")
# Han, kana, Thai, Lao, Burmese and Khmer are written without spaces between words.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
# Python's \w leaves out combining marks: accents, Hebrew and Arabic points, vowel signs of Indic scripts.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0981-\u0dff"
# What the core cuts words by, and what readers of words ask of their first characters: a bit each, in this order.
_PATTERNS = (
    re.compile(rf"[^\W\d_{_UNSPACED}]"),
    re.compile(r"\d"),
    _UNSPACED_CHARACTER,
    re.compile(f"[{_MARKS}]"),
)
_TESTS: tuple[Callable[[str], bool], ...] = (
    str.islower,
    str.isupper,
    str.isdigit,
    lambda character: character.casefold().isalnum(),
)
LOWER, UPPER, FIGURE = 16, 32, 64
_PAGE = 256  # characters that the core asks for at once
_MOST = 1 << 17  # words of a language whose stems are kept
_LANGUAGES = 64  # languages of which they are
_SURROGATES = range(0xD800 // _PAGE, 0xE000 // _PAGE)
_ELIDED = re.compile(r"^(?:l|d|dell|all|nell|sull|un)'")
COMPOUNDED = 4  # a shorter noun is the end of too many words: "Amt", "insgesamt"
_LISTS = (
    "function",
    "reporting",
    "calendar",
    "abbreviations",
    "endings",
    "determiners",
    "ascribing",
    "statements",
    "institutions",
    "pronouns",
    "negations",
    "genitives",
    "outlets",
)
# Share of the letters that must be of the script; Ukrainian's own are one in fourteen, its rivals have none.
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]"), 0.3),
    ("ja", re.compile("[\u3040-\u30ff]"), 0.2),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.4),
    ("th", re.compile("[\u0e01-\u0e4e]"), 0.4),
    ("ar", re.compile("[\u0620-\u06ff]"), 0.4),
    ("el", re.compile("[\u0370-\u03ff]"), 0.4),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.025),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.4),
)
_SCRIPTED = re.compile("[\u0370-\u1fff\u3040-\U0010ffff]")  # what holds all of them, and no quotation mark

_COMPOUNDING = frozenset(("de", "nl", "sv", "da", "no"))
_VERB_LAST = frozenset(("ko", "tr", "hi"))
_POSTPOSING = frozenset(("fr", "es", "it", "pt", "ro"))


class Word(NamedTuple):
    """A word at its place, `text[start:end]`, folded; a pair of characters where a script has no spaces."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Language:
    """What dedup knows of a language.

    Attributes:
        code: ISO 639-1, or "" where the language is not known.
        function: words without content.
        reporting: verbs and nouns that say who said it.
        calendar: weekdays and months.
        abbreviations: what never ends a sentence at its full stop.
        endings: abbreviations that may.
        determiners: what stands before a noun, where nouns are capitalised.
        ascribing: what stands before who said it: "according".
        statements: nouns for what was said.
        institutions: nouns for the bodies that say it.
        pronouns: what stands for a person who was named before.
        negations: what turns a sentence into its contrary.
        genitives: what stands before whose something is: "of".
        outlets: nouns for a paper or an agency that was named before.
        compounds: whether institutions are the ends of longer words: "Verteidigungsministerium".
        postposed: whether adjectives follow: "oficina presidencial".
        verb_last: whether the verb ends the sentence, and endings mark who does what.
    """

    code: str
    function: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    ascribing: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    compounds: bool = False
    postposed: bool = False
    verb_last: bool = False
    stem: Callable[[str], str] = str

    def institution(self, word: str) -> str | None:
        """Return the noun for a body that speaks that a folded word is, or in some languages ends with."""
        return _institutions(self.code)[word]

    def is_empty(self, word: str) -> bool:
        """Return whether a folded word says nothing of the event."""
        return word in self.function or word in self.reporting or word in self.calendar


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, as parallel columns.

    Attributes:
        texts: the words, folded.
        starts: where they start.
        ends: where they end.
        firsts: the class of each one's first character, bits of which are LOWER, UPPER and FIGURE.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    firsts: bytes

    def between(self, start: int, end: int) -> "Words":
        """Return the words that lie in a range of the text."""
        first = bisect_left(self.starts, start)
        last = bisect_right(self.ends, end, first)
        return Words(self.texts[first:last], self.starts[first:last], self.ends[first:last], self.firsts[first:last])

    def __iter__(self) -> Iterator[Word]:
        """Yield the words one by one."""
        return map(Word, self.texts, self.starts, self.ends)


def cut(text: str, start: int = 0, end: int | None = None) -> Words:
    """Return the words of `text[start:end]`, at their places in `text`.

    A number, an abbreviation such as "U.S.", a word with its inner apostrophes, or each pair of neighbours in a run of
    characters of a script without spaces.

    Example:
        >>> cut("Yoon’s U.S. visit, 1,200 years on").texts
        ("yoon's", 'u.s.', 'visit', '1,200', 'years', 'on')
    """
    return _cut_whole(text) if start == 0 and end is None else Words(*_cutter().cut(text[start:end], start))


@lru_cache(maxsize=4)  # a document's language, its sentences and who speaks in it are asked in turn
def _cut_whole(text: str) -> Words:
    return Words(*_cutter().cut(text))


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text[start:end]` one by one, as `cut` finds them."""
    return iter(cut(text, start, end))


def is_pair(word: str) -> bool:
    """Return whether a word is a pair of characters of a script without spaces: half a word, or less."""
    return bool(_UNSPACED_CHARACTER.match(word))


def fold(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    folded = word.casefold()
    return folded if folded.isalnum() else folded.replace("’", "'").replace("ʼ", "'")


def guess(text: str, hint: str | None = None) -> Language:
    """Return the language of a text: the hinted one, else by script, else by its function words.

    Example:
        >>> guess("Die Regierung hat sich mit der Opposition auf das Gesetz geeinigt.").code
        'de'
    """
    if hint and hint[:2].lower() in _languages():
        return by_code(hint)
    return _guess(text[:4000])


@lru_cache(maxsize=256)
def _guess(sample: str) -> Language:
    if _SCRIPTED.search(sample):
        letters = sum(map(str.isalpha, sample))
        for code, script, share in _SCRIPTS:
            if letters and len(script.findall(sample)) >= share * letters:
                return by_code(code)
    spoken = map(_small_words().get, cut(sample).texts)
    scores = Counter(chain.from_iterable(filter(None, spoken)))
    best = max(_languages(), key=lambda code: (scores[code], code == "en"))
    return by_code(best if scores[best] else "")


def by_code(code: str) -> Language:
    """Return the language of an ISO code such as "en" or "pt-BR"; an unknown one has no lists and no stems."""
    code = code[:2].lower()
    return _languages().get(code, Language(code))


def stem(word: str, language: str = "en") -> str:
    """Return the stem of a folded word as `Frequencies` counts it.

    Example:
        >>> stem("weapons"), stem("korea's"), stem("u.s.")
        ('weapon', 'korea', 'us')
    """
    return _stems(language)[word]


def stems(words: Iterable[str], language: str) -> list[str]:
    """Return the stem of each of some folded words."""
    return list(map(_stems(language).__getitem__, words))


def content(words: Iterable[str], language: str) -> list[str | None]:
    """Return the stem of each of some folded words, or None of one that says nothing of the event.

    Example:
        >>> content(["the", "weapons", "korea's"], "en")
        [None, 'weapon', 'korea']
    """
    return list(map(_contents(language).__getitem__, words))


class Memo(dict[str, T]):
    """What a function returned of each word; when there are too many, all are forgotten."""

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        """Return what was not asked before."""
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._function(word)
        return found


@lru_cache(maxsize=_LANGUAGES)
def _stems(code: str) -> Memo[str]:
    spoken = by_code(code)
    return Memo(lambda word: _stem(word, spoken))


def _stem(word: str, spoken: Language) -> str:
    plain = word.removesuffix("'s").rstrip("'").replace(".", "") if not word[0].isdigit() else word
    return spoken.stem(plain) or word


@lru_cache(maxsize=_LANGUAGES)
def _contents(code: str) -> Memo[str | None]:
    spoken = by_code(code)
    return Memo(lambda word: _content(word, spoken))


def _content(word: str, spoken: Language) -> str | None:
    bare = word.removesuffix("'s")
    if spoken.is_empty(word) or spoken.is_empty(bare):
        return None
    return stem(word, spoken.code) if len(bare) > 1 or bare.isdigit() or not bare.isascii() else None


@lru_cache(maxsize=_LANGUAGES)
def _institutions(code: str) -> Memo[str | None]:
    spoken = by_code(code)
    return Memo(lambda word: _institution(word, spoken))


def _institution(word: str, spoken: Language) -> str | None:
    bare = spoken.stem(word) if spoken.verb_last else _ELIDED.sub("", word).removesuffix("'s")
    if bare in spoken.institutions or not spoken.compounds:
        return bare if bare in spoken.institutions else None
    ends = (bare, bare.removesuffix("es"), bare.removesuffix("s"))
    nouns = [noun for noun in spoken.institutions if len(noun) >= COMPOUNDED and any(e.endswith(noun) for e in ends)]
    return max(nouns, key=lambda noun: (len(noun), noun), default=None)


@lru_cache(maxsize=1)
def _cutter() -> _core.Cutter:
    return _core.Cutter(_describe)


def _describe(page: int) -> tuple[bytes, list[str]]:
    """Return the classes and the folded forms of the characters of a page; those of no word have neither."""
    if page in _SURROGATES:
        return bytes(_PAGE), [""] * _PAGE
    characters = "".join(map(chr, range(page * _PAGE, (page + 1) * _PAGE)))
    found = (frozenset(pattern.findall(characters)) for pattern in _PATTERNS)
    tests = (*(one.__contains__ for one in found), *_TESTS)
    bits = (int.from_bytes(map(test, characters), "big") << bit for bit, test in enumerate(tests))
    return sum(bits).to_bytes(_PAGE, "big"), list(map(str.casefold, characters))


@lru_cache(maxsize=1)
def _small_words() -> dict[str, tuple[str, ...]]:
    """Return for each word without content the languages that have it."""
    codes: dict[str, list[str]] = {}
    for code, language in _languages().items():
        for word in language.function:
            codes.setdefault(word, []).append(code)
    return {word: tuple(several) for word, several in codes.items()}


@lru_cache(maxsize=1)
def _languages() -> dict[str, Language]:
    table = tomllib.loads(resources.files("dedup").joinpath("data", "languages.toml").read_text("utf-8"))
    return {code: _language(code, entry) for code, entry in table.items()}


def _language(code: str, entry: dict[str, str]) -> Language:
    lists = {name: frozenset(entry[name].split()) for name in _LISTS if name in entry}
    return Language(
        code,
        stem=_stemmer(entry),
        compounds=code in _COMPOUNDING,
        postposed=code in _POSTPOSING,
        verb_last=code in _VERB_LAST,
        **lists,
    )


def _stemmer(entry: dict[str, str]) -> Callable[[str], str]:
    if "stemmer" in entry:
        import Stemmer  # noqa: PLC0415 - only texts need it, importing dedup does not

        return Stemmer.Stemmer(entry["stemmer"]).stemWord  # type: ignore[no-any-return]
    suffixes = sorted(entry.get("suffixes", "").split(), key=len, reverse=True)
    return lambda word: _cut(word, suffixes)


def _cut(word: str, suffixes: list[str]) -> str:
    if "\u0400" <= word[0] <= "\u052f":
        return word[:6]  # Cyrillic without a stemmer: six letters tell words apart, the rest is mostly ending
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            return word[: -len(suffix)]
    return word
