"""The options that several commands share."""

from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated, TypeVar

import typer

from dedup.reports.forms import Form

F = TypeVar("F", bound=StrEnum)

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, globs, JSONL; - is standard input.", show_default=False),
]
FormOption = Annotated[
    Form | None,
    typer.Option("--format", "-f", help="Default: by the suffix of --output, else text.", show_default=False),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.", show_default=False),
]
FieldsOption = Annotated[
    str | None,
    typer.Option(metavar="NAME=FIELD,…", help="Fields of records, such as text=body,id=key.", show_default=False),
]

_SUFFIXES = {"htm": "html", "ndjson": "jsonl", "txt": "text"}


def form_of(form: F | None, output: PurePath | None, forms: type[F]) -> F:
    """Return the form that was asked for: by name, else by the suffix of the output, else text."""
    if form is not None:
        return form
    suffix = output.suffix.lstrip(".").lower() if output else ""
    name = _SUFFIXES.get(suffix, suffix)
    return forms(name) if name in {item.value for item in forms} else forms("text")
