"""The outputs of a night as tables: what became of every record, what is kept, removed, and found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from dedup.crawl.model import Decision
from dedup.crawl.work import WorkArea
from dedup.index import tables
from dedup.model import Cluster, Match, Story

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "dedup.crawl/1"
"""Version of the outputs' columns, in the metadata of the Parquet files and in run.json."""

_OF_DOCUMENT = ("outlet", "title", "published", "language")
_FINDINGS = ("reason", "anchor", "resemblance", "containment", "rule")
_LISTED = ("id", "file", "offset", "url", *_OF_DOCUMENT, "length", *_FINDINGS, "cluster", "story")


@dataclass(frozen=True, slots=True)
class Found:
    """What is decided and found of a night's documents.

    Attributes:
        decisions: by the documents' ids.
        matches: of documents that are kept, with the passages that they have from others.
    """

    decisions: Mapping[str, Decision]
    clusters: tuple[Cluster, ...]
    matches: tuple[Match, ...]
    stories: tuple[Story, ...]


def make_tables(work: WorkArea, found: Found) -> "dict[str, pa.Table]":
    """Return the outputs' tables by their names."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    documents = _documents(work, found)
    made = {
        "documents": documents,
        "keep": documents.filter(documents["keep"]).select(_LISTED),
        "removed": documents.filter(pc.invert(documents["keep"])).select(_LISTED),
        "clusters": _clusters(found.clusters),
        "matches": _matches(found.matches),
        "stories": _stories(found.stories),
    }
    return {name: table.replace_schema_metadata({"schema": SCHEMA}) for name, table in made.items()}


def _documents(work: WorkArea, found: Found) -> "pa.Table":
    """Return one row a record, with what is decided of its document."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    records = pa.concat_tables(work.records())
    columns = ["id", *_OF_DOCUMENT]
    held = pa.concat_tables(pq.read_table(unit / tables.NAME, columns=columns) for unit in work.units)
    decided = _decided(held["id"].to_pylist(), found)
    has_one = records["length"].is_valid().to_pylist()
    places = pa.array(
        [after - 1 if one else None for one, after in zip(has_one, accumulate(has_one), strict=True)], pa.int64()
    )
    for table in (held.drop_columns("id"), decided):
        for name in table.column_names:
            records = records.append_column(table.schema.field(name), table[name].take(places))
    return records


def _decided(ids: "list[str]", found: Found) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    decisions = [found.decisions[id_] for id_ in ids]
    clusters = {member.id: one.id for one in found.clusters for member in one.members}
    stories = {id_: one.id for one in found.stories for id_ in one.documents}
    repeats = [one.anchor is not None for one in decisions]
    return pa.table(
        {
            "keep": pa.array([one.keep for one in decisions], pa.bool_()),
            "reason": pa.array([one.reason for one in decisions], pa.string()),
            "anchor": pa.array([one.anchor for one in decisions], pa.string()),
            "resemblance": pa.array(_where(repeats, (one.resemblance for one in decisions)), pa.float64()),
            "containment": pa.array(_where(repeats, (one.containment for one in decisions)), pa.float64()),
            "rule": pa.array([one.rule for one in decisions], pa.string()),
            "cluster": pa.array(map(clusters.get, ids), pa.string()),
            "story": pa.array(map(stories.get, ids), pa.string()),
        }
    )


def _where(wanted: Iterable[bool], values: Iterable[float]) -> list[float | None]:
    return [value if want else None for want, value in zip(wanted, values, strict=True)]


def _clusters(clusters: Iterable[Cluster]) -> "pa.Table":
    """Return one row a member, the anchor first."""
    rows = [
        (one.id, member.id, member.id == one.anchor, member.resemblance, member.containment)
        for one in sorted(clusters, key=lambda one: one.id)
        for member in one.members
    ]
    return _table(
        rows, cluster="string", document="string", is_anchor="bool", resemblance="float64", containment="float64"
    )


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
