"""A segment: documents, signatures and postings in a folder of files that never change."""

import heapq
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import xxhash

from dedup import _core
from dedup.index import disk, facts, postings, tables
from dedup.index.catalogue import FOLDER, SAMPLE, File, Row, SegmentRecord, microseconds, name_of
from dedup.index.settings import Settings
from dedup.index.tables import Stored

MANIFEST = "manifest.json"
SIGNATURES = "signatures.npy"
LENGTHS = "lengths.npy"  # how many words of each document have postings
_LONGEST = (1 << 16) - 1
# More documents would take more than a gigabyte of memory while their postings are sorted.
MOST = 1 << 17
# A word of more documents than this share of a segment tells little of an event beside its names, and takes much room;
# a small segment keeps all but its commonest.
_COMMON, _LEAST = 0.003, 50
_TEMPORARY = ".tmp"


class SegmentWriter:
    """Writes a segment beside the others; it is none before it is finished."""

    def __init__(self, folder: Path, number: int, settings: Settings) -> None:
        self.number = number
        self._final = folder / FOLDER / name_of(number)
        self._folder = self._final.with_suffix(_TEMPORARY)
        self._folder.mkdir(parents=True)
        self._settings = settings
        self._writer = tables.open_writer(self._folder / tables.NAME)
        # While documents are written, the next ones are sketched.
        self._thread = ThreadPoolExecutor(1)
        self._written = self._thread.submit(lambda: None)
        self._builder = _core.Builder(settings.permutations, settings.seed, settings.bands, settings.rows)
        self._sample: list[tuple[int, int]] = []
        self._facts: list[facts.Fact] = []

    def __len__(self) -> int:
        """Return the number of documents taken in."""
        return len(self._builder)

    @property
    def least(self) -> int:
        """How many bytes it takes at least: the texts as far as they are written, the signatures and the lengths."""
        documents = self._folder / tables.NAME
        written = documents.stat().st_size if documents.exists() else 0
        return written + len(self) * (4 * self._settings.permutations + 2)

    def add(self, batch: Sequence[Stored]) -> list[Row]:
        """Take in documents and return what the catalogue is to say of them."""
        first = len(self)
        dense = [self._settings.keeps(one.role) for one in batch]
        self._builder.add([one.document.text for one in batch], dense, os.cpu_count() or 1)
        self._written.result()
        self._written = self._thread.submit(tables.write, self._writer, batch)
        rows = [_to_row(one, self.number, place) for place, one in enumerate(batch, first)]
        self._facts += [(row.published, row.outlet, one.agencies) for row, one in zip(rows, batch, strict=True)]
        ranks = [(_rank(row.id), row.place) for row in rows]
        self._sample = heapq.nsmallest(SAMPLE, [*self._sample, *ranks])
        return rows

    def finish(self) -> tuple[SegmentRecord, list[tuple[int, int]]]:
        """Bring the segment onto the disk under its name; return it and the places that stand for it, with ranks."""
        count = len(self)
        self._close()
        tables.write_sums(self._folder / tables.NAME)
        facts.write(self._folder / facts.NAME, self._facts)
        tables.write_array(self._folder / SIGNATURES, self._builder.take_signatures())
        lengths = postings.write(self._folder, self._builder, max(_LEAST, int(_COMMON * count)))
        tables.write_array(self._folder / LENGTHS, np.minimum(lengths, _LONGEST).astype(np.uint16))
        files = [File(path.name, path.stat().st_size, disk.digest(path)) for path in sorted(self._folder.iterdir())]
        for file in files:
            disk.sync(self._folder / file.name)
        manifest = self._folder / MANIFEST
        disk.write_json(
            manifest,
            {"documents": count, "files": {file.name: {"bytes": file.bytes, "xxh3": file.digest} for file in files}},
        )
        disk.sync(self._folder)
        digest = disk.digest(manifest)
        disk.rename(self._folder, self._final)
        sample = [(place, rank) for rank, place in self._sample]
        return SegmentRecord(self.number, count, digest, tuple(files)), sample

    def abandon(self) -> None:
        """Close what is open; its folder is removed as any that no catalogue names."""
        with suppress(OSError):  # of a full disk, say: what ended the change is told already
            self._close()

    def _close(self) -> None:
        self._thread.shutdown()
        self._writer.close()
        self._written.result()


def _to_row(one: Stored, number: int, place: int) -> Row:
    document = one.document
    return Row(document.id, number, place, microseconds(document.moment), document.outlet, one.role)


def _rank(id_: str) -> int:
    """Return a number by which documents are drawn: of no order, and the same in every index; SQLite's are signed."""
    return xxhash.xxh3_64_intdigest(id_.encode("utf-8")) >> 1
