"""Independent reports of the same events: nothing may be asserted as copied, and each event is one story.

The corpus: a folder for each event, holding its articles in files that dedup reads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from dedup.bench.agreement import count_pairs
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.model import Document, DocumentProvenance, Relation
from dedup.pipeline import read_documents, report


@dataclass(frozen=True, slots=True)
class Event:
    """The articles of one event.

    Attributes:
        stories: the story that each was put into.
        relations: for each pair, how passages that are asserted relate one to the other.
    """

    name: str
    stories: tuple[str, ...]
    relations: tuple[frozenset[Relation], ...]


def observe(task: Task) -> list[Event]:
    """Return the events, by name, all articles being reported on together."""
    (corpus,) = task.corpora
    folders = task.pick(sorted(path for path in corpus.iterdir() if path.is_dir()))
    events = {folder.name: list(_read(folder, corpus)) for folder in folders}
    provenance = report(document for documents in events.values() for document in documents)
    traced = {one.document.id: one for one in provenance.documents}
    task.on_progress(1, 1)
    return [_observe(name, [traced[one.id] for one in documents]) for name, documents in events.items()]


def score(events: Sequence[Event]) -> Scores:
    """Return the shares of pairs of one event with asserted passages, and F1 of stories."""
    names = [event.name for event in events for _ in event.stories]
    stories = count_pairs(names, [story for event in events for story in event.stories])
    pairs = [relations for event in events for relations in event.relations]
    return {
        "pairs of one event": len(pairs),
        "pairs asserted as copied": mean(["copied_from" in relations for relations in pairs]),
        "pairs asserted, of unknown source": mean(["unknown" in relations for relations in pairs]),
        "pairs with anything asserted": mean([bool(relations) for relations in pairs]),
        "story pairs, F1": stories.f1,
        "story pairs, precision": stories.precision,
        "story pairs, recall": stories.recall,
    }


def _read(folder: Path, corpus: Path) -> Iterable[Document]:
    for document in read_documents(folder):
        yield replace(document, id=str(Path(document.id).relative_to(corpus)))


def _observe(name: str, articles: Sequence[DocumentProvenance]) -> Event:
    pairs = list(combinations(articles, 2))
    return Event(
        name,
        tuple(one.story.id if one.story else one.document.id for one in articles),
        tuple(_relations(one, other) | _relations(other, one) for one, other in pairs),
    )


def _relations(one: DocumentProvenance, other: DocumentProvenance) -> frozenset[Relation]:
    """Return how asserted passages of one document relate to the other."""
    matches = (match for passage in one.passages for match in passage.matches if match.document == other.document.id)
    return frozenset(match.relation for match in matches if match.band == "asserted")
