"""Reports: text for a terminal, JSON, JSONL and a page, all from the same values."""

from collections.abc import Sequence

from dedup.model import Cluster, Document, Match, Provenance
from dedup.reports import jsons
from dedup.reports.forms import Form
from dedup.reports.jsons import schema
from dedup.reports.terminal import Terminal
from dedup.reports.text import clusters_text, provenance_text
from dedup.reports.text_passages import match_text

__all__ = ["Form", "render", "render_clusters", "render_match", "schema"]


def render(provenance: Provenance, form: Form, *, colour: bool = False, width: int = 80) -> str:
    """Return the report of a collection.

    Args:
        provenance: what was found.
        form: text, JSON, JSONL (one document a line) or HTML.
        colour: whether text may hold ANSI colours.
        width: columns of text.
    """
    if form is Form.JSON:
        return jsons.provenance_json(provenance)
    if form is Form.JSONL:
        return jsons.provenance_jsonl(provenance)
    if form is Form.HTML:
        from dedup.reports.html import provenance_html  # noqa: PLC0415 - loads the template engine

        return provenance_html(provenance)
    return provenance_text(provenance, Terminal(width, colour))


def render_match(
    match: Match, target: Document, source: Document, form: Form, *, colour: bool = False, width: int = 80
) -> str:
    """Return the report of a comparison."""
    if form is Form.JSON:
        return jsons.match_json(match, target, source)
    if form is Form.JSONL:
        return jsons.match_jsonl(match, target, source)
    if form is Form.HTML:
        from dedup.reports.html import match_html  # noqa: PLC0415 - loads the template engine

        return match_html(match, target, source)
    return match_text(match, target, source, Terminal(width, colour))


def render_clusters(
    clusters: Sequence[Cluster],
    documents: Sequence[Document],
    form: Form,
    *,
    colour: bool = False,
    width: int = 80,
) -> str:
    """Return the near-duplicates of a collection as text, JSON or JSONL (one cluster a line)."""
    if form is Form.JSON:
        return jsons.clusters_json(clusters)
    if form is Form.JSONL:
        return jsons.clusters_jsonl(clusters)
    return clusters_text(clusters, documents, Terminal(width, colour))
