"""What kept documents share with others, passage by passage: aligned in the core, with offsets on both sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from dedup import _core
from dedup.align import PIECE, find_alignments, weights
from dedup.crawl.keeping import Chosen
from dedup.crawl.known import Known, Numbers
from dedup.crawl.policy import Policy
from dedup.crawl.shared import Shared
from dedup.model import Alignment

SCHEMA = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("source_start", pa.int32(), nullable=False),
        pa.field("source_end", pa.int32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("identity", pa.float64(), nullable=False),
        pa.field("band", pa.string(), nullable=False),
    ]
)

_AT_ONCE = 256  # pairs, whose texts are in memory

Row = tuple[int, int, int, int, str, float, str]


def find_passages(known: Known, policy: Policy, shared: Shared, chosen: Mapping[int, Chosen], threads: int) -> pa.Table:
    """Return the passages that kept documents share with earlier ones of other outlets, by both ids and place.

    What one outlet repeats is its own. Which pairs are looked at is bounded by the policy. No zones are looked for, so
    that only long passages are asserted: a notice or a form that two outlets have is shorter than 25 words.
    """
    pairs = _choose(known, policy, _with_flagged(known, shared, chosen))
    places = known.places(pairs)
    columns: list[list[object]] = [[] for _ in SCHEMA]
    weights()  # made once, before threads ask for it
    with ThreadPoolExecutor(threads) as pool:
        for part in _parts(len(pairs)):
            found = pool.map(_align, *_texts(known, pairs[part], pool))
            for (source, document), rows in zip(places[part].tolist(), found, strict=True):
                for row in rows:
                    for column, value in zip(columns, (document, *row[:2], source, *row[2:]), strict=True):
                        column.append(value)
    ids = known.facts.ids
    for number in (0, 3):
        columns[number] = ids.take(pa.array(columns[number], pa.int64()))
    table = pa.table(columns, schema=SCHEMA)
    return table.sort_by([(name, "ascending") for name in ("document", "start", "end", "source", "source_start")])


def _with_flagged(known: Known, shared: Shared, chosen: Mapping[int, Chosen]) -> Shared:
    """Return the pairs with those of flagged documents and their anchors, which share all or nearly."""
    flagged = [(one.anchor, place) for place, one in chosen.items() if not one.verdict.removes]
    pairs = known.numbers(np.array(flagged, np.int64).reshape(-1, 2))
    counts = known.core.print_counts()[pairs[:, 1].astype(np.int64)]
    both = np.concatenate([pairs, shared.pairs]), np.concatenate([counts, shared.counts])
    _, first = np.unique(both[0], axis=0, return_index=True)
    return Shared(both[0], both[1], shared.common).part(first)


def _choose(known: Known, policy: Policy, shared: Shared) -> Numbers:
    """Return the pairs to look at, of different outlets."""
    tonight = shared.pairs[:, 0] < known.tonight
    inside = shared.pairs[tonight].astype(np.int64)
    other = np.ones(len(tonight), np.bool_)
    other[tonight] = ~known.facts.same_house(inside[:, 0], inside[:, 1])
    shared = shared.part(other)
    pairs = shared.foremost(policy.passages, policy.most_passages, known.early(shared.pairs[:, 0])).pairs
    known.look_up(pairs[:, 0])
    places = known.places(pairs)
    return pairs[~known.facts.same_house(places[:, 0], places[:, 1])]


def _parts(count: int) -> Iterator[slice]:
    return (slice(first, first + _AT_ONCE) for first in range(0, count, _AT_ONCE))


def _texts(
    known: Known, pairs: Numbers, pool: ThreadPoolExecutor
) -> tuple[Sequence[_core.Tokens], Sequence[_core.Tokens]]:
    """Return the tokenised documents and sources of some pairs."""
    numbers, inverse = np.unique(pairs, return_inverse=True)
    tokens = list(pool.map(_core.tokenize, known.core.texts(numbers.tolist())))
    sides = inverse.reshape(-1, 2).tolist()
    return [tokens[document] for _, document in sides], [tokens[source] for source, _ in sides]


def _align(document: _core.Tokens, source: _core.Tokens) -> list[Row]:
    """Return the passages of a document; the kernel takes the shorter text as its target."""
    if len(document) <= len(source):
        found: Iterable[Alignment] = find_alignments(document, source)
    else:
        found = (one.mirrored() for one in find_alignments(source, document))
    return [_to_row(one, document, source) for one in found]


def _to_row(found: Alignment, document: _core.Tokens, source: _core.Tokens) -> Row:
    """Return a passage, asserted only where it is long and word for word or nearly."""
    (start, end), (source_start, source_end) = ((span.start, span.end) for span in (found.target, found.source))
    sides = ((document, start, end), (source, source_start, source_end))
    is_sure = found.kind in ("verbatim", "edited") and min(_count(*side) for side in sides) >= PIECE
    band = found.band if is_sure else "possible"
    return start, end, source_start, source_end, found.kind, found.identity, band


def _count(tokens: _core.Tokens, start: int, end: int) -> int:
    starts = tokens.starts
    return int(starts.searchsorted(end) - starts.searchsorted(start))
