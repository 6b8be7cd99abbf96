"""A night's documents beside those of the index to what is kept, and why the others are not."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dedup import _core
from dedup.arrow import read_chunks
from dedup.crawl.archive import Archive
from dedup.crawl.facts import COLUMNS, Facts, FactsReader
from dedup.crawl.keeping import Chosen, Keeper
from dedup.crawl.model import Decision
from dedup.crawl.policy import Policy
from dedup.crawl.rules import Judge, Pairs
from dedup.errors import DuplicateIdError, InputError
from dedup.index.tables import NAME
from dedup.model import Suppressed

if TYPE_CHECKING:
    from dedup.index.snapshot import Snapshot

_BATCH = 8_192  # rows, some 25 MB of news


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided of a night.

    Attributes:
        table: a row a document, by id: id, unit and row where it stands, and the fields of `Decision`.
        clusters: near-duplicates and equal texts: anchor, member, resemblance, containment; by anchor, then member.
        bounded: ways in which pairs were left out so that common texts stay affordable, and how often.
    """

    table: pa.Table
    clusters: pa.Table
    bounded: tuple[Suppressed, ...]

    def __iter__(self) -> Iterator[Decision]:
        """Yield the decisions by id."""
        for batch in self.table.drop_columns(["unit", "row"]).to_batches(_BATCH):
            yield from (Decision(**row) for row in batch.to_pylist())

    def kept(self, unit: int) -> NDArray[np.bool_]:
        """Return of each row of a unit whether it is kept."""
        rows = self.table.filter(pc.equal(self.table["unit"], unit))
        kept = np.zeros(len(rows), np.bool_)
        kept[rows["row"].to_numpy()] = rows["keep"].to_numpy()
        return kept


def decide(
    units: Sequence[Path],
    snapshot: "Snapshot | None" = None,
    policy: Policy | None = None,
    *,
    threads: int | None = None,
) -> Decisions:
    """Return what is kept of the documents of some units.

    Neither the order or the size of the units nor the number of threads changes the result. Texts are kept in the
    folder for temporary files meanwhile.

    Args:
        units: folders with a `documents.parquet` each, as an index has it; ids are unique over all of them.
        snapshot: the index before the night.
        threads: None uses every processor.

    Raises:
        DuplicateIdError: two documents have one id.
        InputError: the disk is full.
        IndexDamagedError: a file of the index holds other bytes than were written.
    """
    night = _Night(policy or Policy(), Archive(snapshot), threads or os.cpu_count() or 1)
    try:
        return night.decide(units)
    except OSError as error:
        raise InputError(
            f"cannot decide the night: {error.strerror or error}",
            hint="its texts are kept in the folder for temporary files meanwhile: free some space there, or set TMPDIR",
        ) from None


class _Night:
    def __init__(self, policy: Policy, archive: Archive, threads: int) -> None:
        self._policy, self._archive = policy, archive
        self._core = _core.Night(policy.near, threads)
        self._reader = FactsReader(policy.protected)

    def decide(self, units: Sequence[Path]) -> Decisions:
        sizes: list[int] = []
        tonight = self._reader.read(self._read(units, sizes))
        order = tonight.order()
        _require_ids(tonight.ids)
        leaders = self._core.leaders(order)
        candidates, hot = self._find_candidates(order, leaders)
        stored = np.unique(candidates[:, 0][candidates[:, 0] >= len(tonight)]) - np.uint32(len(tonight))
        others = self._reader.read(self._archive.load(stored, self._core))
        facts = tonight.joined(others)
        pairs = self._compare(candidates, stored, len(tonight))
        judge = Judge(facts, self._core.print_counts() == 0, self._policy)
        claims = _claims(order, others)
        chosen = Keeper(pairs, leaders, claims, judge).run(_involved(order, leaders, pairs))
        bounded = Suppressed("buckets of over 64 documents, compared with their first ones only", hot)
        table = _to_table(facts, chosen, sizes)
        return Decisions(table, _to_clusters(table), (bounded,) if hot else ())

    def _read(self, units: Sequence[Path], sizes: list[int]) -> Iterator[pa.RecordBatch]:
        """Give the texts of the units to the core, and yield the rows; note how many each unit has."""
        for unit in units:
            sizes.append(0)
            for batch in pq.ParquetFile(unit / NAME).iter_batches(_BATCH, columns=list(COLUMNS)):
                for chunk in read_chunks(batch["text"]):
                    self._core.add(chunk)
                sizes[-1] += len(batch)
                yield batch

    def _find_candidates(
        self, order: NDArray[np.uint32], leaders: NDArray[np.uint32]
    ) -> tuple[NDArray[np.uint32], int]:
        """Return the pairs that may be copies, stored documents as anchors first, and how many buckets were hot."""
        self._archive.add_signatures(self._core)
        found, hot = self._core.find_candidates(order, leaders, len(self._archive))
        (own,) = np.nonzero(leaders == np.arange(len(leaders)))
        equal = self._archive.find_equal(self._core.sets()[own])
        equal = np.stack([equal[:, 0] + len(leaders), own[equal[:, 1]]], axis=1).astype(np.uint32)
        return np.unique(np.concatenate([found, equal]), axis=0) if len(equal) else found, hot

    def _compare(self, candidates: NDArray[np.uint32], stored: NDArray[np.uint32], count: int) -> Pairs:
        """Return the candidates that reach the policy's resemblance, by place in the facts."""
        found, equal, resemblances, containments, own, numbers, names = self._core.compare(
            candidates, self._policy.near
        )
        anchors, targets = found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)
        held = np.searchsorted(stored.astype(np.int64), anchors - count) + count
        places = np.where(anchors < count, anchors, held)
        return Pairs(places, targets, equal, resemblances, containments, own, numbers, names)


