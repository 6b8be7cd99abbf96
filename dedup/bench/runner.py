"""Benchmarks to a record: find each one's corpora, observe, score."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup.bench.corpora import Corpora, Task
from dedup.bench.definitions import Definition
from dedup.bench.figures import find_figures
from dedup.bench.measures import find_measure
from dedup.bench.records import Record, Result, make_record


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how a run goes.

    Attributes:
        on_progress: the benchmark's name, what is done, and what there is to do.
        on_skip: the benchmark's name, and why it is not run.
    """

    on_progress: Callable[[str, int, int], None] = lambda _name, _done, _total: None
    on_skip: Callable[[str, str], None] = lambda _name, _why: None


def run(
    definitions: Sequence[Definition], folders: Sequence[Path], *, sample: bool = False, watch: Watch | None = None
) -> Record:
    """Return the record of the benchmarks whose corpora are in the folders or in the checkout.

    Args:
        folders: where corpora stand, packed or not; the first that has one counts.
        sample: take a part of each corpus, enough to see that nothing has broken.
    """
    watch = watch or Watch()
    results: list[Result] = []
    skipped: dict[str, str] = {}
    with Corpora(folders) as corpora:
        for definition in definitions:
            found = {name: corpora.find(name) for name in definition.corpora}
            missing = [name for name, path in found.items() if path is None]
            if missing:
                skipped[definition.name] = f"no {' and no '.join(missing)} ({definition.obtain})"
                watch.on_skip(definition.name, skipped[definition.name])
                continue
            paths = [path for path in found.values() if path is not None]
            results.append(_run(definition, paths, sample=sample, watch=watch))
    return make_record(results, skipped, sample=sample)


def _run(definition: Definition, paths: Sequence[Path], *, sample: bool, watch: Watch) -> Result:
    observe, score = find_measure(definition.measure)
    watch.on_progress(definition.name, 0, 1)
    task = Task(
        paths,
        sample=definition.sample if sample else None,
        on_progress=lambda done, total: watch.on_progress(definition.name, done, total),
    )
    started = time.process_time()
    observations = observe(task)
    figures = find_figures(observations, score)
    return Result(definition.name, len(observations), round(time.process_time() - started, 2), figures)
