"""Reprints among the pages of a day, under the noise of optical character recognition.

The corpus: for each day a folder of pages and a table `DAY_silver_passages.tsv` of passages that two pages share.
All pages of a day are parsed, the pairs that share a run of words are found, and each is aligned.
"""

import csv
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dedup.align import find_alignments
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.plagdet import Case, cover
from dedup.lsh import find_shared
from dedup.model import Alignment, Document, Span
from dedup.pipeline import parse

Found = Mapping[tuple[str, str], Sequence[Alignment]]


@dataclass(frozen=True, slots=True)
class Day:
    """The CPU time that all pages of a day took, all against all."""

    pages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reprint:
    """A passage that two pages share, and whether it was found.

    Attributes:
        proposed: the pair was a candidate.
        asserted, possible: asserted passages, or any, cover at least half of it on both sides.
    """

    day: Day
    proposed: bool
    asserted: bool
    possible: bool


def observe(task: Task) -> list[Reprint]:
    """Return every annotated passage of the days."""
    (corpus,) = task.corpora
    tables = task.pick(sorted(corpus.glob("*_silver_passages.tsv"), key=lambda path: path.stat().st_size))
    observed: list[Reprint] = []
    for number, table in enumerate(tables, 1):
        observed += _observe_day(table)
        task.on_progress(number, len(tables))
    return observed


def score(passages: Sequence[Reprint]) -> Scores:
    """Return the shares found, and the time of each day."""
    days = [day for day, _ in groupby(passage.day for passage in passages)]
    return {
        "passages found": mean([passage.asserted for passage in passages]),
        "passages found, with possible": mean([passage.possible for passage in passages]),
        "passages of pairs that were candidates": mean([passage.proposed for passage in passages]),
        **{f"CPU seconds, {day.pages} pages all against all": day.seconds for day in days},
    }


def _observe_day(table: Path) -> list[Reprint]:
    folder = table.with_name(table.name.partition("_")[0])
    pages = [Document(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    started = time.process_time()
    found = align_all(pages)
    day = Day(len(pages), time.process_time() - started)
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_judge(day, row, found) for row in rows]


def align_all(documents: Iterable[Document]) -> Found:
    """Return what every two documents share, by their ids, the smaller first; on one thread."""
    parsed = [parse(document) for document in documents]
    tokens = {one.id: one.tokens for one in parsed}
    pairs = find_shared(parsed, threads=1)
    return {(one, other): find_alignments(tokens[one], tokens[other]) for one, other in pairs}


def _judge(day: Day, row: Mapping[str, str], found: Found) -> Reprint:
    sides = sorted((row[f"page_{side}"], int(row[f"{side}_start"]), int(row[f"{side}_end"])) for side in "ab")
    (one, *ours), (other, *theirs) = sides
    case = Case(Span(*ours), Span(*theirs))
    alignments = found.get((one, other), ())
    asserted = [alignment for alignment in alignments if alignment.band == "asserted"]
    return Reprint(day, (one, other) in found, _is_found(case, asserted), _is_found(case, alignments))


def _is_found(case: Case, alignments: Iterable[Alignment]) -> bool:
    near = [found for found in (Case(one.target, one.source) for one in alignments) if found.overlaps(case)]
    return all(
        2 * cover(side, others) >= len(side)
        for side, others in (
            (case.target, [one.target for one in near]),
            (case.source, [one.source for one in near]),
        )
    )
