"""The outputs of a night as tables: what became of every record, what is kept, removed, and found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedup.crawl.decide import Decisions
from dedup.crawl.work import WorkArea
from dedup.index import tables
from dedup.model import Match, Story

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "dedup.crawl/1"
"""Version of the outputs' columns, in the metadata of the Parquet files and in run.json."""

_OF_DOCUMENT = ("outlet", "title", "published", "language")
_DECIDED = ("keep", "reason", "anchor", "resemblance", "containment", "rule")
_LISTED = ("id", "file", "offset", "url", *_OF_DOCUMENT, "length", *_DECIDED[1:], "story")


@dataclass(frozen=True, slots=True)
class Found:
    """What is decided and found of a night's documents.

    Attributes:
        matches: of kept documents, with the passages that they have from others.
        version: of the rules, with a digest of the policy.
    """

    decisions: Decisions
    matches: Sequence[Match]
    stories: Sequence[Story]
    version: str


def make_tables(work: WorkArea, found: Found) -> "dict[str, pa.Table]":
    """Return the outputs' tables by their names."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    documents = _documents(work, found)
    made = {
        "documents": documents,
        "keep": documents.filter(documents["keep"]).select(_LISTED),
        "removed": documents.filter(pc.invert(documents["keep"])).select(_LISTED),
        "clusters": _clusters(found.decisions.clusters),
        "matches": _matches(found.matches),
        "stories": _stories(found.stories),
    }
    metadata = {"schema": SCHEMA, "rules": found.version}
    return {name: table.replace_schema_metadata(metadata) for name, table in made.items()}


def _documents(work: WorkArea, found: Found) -> "pa.Table":
    """Return one row a record, with what is decided of its document."""
    import numpy as np  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    records = pa.concat_tables(work.records())
    held = pa.concat_tables([pq.read_table(unit / tables.NAME, columns=["id", *_OF_DOCUMENT]) for unit in work.units])
    decided = _decided(found, held["id"])
    has_document = records["length"].is_valid().to_numpy()
    places = pa.array(np.cumsum(has_document) - 1, mask=~has_document)
    for table in (held.drop_columns("id"), decided):
        for name in table.column_names:
            records = records.append_column(table.schema.field(name), table[name].take(places))
    return records


def _decided(found: Found, ids: "pa.ChunkedArray") -> "pa.Table":
    """Return what is decided of the documents in the night's order, and the story of each."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    ordered = found.decisions.table.sort_by([("unit", "ascending"), ("row", "ascending")])
    repeats = ordered["anchor"].is_valid()
    decided = ordered.select(_DECIDED)
    for name in ("resemblance", "containment"):
        place = decided.column_names.index(name)
        decided = decided.set_column(place, name, pc.if_else(repeats, decided[name], None))
    stories = _stories(found.stories)
    places = pc.index_in(ids, value_set=stories["document"].combine_chunks())
    return decided.append_column("story", stories["story"].take(places))


def _clusters(clusters: "pa.Table") -> "pa.Table":
    """Return one row a member, by cluster, the anchor first; a cluster is called by its anchor."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    named = clusters.rename_columns(["cluster", "document", "resemblance", "containment"])
    return named.add_column(2, "is_anchor", pc.equal(named["cluster"], named["document"]))


def _matches(matches: Iterable[Match]) -> "pa.Table":
    """Return one row a passage, with its place on both sides in code points."""
    rows = [
        (
            *(match.target_id, match.source_id),
            *(one.target.start, one.target.end, one.source.start, one.source.end),
            *(one.kind, one.band, one.identity, match.resemblance, match.containment),
        )
        for match in sorted(matches, key=lambda one: (one.target_id, one.source_id))
        for one in match.alignments
    ]
    places = dict.fromkeys(("target_start", "target_end", "source_start", "source_end"), "int64")
    texts = {"kind": "string", "band": "string"}
    shares = dict.fromkeys(("identity", "resemblance", "containment"), "float64")
    return _table(rows, target="string", source="string", **places, **texts, **shares)


def _stories(stories: Iterable[Story]) -> "pa.Table":
    """Return one row a document."""
    rows = [(one.id, id_) for one in sorted(stories, key=lambda one: one.id) for id_ in one.documents]
    return _table(rows, story="string", document="string")


def _table(rows: Sequence[tuple[object, ...]], **kinds: str) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in kinds.items()])
    return pa.table([pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)], schema=schema)
