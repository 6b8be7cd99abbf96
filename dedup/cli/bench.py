"""`dedup bench`: measure, and show what was measured."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli import output
from dedup.cli.errors import ExitCode, say
from dedup.cli.options import OutputOption, form_of
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.bench.records import Record

bench = typer.Typer(help="Run the benchmarks, and show their records.", rich_markup_mode=None)


class Suite(StrEnum):
    """What is measured."""

    QUALITY = "quality"


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
    check: Annotated[bool, typer.Option("--check", help="Exit 1 if a figure is below its floor.")] = False,
    form: RecordFormOption = None,
    output_: OutputOption = None,
) -> None:
    """Measure SUITE on the corpora that are there, and print one table; those that are missing are named."""
    from dedup.bench.definitions import find_benchmarks, load_definitions, select  # noqa: PLC0415 - keeps --help light
    from dedup.bench.records import write_record  # noqa: PLC0415
    from dedup.bench.runner import Watch  # noqa: PLC0415
    from dedup.bench.runner import run as measure  # noqa: PLC0415
    from dedup.bench.tables import write_text  # noqa: PLC0415

    output.require_writable(output_)
    _require_folders(corpora or [])
    benchmarks = find_benchmarks()
    definitions = select(load_definitions(benchmarks), only or [])
    watch = Watch(_show_progress, lambda name, why: say("warning", f"{name} is not measured: {why}"))
    record = measure(definitions, [*(corpora or []), benchmarks.parent], sample=sample, watch=watch)
    wanted = form_of(form, output_, RecordForm)
    output.write(write_record(record) if wanted is RecordForm.JSON else write_text(record, definitions), output_)
    if check and _warn_of_breaches(benchmarks, record, only):
        raise typer.Exit(ExitCode.FOUND)


@bench.command()
def report() -> None:
    """Write the newest records into the READMEs and draw their pictures."""
    from dedup.bench.definitions import find_benchmarks  # noqa: PLC0415 - keeps --help light
    from dedup.bench.reporting import render  # noqa: PLC0415

    for path, content in render(find_benchmarks()).items():
        path.parent.mkdir(exist_ok=True)
        output.write(content, path)


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


def _show_progress(name: str, done: int, total: int) -> None:
    if not sys.stderr.isatty():
        return
    from dedup.reports.terminal import bar  # noqa: PLC0415 - keeps --help light

    line = f"\r\x1b[K{name:<28}{bar([('█', done / max(1, total))], 30)} {done:,} of {total:,}"
    print("\r\x1b[K" if done == total else line, end="", file=sys.stderr, flush=True)
