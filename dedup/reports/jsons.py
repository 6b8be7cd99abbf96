"""Reports as JSON, one value or one a line, and the schema that describes them."""

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from dedup.model import Cluster, Document, Match, Provenance
from dedup.reports.plain import plain_clusters, plain_document, plain_match, plain_provenance


def schema() -> dict[str, Any]:
    """Return the JSON Schema of everything that dedup writes as JSON.

    Example:
        >>> schema()["$id"]
        'dedup.provenance/1'
    """
    text = files("dedup.reports").joinpath("provenance.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def provenance_json(provenance: Provenance) -> str:
    """Return the collection's report as one JSON value."""
    return _value(plain_provenance(provenance))


def provenance_jsonl(provenance: Provenance) -> str:
    """Return the report of one document a line."""
    return _lines(plain_document(document) for document in provenance.documents)


def match_json(match: Match, target: Document, source: Document) -> str:
    """Return a comparison as one JSON value."""
    return _value(plain_match(match, target, source))


def match_jsonl(match: Match, target: Document, source: Document) -> str:
    """Return a comparison as one line."""
    return _lines([plain_match(match, target, source)])


def clusters_json(clusters: Sequence[Cluster]) -> str:
    """Return all clusters as one JSON array."""
    return _value(plain_clusters(clusters))


def clusters_jsonl(clusters: Sequence[Cluster]) -> str:
    """Return one cluster a line."""
    return _lines(plain_clusters(clusters))


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _lines(values: Iterable[object]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
