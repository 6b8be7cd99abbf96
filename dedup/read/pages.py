"""Everything the user names, read one record at a time: each becomes one page or one problem."""

import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from dedup.errors import DuplicateIdError, InputError
from dedup.model import Problem, RawPage
from dedup.read import markup
from dedup.read.decoding import decode
from dedup.read.fields import FieldMapping
from dedup.read.inputs import STDIN, find_files, printable
from dedup.read.kinds import Kind, kind_by_content, kind_by_name, refusal
from dedup.read.problems import from_os_error
from dedup.read.records import has_words
from dedup.read.streams import HEAD, opened, standard_input
from dedup.read.tables import read_json, read_jsonl, read_parquet

OnProblem = Callable[[Problem], None]

_PACKED_HINT = "it may be cut off; fetch or pack it again"


def read_pages(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    fields: FieldMapping | None = None,
    on_problem: OnProblem | None = None,
    unique: bool = True,
) -> Iterator[RawPage]:
    """Yield the pages that the inputs name, in order: files, folders, globs, and "-" for stdin.

    Text, HTML, JSONL (.jsonl, .ndjson), JSON and Parquet are read, the text forms also as .gz and .zst. A page's id is
    the record's id field, else where it was read. Files of many records are streamed.

    Args:
        on_problem: called for each record that cannot be read, after which reading goes on, and for a date that is
            left out. Without it the first problem is raised.
        unique: report a second record with the same id as a problem; remembers every id.

    Raises:
        InputError: the first problem, without `on_problem`; DuplicateIdError for a repeated id.
    """
    mapping = fields or FieldMapping()
    named = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    found = chain.from_iterable(_read_file(file, mapping) for file in find_files(named))
    pages = _without_problems(found, on_problem)
    return unique_ids(pages, on_problem=on_problem) if unique else pages


def unique_ids(pages: Iterable[RawPage], *, on_problem: OnProblem | None = None) -> Iterator[RawPage]:
    """Yield the pages whose id comes for the first time; the others are problems.

    Raises:
        DuplicateIdError: the first repeated id, without `on_problem`.
    """
    first: dict[str, str] = {}
    for page in pages:
        where = page.where or page.id
        if page.id not in first:
            first[page.id] = where
            yield page
            continue
        message = f"the id {page.id!r} is already that of {first[page.id]}"
        hint = "give each document its own id, or map another field: --fields id=FIELD"
        if on_problem is None:
            raise DuplicateIdError(f"{where}: {message}", hint=hint)
        on_problem(Problem(where, message, hint))


def _without_problems(found: Iterable[RawPage | Problem], on_problem: OnProblem | None) -> Iterator[RawPage]:
    for page in found:
        if isinstance(page, RawPage):
            yield page
        elif on_problem is None:
            raise InputError(f"{page.where}: {page.message}", hint=page.hint)
        else:
            on_problem(page)


def _read_file(path: str | Problem, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    if isinstance(path, Problem):
        yield path
        return
    where = "stdin" if path == STDIN else printable(path)
    try:
        if path == STDIN:
            yield from _read_stream(standard_input(), where, "unknown", mapping)
        else:
            yield from _read_path(path, where, mapping)
    except EOFError:
        yield Problem(where, "the compressed data end too early", _PACKED_HINT)
    except zlib.error:
        yield Problem(where, "the compressed data are broken", _PACKED_HINT)
    except OSError as error:
        yield from_os_error(where, error)


def _read_path(path: str, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    kind, compression = kind_by_name(path)
    with opened(path, compression) as stream:
        if kind == "parquet" and compression is None and stream.peek(4)[:4] == b"PAR1":
            yield from read_parquet(path, where, mapping)
        else:
            yield from _read_stream(stream, where, kind, mapping)


def _read_stream(
    stream: io.BufferedReader, where: str, kind: Kind, mapping: FieldMapping
) -> Iterator[RawPage | Problem]:
    head = stream.peek(HEAD)[:HEAD]
    refused = ("empty", "give a file with text") if not head else refusal(head)
    if kind == "parquet":
        refused = refused or ("not Parquet, whatever its name says", "check that the file is whole")
    if refused:
        yield Problem(where, *refused)
        return
    if kind in {"unknown", "json"}:  # many .json files hold one object a line
        looks = kind_by_content(head)
        kind = kind if looks == "unknown" else looks
    if kind == "jsonl":
        yield from read_jsonl(stream, where, mapping)
    elif kind == "json":
        yield from read_json(stream, where, mapping)
    else:
        yield _read_text(stream, where, kind)


def _read_text(stream: io.BufferedReader, where: str, kind: Kind) -> RawPage | Problem:
    text = decode(stream.read())
    if not has_words(text):
        return Problem(where, "no words in it", "give a file with text")
    is_html = markup.has_tags(text) if kind == "html" else markup.is_html(text)
    return RawPage(where, text, is_html, where=where)
