"""`dedup report`: every document of a collection."""

from dedup.cli import output
from dedup.cli.options import FieldsOption, FormOption, OutputOption, PathsArgument, form_of
from dedup.reports.forms import Form


def report(
    paths: PathsArgument, form: FormOption = None, output_: OutputOption = None, fields: FieldsOption = None
) -> None:
    """Report on every document of a collection: stories, clusters, passages, sources."""
    from dedup.cli.reading import read  # noqa: PLC0415 - keeps --help light
    from dedup.pipeline import report as trace  # noqa: PLC0415
    from dedup.reports import render  # noqa: PLC0415

    output.require_writable(output_)
    reading = read(paths, fields=fields)
    provenance = trace(reading.documents, problems=reading.problems)
    colour, width = output.shows_colour(output_), output.width(output_)
    output.write(render(provenance, form_of(form, output_, Form), colour=colour, width=width), output_)
