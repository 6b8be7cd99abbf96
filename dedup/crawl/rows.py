"""What is decided of a night as Arrow tables."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dedup.crawl.keeping import Chosen
from dedup.crawl.known import Known


def to_decisions(known: Known, chosen: Mapping[int, Chosen]) -> pa.Table:
    """Return a row a document, by id: id, unit and row where it stands, and the fields of `Decision`."""
    count, sizes = known.tonight, known.sizes
    places = np.fromiter(chosen, np.int64, len(chosen))
    verdicts = [one.verdict for one in chosen.values()]
    keep = np.ones(count, np.bool_)
    keep[places] = [not one.removes for one in verdicts]
    anchors = np.full(count, -1, np.int64)
    anchors[places] = [one.anchor for one in chosen.values()]
    ids = known.facts.ids
    table = pa.table(
        {
            "id": ids[:count],
            "unit": np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
            "row": np.concatenate([np.zeros(0, np.int32), *(np.arange(size, dtype=np.int32) for size in sizes)]),
            "keep": keep,
            "reason": _words(count, places, [one.reason for one in verdicts], None),
            "anchor": ids.take(pa.array(anchors, mask=anchors < 0)),
            "resemblance": _numbers(count, places, [one.resemblance for one in verdicts]),
            "containment": _numbers(count, places, [one.containment for one in verdicts]),
            "rule": _words(count, places, [one.rule for one in verdicts], "new"),
        }
    )
    return table.take(pc.sort_indices(ids[:count]))


def to_clusters(decisions: pa.Table) -> pa.Table:
    """Return the documents with equal or nearly equal texts: anchor, member, resemblance, containment.

    By anchor, which is its own first member, then by member.
    """
    near = decisions.filter(pc.is_in(decisions["reason"], pa.array(["exact", "near"])))
    anchors = pc.unique(near["anchor"]).cast(pa.string())
    names = ["anchor", "member", "resemblance", "containment"]
    ones = np.ones(len(anchors))
    heads = pa.table([anchors, anchors, ones, ones], names=names)
    members = near.select(["anchor", "id", "resemblance", "containment"]).rename_columns(names)
    follows = np.repeat(np.array([0, 1], np.int8), [len(heads), len(members)])
    whole = pa.concat_tables([heads, members]).append_column("follows", pa.array(follows))
    ordered = whole.sort_by([("anchor", "ascending"), ("follows", "ascending"), ("member", "ascending")])
    return ordered.drop_columns(["follows"])


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
