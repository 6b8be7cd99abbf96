"""Words of a text, in any script: where they stand, their language, their stems, which carry no content."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

# Han, kana, Thai, Lao, Burmese and Khmer are written without spaces between words.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
# Python's \w leaves out combining marks: accents, Hebrew and Arabic points, vowel signs of Indic scripts.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0981-\u0dff"
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_WORD = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}]+)"
    rf"|\d+(?:[.,:]\d+)*"
    rf"|(?:{_LETTER}\.){{2,}}"
    rf"|{_LETTER}(?:{_LETTER}|[{_MARKS}])*(?:['’ʼ]{_LETTER}+)*"
)
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
        bare = self.stem(word) if self.verb_last else _ELIDED.sub("", word).removesuffix("'s")
        if bare in self.institutions or not self.compounds:
            return bare if bare in self.institutions else None
        ends = (bare, bare.removesuffix("es"), bare.removesuffix("s"))
        nouns = [noun for noun in self.institutions if len(noun) >= COMPOUNDED and any(e.endswith(noun) for e in ends)]
        return max(nouns, key=lambda noun: (len(noun), noun), default=None)

    def is_empty(self, word: str) -> bool:
        """Return whether a folded word says nothing of the event."""
        return word in self.function or word in self.reporting or word in self.calendar


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text[start:end]`, at their places in `text`.

    Example:
        >>> [word.text for word in words("Yoon’s U.S. visit, 1,200 years on")]
        ["yoon's", 'u.s.', 'visit', '1,200', 'years', 'on']
    """
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        first, last = found.span()
        if found.lastindex:  # the group of scripts without spaces
            yield from _pairs(text, first, last)
        else:
            yield Word(fold(found[0]), first, last)


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
    letters = sum(map(str.isalpha, sample))
    for code, script, share in _SCRIPTS:
        if letters and len(script.findall(sample)) >= share * letters:
            return by_code(code)
    counts = Counter(found[0] for found in _WORD.finditer(fold(sample)))
    scores = {
        code: sum(counts[word] for word in counts.keys() & language.function) for code, language in _languages().items()
    }
    best = max(scores, key=lambda code: (scores[code], code == "en"))
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
    return _stem(word, language)


@lru_cache(maxsize=1 << 17)
def _stem(word: str, language: str) -> str:
    plain = word.removesuffix("'s").rstrip("'").replace(".", "") if not word[0].isdigit() else word
    return by_code(language).stem(plain) or word


def _pairs(text: str, start: int, end: int) -> Iterator[Word]:
    for place in range(start, max(start + 1, end - 1)):
        stop = min(place + 2, end)
        yield Word(text[place:stop], place, stop)


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
