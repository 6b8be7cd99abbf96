"""A segment: documents, signatures and postings in a folder of files that never change."""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedup import _core
from dedup.index import disk, facts, signatures, tables
from dedup.index.catalogue import FOLDER, File, Row, SegmentRecord, microseconds, name_of
from dedup.index.settings import Settings
from dedup.index.signatures import SignatureWriter
from dedup.index.tables import Stored

MANIFEST = "manifest.json"
LENGTHS = "lengths.npy"  # how many words of each document have postings
_LONGEST = (1 << 16) - 1
# A word of more documents than this share of a segment tells little of an event beside its names, and takes much room;
# a small segment keeps all but its commonest.
_COMMON, _LEAST = 0.003, 50
# Of words that are common in a segment, those of fewer documents are kept all the same: it may become part of one of
# a million documents, where they are rare.
_KEPT = 3_000
_TEMPORARY = ".tmp"
_SKETCHING = max(1, (os.cpu_count() or 1) - 1)  # threads; one more reads


def limits(documents: int) -> tuple[int, int]:
    """Return how many of so many documents have a common word, and of how many postings are kept."""
    common = max(_LEAST, int(_COMMON * documents))
    return common, max(_KEPT, common)


class Draft:
    """The folder of a segment that is none before it is finished."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self._final = folder / FOLDER / name_of(number)
        self.folder = self._final.with_suffix(_TEMPORARY)
        self.folder.mkdir(parents=True)

    def finish(self, count: int, lengths: NDArray[np.uint32]) -> SegmentRecord:
        """Bring the segment onto the disk under its name, and return it."""
        tables.write_sums(self.folder / tables.NAME)
        tables.write_array(self.folder / LENGTHS, np.minimum(lengths, _LONGEST).astype(np.uint16))
        files = [File(path.name, path.stat().st_size, disk.digest(path)) for path in sorted(self.folder.iterdir())]
        for file in files:
            disk.sync(self.folder / file.name)
        manifest = self.folder / MANIFEST
        disk.write_json(
            manifest,
            {"documents": count, "files": {file.name: {"bytes": file.bytes, "xxh3": file.digest} for file in files}},
        )
        disk.sync(self.folder)
        digest = disk.digest(manifest)
        disk.rename(self.folder, self._final)
        return SegmentRecord(self.number, count, digest, tuple(files))


class SegmentWriter:
    """Writes a segment of new documents beside the others."""

    def __init__(self, folder: Path, number: int, settings: Settings) -> None:
        self._draft = draft = Draft(folder, number)
        self._settings = settings
        self._writer = tables.open_writer(draft.folder / tables.NAME)
        self._signatures = SignatureWriter(draft.folder / signatures.NAME, settings.permutations)
        # While documents are sketched and written, the next ones are read. That takes longest, and a thread of its own.
        self._thread = ThreadPoolExecutor(1)
        self._task: Future[None] | None = None
        self._facts: list[facts.Fact] = []
        self._builder = _core.Builder(
            settings.permutations, settings.seed, settings.bands, settings.rows, str(draft.folder)
        )

    def __len__(self) -> int:
        """Return the number of documents taken in."""
        return len(self._facts)

    @property
    def least(self) -> int:
        """How many bytes it takes at least: what is written, and the signatures of all."""
        documents = self._draft.folder / tables.NAME
        written = documents.stat().st_size if documents.exists() else 0
        return written + len(self) * (4 * self._settings.permutations + 2)

    def add(self, batch: Sequence[Stored]) -> list[Row]:
        """Take in documents and return what the catalogue is to say of them."""
        self._wait()
        self._task = self._thread.submit(self._take, batch)
        rows = [_to_row(one, self._draft.number, place) for place, one in enumerate(batch, len(self))]
        self._facts += [(row.published, row.outlet, one.agencies) for row, one in zip(rows, batch, strict=True)]
        return rows

    def finish(self) -> SegmentRecord:
        """Bring the segment onto the disk under its name, and return it."""
        self._close()
        facts.write(self._draft.folder / facts.NAME, self._facts)
        lengths = self._builder.finish(str(self._draft.folder), *limits(len(self)))
        return self._draft.finish(len(self), lengths)

    def abandon(self) -> None:
        """Close what is open; its folder is removed as any that no catalogue names."""
        self._thread.shutdown()
        # A writer that cannot end its file leaves it open, and so on the disk although it is removed.
        for opened in (self._writer, self._writer.file_handle, self._signatures):
            with suppress(OSError):  # of a full disk, say: what ended the change is told already
                opened.close()
        del self._builder

    def _close(self) -> None:
        self._thread.shutdown()
        self._writer.close()
        self._signatures.close()
        self._wait()

    def _wait(self) -> None:
        """Wait until all documents that were taken in are sketched and written."""
        if self._task:
            self._task.result()

    def _take(self, batch: Sequence[Stored]) -> None:
        dense = [self._settings.keeps(one.role) for one in batch]
        self._builder.add([one.document.text for one in batch], dense, _SKETCHING)
        self._signatures.write(self._builder.take_signatures())
        tables.write(self._writer, batch)


def _to_row(one: Stored, number: int, place: int) -> Row:
    document = one.document
    return Row(document.id, number, place, microseconds(document.moment), document.outlet, one.role)
