"""`dedup cluster`: the near-duplicates of a collection."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli import output
from dedup.cli.options import FieldsOption, OutputOption, PathsArgument, form_of
from dedup.errors import UsageError
from dedup.reports.forms import Form

if TYPE_CHECKING:
    from dedup.model import Cluster, Document


class ClusterForm(StrEnum):
    """How clusters are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


ClusterFormOption = Annotated[
    ClusterForm | None,
    typer.Option("--format", "-f", help="Default: by the suffix of --output, else text.", show_default=False),
]
ThresholdOption = Annotated[
    float, typer.Option(help="Resemblance to the anchor, in (0, 1], from which a document is its near-duplicate.")
]


def cluster(
    paths: PathsArgument,
    threshold: ThresholdOption = 0.7,
    form: ClusterFormOption = None,
    output_: OutputOption = None,
    fields: FieldsOption = None,
) -> None:
    """Group near-duplicates: each member matches its cluster's anchor directly."""
    from dedup import pipeline  # noqa: PLC0415 - keeps --help light
    from dedup.cli.reading import stream  # noqa: PLC0415

    if not 0 < threshold <= 1:
        raise UsageError(f"--threshold is {threshold}", hint="give a resemblance above 0 and at most 1, such as 0.7")
    output.require_writable(output_)
    chosen = form_of(form, output_, ClusterForm)
    named: list[Document] = []
    documents = stream(paths, fields=fields)
    clusters = pipeline.cluster(
        _noting(documents, named) if chosen is ClusterForm.TEXT else documents, threshold=threshold
    )
    _write(clusters, named, chosen, output_)


def _noting(documents: "Iterable[Document]", named: "list[Document]") -> "Iterator[Document]":
    """Yield the documents, noting what a list of them says; their texts, which may be many gigabytes, go by."""
    for document in documents:
        named.append(replace(document, text=""))
        yield document


def _write(
    clusters: "Sequence[Cluster]", documents: "Sequence[Document]", form: ClusterForm, output_: Path | None
) -> None:
    from dedup.reports import render_clusters  # noqa: PLC0415 - keeps --help light
    from dedup.reports.tables import clusters_parquet  # noqa: PLC0415

    if form is ClusterForm.PARQUET:
        output.write_bytes(clusters_parquet(clusters), output_)
        return
    colour, width = output.shows_colour(output_), output.width(output_)
    output.write(render_clusters(clusters, documents, Form(form.value), colour=colour, width=width), output_)
