"""All commands under one name."""

from typing import Annotated

import typer

from dedup.cli.bench import bench
from dedup.cli.check import CheckCommand, check
from dedup.cli.cluster import cluster
from dedup.cli.compare import compare
from dedup.cli.config import config
from dedup.cli.crawl import EXAMPLES, crawl
from dedup.cli.errors import Group
from dedup.cli.index import index
from dedup.cli.report import report
from dedup.cli.schema import schema

app = typer.Typer(
    cls=Group,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit: 0 clear or done, 1 found, 2 usage or input error, 130 interrupted.",
)
app.command(cls=CheckCommand)(check)
for command in (compare, report, cluster, config, schema):
    app.command()(command)
app.command(epilog=EXAMPLES)(crawl)
app.add_typer(index, name="index")
app.add_typer(bench, name="bench")


def main() -> None:
    """Run the command line and exit."""
    app(prog_name="dedup")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - reads the disk

        typer.echo(f"dedup {version('newsdedup')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Find near-duplicate news and where each passage came from."""
