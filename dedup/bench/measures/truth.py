"""What a careful editor knows of a newsroom's articles: stories, credits, and where their passages came from."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dedup.model import AlignmentKind, CreditRole, CreditScope, DirectionValue, Relation, ZoneKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage: `text` is what `document` holds from `start` to `end`."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TrueCredit:
    """A place where the text names an agency (or, without agency, a colleague)."""

    agency: str | None
    role: CreditRole
    scope: CreditScope
    quote: Quote


@dataclass(frozen=True, slots=True)
class TrueZone:
    """A place that is no body text."""

    kind: ZoneKind
    quote: Quote


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """What one article is.

    Attributes:
        story: the event that it reports.
        also: other events that a round-up reports besides.
        cluster: the earliest document that it resembles at 0.7 or more, itself when there is none.
        unseen: agencies that it credits and whose story is not in the newsroom.
    """

    id: str
    story: str
    also: tuple[str, ...]
    cluster: str
    credits: tuple[TrueCredit, ...]
    zones: tuple[TrueZone, ...]
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruePassage:
    """A passage of the target and the one of the source that it came from or that says the same."""

    kind: AlignmentKind
    target: Quote
    source: Quote


@dataclass(frozen=True, slots=True)
class Reuse:
    """Everything that one article shares with another in one relation.

    Attributes:
        because: the evidence for the direction that an editor would name.
        upstream: whose words both have, where neither copied the other.
        credited: whether the target says where the passages came from.
        credit: the words by which it names a source that is no agency.
    """

    target: str
    source: str
    relation: Relation
    direction: DirectionValue
    because: tuple[str, ...]
    upstream: str | None
    credited: bool
    credit: Quote | None
    passages: tuple[TruePassage, ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """Two passages between which no reuse may be asserted, and why; an "event_fact" may be a `same_event_fact`."""

    kind: str
    why: str
    a: Quote
    b: Quote


@dataclass(frozen=True, slots=True)
class Truth:
    """The editor's judgements. Articles with one upstream match each other too; that follows and is not listed."""

    documents: tuple[TrueDocument, ...]
    reuse: tuple[Reuse, ...]
    negatives: tuple[Negative, ...]


def load_truth(path: Path) -> Truth:
    """Return the judgements of a file that `tests/corpus/build.py` has made."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    return Truth(
        documents=tuple(_document(entry) for entry in truth["documents"]),
        reuse=tuple(_reuse(entry) for entry in truth["reuse"]),
        negatives=tuple(_negative(entry) for entry in truth["negatives"]),
    )


def _document(entry: dict[str, Any]) -> TrueDocument:
    name = entry["id"]
    return TrueDocument(
        id=name,
        story=entry["story"],
        also=tuple(entry["also"]),
        cluster=entry["cluster"],
        credits=tuple(
            TrueCredit(credit["agency"], credit["role"], credit["scope"], _quote(name, credit))
            for credit in entry["credits"]
        ),
        zones=tuple(TrueZone(zone["kind"], _quote(name, zone)) for zone in entry["zones"]),
        unseen=tuple(entry["unseen"]),
    )


def _reuse(entry: dict[str, Any]) -> Reuse:
    target, source = entry["target"], entry["source"]
    passages = tuple(
        TruePassage(passage["kind"], _quote(target, passage["target"]), _quote(source, passage["source"]))
        for passage in entry["passages"]
    )
    credit = _quote(target, entry["credit"]) if entry["credit"] else None
    return Reuse(**{**entry, "because": tuple(entry["because"]), "credit": credit, "passages": passages})


def _negative(entry: dict[str, Any]) -> Negative:
    a, b = (_quote(entry[side]["document"], entry[side]) for side in ("a", "b"))
    return Negative(kind=entry["class"], why=entry["why"], a=a, b=b)


def _quote(document: str, entry: dict[str, Any]) -> Quote:
    return Quote(document, entry["start"], entry["end"], entry["text"])
