"""Everything that a night's crawl is made of, read one record at a time: each becomes one `Record`, whatever it is."""

import io
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

import xxhash

from dedup.crawl.gates import MAX_PAGE_SIZE, gate_payload
from dedup.crawl.members import MAGIC
from dedup.crawl.model import Record
from dedup.crawl.pages import with_page
from dedup.crawl.spans import OPENING
from dedup.crawl.unpackers import gunzip, unpack, zstd
from dedup.crawl.warc import read_warc
from dedup.errors import InputError
from dedup.model import Problem, RawPage
from dedup.read import FieldMapping, markup
from dedup.read.decoding import decode
from dedup.read.inputs import STDIN, find_files, printable
from dedup.read.kinds import FOLDER_SUFFIXES, Compression, Kind, kind_by_content, kind_by_name, refusal
from dedup.read.lines import read_lines
from dedup.read.problems import MISSING_HINT, from_os_error
from dedup.read.records import own_id, page_of
from dedup.read.streams import HEAD, standard_input, unpacked
from dedup.read.tables import parquet_rows, parse

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
_SUFFIXES = (*FOLDER_SUFFIXES, *_ARCHIVES)
_JSON_OVERHEAD = 4  # times a page's size that its line may have: escapes, and fields that are not its text


@dataclass(frozen=True, slots=True)
class _Settings:
    fields: FieldMapping
    limit: int


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> list[str]:
    """Return the files that the paths name, in an order that does not depend on that of the paths.

    Files, folders (documents and WARC files at any depth), globs, and "-" for stdin. Files that cannot be looked into
    are among them: they become a record each.

    Raises:
        InputError: a path names nothing.
    """
    found: set[str] = set()
    for path in [os.fspath(path) for path in paths]:
        files = list(find_files([path], _SUFFIXES))
        problems = [file for file in files if isinstance(file, Problem)]
        if len(problems) == len(files):
            raise InputError(f"{problems[0].where}: {problems[0].message}", hint=problems[0].hint)
        if files == [path] and path != STDIN and not os.path.lexists(path):
            raise InputError(f"{printable(path)}: no such file or folder", hint=MISSING_HINT)
        found.update(file.where if isinstance(file, Problem) else file for file in files)
    return sorted(found, key=printable)


def read_records(
    paths: Iterable[str | os.PathLike[str]],
    *,
    fields: FieldMapping | None = None,
    max_page_size: int = MAX_PAGE_SIZE,
) -> Iterator[Record]:
    """Yield one record for each record of the inputs, file by file, each in its order; one is held at a time.

    WARC (also .gz, .zst), HTML and text files, JSONL (also .gz, .zst) and Parquet. An id is the WARC record's own
    without `urn:uuid:`, that of a JSONL or Parquet record, else `file:offset`, or for a file that is one page its name;
    ids may repeat until `gate_repeats`. What cannot be read is a record that says why, and a file without records is
    one record, `empty` or `damaged`.

    Args:
        max_page_size: bytes of a page without its encodings, or of a text; more is `skipped:size`.

    Raises:
        InputError: a path names nothing.
    """
    for path in find_inputs(paths):
        yield from read_file(path, fields=fields, max_page_size=max_page_size)


def read_file(path: str, *, fields: FieldMapping | None = None, max_page_size: int = MAX_PAGE_SIZE) -> Iterator[Record]:
    """Yield the records of one file, or of stdin, as `read_records` does."""
    where = "stdin" if path == STDIN else printable(path)
    settings = _Settings(fields or FieldMapping(), max_page_size)
    last = None
    try:
        for last in _read(path, where, settings):
            yield last
    except (EOFError, zlib.error, OSError) as error:
        offset = last.offset + 1 if last else 0
        yield Record(f"{where}:{offset}" if last else where, where, offset, status="damaged", detail=_explain(error))
    else:
        if last is None:
            yield Record(where, where, 0, status="empty", detail="no record in it")


def _read(path: str, where: str, settings: _Settings) -> Iterator[Record]:
    with _opened(path) as stream:
        kind, packing = kind_by_name("" if path == STDIN else path)
        head = stream.peek(HEAD)
        packing = None if head.startswith(OPENING) else _packing(head) or packing
        if path.lower().endswith(_ARCHIVES) or _unpack_head(head, packing).startswith(OPENING):
            with _seekable(stream) as file:
                yield from read_warc(file, where, packing, settings.limit)
        elif kind == "parquet" and head.startswith(b"PAR1"):
            yield from _read_rows(path, where, settings)
        else:
            with unpacked(stream, packing) as plain:
                yield from _read_documents(plain, where, kind, settings)


