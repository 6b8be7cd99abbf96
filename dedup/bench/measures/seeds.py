"""A few annotated articles of one story: which passages say the same, what only looks alike, credits, boilerplate.

The corpus: texts, and `gold.json` with passage pairs, hard negatives, boilerplate and credits by their code points.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dedup.bench.agreement import Counts, compare_sets
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.plagdet import Case
from dedup.credits import own_agency
from dedup.model import Document, DocumentProvenance, PassageMatch, Span
from dedup.pipeline import report

Gold = dict[str, Any]
_SURE = 0.7  # pairs of which the annotator is less sure count neither way
_TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution", "in_text"}
# What the annotator marked beside the credits: hints, which name nobody as the source of the text.
_HINTS = ("photo_credit", "contributor_line", "version_note", "dateline_without_agency")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles: what was found between them, in one band or both, and what of it is right.

    Attributes:
        sure: annotated pairs that the annotator is sure of.
        found, found_possible: of those, asserted ones, and those found in any band.
        false, false_possible: findings that are no annotated pair, sure or not.
        negatives: pairs that only look alike and are asserted.
        boilerplate: asserted findings that touch boilerplate.
    """

    sure: int
    found: int
    found_possible: int
    false: int
    false_possible: int
    negatives: int
    boilerplate: int
    same_story: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its credits as annotated and as found, to the character."""

    credits: Counts


def observe(task: Task) -> list[Pair | Article]:
    """Return every pair of articles, then every article."""
    (corpus,) = task.corpora
    gold = json.loads((corpus / "gold.json").read_text(encoding="utf-8"))
    files = [entry["file"] for entry in gold["documents"]]
    provenance = report(Document(file, _read(corpus / file)) for file in files)
    traced = {one.document.id: one for one in provenance.documents}
    pairs = [_observe_pair(gold, traced[one], traced[other]) for one, other in combinations(files, 2)]
    task.on_progress(1, 1)
    return [*pairs, *(_observe_article(entry, traced[entry["file"]]) for entry in gold["documents"])]


def score(observed: Sequence[Pair | Article]) -> Scores:
    """Return the sums over pairs and articles."""
    pairs = [one for one in observed if isinstance(one, Pair)]
    credits_ = sum((one.credits for one in observed if isinstance(one, Article)), Counts())
    return {
        "sure pairs": sum(pair.sure for pair in pairs),
        "sure pairs asserted": sum(pair.found for pair in pairs),
        "false, asserted": sum(pair.false for pair in pairs),
        "sure pairs found, with possible": sum(pair.found_possible for pair in pairs),
        "false, with possible": sum(pair.false_possible for pair in pairs),
        "hard negatives asserted": sum(pair.negatives for pair in pairs),
        "boilerplate asserted": sum(pair.boilerplate for pair in pairs),
        "credits exact, F1": credits_.f1,
        "pairs in one story": mean([pair.same_story for pair in pairs]),
    }


def _observe_pair(gold: Gold, ours: DocumentProvenance, theirs: DocumentProvenance) -> Pair:
    files = (ours.document.id, theirs.document.id)
    annotated = [(entry, _case(entry, files)) for entry in gold["passage_pairs"] if _is_of(entry, files)]
    sure = [case for entry, case in annotated if entry["confidence"] >= _SURE and "subspan_of" not in entry]
    negatives = [_case(entry, files) for entry in gold["hard_negatives"] if _is_of(entry, files)]
    matches = [m for passage in ours.passages for m in passage.matches if m.document == theirs.document.id]
    possible = [_found(match) for match in matches]
    asserted = [_found(match) for match in matches if match.band == "asserted"]
    known = [case for _, case in annotated]
    return Pair(
        sure=len(sure),
        found=sum(any(map(_meets(case), asserted)) for case in sure),
        found_possible=sum(any(map(_meets(case), possible)) for case in sure),
        false=sum(not any(map(_meets(found), known)) for found in asserted),
        false_possible=sum(not any(map(_meets(found), known)) for found in possible),
        negatives=sum(any(_holds(found, case) for found in asserted) for case in negatives),
        boilerplate=sum(_touches_chrome(gold, files, found) for found in asserted),
        same_story=ours.story is not None and theirs.document.id in ours.story.documents,
    )


def _observe_article(entry: Gold, found: DocumentProvenance) -> Article:
    true = {(_agency(one), one["start"], one["end"]) for one in entry["credits"] if one["role"] not in _HINTS}
    named = {(one.agency, one.start, one.end) for one in found.credits if one.role in _TEXT_ROLES}
    return Article(compare_sets(true, named))


def _agency(credit: Gold) -> str:
    return own_agency([], outlet=credit["agency"]) or str(credit["agency"])


def _is_of(entry: Gold, files: tuple[str, str]) -> bool:
    return {entry["a"]["file"], entry["b"]["file"]} == {*files}


def _case(entry: Gold, files: tuple[str, str]) -> Case:
    spans = {entry[side]["file"]: Span(entry[side]["start"], entry[side]["end"]) for side in "ab"}
    return Case(spans[files[0]], spans[files[1]])


def _found(match: PassageMatch) -> Case:
    return Case(Span(match.target_start, match.target_end), Span(match.start, match.end))


def _meets(one: Case) -> Callable[[Case], bool]:
    """Return whether a case and this one share half of the shorter, on both sides."""
    return lambda other: all(
        2 * mine.overlap(theirs) >= min(len(mine), len(theirs))
        for mine, theirs in ((one.target, other.target), (one.source, other.source))
    )


def _holds(found: Case, case: Case) -> bool:
    """Whether a finding holds at least half of a case, on both sides."""
    return 2 * found.target.overlap(case.target) >= len(case.target) and (
        2 * found.source.overlap(case.source) >= len(case.source)
    )


def _touches_chrome(gold: Gold, files: tuple[str, str], found: Case) -> bool:
    sides = dict(zip(files, (found.target, found.source), strict=True))
    return any(
        entry["file"] in sides and sides[entry["file"]].overlap(Span(entry["start"], entry["end"])) > 0
        for entry in gold["boilerplate"]
    )


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
