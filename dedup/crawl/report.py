"""What `run.json` and `timings.json` say: the first is the same for the same night, the second is not."""

import resource
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from dedup import _core
from dedup.crawl.plan import Plan
from dedup.crawl.policy import Policy
from dedup.crawl.progress import Timing
from dedup.crawl.tables import SCHEMA
from dedup.model import Suppressed

if TYPE_CHECKING:
    import pyarrow as pa

_DECIDING = ("newsdedup", "courlan", "fastwarc", "lxml", "pyarrow", "trafilatura")  # whose version may change bytes


def describe(
    plan: Plan,
    *,
    night: str,
    counts: Mapping[str, Any],
    bounded: Iterable[Suppressed],
    files: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what `run.json` says.

    Args:
        bounded: pairs that were not looked at, by the reason.
        files: sizes and checksums of the other outputs.
    """
    python = ".".join(map(str, sys.version_info[:2]))
    return {
        "schema": SCHEMA,
        "night": night,
        "counts": counts,
        "hot": [asdict(one) for one in bounded],
        "settings": plan.settings,
        "versions": {
            **{name: version(name) for name in _DECIDING},
            "python": python,
            "folding": _core.FOLDING_VERSION,
            "rules": Policy(**plan.settings["policy"]).version,
        },
        "inputs": [{"path": one.path, "bytes": one.bytes} for one in plan.inputs],
        "files": files,
    }


def counts_of(tables: "Mapping[str, pa.Table]", *, indexed: int) -> dict[str, Any]:
    """Return how many records, documents and findings there are.

    Args:
        indexed: documents of the index before.
    """
    documents = tables["documents"]
    return {
        "records": len(documents),
        "status": _tally(documents, "status"),
        "documents": len(tables["keep"]) + len(tables["removed"]),
        "rule": _tally(documents.filter(documents["rule"].is_valid()), "rule"),
        "kept": len(tables["keep"]),
        "removed": len(tables["removed"]),
        "clusters": _distinct(tables["clusters"]["cluster"]),
        "stories": _distinct(tables["stories"]["story"]),
        "passages": len(tables["matches"]),
        "indexed": indexed,
    }


def measured(timings: Mapping[str, Timing], *, extraction: float) -> dict[str, Any]:
    """Return what `timings.json` says: stages, and memory, of the run that ended the night.

    Args:
        extraction: CPU seconds that extraction took in all runs.
    """
    return {
        "schema": SCHEMA,
        "stages": {name: asdict(one) for name, one in timings.items()},
        "extraction_cpu": extraction,
        "peak_memory": peak_memory(),
    }


def peak_memory() -> int:
    """Return the bytes of memory that this process had at most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _tally(table: "pa.Table", column: str) -> dict[str, int]:
    counted = table[column].value_counts()
    return dict(sorted((one["values"], one["counts"]) for one in counted.to_pylist()))


def _distinct(column: "pa.ChunkedArray") -> int:
    return len(column.unique())