@contextmanager
def _opened(path: str) -> Iterator[io.BufferedReader]:
    if path == STDIN:
        yield standard_input()
    else:
        with open(path, "rb", buffering=HEAD) as file:  # noqa: PTH123 - a str path keeps its bytes
            yield cast(io.BufferedReader, file)


@contextmanager
def _seekable(stream: io.BufferedReader) -> Iterator[BinaryIO]:
    """Give the stream from its beginning, as one that can go back: a pipe is kept on disk meanwhile."""
    if stream.seekable():
        raw = cast(BinaryIO, stream.raw)  # it is read in large pieces
        raw.seek(0)
        yield raw
    else:
        with tempfile.TemporaryFile(buffering=0) as file:
            shutil.copyfileobj(stream, file)
            file.seek(0)
            yield cast(BinaryIO, file)


def _packing(head: bytes) -> Compression | None:
    return next((packing for packing, magic in MAGIC.items() if head.startswith(magic)), None)


def _unpack_head(head: bytes, packing: Compression | None) -> bytes:
    if packing is None:
        return head
    return unpack(gunzip if packing == "gzip" else zstd.ZstdDecompressor, head, len(OPENING))[0]


def _read_documents(stream: io.BufferedReader, where: str, kind: Kind, settings: _Settings) -> Iterator[Record]:
    head = stream.peek(HEAD)[:HEAD]
    if not head:
        return
    record = Record(where, where, 0)
    refused = refusal(head)
    if kind == "parquet":
        yield replace(record, status="damaged", detail="not Parquet, whatever its name says")
    elif kind == "html":
        yield _read_html(stream, record, settings.limit)
    elif refused:
        yield replace(record, status="skipped:type", detail=refused[0])
    elif kind == "jsonl" or (kind != "text" and kind_by_content(head) == "jsonl"):
        yield from _read_lines(stream, where, settings)
    elif kind == "json":
        yield replace(record, status="skipped:type", detail="one JSON text, not an object a line")
    else:
        yield _read_text(stream, record, settings.limit)


def _read_html(stream: io.BufferedReader, record: Record, limit: int) -> Record:
    payload = stream.read(limit + 1)
    verdict = gate_payload(payload, "text/html", None, limit)
    if verdict:
        return replace(record, status=verdict[0], detail=verdict[1])
    return replace(record, payload=payload, digest=xxhash.xxh3_128_hexdigest(payload))


def _read_text(stream: io.BufferedReader, record: Record, limit: int) -> Record:
    text = decode(stream.read(limit + 1))
    return with_page(record, RawPage(record.id, text, markup.is_html(text), where=record.file), limit)


def _read_lines(stream: io.BufferedReader, where: str, settings: _Settings) -> Iterator[Record]:
    longest = settings.limit * _JSON_OVERHEAD
    for number, line in read_lines(stream, where, settings.fields, longest):
        record = Record(f"{where}:{number}", where, number)
        if line is None:
            yield replace(record, status="skipped:size", detail=f"a line of more than {longest:,} bytes")
        elif isinstance(line, RawPage):
            yield with_page(record, line, settings.limit)
        else:
            yield _with_fields(record, parse(line, record.id), settings)


def _read_rows(path: str, where: str, settings: _Settings) -> Iterator[Record]:
    for number, row in parquet_rows(path, where, settings.fields):
        yield _with_fields(Record(f"{where}:{number}" if number else where, where, number), row, settings)


def _with_fields(record: Record, value: object, settings: _Settings) -> Record:
    """Return the record with the page that its fields make, or why they make none."""
    if isinstance(value, Problem):
        return replace(record, status="damaged", detail=value.message)
    *_, found = page_of(value, record.id, settings.fields)  # what comes before tells of a date that is none
    if isinstance(found, RawPage):
        return with_page(record, found, settings.limit)
    if not isinstance(value, Mapping):
        return replace(record, status="damaged", detail=found.message)
    return replace(record, id=own_id(value, settings.fields) or record.id, status="empty", detail=found.message)


def _explain(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the compressed data end too early"
    if isinstance(error, OSError):
        return from_os_error("", error).message
    return "the compressed data are broken"
