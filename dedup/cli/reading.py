"""Documents from the paths that the user names, with a warning for each record that cannot be read."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from dedup.cli.errors import say
from dedup.errors import InputError
from dedup.model import Document, Problem

if TYPE_CHECKING:
    from dedup.index import Filter
    from dedup.samples import Sample

_WARNINGS = 50  # lines; the rest is counted


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        unread: the paths, as named, that gave no document.
        sample: of what the documents were chosen from; None where they are all.
    """

    documents: list[Document]
    problems: list[Problem]
    unread: tuple[str, ...]
    sample: "Sample | None" = None


def read(paths: Sequence[str], *, fields: str | None = None) -> Reading:
    """Return the documents of the paths; bad records are warned of and skipped.

    Raises:
        InputError: nothing at all could be read.
    """
    problems: list[Problem] = []
    documents = list(stream(paths, fields=fields, problems=problems))
    wrong = {problem.where for problem in problems}
    return Reading(documents, problems, tuple(path for path in paths if path in wrong))


def stream(
    paths: Sequence[str], *, fields: str | None = None, problems: list[Problem] | None = None
) -> Iterator[Document]:
    """Yield the documents of the paths one by one; bad records go to `problems` and are warned of at the end.

    Raises:
        InputError: nothing at all could be read.
    """
    from dedup import pipeline  # noqa: PLC0415 - keeps --help light
    from dedup.read import parse_fields  # noqa: PLC0415

    found: list[Problem] = [] if problems is None else problems
    mapping = parse_fields(fields) if fields else None
    documents = _counted(pipeline.read_documents(paths, fields=mapping, on_problem=found.append))
    first = next(documents, None)
    if first is None:
        raise _nothing(paths, found)
    yield first
    yield from documents
    _warn(found)


def read_against(
    paths: Sequence[str], drafts: Sequence[Document], wanted: "Filter", *, fields: str | None = None
) -> Reading:
    """Return the documents of paths, and those of indexes that can have to do with a draft, as far as they are wanted.

    It warns where none is, since nothing is found then, whatever a draft says.

    Raises:
        InputError: nothing at all could be read.
    """
    from dedup.index import Filter, Index, is_index  # noqa: PLC0415
    from dedup.samples import draw  # noqa: PLC0415

    indexes = [path for path in paths if path != "-" and is_index(path)]
    snapshots = [Index.open(path).snapshot().only(wanted) for path in indexes]
    others = [path for path in paths if path not in indexes]
    reading = _choose(read(others, fields=fields) if others else Reading([], [], ()), wanted)
    if wanted != Filter() and not reading.documents and not any(snapshots):
        say("warning", f"no document of {', '.join(paths)} is of that outlet, agency and time")
    if not indexes:
        return reading
    near = [document for one in snapshots for document in one.find_near(drafts)]
    return replace(
        reading,
        documents=list(dict.fromkeys([*near, *reading.documents])),  # one document may stand in several places
        sample=draw(reading.documents, [one.sample for one in snapshots]),
    )


def _choose(reading: Reading, wanted: "Filter") -> Reading:
    return replace(reading, documents=[document for document in reading.documents if wanted.admits(document)])


def _counted(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the documents; on a terminal a line counts them."""
    if not sys.stderr.isatty():
        yield from documents
        return
    shown = monotonic()
    for number, document in enumerate(documents, 1):
        if monotonic() - shown > 0.2:
            shown = monotonic()
            print(f"\r{number:,} documents read", end="", file=sys.stderr, flush=True)
        yield document
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _nothing(paths: Sequence[str], problems: Sequence[Problem]) -> InputError:
    if not problems:
        return InputError(f"no documents in {', '.join(paths)}", hint="name files with articles")
    if len(problems) == 1:
        problem = problems[0]
        return InputError(f"{problem.where}: {problem.message}", hint=problem.hint)
    _warn(problems)
    return InputError(f"none of {len(problems):,} records could be read", hint="the warnings above say why")


def _warn(problems: Sequence[Problem]) -> None:
    for problem in problems[:_WARNINGS]:
        say(
            "warning",
            f"{problem.where}: {problem.message}; {problem.hint}"
            if problem.hint
            else f"{problem.where}: {problem.message}",
        )
    if len(problems) > _WARNINGS:
        say("warning", f"and {len(problems) - _WARNINGS:,} more records that could not be read")