def _claims(order: NDArray[np.uint32], others: Facts) -> NDArray[np.int64]:
    """Return each document's place by its claim, the stored ones before tonight's."""
    claims = np.zeros(len(order) + len(others), np.int64)
    claims[order] = np.arange(len(order)) + len(others)
    claims[others.order().astype(np.int64) + len(order)] = np.arange(len(others))
    return claims


def _involved(order: NDArray[np.uint32], leaders: NDArray[np.uint32], pairs: Pairs) -> list[int]:
    """Return tonight's documents that repeat something, or that others repeat, by their claim."""
    involved = np.zeros(len(leaders), np.bool_)
    involved[leaders[leaders != np.arange(len(leaders))]] = True
    for places in (pairs.targets, pairs.anchors[pairs.anchors < len(leaders)]):
        involved[leaders[places]] = True
    return order[involved[leaders[order]]].tolist()  # type: ignore[no-any-return]


def _require_ids(ids: pa.StringArray) -> None:
    if pc.count_distinct(ids).as_py() < len(ids):
        raise DuplicateIdError("two documents of the night have one id", hint="give each document its own id")


def _to_table(facts: Facts, chosen: Mapping[int, Chosen], sizes: Sequence[int]) -> pa.Table:
    count = sum(sizes)
    places = np.fromiter(chosen, np.int64, len(chosen))
    verdicts = [one.verdict for one in chosen.values()]
    keep = np.ones(count, np.bool_)
    keep[places] = [not one.removes for one in verdicts]
    anchors = np.full(count, -1, np.int64)
    anchors[places] = [one.anchor for one in chosen.values()]
    table = pa.table(
        {
            "id": facts.ids[:count],
            "unit": np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
            "row": np.concatenate([np.zeros(0, np.int32), *(np.arange(size, dtype=np.int32) for size in sizes)]),
            "keep": keep,
            "reason": _words(count, places, [one.reason for one in verdicts], None),
            "anchor": facts.ids.take(pa.array(anchors, mask=anchors < 0)),
            "resemblance": _numbers(count, places, [one.resemblance for one in verdicts]),
            "containment": _numbers(count, places, [one.containment for one in verdicts]),
            "rule": _words(count, places, [one.rule for one in verdicts], "new"),
        }
    )
    return table.take(pc.sort_indices(facts.ids[:count]))


def _numbers(count: int, places: NDArray[np.int64], values: Sequence[float]) -> NDArray[np.float64]:
    column = np.zeros(count)
    column[places] = values
    return column


def _words(count: int, places: NDArray[np.int64], values: Sequence[str], other: str | None) -> pa.Array:
    words = sorted({*values, *([other] if other else [])})
    codes = np.full(count, words.index(other) if other else -1, np.int32)
    codes[places] = [words.index(value) for value in values]
    indices = pa.array(codes, mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string())).cast(pa.string())


def _to_clusters(table: pa.Table) -> pa.Table:
    """Return the members of each anchor with equal or nearly equal texts, the anchor first."""
    near = table.filter(pc.is_in(table["reason"], pa.array(["exact", "near"])))
    anchors = pc.unique(near["anchor"]).cast(pa.string())
    ones = np.ones(len(anchors))
    members = near.select(["anchor", "id", "resemblance", "containment"]).rename_columns(
        ["anchor", "member", "resemblance", "containment"]
    )
    heads = pa.table({"anchor": anchors, "member": anchors, "resemblance": ones, "containment": ones})
    whole = pa.concat_tables([heads, members]).append_column(
        "follows", pa.array(np.repeat([0, 1], [len(heads), len(members)]).astype(np.int8))
    )
    ordered = whole.sort_by([("anchor", "ascending"), ("follows", "ascending"), ("member", "ascending")])
    return ordered.drop_columns(["follows"])
