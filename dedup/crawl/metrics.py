"""What a night did, as a text file that Prometheus's node exporter picks up."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dedup.crawl.progress import Timing


def to_prometheus(run: Mapping[str, Any] | None, timings: Mapping[str, Timing], *, peak: int, ended: datetime) -> str:
    """Return the metrics of a night in Prometheus's text format.

    Args:
        run: what `run.json` says; None where the night failed or was stopped.
        peak: bytes of memory that this process had at most.
    """
    lines = [*_gauge("last_run_timestamp_seconds", "When the last night's run ended.", {"": ended.timestamp()})]
    lines += _gauge("success", "Whether the last night's run came to its end.", {"": float(run is not None)})
    lines += _gauge("peak_memory_bytes", "Memory that the last night's run had at most.", {"": float(peak)})
    seconds = {_label("stage", name): one.seconds for name, one in timings.items()}
    lines += _gauge("stage_seconds", "What each stage of the last night's run took.", seconds)
    if run is not None:
        lines += _counts(run["counts"])
    return "".join(f"{line}\n" for line in lines)


def _counts(counts: Mapping[str, Any]) -> Iterator[str]:
    statuses = {_label("status", name): count for name, count in counts["status"].items()}
    yield from _gauge("records", "Records of the last night by what became of them.", statuses)
    decided = {_label("rule", name): count for name, count in counts["rule"].items()}
    yield from _gauge("documents", "Documents of the last night by the rule that kept or removed them.", decided)
    for name, said in (
        ("kept", "Documents of the last night that are kept."),
        ("removed", "Documents of the last night that are removed."),
        ("clusters", "Clusters of near-duplicates of the last night."),
        ("stories", "Stories of the last night."),
        ("indexed", "Documents of the index before the last night."),
    ):
        yield from _gauge(name, said, {"": counts[name]})


def _gauge(name: str, said: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP dedup_crawl_{name} {said}"
    yield f"# TYPE dedup_crawl_{name} gauge"
    for label, value in values.items():
        yield f"dedup_crawl_{name}{label} {value:.15g}"


def _label(name: str, value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'{{{name}="{escaped}"}}'
