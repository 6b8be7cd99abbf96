"""Domain values -> dicts, lists, strings and numbers, with the names of the model: what JSON is written of."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dedup.model import Alignment, Cluster, Document, DocumentProvenance, Match, Provenance, Span

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCHEMA = "dedup.provenance/1"

# The text of a document stays out: a report of a collection would double it.
_LEFT_OUT = {("DocumentRecord", "text")}


def plain(value: object) -> object:
    """Return `value` as JSON knows it: floats to four places, dates in ISO 8601."""
    if isinstance(value, float):
        return round(value, 4) + 0.0  # + 0.0 turns -0.0 into 0.0
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return plain_fields(value) if is_dataclass(value) and not isinstance(value, type) else value


def plain_fields(value: "DataclassInstance") -> dict[str, object]:
    """Return the fields of a domain value by name."""
    names = (item.name for item in fields(value) if (type(value).__name__, item.name) not in _LEFT_OUT)
    return {name: plain(getattr(value, name)) for name in names}


def plain_provenance(provenance: Provenance) -> dict[str, object]:
    """Return a collection's report."""
    return {"schema": SCHEMA, **plain_fields(provenance)}


def plain_document(document: DocumentProvenance) -> dict[str, object]:
    """Return one document's report, to stand alone."""
    return {"schema": SCHEMA, **plain_fields(document)}


def plain_match(match: Match, target: Document, source: Document) -> dict[str, object]:
    """Return a comparison, each alignment with the text of both its sides."""
    return {
        "schema": SCHEMA,
        "target": match.target_id,
        "source": match.source_id,
        "resemblance": plain(match.resemblance),
        "containment": plain(match.containment),
        "alignments": [_plain_alignment(alignment, target, source) for alignment in match.alignments],
    }


def plain_clusters(clusters: Sequence[Cluster]) -> list[dict[str, object]]:
    """Return each cluster, to stand alone."""
    return [{"schema": SCHEMA, **plain_fields(cluster)} for cluster in clusters]


def _plain_alignment(alignment: Alignment, target: Document, source: Document) -> dict[str, object]:
    return {
        **plain_fields(alignment),
        "target": _plain_span(alignment.target, target),
        "source": _plain_span(alignment.source, source),
    }


def _plain_span(span: Span, document: Document) -> dict[str, object]:
    return {**plain_fields(span), "text": document.text[span.start : span.end]}
