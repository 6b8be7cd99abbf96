"""Documents to the pairs worth comparing: bands and fingerprints propose, the shingle sets decide."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dedup import _core
from dedup.errors import DuplicateIdError, UsageError
from dedup.model import Document, Match, ParsedDocument, Suppressed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAREST = 300  # as many as stories have at most, save for copies, which fingerprints find


def find_pairs(
    documents: Iterable[Document],
    *,
    resemblance: float = 0.5,
    containment: float | None = 0.5,
    ranks: Mapping[str, int] | None = None,
    threads: int | None = None,
    on_bounded: Callable[[Suppressed], None] | None = None,
) -> Iterator[Match]:
    """Return the verified matches of a collection that reach either measure, by target and source id.

    The target is the document contained more; where both are equally, the one published later, shorter, or of the
    greater id. Documents of fewer than 20 shingles match only documents with the same ones. Neither the order of
    the documents nor the number of threads changes the result.

    Where more than 64 documents share a band or are equal, they are paired with the first of them, by rank and then
    by publication, rather than all with all, so that a thousand copies cost a thousand pairs.

    Args:
        containment: None leaves out documents that only contain one another.
        ranks: a document's rank as a source, by id, lower first; 0 where it is missing.
        threads: None uses every processor.
        on_bounded: told of each way in which pairs were left out, and how often.

    Raises:
        UsageError: a measure is not in (0, 1], or `threads` is below 1.
        DuplicateIdError: two documents have one id.

    Example:
        >>> wire = " ".join(f"word{number}" for number in range(40))
        >>> pairs = find_pairs([Document("wire", wire), Document("copy", wire + " and more")])
        >>> [(pair.target_id, pair.source_id, pair.containment) for pair in pairs]
        [('wire', 'copy', 1.0)]
    """
    _check_measures(resemblance=resemblance, containment=containment)
    ordered = sorted(documents, key=lambda one: ((ranks or {}).get(one.id, 0), one.claim))
    if len({document.id for document in ordered}) < len(ordered):
        raise DuplicateIdError("two documents have one id", hint="give each document of a collection its own id")
    texts = [document.text for document in ordered]
    pairs = _core.find_pairs(texts, resemblance, containment, _threads(threads))
    for reason, count in pairs.bounded:
        if count and on_bounded:
            on_bounded(Suppressed(reason, count))
    return _to_matches(ordered, pairs)


def find_shared(documents: Sequence[ParsedDocument], *, threads: int | None = None) -> Iterator[tuple[str, str]]:
    """Yield the ids of every two documents whose bodies share a fingerprint, the smaller first, sorted.

    Twelve words in a row that both have make sure of it; some shorter runs are found too.
    """
    ordered = sorted(documents, key=lambda one: one.document.claim)
    pairs = _core.find_shared([one.tokens for one in ordered], _threads(threads))
    ids = [one.id for one in ordered]
    named = ((ids[one], ids[other]) for one, other in pairs.tolist())
    yield from sorted((min(pair), max(pair)) for pair in named)


def find_near(wanted: Sequence[Document], others: Sequence[Document], *, most: int = _NEAREST) -> list[Document]:
    """Return those of `others`, in their order, that can have to do with a wanted document: all where they are few.

    Kept are all that share a fingerprint with one of `wanted`, and for each of `wanted` the `most` nearest by the
    words of the texts, rare ones counting more.
    """
    if len(others) <= most:
        return list(others)
    tokens = [_core.tokenize(document.text) for document in [*wanted, *others]]
    pairs = _core.find_shared(tokens, _threads(None))
    shared = {int(number) for pair in pairs[(pairs < len(wanted)).any(axis=1)] for number in pair}
    near = shared.union(*_nearest([one.words for one in tokens], len(wanted), most))
    return [document for number, document in enumerate(others, start=len(wanted)) if number in near]


def _nearest(texts: "Sequence[NDArray[np.uint64]]", wanted: int, most: int) -> Iterator[list[int]]:
    """Yield for each of the first `wanted` texts the numbers of the `most` others of greatest cosine."""
    import numpy as np  # noqa: PLC0415 - heavy, and needed for many documents alone

    distinct = [np.unique(words) for words in texts]
    owners = np.repeat(np.arange(len(texts)), [len(words) for words in distinct])
    words, places, counts = np.unique(np.concatenate(distinct), return_inverse=True, return_counts=True)
    weights = np.log(len(texts) / counts) ** 2
    lengths = np.sqrt(np.bincount(owners, weights[places], len(texts))) + 1e-9
    for number in range(wanted):
        inside = np.isin(words, distinct[number])
        cosines = np.bincount(owners, (weights * inside)[places], len(texts)) / lengths
        yield (np.argsort(-cosines[wanted:], kind="stable")[:most] + wanted).tolist()


def find_candidates(signatures: "NDArray[np.uint32]", *, threshold: float = 0.5) -> "NDArray[np.uint32]":
    """Return the pairs of rows that agree on a band, the smaller first: nine in ten of those at the threshold.

    Raises:
        UsageError: the threshold is not in (0, 1].
    """
    _check_measures(threshold=threshold)
    return _core.candidates(signatures, threshold)


def _check_measures(**measures: float | None) -> None:
    for name, value in measures.items():
        if value is not None and not 0 < value <= 1:
            raise UsageError(f"{name} is {value}, not above 0 and at most 1")


def _threads(threads: int | None) -> int:
    if threads is not None and threads < 1:
        raise UsageError(f"threads is {threads}, not at least 1")
    return threads or os.cpu_count() or 1


def _to_matches(ordered: Sequence[Document], pairs: _core.Pairs) -> Iterator[Match]:
    ids = [document.id for document in ordered]
    columns = zip(
        (ids[number] for number in pairs.targets.tolist()),
        (ids[number] for number in pairs.sources.tolist()),
        pairs.resemblances.tolist(),
        pairs.containments.tolist(),
        strict=True,
    )
    for target, source, resemblance, containment in sorted(columns):
        yield Match(target, source, resemblance, containment)
