"""Credit lines and look-alikes as they stand on real pages, in tables of Markdown: F1 for each role.

The corpus: a file with a table under `## A credit` and one under `## Not a text credit`, each row a place and fragments
in backticks. Every fragment is put where its place says, in an article without other credits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup.bench.agreement import Counts
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.credits import find_credits

_TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}
_ROLES = {
    "dateline": "dateline",
    "byline": "byline",
    "credit line": "credit_line",
    "copyright": "copyright",
    "contribution": "contribution",
    "republication": "credit_line",
}
_PROSE = (
    "The government announced new measures on Monday after a long debate in parliament, and officials expect "
    "the first results before the end of the coming year, they added.\n"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment in one place: the role that it has, None for a look-alike, and the roles that were found."""

    role: str | None
    found: frozenset[str]


def observe(task: Task) -> list[Fragment]:
    """Return every fragment of the file in each place where it can stand."""
    (cases,) = task.corpora
    fragments = [
        Fragment(_ROLES.get(place), _find_roles(text))
        for place, fragment in read_cases(cases)
        for text in _place(place, fragment)
    ]
    task.on_progress(1, 1)
    return fragments


def score(fragments: Sequence[Fragment]) -> Scores:
    """Return F1 over all text credits and for each role, and the share of look-alikes that credit nobody."""
    roles = dict.fromkeys(_ROLES.values())
    counts = {role: sum((_count(one, role) for one in fragments), Counts()) for role in roles}
    anything = sum((_count_any(one) for one in fragments), Counts())
    look_alikes = [one for one in fragments if one.role is None]
    return {
        "text credits, F1": anything.f1,
        **{f"{role}, F1": counted.f1 for role, counted in counts.items()},
        "look-alikes that credit nobody": mean([not one.found for one in look_alikes]),
    }


def read_cases(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each fragment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        place, _, fragments = line.strip("| ").partition("|")
        for fragment in re.findall(r"`([^`]+)`", fragments):
            yield place.strip(), fragment


def _place(place: str, fragment: str) -> Iterator[str]:
    """Yield articles that hold the fragment where it belongs; what is nothing may stand anywhere."""
    if place == "dateline":
        yield f"{fragment.strip()} {_PROSE}{_PROSE}"
    elif place == "byline":
        yield f"Parliament approves new measures\n{fragment}\n{_PROSE * 3}"
    elif place in _ROLES:
        yield f"{_PROSE * 3}{fragment}"
    else:
        yield f"{_PROSE}{fragment}\n{_PROSE * 2}"
        yield f"{_PROSE * 2}{fragment}"


def _find_roles(text: str) -> frozenset[str]:
    return frozenset(credit.role for credit in find_credits(text) if credit.role in _TEXT_ROLES)


def _count(fragment: Fragment, role: str) -> Counts:
    true, found = fragment.role == role, role in fragment.found
    return Counts(int(true and found), int(found and not true), int(true and not found))


def _count_any(fragment: Fragment) -> Counts:
    true, found = fragment.role is not None, bool(fragment.found)
    return Counts(int(true and found), int(found and not true), int(true and not found))
