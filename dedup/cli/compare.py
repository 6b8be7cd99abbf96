"""`dedup compare`: two articles side by side."""

from typing import Annotated

import typer

from dedup.cli import output
from dedup.cli.errors import ExitCode
from dedup.cli.options import FormOption, OutputOption, form_of
from dedup.reports.forms import Form


def compare(
    target: Annotated[str, typer.Argument(help="The article in question; - is standard input.", show_default=False)],
    source: Annotated[str, typer.Argument(help="The article it may come from.", show_default=False)],
    form: FormOption = None,
    output_: OutputOption = None,
) -> None:
    """Show which passages of TARGET also stand in SOURCE.

    Exits 1 if a passage is asserted, else 0.
    """
    from dedup import pipeline  # noqa: PLC0415 - keeps --help light
    from dedup.reports import render_match  # noqa: PLC0415

    output.require_writable(output_)
    ours, theirs = pipeline.read_document(target), pipeline.read_document(source)
    match = pipeline.compare(ours, theirs)
    colour, width = output.shows_colour(output_), output.width(output_)
    output.write(render_match(match, ours, theirs, form_of(form, output_, Form), colour=colour, width=width), output_)
    if any(alignment.band == "asserted" for alignment in match.alignments):
        raise typer.Exit(ExitCode.FOUND)
