"""`dedup bench`: measure, and show what was measured."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli import output
from dedup.cli.bench_speed import Size, measure_speed, show_progress
from dedup.cli.errors import ExitCode, say
from dedup.cli.options import OutputOption, form_of
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.bench.records import Record

bench = typer.Typer(help="Run the benchmarks, and show their records.", rich_markup_mode=None)


class Suite(StrEnum):
    """What is measured."""

    QUALITY = "quality"
    SPEED = "speed"
    INDEX = "index"


class RecordForm(StrEnum):
    """How a record is written."""

    TEXT = "text"
    JSON = "json"


SuiteArgument = Annotated[Suite, typer.Argument(help="What to measure.", show_default=False)]
CorporaOption = Annotated[
    list[Path] | None,
    typer.Option(metavar="DIR", help="A folder with corpora, packed or not; repeatable.", show_default=False),
]
OnlyOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="One benchmark; repeatable.", show_default=False)
]
CorpusOption = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="speed: documents in place of the made corpus.", show_default=False),
]
DocumentsOption = Annotated[
    int | None, typer.Option(metavar="N", min=10, help="speed, index: how many.", show_default=False)
]
RoundsOption = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="speed, index: of each engine.", show_default=False)
]
EnginesOption = Annotated[
    str | None, typer.Option(metavar="A,B", help="speed, index: engines, or their programs.", show_default=False)
]
RecordFormOption = Annotated[
    RecordForm | None,
    typer.Option("--format", "-f", help="Default: by the suffix of --output, else text.", show_default=False),
]


@bench.command()
def run(
    suite: SuiteArgument,
    corpora: CorporaOption = None,
    only: OnlyOption = None,
    sample: Annotated[bool, typer.Option("--sample", help="Take a part of each corpus.")] = False,
    check: Annotated[bool, typer.Option("--check", help="quality: exit 1 if a figure is below its floor.")] = False,
    corpus: CorpusOption = None,
    documents: DocumentsOption = None,
    rounds: RoundsOption = None,
    engines: EnginesOption = None,
    form: RecordFormOption = None,
    output_: OutputOption = None,
) -> None:
    """Measure SUITE on the corpora that are there, and print one table; those that are missing are named."""
    output.require_writable(output_)
    wanted = form_of(form, output_, RecordForm)
    if suite is not Suite.QUALITY:
        _require_unused(suite, {"--corpora": corpora, "--check": check})
        _require_unused("index", {"--corpus": suite is Suite.INDEX and corpus})
        size = Size(documents, rounds, sample)
        as_json = wanted is RecordForm.JSON
        output.write(measure_speed(suite, only or [], _split(engines), size, corpus, as_json=as_json), output_)
        return
    speed_alone = {"--corpus": corpus, "--documents": documents, "--rounds": rounds, "--engines": engines}
    _require_unused("quality", speed_alone)
    text, breached = _measure_quality(corpora or [], only, wanted, sample=sample, check=check)
    output.write(text, output_)
    if breached:
        raise typer.Exit(ExitCode.FOUND)


@bench.command()
def compare(
    first: Annotated[Path, typer.Argument(help="A record of speed.", show_default=False)],
    second: Annotated[Path, typer.Argument(help="A later one.", show_default=False)],
) -> None:
    """Show each measure of SECOND beside FIRST with its noise; exit 1 if one is worse beyond that."""
    from dedup.bench.speed.comparing import compare as find_differences  # noqa: PLC0415 - keeps --help light
    from dedup.bench.speed.comparing import write_differences  # noqa: PLC0415
    from dedup.bench.speed.records import read_speed_record  # noqa: PLC0415

    records = read_speed_record(first), read_speed_record(second)
    differences = find_differences(*records)
    output.write(write_differences(differences, *records), None)
    if any(one.is_worse for one in differences):
        raise typer.Exit(ExitCode.FOUND)


@bench.command()
def report() -> None:
    """Write the newest records into the READMEs and draw their pictures."""
    from dedup.bench.definitions import find_benchmarks  # noqa: PLC0415 - keeps --help light
    from dedup.bench.reporting import render  # noqa: PLC0415

    for path, content in render(find_benchmarks()).items():
        path.parent.mkdir(exist_ok=True)
        output.write(content, path)


def _measure_quality(
    corpora: list[Path], only: list[str] | None, wanted: RecordForm, *, sample: bool, check: bool
) -> tuple[str, bool]:
    """Return the record of a run of quality as it is to be written, and whether a floor that is checked is broken."""
    from dedup.bench.definitions import find_benchmarks, load_definitions, select  # noqa: PLC0415 - keeps --help light
    from dedup.bench.records import write_record  # noqa: PLC0415
    from dedup.bench.runner import Watch  # noqa: PLC0415
    from dedup.bench.runner import run as measure  # noqa: PLC0415
    from dedup.bench.tables import write_text  # noqa: PLC0415

    _require_folders(corpora)
    benchmarks = find_benchmarks()
    definitions = select(load_definitions(benchmarks), only or [])
    watch = Watch(show_progress, lambda name, why: say("warning", f"{name} is not measured: {why}"))
    record = measure(definitions, [*corpora, benchmarks.parent], sample=sample, watch=watch)
    text = write_record(record) if wanted is RecordForm.JSON else write_text(record, definitions)
    return text, check and _warn_of_breaches(benchmarks, record, only)


def _require_unused(suite: str, options: Mapping[str, object]) -> None:
    for name, value in options.items():
        if value:
            raise UsageError(f"{name} says nothing of {suite}", hint="leave it out")


def _split(engines: str | None) -> list[str]:
    return [name.strip() for name in engines.split(",") if name.strip()] if engines else []


def _require_folders(folders: list[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder", hint="name folders that hold corpora")


def _warn_of_breaches(benchmarks: Path, record: "Record", only: list[str] | None) -> bool:
    from dedup.bench.floors import find_breaches, load_floors  # noqa: PLC0415 - keeps --help light

    floors = load_floors(benchmarks / "floors.json")
    breaches = [f"{name}: was not measured" for name in only or [] if name in record.skipped]
    breaches += map(str, find_breaches(record, floors, only=only))
    for breach in breaches:
        say("error", breach)
    return bool(breaches)
