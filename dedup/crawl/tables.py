"""The outputs of a night as tables: what became of every record, what is kept, removed, and found."""

from typing import TYPE_CHECKING

from dedup.crawl.decide import Decisions
from dedup.crawl.work import WorkArea
from dedup.index import tables

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "dedup.crawl/1"
"""Version of the outputs' columns, in the metadata of the Parquet files and in run.json."""

_OF_DOCUMENT = ("outlet", "title", "published", "language")
_DECIDED = ("keep", "reason", "anchor", "resemblance", "containment", "rule")
_LISTED = ("id", "file", "offset", "url", *_OF_DOCUMENT, "length", *_DECIDED[1:], "story")


def make_tables(work: WorkArea, decisions: Decisions, rules: str) -> "dict[str, pa.Table]":
    """Return the outputs' tables by their names.

    Args:
        rules: version of the rules, with a digest of the policy.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    documents = _documents(work, decisions)
    made = {
        "documents": documents,
        "keep": documents.filter(documents["keep"]).select(_LISTED),
        "removed": documents.filter(pc.invert(documents["keep"])).select(_LISTED),
        "clusters": _clusters(decisions.clusters),
        "matches": decisions.matches,
        "stories": decisions.stories,
    }
    metadata = {"schema": SCHEMA, "rules": rules}
    return {name: table.replace_schema_metadata(metadata) for name, table in made.items()}


def _documents(work: WorkArea, decisions: Decisions) -> "pa.Table":
    """Return one row a record, with what is decided of its document."""
    import numpy as np  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    records = pa.concat_tables(work.records())
    held = pa.concat_tables([pq.read_table(unit / tables.NAME, columns=["id", *_OF_DOCUMENT]) for unit in work.units])
    decided = _decided(decisions, held["id"])
    has_document = records["length"].is_valid().to_numpy()
    places = pa.array(np.cumsum(has_document) - 1, mask=~has_document)
    for table in (held.drop_columns("id"), decided):
        for name in table.column_names:
            records = records.append_column(table.schema.field(name), table[name].take(places))
    return records


def _decided(decisions: Decisions, ids: "pa.ChunkedArray") -> "pa.Table":
    """Return what is decided of the documents in the night's order, and the story of each."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    ordered = decisions.table.sort_by([("unit", "ascending"), ("row", "ascending")])
    repeats = ordered["anchor"].is_valid()
    decided = ordered.select(_DECIDED)
    for name in ("resemblance", "containment"):
        place = decided.column_names.index(name)
        decided = decided.set_column(place, name, pc.if_else(repeats, decided[name], None))
    stories = decisions.stories
    places = pc.index_in(ids, value_set=stories["document"].combine_chunks())
    return decided.append_column("story", stories["story"].take(places))


def _clusters(clusters: "pa.Table") -> "pa.Table":
    """Return one row a member, by cluster, the anchor first; a cluster is called by its anchor."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    named = clusters.rename_columns(["cluster", "document", "resemblance", "containment"])
    return named.add_column(2, "is_anchor", pc.equal(named["cluster"], named["document"]))
