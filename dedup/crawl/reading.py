"""The first stage of a night: every record is read, gated and extracted once, unit by unit."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dedup.crawl.gates import Firsts, gate_repeats
from dedup.crawl.model import Extracted, Record
from dedup.crawl.plan import Plan
from dedup.crawl.progress import Progress, Stop
from dedup.crawl.work import Position, WorkArea, position_of
from dedup.index import catalogue

Read = Callable[[str], Iterable[Record]]
"""Gives the records of a file, gated, in the file's order."""

Extract = Callable[[Iterable[Record]], Iterator[Extracted]]
"""Gives each record's text or why there is none, in the order given."""


def read_units(
    plan: Plan,
    work: WorkArea,
    read: Read,
    extract: Extract,
    *,
    index: Path,
    size: int,
    progress: Progress,
) -> None:
    """Read what of the inputs is not in a unit yet.

    When it is told to stop it takes no more records, and commits those that it has as a last, shorter unit.

    Args:
        index: where the index lies, whose ids are given to no record.
        size: records of a unit.
    """
    with catalogue.reading(index) as stored:
        generation = stored.generation()
    _forget_taken(work, index, generation)
    with catalogue.looking(index) as is_stored, work.writing() as writer:
        feed = _Feed(plan, work.position, generation, _firsts(work, is_stored), read, progress.stop)
        extracted = extract(iter(feed))
        while unit := list(islice(extracted, size)):
            writer.add(unit, feed.position(unit))
            progress.advance(len(unit), feed.bytes)


def _forget_taken(work: WorkArea, index: Path, generation: int) -> None:
    """Forget the units from the first one on with an id that a document of the index has got meanwhile."""
    with catalogue.looking(index) as is_stored:
        for number, (unit, table) in enumerate(zip(work.units, work.records(["id"]), strict=True)):
            if position_of(unit).generation != generation and any(map(is_stored, table["id"].to_pylist())):
                work.keep_first(number)
                return


@dataclass(slots=True)
class _Feed:
    """The records of a night from a position on, and how far those that came back have brought it.

    Attributes:
        bytes: of the inputs that the records came from which came back so far, about.
    """

    plan: Plan
    start: Position
    generation: int
    firsts: Firsts
    read: Read
    stop: Stop
    bytes: int = 0
    _taken: deque[tuple[int, int]] = field(default_factory=deque)  # file and number in it of those that are on the way
    _seconds: float = 0.0
    _texts: int = 0  # characters that the file has given as text

    def __iter__(self) -> Iterator[Record]:
        """Yield the records, marked by what came before them."""
        self._seconds = self.start.seconds
        yield from gate_repeats(self._records(), self.firsts)

    def _records(self) -> Iterator[Record]:
        for number in range(self.start.file, len(self.plan.inputs)):
            skipped = self.start.records if number == self.start.file else 0
            records = self.read(self.plan.inputs[number].path)
            for place, record in enumerate(islice(records, skipped, None), skipped + 1):
                self._taken.append((number, place))
                yield record
                if self.stop.wanted:
                    return

    def position(self, unit: list[Extracted]) -> Position:
        """Return how far the inputs are read with a unit that came back."""
        before = -1
        for one in unit:
            file, records = self._taken.popleft()
            self._seconds += one.seconds
            self._texts = (self._texts if file == before or before < 0 else 0) + _length(one.record)
            before = file
        # An archive's offset is in bytes; of other files, whose offsets count lines, the texts' lengths tell as much.
        done = min(self._texts or unit[-1].record.offset, self.plan.inputs[file].bytes)
        self.bytes = sum(one.bytes for one in self.plan.inputs[:file]) + done
        return Position(file, records, self._seconds, self.generation)


def _length(record: Record) -> int:
    return len(record.page.content) if record.page else 0


def _firsts(work: WorkArea, is_stored: Callable[[str], bool]) -> Firsts:
    """Return the ids and payloads of the records of the units."""
    firsts = Firsts(is_stored)
    for table in work.records(["id", "digest"]):
        for id_, digest in zip(table["id"].to_pylist(), table["digest"].to_pylist(), strict=True):
            firsts.remember(id_, digest)
    return firsts
