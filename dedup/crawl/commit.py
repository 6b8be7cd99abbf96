"""The end of a night: its outputs and what it adds to the index stand together, whatever stops it between.

First all outputs are written beside, in the work area; then the index takes the kept documents and the night's name in
one transaction; then the outputs get their names, `run.json` last. What is missing of this is done by the same command.
"""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from dedup.crawl.plan import RUN, naming
from dedup.crawl.progress import Progress
from dedup.crawl.work import WorkArea
from dedup.credits import own_agency
from dedup.errors import UsageError
from dedup.index import Index, catalogue, disk
from dedup.index.settings import Role
from dedup.index.snapshot import Snapshot
from dedup.index.tables import NAME, Documents, Stored
from dedup.index.writing import changing

_STATE = "state.json"
_READY = "outputs"

Write = Callable[[Snapshot, Path], None]
"""Decides against the index as it stands, and writes the outputs into a folder."""


def commit(output: Path, work: WorkArea, index: Path, night: str, write: Write, progress: Progress) -> None:
    """Bring a night whose units are all there to its end.

    While it is decided what is kept no other process writes to the index.

    Args:
        night: the name by which the index knows that it has the night.

    Raises:
        UsageError: the index has the night, and its outputs are elsewhere; or the outputs cannot be written.
        IndexError_: the index cannot be written to.
    """
    if _is_added(index, night):
        raise UsageError(
            f"{index} has the documents of this night already",
            hint="its outputs stand in the folder that they were first written to",
        )
    _add(work.folder / _READY, work, index, night, write, progress)
    publish(output, work)


def is_added(work: WorkArea, index: Path) -> bool:
    """Return whether outputs are ready, and the index has what belongs to them: nothing is missing but their names."""
    ready = work.folder / _READY
    return ready.is_dir() and _is_added(index, _state(ready)["night"])


def publish(output: Path, work: WorkArea) -> None:
    """Give the outputs that are ready their names, `run.json` last; what has its name already is passed over."""
    ready = work.folder / _READY
    names = {path.name for path in ready.iterdir()} - {_STATE, RUN}
    for name in sorted(names):
        disk.step(f"rename {name}")
        (ready / name).replace(output / name)
    disk.sync(output)
    if (ready / RUN).exists():
        disk.rename(ready / RUN, output / RUN)


def clear(work: WorkArea) -> None:
    """Remove what a finished night needs no more."""
    ready = work.folder / _READY
    if ready.is_dir():
        disk.remove(ready)
    work.keep_first(0)


def _is_added(index: Path, night: str) -> bool:
    with catalogue.reading(index) as stored:
        return stored.has_night(night)


def _add(ready: Path, work: WorkArea, index: Path, night: str, write: Write, progress: Progress) -> None:
    """Make the outputs ready, if they are not for the index as it stands, and add the kept documents."""
    opened = Index.open(index)
    with changing(index, opened.snapshot().settings, wait=True) as change:
        state = {"night": night, "generation": change.generation}
        if not (ready.is_dir() and _state(ready) == state):
            with naming(work.folder.parent):
                _make_ready(ready, opened.snapshot(), state, write)
        kept = _kept_ids(ready)
        with progress.stage("index", len(kept)):
            count = change.add(_counted(_kept(work, kept), progress))
            change.note_night(night, count)
            change.tidy()


def _make_ready(ready: Path, snapshot: Snapshot, state: dict[str, Any], write: Write) -> None:
    beside = ready.with_suffix(".tmp")
    for old in (ready, beside):
        if old.exists():
            disk.remove(old)
    beside.mkdir()
    write(snapshot, beside)
    for path in sorted(beside.iterdir()):
        disk.sync(path)
    disk.write_json(beside / _STATE, state)
    disk.sync(beside)
    disk.rename(beside, ready)


def _state(ready: Path) -> dict[str, Any]:
    """Return which night's outputs are ready, and for which generation of the index they were decided."""
    state: dict[str, Any] = json.loads((ready / _STATE).read_text("utf-8"))
    return state


def _kept_ids(ready: Path) -> frozenset[str]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    return frozenset(pq.read_table(ready / "keep.parquet", columns=["id"])["id"].to_pylist())


def _kept(work: WorkArea, ids: frozenset[str]) -> Iterator[Stored]:
    for unit in work.units:
        held = Documents(unit / NAME)
        for one in held.read({place for place, id_ in enumerate(held.ids()) if id_ not in ids}):
            document = one.document
            yield Stored(document, _role(document.outlet, _host_of(document.url)))


@lru_cache(maxsize=1 << 14)
def _role(outlet: str | None, host: str | None) -> Role | None:
    """Return the role of what an outlet publishes: an agency's own pages are wires."""
    return "wire" if own_agency([], outlet=outlet, url=host and f"//{host}") else None


def _host_of(url: str | None) -> str | None:
    return url.partition("//")[2].partition("/")[0] or None if url else None


def _counted(documents: Iterator[Stored], progress: Progress) -> Iterator[Stored]:
    for number, one in enumerate(documents, 1):
        if number % 1024 == 0:
            progress.advance(1024)
        yield one
