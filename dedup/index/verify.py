"""Whether an index holds what was written: every checksum, and every count that two files tell."""

from collections.abc import Iterator
from pathlib import Path

from dedup import _core
from dedup.errors import IndexDamagedError
from dedup.index import catalogue, disk, facts, signatures, tables
from dedup.index.catalogue import FOLDER, Catalogue, SegmentRecord, microseconds, name_of
from dedup.index.postings import KINDS, Postings
from dedup.index.segment import MANIFEST
from dedup.index.settings import Settings
from dedup.model import Problem

_TRUTH = "restore it from a backup, or add the documents to a new index"
_POSTINGS = "write it anew: dedup index rebuild"


def verify(folder: Path) -> Iterator[Problem]:
    """Yield what is damaged.

    Raises:
        IndexMismatchError: the index is of another format.
    """
    with catalogue.reading(folder) as stored:
        Settings.read(stored.settings(), folder)
        for complaint in stored.complaints():
            yield Problem(str(folder / catalogue.NAME), complaint, "restore it from a backup")
        for record in stored.segments():
            yield from _verify_segment(folder / FOLDER / name_of(record.number), record, stored)


def _verify_segment(where: Path, record: SegmentRecord, stored: Catalogue) -> Iterator[Problem]:
    if not where.is_dir():
        yield Problem(str(where), "the segment is missing", _TRUTH)
        return
    wrong = list(_verify_files(where, record))
    yield from wrong
    if not wrong:
        yield from _verify_counts(where, record)
    if not any(problem.where.endswith((tables.NAME, tables.SUMS)) for problem in wrong):
        yield from _verify_rows(where, record, stored)


def _verify_files(where: Path, record: SegmentRecord) -> Iterator[Problem]:
    expected = {file.name: file.digest for file in record.files} | {MANIFEST: record.manifest}
    for name, digest in expected.items():
        path = where / name
        if not path.is_file():
            yield Problem(str(path), "the file is missing", _hint(name))
        elif disk.digest(path) != digest:
            yield Problem(str(path), "the file holds other bytes than were written", _hint(name))
    for path in sorted(where.iterdir()):
        if path.name not in expected:
            yield Problem(str(path), "the file is none of the segment's", "remove it")


def _verify_counts(where: Path, record: SegmentRecord) -> Iterator[Problem]:
    count = signatures.count_rows(where / signatures.NAME)
    if count != record.documents:
        yield Problem(
            str(where / signatures.NAME), f"{count:,} signatures of {record.documents:,} documents", _POSTINGS
        )
    files = {file.name: file.digest for file in record.files}
    count = len(facts.Facts(where / facts.NAME, files[facts.NAME]))
    if count != record.documents:
        yield Problem(str(where / facts.NAME), f"facts of {count:,} documents of {record.documents:,}", _POSTINGS)
    for kind in KINDS:
        path = where / f"{kind}.postings"
        postings = Postings(path)
        entries, greatest = _core.count_entries(postings.whole())
        if entries != postings.entries:
            yield Problem(str(path), f"{entries:,} entries, its head has {postings.entries:,}", _POSTINGS)
        if greatest is not None and greatest >= record.documents:
            yield Problem(str(path), f"names a document beyond the {record.documents:,} there are", _POSTINGS)


def _verify_rows(where: Path, record: SegmentRecord, stored: Catalogue) -> Iterator[Problem]:
    """Compare what the catalogue says of each document with the document."""
    said = {row.place: row for row in stored.rows(record.number)}
    try:
        held = list(tables.Documents(where / tables.NAME).read())
    except IndexDamagedError as error:
        yield Problem(str(where / tables.NAME), str(error), _TRUTH)
        return
    if len(held) != record.documents or said.keys() | record.dropped != set(range(len(held))):
        yield Problem(
            str(where), f"{len(held):,} documents, the catalogue has {len(said) + len(record.dropped):,}", _TRUTH
        )
        return
    for place, row in said.items():
        document, role = held[place].document, held[place].role
        if (row.id, row.published, row.outlet, row.role) != (
            document.id,
            microseconds(document.moment),
            document.outlet,
            role,
        ):
            yield Problem(str(where), f"the catalogue has {row.id!r} for {document.id!r}", "restore catalogue.sqlite")


def _hint(name: str) -> str:
    return _TRUTH if name == tables.NAME else _POSTINGS
