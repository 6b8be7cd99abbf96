"""The table of agencies and outlets, and where a text names them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import merge
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

from dedup import _core

NameKind = Literal["agency", "weak", "outlet"]

# Scripts whose words stand without spaces or take prefixes: a name may touch other letters.
_UNSPACED = re.compile(r"[\u0600-\u06ff\u0980-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_JOINED = re.compile(r"(?<=[(\[/])(\w[\w.]{1,14}(?:[-–]\w[\w.]{1,14}){1,3})(?=[)\]/])")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"//|www\.|@\w|\w\.\w+/")


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire service, or an outlet whose texts others quote and carry.

    Attributes:
        surname: its name is also a person's, so a sentence of which it is the subject proves little.
        is_press: it distributes press releases.
    """

    name: str
    is_outlet: bool
    spellings: tuple[tuple[str, NameKind], ...]
    domains: tuple[str, ...]
    surname: bool = False
    is_press: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names an agency or outlet.

    Attributes:
        kind: "weak" where the abbreviation is also a common word or another's initials.
    """

    agency: Agency
    kind: NameKind
    start: int
    end: int


class AgencyTable:
    """Agencies by spelling and by domain."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._spellings: dict[str, tuple[Agency, NameKind]] = {}
        self._domains: dict[str, Agency] = {}
        for agency in agencies:
            for spelling, kind in agency.spellings:
                self._spellings.setdefault(spelling, (agency, kind))
            for domain in agency.domains:
                self._domains.setdefault(domain, agency)
        self._agencies = frozenset(owner.name for owner, _ in self._spellings.values() if not owner.is_outlet)
        self._press = frozenset(owner.name for owner, _ in self._spellings.values() if owner.is_press)
        # Names by their first word: of most of them no pattern is ever needed, and all take a tenth of a second.
        self._opened: dict[str, list[str]] = {}
        for spelling in self._spellings:
            if word := _WORD.match(spelling):
                self._opened.setdefault(word[0], []).append(spelling)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in a text by place, the longest name at each; web addresses name nobody."""
        starts = self._names.find(text.replace("\xa0", " "))
        joined = [mention for start in starts for mention in self._find_joined(_JOINED.match(text, start))]
        yield from merge(self._find_plain(text, starts), joined, key=lambda mention: mention.start)

    def may_name(self, texts: Sequence[str]) -> list[bool]:
        """Return of each text whether `find` can find anything in it, far faster where it cannot."""
        return self._names.are_in([text.replace("\xa0", " ") for text in texts])

    @cached_property
    def _names(self) -> _core.Names:
        return _core.Names(list(self._spellings))

    def _find_plain(self, text: str, starts: Iterable[int]) -> Iterator[Mention]:
        done = 0
        for place in starts:
            found = self._pattern_at(text, place).match(text, place) if place >= done else None
            if found:
                start, done = found.span(found.lastindex or 0)
                if not _in_address(text, start, done):
                    agency, kind = self._spellings[re.sub(r"\s", " ", found[found.lastindex or 0])]
                    yield Mention(agency, kind, start, done)
                done = found.end()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._spellings)

    def _pattern_at(self, text: str, place: int) -> re.Pattern[str]:
        """Return the pattern of the names that may begin at a place."""
        word = _WORD.match(text, place)
        if not word or word[0] not in self._opened:
            return self._pattern
        if word[0] not in self._patterns:
            self._patterns[word[0]] = _pattern(self._opened[word[0]])
        return self._patterns[word[0]]

    def _find_joined(self, found: re.Match[str] | None) -> list[Mention]:
        """Return the mentions in "(NTB-Reuters)", if each part is one; elsewhere a hyphen makes another word."""
        if not found:
            return []
        parts = list(re.finditer(r"[^-–]+", found[1]))
        if not all(part[0] in self._spellings for part in parts):
            return []
        known = [(*self._spellings[part[0]], part) for part in parts]
        return [
            Mention(agency, kind, found.start(1) + part.start(), found.start(1) + part.end())
            for agency, kind, part in known
        ]

    def is_agency(self, name: str) -> bool:
        """Return whether a name is a wire service's, not an outlet's."""
        return name in self._agencies

    def is_press(self, name: str) -> bool:
        """Return whether a name is that of a service that distributes press releases."""
        return name in self._press

    def of_domain(self, host: str) -> Agency | None:
        """Return who owns a host or mail domain, if the table knows."""
        labels = host.lower().rstrip(".").split(".")
        parents = (".".join(labels[place:]) for place in range(len(labels) - 1))
        return next((self._domains[parent] for parent in parents if parent in self._domains), None)

    def of_outlet(self, *, outlet: str | None, url: str | None) -> frozenset[Agency]:
        """Return what the table knows a page's own outlet as.

        An agency that is named as outlet at an address of somebody else is no owner: it is where the text comes from.
        """
        site = self.of_domain(_host(url)) if url else None
        named = self.of_name(outlet) if outlet else None
        if named and site is not named and url and not named.is_outlet and named.domains:
            named = None
        return frozenset(owner for owner in (site, named, self.of_domain(outlet or "")) if owner)

    def of_name(self, name: str) -> Agency | None:
        """Return whose name or abbreviation this is, if the table knows."""
        known = self._spellings.get(name) or self._spellings.get(re.sub(r"(?i)^the ", "", name))
        return known[0] if known else None


@cache
def load_agencies() -> AgencyTable:
    """Return the shipped table, read once."""
    source = resources.files("dedup").joinpath("data", "agencies.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    return AgencyTable(_agency(entry, kind) for kind in ("agency", "outlet") for entry in tables[kind])


def site_names(*, outlet: str | None, url: str | None) -> frozenset[str]:
    """Return the plain names of a page's own outlet, whether the table knows it or not."""
    labels = _host(url).split(".") if url else []
    return frozenset({plain_name(outlet), *labels[:-1]} - {"", "www", "com", "co"})


