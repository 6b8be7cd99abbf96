"""`dedup crawl`: the nightly job."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dedup.cli import output
from dedup.cli.config import ConfigOption
from dedup.cli.errors import ExitCode, say
from dedup.cli.options import FieldsOption
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.config import Config
    from dedup.crawl.progress import Progress, Stop
    from dedup.crawl.run import Night, Outcome


class ExtractorName(StrEnum):
    """What takes the text out of pages."""

    TRAFILATURA = "trafilatura"
    RESILIPARSE = "resiliparse"


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="WARC, HTML, text, JSONL, Parquet: files, folders, globs; - is standard input.",
        show_default=False,
    ),
]
IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="The index.", show_default=False)]
FolderOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="DIR", help="A new or empty folder.", show_default=False)
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Decide and count, and write nothing.")]
MetricsOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Metrics for Prometheus, written whole.", show_default=False)
]
WorkersOption = Annotated[int | None, typer.Option(help="Processes that take text out of pages.", show_default=False)]
UnitOption = Annotated[int | None, typer.Option(help="Records that are committed together.", show_default=False)]
ExtractorOption = Annotated[ExtractorName | None, typer.Option(help="Default: trafilatura.", show_default=False)]
FastOption = Annotated[bool | None, typer.Option("--fast", help="The extractor's fast mode.", show_default=False)]
TimeoutOption = Annotated[
    float | None, typer.Option("--page-timeout", metavar="SECONDS", help="Of one page.", show_default=False)
]
MemoryOption = Annotated[
    str | None, typer.Option("--page-memory", metavar="SIZE", help="Of one page, as 2G.", show_default=False)
]
PageSizeOption = Annotated[
    str | None, typer.Option("--max-page-size", metavar="SIZE", help="Of a page, as 5MiB.", show_default=False)
]


EXAMPLES = """\b
Every night, by cron, where % is escaped:
  30 4 * * *  dedup crawl /crawl/$(date +\\%F) --index /srv/news.dedup --output /srv/nights/$(date +\\%F)

\b
By systemd, dedup-crawl.service and dedup-crawl.timer:
  [Service]
  Type=oneshot
  KillMode=mixed
  ExecStart=/bin/sh -c 'exec dedup crawl /crawl/$(date +%%F) --index /srv/news.dedup \\
      --output /srv/nights/$(date +%%F) --metrics /var/lib/node_exporter/dedup.prom'
  Restart=on-failure
  RestartPreventExitStatus=2

\b
  [Timer]
  OnCalendar=*-*-* 04:30
  Persistent=true
  [Install]
  WantedBy=timers.target
