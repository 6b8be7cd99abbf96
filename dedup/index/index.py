"""`dedup.Index`: months of articles in a folder that any process can open."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.errors import UsageError
from dedup.index import catalogue
from dedup.index.filters import Moment, Names, make_filter
from dedup.index.folder import is_index, make, require
from dedup.index.settings import Passages, Role, Settings, current
from dedup.model import NEAR_DUPLICATE, Document, DocumentProvenance, Match, Problem, Provenance
from dedup.moments import from_microseconds

if TYPE_CHECKING:
    from dedup.index.snapshot import Snapshot
    from dedup.index.writing import Change


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index holds.

    Attributes:
        dropped: documents that are passed over and go with the next compaction.
        bytes: of all its files.
        first: when the first document was published.
        last: when the last one was.
        outlets: documents of each outlet, the most first.
        roles: documents of each role.
    """

    path: str
    settings: Settings
    documents: int
    dropped: int
    segments: int
    bytes: int
    first: datetime | None
    last: datetime | None
    outlets: dict[str, int]
    roles: dict[str, int]


class Index:
    """Documents that were seen before, to check others against.

    Any number of processes may read while one writes. Each call answers from the index as it stands when the call
    begins; `snapshot` holds on to that.

    Example:
        >>> import tempfile
        >>> index = Index.open(tempfile.mkdtemp() + "/news.dedup", create=True)
        >>> index.add([Document("a1", "The mayor opened the bridge.")])
        1
        >>> index.check(Document("a2", "Nothing in common.")).coverage.original
        1.0
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._snapshot: Snapshot | None = None

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = False, passages: Passages = "all") -> "Index":
        """Return the index at `path`.

        Args:
            create: make an empty one where there is none.
            passages: of a new index: whether the passages of all documents can be found, of those that are upstream
                (of role `wire` or `press`), or of none; near-duplicates and reports of one event always can.

        Raises:
            IndexMissingError: there is none, and `create` is false.
            IndexMismatchError: it was written with other settings than this version's.
            IndexError_: what stands there is damaged or no index.
        """
        folder = Path(path)
        if not is_index(folder):
            if not create:
                require(folder)
            make(folder, current(passages))
        index = cls(folder)
        index.snapshot()
        return index

    @classmethod
    def rebuild(cls, path: str | PathLike[str], *, wait: bool = False) -> "Index":
        """Write an index anew from its documents, with this version's settings, and return it.

        Raises:
            IndexMissingError: there is none.
            IndexMismatchError: it is of a format whose documents this version does not read.
            IndexDamagedError: its documents cannot be read.
        """
        from dedup.index.writing import changing  # noqa: PLC0415 - `import dedup` stays light

        folder = require(Path(path))
        with catalogue.reading(folder) as stored:
            settings = Settings.read(stored.settings(), folder, rebuilds=True)
        with changing(folder, current(settings.passages), wait=wait) as change:
            change.rebuild()
        return cls.open(folder)

    def add(self, documents: Iterable[Document], *, role: Role | None = None, wait: bool = False) -> int:
        """Store documents and return how many; all of them are stored, or none.

        Args:
            role: what the documents are: upstream as a `wire` or a `press` release is, or a `publisher`'s. Where it
                is None, an agency's own text is a `wire`, as its outlet or address says, or its dateline where neither
                is known; what comes from a service that distributes press releases is a `press` release; others have
                no role.
            wait: wait for another writer to end.

        Raises:
            InputError: an item is no document.
            DuplicateIdError: a document of that id is stored already.
            IndexLockedError: another process is writing to the index, and `wait` is false.
            IndexError_: the disk is full, or the folder cannot be written to.
        """
        from dedup.index.roles import describe  # noqa: PLC0415 - `import dedup` stays light

        with self._changing(wait) as change:
            count = change.add(describe((one, role) for one in documents))
            change.tidy()
        return count

    def drop(self, *, before: date | None = None, id: str | None = None, wait: bool = False) -> int:  # noqa: A002
        """Pass over documents from now on, and return how many; their texts are there until `compact`.

        Args:
            before: those published before that moment; a day begins in UTC. Those without a time stay.
            id: the one of that id.

        Raises:
            UsageError: not one of `before` and `id` is given.
            IndexLockedError: another process is writing to the index, and `wait` is false.
        """
        if (before is None) is (id is None):
            raise UsageError("drop takes either a time or an id", hint="give before=... or id=...")
        with self._changing(wait) as change:
            return change.drop(before=None if before is None else catalogue.microseconds(_moment(before)), id_=id)

    def compact(self, *, wait: bool = False) -> int:
        """Merge small segments and leave dropped documents behind; return how many segments were written anew.

        Raises:
            IndexLockedError: another process is writing to the index, and `wait` is false.
            IndexDamagedError: what is to be merged is damaged.
        """
        with self._changing(wait) as change:
            return change.compact()

    def check(
        self,
        document: Document,
        *,
        outlet: Names | None = None,
        agency: Names | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
    ) -> DocumentProvenance:
        """Return the provenance of `document` against everything stored, or against what is wanted of it.

        Args:
            outlet: against documents of this outlet, in any case, or of one of several.
            agency: against the own texts of this agency, or of one of several, and what is credited to it.
            since: against what was published then or later: a day, a time, or either in ISO 8601.
            until: against what was published then or before; a day counts as a whole.

        Raises:
            UsageError: an agency is unknown, or a time is none.
        """
        return self.snapshot().only(make_filter(outlet, agency, since, until)).check(document)

    def check_many(
        self,
        documents: Iterable[Document],
        *,
        outlet: Names | None = None,
        agency: Names | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
    ) -> Provenance:
        """Return the provenance of each document against everything stored and one another.

        Args:
            outlet: as of `check`, of the stored documents; so are the others.

        Raises:
            UsageError: an agency is unknown, or a time is none.
        """
        return self.snapshot().only(make_filter(outlet, agency, since, until)).check_many(documents)

    def find_copies(self, document: Document, *, resemblance: float = NEAR_DUPLICATE) -> list[Match]:
        """Return the matches with the stored near-duplicates of a document, the most alike first, without alignments.

        Args:
            resemblance: in [0.5, 1]; those of at least 0.5 are found 199 times in 200, more alike ones more often.

        Raises:
            UsageError: the resemblance is out of range.

        Example:
            >>> import tempfile
            >>> index = Index.open(tempfile.mkdtemp() + "/news.dedup", create=True)
            >>> index.add([Document("a1", "The mayor opened the bridge.")])
            1
            >>> [match.source_id for match in index.find_copies(Document("a2", "The mayor opened the bridge!"))]
            ['a1']
        """
        from dedup.index.copies import find_copies  # noqa: PLC0415 - `import dedup` stays light

        if not 0.5 <= resemblance <= 1:
            raise UsageError(f"resemblance is {resemblance}, not from 0.5 to 1", hint="less alike ones are not sought")
        return find_copies(self.snapshot(), document, resemblance)

    def snapshot(self) -> "Snapshot":
        """Return the index as it stands now, to be read however it changes."""
        from dedup.index import snapshot  # noqa: PLC0415 - `import dedup` stays light

        with catalogue.reading(self.path) as stored:
            generation = stored.generation()
        if self._snapshot is None or self._snapshot.generation != generation:
            self._snapshot = snapshot.take(self.path)
        return self._snapshot

    def verify(self) -> list[Problem]:
        """Return what is damaged: files that hold other bytes than were written, and counts that differ."""
        from dedup.index.verify import verify  # noqa: PLC0415 - `import dedup` stays light

        return list(verify(require(self.path)))

    def info(self) -> IndexInfo:
        """Return what the index holds."""
        with catalogue.reading(self.path) as stored:
            segments, (first, last) = stored.segments(), stored.times()
            return IndexInfo(
                path=str(self.path),
                settings=Settings.read(stored.settings(), self.path),
                documents=stored.count(),
                dropped=sum(len(record.dropped) for record in segments),
                segments=len(segments),
                bytes=sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file()),
                first=_time(first),
                last=_time(last),
                outlets=stored.outlets(),
                roles=stored.roles(),
            )

    def ids(self) -> list[str]:
        """Return the ids of the stored documents, in the order of iteration, without reading the documents."""
        with catalogue.reading(self.path) as stored:
            return stored.ids()

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        """Return whether a document of that id is stored."""
        with catalogue.reading(self.path) as stored:
            return isinstance(id, str) and stored.find(id) is not None

    def __getitem__(self, id: str) -> Document:  # noqa: A002
        """Return the stored document of that id.

        Raises:
            KeyError: there is none.
        """
        while True:
            held = self.snapshot()
            with catalogue.reading(self.path) as stored:
                place, generation = stored.find(id), stored.generation()
            if generation == held.generation:
                break
        if place is None:
            raise KeyError(id)
        return held.load([place])[0]

    def __iter__(self) -> Iterator[Document]:
        """Yield the stored documents in the order of addition, save that compaction moves small batches."""
        return iter(self.snapshot())

    def __len__(self) -> int:
        """Return the number of stored documents."""
        return len(self.snapshot())

    @contextmanager
    def _changing(self, wait: bool) -> "Iterator[Change]":
        from dedup.index.writing import changing  # noqa: PLC0415 - `import dedup` stays light

        settings = self.snapshot().settings
        with changing(self.path, settings, wait=wait) as change:
            yield change


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _time(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_microseconds(microseconds)
