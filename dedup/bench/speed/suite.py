"""The whole suite: the corpus is made or taken, benchmarks run one after the other, the yardstick between them."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from dedup.bench.speed.definitions import SpeedDefinition
from dedup.bench.speed.material import Material, make_material, take_material
from dedup.bench.speed.records import SpeedRecord, make_speed_record
from dedup.bench.speed.runner import Plan, measure_yardstick, run_benchmark


def run_speed(
    definitions: Sequence[SpeedDefinition], plan: Plan, *, documents: int | None = None, corpus: Path | None = None
) -> SpeedRecord:
    """Return the record of the benchmarks that have one of the wanted engines.

    Args:
        documents: of each benchmark; None is what its definition says.
        corpus: what to run over, in place of the made corpus.

    Raises:
        InputError: the corpus cannot be read.
    """
    yardstick = [measure_yardstick(plan.benchmarks)]
    results = []
    with tempfile.TemporaryDirectory(prefix="dedup-bench-") as folder:
        given = take_material(Path(folder), corpus) if corpus else None
        for definition in definitions:
            if plan.engines.keys().isdisjoint(definition.engines):
                continue
            wanted = documents or (definition.sample if plan.sample else definition.documents)
            later = round(wanted * definition.batch)
            results.append(run_benchmark(definition, _find_material(given, wanted, later, plan), plan))
            yardstick.append(measure_yardstick(plan.benchmarks))
    return make_speed_record(results, yardstick, sample=plan.sample or documents is not None)


def _find_material(given: Material | None, wanted: int, later: int, plan: Plan) -> Material:
    """Return the corpus with the number of documents that are wanted of it."""
    material = given or make_material(plan.benchmarks / ".corpora", wanted + later)
    return Material(material.name, material.path, min(wanted, material.documents), material.folder, later)
