"""Naming the source of a rewritten article among many documents, and naming none where it is not among them.

The corpora: a file of JSON Lines with sources (`kind` "source") and rewrites of them (`source_id`, `model`), a folder
of other news in CSV files. Drafts of different sources are checked in one call against all sources and all other news;
then half of them in one call against the other news and the sources of the other half, so that their own are absent.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.measures.texts import read_csv, read_jsonl
from dedup.model import Document, DocumentProvenance
from dedup.pipeline import check_many

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """Which document was named as the source of another, and in which band, if any."""

    asserted: str | None = None
    possible: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A rewrite: its true source, what was named with that source present, and with it absent."""

    source: str
    present: Named
    absent: Named


def observe(task: Task) -> list[Draft]:
    """Return every rewrite of the corpus."""
    rewrites, news = task.corpora
    records = read_jsonl(rewrites)
    sources = {one["id"]: _document(one) for one in records if one["kind"] == "source"}
    drafts = task.pick([one for one in records if one["kind"] == "rewrite"])
    others = task.pick(read_csv(news))
    observed: list[Draft] = []
    for batch in _split(drafts):
        observed += _observe_batch(batch, sources, others)
        task.on_progress(len(observed), len(drafts))
    return observed


def score(drafts: Sequence[Draft]) -> Scores:
    """Return how often the true source, a false one or none is named."""
    return {
        "source named": mean([draft.present.asserted == draft.source for draft in drafts]),
        "source named or possible": mean([draft.source in _either(draft.present) for draft in drafts]),
        "another named though the source is there": mean(
            [draft.present.asserted not in (None, draft.source) for draft in drafts]
        ),
        "one named though the source is absent": mean([draft.absent.asserted is not None for draft in drafts]),
        "one named or possible though the source is absent": mean([_either(draft.absent) != set() for draft in drafts]),
    }


def name_source(report: DocumentProvenance) -> Named:
    """Return the documents that a report says its text was rewritten from, in either band."""
    best = {one.band: one.document for one in reversed(report.rewritten_from)}  # the likeliest comes first
    return Named(best.get("asserted"), best.get("possible"))


def _split(drafts: Iterable[Record]) -> list[list[Record]]:
    """Return batches of drafts no two of which have one source."""
    batches: list[list[Record]] = []
    used: Counter[str] = Counter()
    for draft in drafts:
        place = used[draft["source_id"]]
        used[draft["source_id"]] += 1
        if place == len(batches):
            batches.append([])
        batches[place].append(draft)
    return batches


def _observe_batch(
    batch: Sequence[Record], sources: dict[str, Document], others: Sequence[Document]
) -> Iterator[Draft]:
    """Yield the drafts of one batch, in order, each checked with its source present and with it absent."""
    present = _check(batch, [*sources.values(), *others])
    absent: dict[str, Named] = {}
    for half in (batch[0::2], batch[1::2]):
        own = {one["source_id"] for one in half}
        absent |= _check(half, [*(one for id_, one in sources.items() if id_ not in own), *others])
    yield from (Draft(one["source_id"], present[one["id"]], absent[one["id"]]) for one in batch)


def _check(batch: Iterable[Record], against: Iterable[Document]) -> dict[str, Named]:
    checked = check_many([_document(one) for one in batch], against)
    return {report.document.id: name_source(report) for report in checked.documents}


def _document(record: Record) -> Document:
    return Document(record["id"], record["text"])


def _either(named: Named) -> set[str]:
    return {id_ for id_ in (named.asserted, named.possible) if id_ is not None}
