"""Nights of a few records, read by a reader that needs no files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dedup.crawl.model import Extracted, Record
from dedup.crawl.progress import Progress, Stop, Timing
from dedup.model import Document


class Silent:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None) -> None: ...

    def advance(self, count: int, done: int | None) -> None: ...

    def end(self, timing: Timing | None) -> None: ...


def record(id_: str, payload: str, file: str = "a", offset: int = 0) -> Record:
    """Return a record of a page."""
    return Record(id_, file, offset, payload=payload.encode(), digest=f"{hash(payload):x}")


def read(path: str) -> Iterator[Record]:
    """Yield a record for each line of a file."""
    for number, line in enumerate(Path(path).read_text("utf-8").splitlines(), 1):
        id_, _, text = line.partition(" ")
        yield record(id_, text, Path(path).name, number)


def extract(records: Iterable[Record]) -> Iterator[Extracted]:
    """Yield each record's text."""
    for one in records:
        document = Document(one.id, one.payload.decode()) if one.status == "ok" else None
        yield Extracted(one, one.status, document=document, seconds=0.5)


def quiet() -> Progress:
    """Return a progress that nobody sees."""
    return Progress(Silent(), Stop())