def plain_name(name: str | None) -> str:
    """Return the letters of a name in small letters, without a top-level domain or article: "livescience"."""
    bare = re.sub(r"^(?:the|der|die|das) |\.(?:com|org|net|de|fr|co\.uk)$", "", (name or "").casefold())
    return re.sub(r"\W+", "", bare)


def _agency(entry: dict[str, list[str]], table: str) -> Agency:
    name = str(entry["name"])
    strong: NameKind = "outlet" if table == "outlet" else "agency"
    names = entry.get("names", [])
    written = dict.fromkeys([*names, *(each.upper() for each in names), *entry.get("abbreviations", [])])
    spellings: list[tuple[str, NameKind]] = [(each, strong) for each in written]
    spellings += [(each, "weak") for each in entry.get("weak", [])]
    if table == "agency":  # desks sign in lower case: "(afp)", "Quelle: sid/dpa"
        spellings += [(each.lower(), "weak") for each in written if 2 < len(each) < 12 and " " not in each]
    return Agency(
        name,
        table == "outlet",
        tuple(spellings),
        tuple(entry.get("domains", ())),
        bool(entry.get("surname")),
        bool(entry.get("press")),
    )


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all names: each kind in a group, bounded by word edges, Cyrillic ones, free ones."""
    free = [each for each in spellings if _UNSPACED.search(each)]
    cyrillic = [each for each in spellings if _CYRILLIC.search(each) and each not in free]
    bounded = [each for each in spellings if each not in free and each not in cyrillic]
    left, right = r"(?<![\w@#&])(?<!\w-)", r"(?!\w|-\w|[.@][a-z])"
    forms = (
        (bounded, rf"{left}({_trie(bounded)}){right}"),
        (cyrillic, rf"{left}({_trie(cyrillic)})[\u0430-\u045f]{{0,3}}(?!\w)"),
        (free, rf"({_trie(free)})"),
    )
    return re.compile("|".join(form for names, form in forms if names))


def _trie(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, longest first, without trying them one by one."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    optional = branches.pop("", None) is not None
    if not branches:
        return ""
    parts = [_letter(letter) + _trie(rests) for letter, rests in sorted(branches.items())]
    if len(parts) == 1 and not optional:  # half the time to compile, since most letters have one successor
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if optional else ''}"


def _letter(letter: str) -> str:
    return r"[ \xa0]" if letter == " " else re.escape(letter)


def _in_address(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] not in set("/-._=?&"):
        return False
    run = text[max(0, start - 80) : end].split()
    return bool(run) and bool(_ADDRESS.search(run[-1]))


def _host(url: str) -> str:
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
