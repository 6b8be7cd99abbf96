"""The nightly crawl, from its inputs to a keep-list: the one module that knows the order of its stages."""

import gc
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import xxhash

from dedup.crawl import commit
from dedup.crawl.decide import Decisions, decide
from dedup.crawl.extraction import ExtractionSettings, Extractor
from dedup.crawl.gates import MAX_PAGE_SIZE
from dedup.crawl.inputs import find_inputs, read_file
from dedup.crawl.outputs import checksums, to_text, write_tables
from dedup.crawl.plan import RUN, Plan, claim, naming, plan_night, working
from dedup.crawl.policy import Policy
from dedup.crawl.progress import Progress, Stopped
from dedup.crawl.reading import read_units
from dedup.crawl.report import counts_of, describe, measured
from dedup.crawl.summary import summarise
from dedup.crawl.tables import make_tables
from dedup.crawl.texts import Texts
from dedup.crawl.work import WorkArea
from dedup.index import Index
from dedup.index.snapshot import Snapshot
from dedup.read import FieldMapping
from dedup.reports.night import night_html

PAGE = "summary.html"
TIMINGS = "timings.json"

# Settings of extraction that do not change what comes out.
_OPERATIONAL = {"workers", "cache"}


@dataclass(frozen=True, slots=True)
class Night:
    """What a night is to do.

    Attributes:
        max_page_size: bytes of a page, or of a text; a larger one is skipped.
        unit: records that are read and extracted before they are committed.
    """

    paths: tuple[str, ...]
    index: Path
    output: Path
    fields: FieldMapping = field(default_factory=FieldMapping)
    extraction: ExtractionSettings = field(default_factory=ExtractionSettings)
    policy: Policy = field(default_factory=Policy)
    max_page_size: int = MAX_PAGE_SIZE
    unit: int = 4096

    def settings(self) -> dict[str, dict[str, Any]]:
        """Return what changes the night's outputs."""
        reading = {"max_page_size": self.max_page_size}
        extraction = {name: value for name, value in asdict(self.extraction).items() if name not in _OPERATIONAL}
        return {
            "input": reading,
            "fields": asdict(self.fields),
            "extraction": extraction,
            "policy": asdict(self.policy),
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a night.

    Attributes:
        state: finished now, or before ("unchanged"), or only decided and counted ("dry").
        run: what `run.json` says; of a dry run its counts.
    """

    state: Literal["finished", "unchanged", "dry"]
    run: Mapping[str, Any]


def run(night: Night, progress: Progress) -> Outcome:
    """Bring a night to its end from wherever it stands.

    Raises:
        Stopped: it was told to stop, and goes on when it is run again.
        UsageError: the outputs' folder is not empty, or another night's; the index has the night's documents already.
        InputError: a path names nothing.
        IndexError_: the index cannot be used.
    """
    Index.open(night.index)
    plan = plan_night(find_inputs(night.paths), night.settings(), night.index)
    claim(night.output, plan)
    with working(night.output), naming(night.output), _collecting_seldom():
        state = claim(night.output, plan)
        work = WorkArea(night.output)
        if state != "finished":
            _finish(night, plan, work, progress)
            said = measured(progress.timings, extraction=work.position.seconds)
            (night.output / TIMINGS).write_text(to_text(said), "utf-8")
        commit.clear(work)
    said = json.loads((night.output / RUN).read_text("utf-8"))
    return Outcome("unchanged" if state == "finished" else "finished", said)


def try_out(night: Night, progress: Progress) -> Outcome:
    """Decide a night and count what it would keep and remove; nothing is written but temporary files.

    Raises:
        As `run`, for the inputs and the index.
    """
    snapshot = Index.open(night.index).snapshot()
    plan = plan_night(find_inputs(night.paths), night.settings(), night.index)
    with tempfile.TemporaryDirectory(prefix="dedup-night-") as folder:
        claim(Path(folder), plan)
        work = WorkArea(Path(folder))
        _read(night, plan, work, progress)
        tables = make_tables(work, _decide(night, work, snapshot, progress), night.policy.version)
        return Outcome("dry", {"counts": counts_of(tables, indexed=len(snapshot))})


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for rings of objects seldom: a night makes millions of objects, and no ring; it took a sixth of reading."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _finish(night: Night, plan: Plan, work: WorkArea, progress: Progress) -> None:
    if commit.is_added(work, night.index):
        commit.publish(night.output, work)
        return
    _read(night, plan, work, progress)
    name = _name(work, plan)
    write = partial(_write, night, plan, work, name, progress)
    commit.commit(night.output, work, night.index, name, write, progress)


def _read(night: Night, plan: Plan, work: WorkArea, progress: Progress) -> None:
    read = partial(read_file, fields=night.fields, max_page_size=night.max_page_size)
    with progress.stage("read", sum(one.bytes for one in plan.inputs)), Extractor(night.extraction) as extractor:
        read_units(plan, work, read, extractor.extract, index=night.index, size=night.unit, progress=progress)
    if progress.stop.wanted:
        raise Stopped


def _name(work: WorkArea, plan: Plan) -> str:
    """Return the name of the night: a digest of its records and settings, whatever their ids are in this index."""
    state = xxhash.xxh3_128(json.dumps(plan.settings, sort_keys=True).encode())
    for table in work.records(["offset", "url", "digest", "text_digest"]):
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            state.update(repr(row).encode())
    return state.hexdigest()


def _decide(night: Night, work: WorkArea, snapshot: Snapshot, progress: Progress) -> Decisions:
    with progress.stage("decide"):
        decisions = decide(work.units, snapshot, night.policy)
        progress.advance(len(decisions.table))
    return decisions


def _write(
    night: Night, plan: Plan, work: WorkArea, name: str, progress: Progress, snapshot: Snapshot, folder: Path
) -> None:
    """Decide the night against the index as it stands, and write its outputs into a folder, run.json last."""
    decisions = _decide(night, work, snapshot, progress)
    bounded = decisions.bounded
    with progress.stage("write"):
        tables = make_tables(work, decisions, night.policy.version)
        for count in write_tables(folder, tables):
            progress.advance(count)
        lookup = Texts(work, snapshot)
        summary = summarise(tables, night=name, indexed=len(snapshot), bounded=bounded, lookup=lookup)
        (folder / PAGE).write_text(night_html(summary), "utf-8")
        counts = counts_of(tables, indexed=len(snapshot))
        said = describe(plan, night=name, counts=counts, bounded=bounded, files=checksums(folder))
        (folder / RUN).write_text(to_text(said), "utf-8")
