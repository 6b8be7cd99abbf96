"""`dedup index`: months of articles in a folder, to check drafts against."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli import output
from dedup.cli.errors import ExitCode, say
from dedup.cli.options import FieldsOption
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.index import IndexInfo

index = typer.Typer(help="Keep articles in a folder, to check drafts against.", rich_markup_mode=None)


class Passages(StrEnum):
    """Whose passages are kept."""

    ALL = "all"
    UPSTREAM = "upstream"
    NONE = "none"


class Role(StrEnum):
    """What documents are."""

    WIRE = "wire"
    PRESS = "press"
    PUBLISHER = "publisher"


class InfoForm(StrEnum):
    """How what an index holds is written."""

    TEXT = "text"
    JSON = "json"


FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The index's folder.", show_default=False)]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, globs, JSONL; - is standard input.", show_default=False),
]
PassagesOption = Annotated[Passages, typer.Option(help="Find passages of all documents, of wires and press releases.")]
RoleOption = Annotated[
    Role | None, typer.Option(help="What the documents are; default: as outlet and credits tell.", show_default=False)
]
WaitOption = Annotated[bool, typer.Option("--wait", help="Wait for another writer to end.")]
InfoFormOption = Annotated[InfoForm, typer.Option("--format", "-f", help="How it is written.")]
BeforeOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Those published before, as 2024-11-27.", show_default=False)
]
IdOption = Annotated[list[str] | None, typer.Option("--id", help="The one of this id; repeatable.", show_default=False)]


@index.command()
def create(folder: FolderArgument, passages: PassagesOption = Passages.ALL) -> None:
    """Make an empty index."""
    from dedup.index import Index, is_index  # noqa: PLC0415 - keeps --help light

    if is_index(folder):
        raise UsageError(f"{folder} is an index already", hint=f"add to it: dedup index add {folder} PATH...")
    Index.open(folder, create=True, passages=passages.value)


@index.command()
def add(
    folder: FolderArgument,
    paths: PathsArgument,
    role: RoleOption = None,
    wait: WaitOption = False,
    fields: FieldsOption = None,
) -> None:
    """Store the documents of PATH: all of them, or none."""
    from dedup.cli.reading import stream  # noqa: PLC0415 - keeps --help light
    from dedup.index import Index  # noqa: PLC0415

    held = Index.open(folder)
    count = held.add(stream(paths, fields=fields), role=role.value if role else None, wait=wait)
    say("added", f"{count:,} documents to {folder}")


@index.command()
def info(folder: FolderArgument, form: InfoFormOption = InfoForm.TEXT) -> None:
    """Say what DIR holds."""
    from dedup.index import Index  # noqa: PLC0415 - keeps --help light

    found = Index.open(folder).info()
    if form is InfoForm.JSON:
        output.write(json.dumps(asdict(found), default=datetime.isoformat, ensure_ascii=False, indent=2) + "\n", None)
    else:
        output.write("".join(f"{line}\n" for line in _describe(found)), None)


@index.command()
def verify(folder: FolderArgument) -> None:
    """Check that DIR holds what was written; exits 1 if it does not."""
    from dedup.index import Index  # noqa: PLC0415 - keeps --help light

    damaged = Index(folder).verify()
    for problem in damaged:
        output.write(f"{problem.where}: {problem.message}; {problem.hint}\n", None)
    if damaged:
        raise typer.Exit(ExitCode.FOUND)


@index.command()
def compact(folder: FolderArgument, wait: WaitOption = False) -> None:
    """Merge small segments, and leave the texts of dropped documents behind."""
    from dedup.index import Index  # noqa: PLC0415 - keeps --help light

    say("compacted", f"{Index.open(folder).compact(wait=wait):,} segments of {folder}")


@index.command()
def drop(folder: FolderArgument, before: BeforeOption = None, id_: IdOption = None, wait: WaitOption = False) -> None:
    """Pass over documents from now on; `compact` removes their texts."""
    from dedup.index import Index  # noqa: PLC0415 - keeps --help light

    held = Index.open(folder)
    if (before is None) is (not id_):
        raise UsageError("drop takes either --before or --id", hint="give one of them")
    if before is not None:
        count = held.drop(before=_parse_day(before), wait=wait)
    else:
        count = sum(held.drop(id=one, wait=wait) for one in id_ or ())
    say("dropped", f"{count:,} documents of {folder}")


@index.command()
def rebuild(folder: FolderArgument, wait: WaitOption = False) -> None:
    """Write DIR anew from its documents, with this version's settings."""
    from dedup.index import Index  # noqa: PLC0415 - keeps --help light

    say("rebuilt", f"{folder} of {len(Index.rebuild(folder, wait=wait)):,} documents")


def _describe(found: "IndexInfo") -> Iterator[str]:
    from dedup.reports.words import count  # noqa: PLC0415 - keeps --help light

    settings = found.settings
    held, segments = count(found.documents, "document"), count(found.segments, "segment")
    yield f"{found.path}: {held} in {segments}, {found.bytes:,} bytes"
    if found.dropped:
        yield f"dropped, until compacted: {found.dropped:,}"
    if found.first and found.last:
        yield f"published: {found.first:%Y-%m-%d} to {found.last:%Y-%m-%d}"
    if found.roles:
        yield "roles: " + ", ".join(f"{role} {count:,}" for role, count in found.roles.items())
    if found.outlets:
        most = list(found.outlets.items())[:10]
        yield "outlets: " + ", ".join(f"{outlet} {count:,}" for outlet, count in most)
    yield (
        f"format {settings.format}, folding {settings.folding}, {settings.scheme} with seed {settings.seed}: "
        f"{settings.permutations} permutations in {settings.bands} bands of {settings.rows}, passages of "
        f"{settings.passages}"
    )


def _parse_day(text: str) -> date:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--before is {text!r}, not a date", hint="give ISO 8601, such as 2024-11-27") from None