"""


def crawl(
    paths: PathsArgument,
    index: IndexOption = None,
    output_: FolderOption = None,
    config: ConfigOption = None,
    dry_run: DryOption = False,
    metrics: MetricsOption = None,
    workers: WorkersOption = None,
    unit: UnitOption = None,
    extractor: ExtractorOption = None,
    fast: FastOption = None,
    page_timeout: TimeoutOption = None,
    page_memory: MemoryOption = None,
    max_page_size: PageSizeOption = None,
    fields: FieldsOption = None,
) -> None:
    """Find what is new in a night's crawl, what repeats, and what copies whom; add what is kept to the index.

    Outputs: keep, removed, clusters, matches, stories and documents, each as Parquet and as JSONL; summary.html;
    run.json, written last, with counts and checksums; timings.json. The same night gives the same bytes.

    The same command goes on wherever it was stopped, and does nothing where it was finished. SIGTERM commits the
    records in hand and stops. Every option may stand in dedup.toml: see `dedup config`.

    Exits 0 when the night is finished, 2 on a usage or input error, 130 when interrupted, 143 when terminated.
    """
    from dedup.config import load  # noqa: PLC0415 - keeps --help light

    flags = {
        "crawl.index": index and str(index),
        "crawl.output": output_ and str(output_),
        "crawl.metrics": metrics and str(metrics),
        "crawl.unit": unit,
        "extraction.workers": workers,
        "extraction.extractor": extractor and extractor.value,
        "extraction.fast": fast,
        "extraction.page_timeout": page_timeout,
        "extraction.page_memory": page_memory,
        "input.max_page_size": max_page_size,
    }
    _run(load(config, flags), tuple(paths), fields, dry_run=dry_run)


def _run(config: "Config", paths: tuple[str, ...], fields: str | None, *, dry_run: bool) -> None:
    from dedup.cli.progress import display  # noqa: PLC0415 - keeps --help light
    from dedup.crawl.progress import Progress, Stop, Stopped  # noqa: PLC0415
    from dedup.crawl.run import run, try_out  # noqa: PLC0415

    night = _night(config, paths, fields, dry_run=dry_run)
    metrics = Path(config.crawl.metrics) if config.crawl.metrics and not dry_run else None
    output.require_writable(metrics)
    progress, outcome = Progress(display(), Stop()), None
    try:
        with _stopping(progress.stop):
            outcome = (try_out if dry_run else run)(night, progress)
    except Stopped:
        say("stopped", f"the same command goes on with {night.output}")
        raise typer.Exit(ExitCode.TERMINATED) from None
    finally:
        if metrics:
            _write_metrics(metrics, outcome, progress)
    output.write("".join(f"{line}\n" for line in _tell(night, outcome)), None)


def _night(config: "Config", paths: tuple[str, ...], fields: str | None, *, dry_run: bool) -> "Night":
    from dedup.crawl.run import Night  # noqa: PLC0415 - keeps --help light
    from dedup.read import parse_fields  # noqa: PLC0415

    if not config.crawl.index:
        raise UsageError("no index is named", hint="give --index DIR, or index under [crawl] of dedup.toml")
    if not config.crawl.output and not dry_run:
        raise UsageError("no folder for the outputs is named", hint="give --output DIR, or output under [crawl]")
    return Night(
        paths=paths,
        index=Path(config.crawl.index),
        output=Path(config.crawl.output),
        fields=parse_fields(fields) if fields else config.fields,
        extraction=config.extraction,
        policy=config.policy,
        max_page_size=config.input.max_page_size,
        unit=config.crawl.unit,
    )


@contextmanager
def _stopping(stop: "Stop") -> Iterator[None]:
    """Let SIGTERM stop the night where it can be taken up again."""

    def ask(number: int, frame: object) -> None:
        stop.wanted = True
        say("stopping", "with the records in hand, or after this stage")

    before = signal.signal(signal.SIGTERM, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write_metrics(path: Path, outcome: "Outcome | None", progress: "Progress") -> None:
    from dedup.crawl.metrics import to_prometheus  # noqa: PLC0415 - keeps --help light
    from dedup.crawl.report import peak_memory  # noqa: PLC0415

    run = outcome.run if outcome else None
    text = to_prometheus(run, progress.timings, peak=peak_memory(), ended=datetime.now(UTC))
    output.write(text, path)


def _tell(night: "Night", outcome: "Outcome") -> Iterator[str]:
    """Yield what the command prints."""
    counts: Mapping[str, Any] = outcome.run["counts"]
    if outcome.state == "unchanged":
        yield f"{night.output} was finished before: nothing is changed"
    statuses = ", ".join(f"{name} {count:,}" for name, count in counts["status"].items())
    yield f"{counts['records']:,} records: {statuses}"
    rules = ", ".join(f"{name} {count:,}" for name, count in counts["rule"].items())
    yield f"{counts['documents']:,} documents: {counts['kept']:,} kept, {counts['removed']:,} removed ({rules})"
    yield (
        f"{counts['clusters']:,} clusters, {counts['stories']:,} stories, {counts['passages']:,} passages; "
        f"{counts['indexed']:,} documents in {night.index} before"
    )
    if outcome.state == "dry":
        yield "nothing is written: this was a dry run"
