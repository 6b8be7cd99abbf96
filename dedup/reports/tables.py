"""Clusters as a Parquet table, one row a member."""

import io
from collections.abc import Sequence

from dedup.model import Cluster
from dedup.reports.plain import SCHEMA


def clusters_parquet(clusters: Sequence[Cluster]) -> bytes:
    """Return columns cluster, document, is_anchor, resemblance and containment (of the document in the anchor)."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = [(cluster, member) for cluster in clusters for member in cluster.members]
    table = pa.table(
        {
            "cluster": pa.array([cluster.id for cluster, _ in rows], pa.string()),
            "document": pa.array([member.id for _, member in rows], pa.string()),
            "is_anchor": pa.array([member.id == cluster.anchor for cluster, member in rows], pa.bool_()),
            "resemblance": pa.array([member.resemblance for _, member in rows], pa.float64()),
            "containment": pa.array([member.containment for _, member in rows], pa.float64()),
        }
    ).replace_schema_metadata({"schema": SCHEMA})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
