"""`dedup check`: drafts against the wire and the archive."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from dedup.cli import output, policy
from dedup.cli.errors import ExitCode
from dedup.cli.options import FieldsOption, FormOption, OutputOption, form_of
from dedup.reports.forms import Form

if TYPE_CHECKING:
    from typer._click.core import Context  # typer.Context is a subclass of what parse_args is given

_AGAINST = {"--against", "-a"}

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Drafts; - is standard input.", show_default=False)
]
AgainstOption = Annotated[
    list[str],
    typer.Option(
        "--against", "-a", metavar="PATH", help="Files, folders, an index: all paths that follow.", show_default=False
    ),
]
OutletOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only against documents of this outlet; repeatable.", show_default=False),
]
AgencyOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Only against an agency's texts and those it is credited in; repeatable.",
        show_default=False,
    ),
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only against what was published then or later.", show_default=False)
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only against what was published then or before.", show_default=False)
]
FailOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="MEASURE=SHARE", help="Exit 1 above this share, such as uncredited=0.2; repeatable.", show_default=False
    ),
]


def check(
    files: FilesArgument,
    against: AgainstOption,
    form: FormOption = None,
    output_: OutputOption = None,
    fail_on: FailOption = None,
    outlet: OutletOption = None,
    agency: AgencyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    fields: FieldsOption = None,
) -> None:
    """Show which passages of FILE stand in others, and whether they are credited.

    Exits 1 if a passage is asserted as reused and not credited, or a document as a rewrite of one that was first; with
    --fail-on if a share of a document's words is above the given one; 2 if a named path could not be read; else 0.
    """
    from dedup.cli.reading import read, read_against  # noqa: PLC0415 - keeps --help light
    from dedup.index import make_filter  # noqa: PLC0415
    from dedup.pipeline import check_many  # noqa: PLC0415
    from dedup.reports import render  # noqa: PLC0415

    limits = policy.parse_policy(fail_on or [])
    wanted = make_filter(outlet, agency, since, until)
    output.require_writable(output_)
    drafts = read(files, fields=fields)
    others = read_against(against, drafts.documents, wanted, fields=fields)
    problems = [*drafts.problems, *others.problems]
    provenance = check_many(drafts.documents, others.documents, problems=problems, sample=others.sample)
    colour, width = output.shows_colour(output_), output.width(output_)
    output.write(render(provenance, form_of(form, output_, Form), colour=colour, width=width), output_)
    if policy.is_found(provenance, limits):
        raise typer.Exit(ExitCode.FOUND)
    if drafts.unread or others.unread:
        raise typer.Exit(ExitCode.WRONG)


class CheckCommand(TyperCommand):
    """`--against` takes every path that follows it, as a shell's `wires/*.txt` gives them."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Return what the parser leaves over."""
        return super().parse_args(ctx, spread_against(args))


def spread_against(args: Sequence[str]) -> list[str]:
    """Return the arguments with `--against` before each path that follows one.

    Only where drafts come first: in `check --against wires draft.txt` the draft is last.

    Example:
        >>> spread_against(["draft.txt", "--against", "a", "b", "-f", "json"])
        ['draft.txt', '--against', 'a', '--against', 'b', '-f', 'json']
    """
    if not args or _is_option(args[0]):
        return list(args)
    spread: list[str] = []
    following = False
    for before, argument in zip(["", *args], args, strict=False):
        if following and not _is_option(argument) and before not in _AGAINST:
            spread.append("--against")
        spread.append(argument)
        following = argument in _AGAINST or (following and not _is_option(argument))
    return spread


def _is_option(argument: str) -> bool:
    return argument.startswith("-") and argument != "-"
