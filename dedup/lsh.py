"""Documents to the pairs worth comparing: bands and fingerprints propose, the shingle sets decide."""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from dedup import _core
from dedup.errors import DuplicateIdError, UsageError
from dedup.model import Document, Match, ParsedDocument, Suppressed, require_document
from dedup.texts import Held, Spool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Rank = Callable[[Document], int]
# Rank, moment of publication, length and id: the lower, the better the claim to be an anchor.
_Claim = tuple[int, int, int, str]
_BATCH = 2_048  # documents sketched at once
_NEAREST = 300  # as many as stories have at most, save for copies, which fingerprints find


def find_pairs(
    documents: Iterable[Document],
    *,
    resemblance: float = 0.5,
    containment: float | None = 0.5,
    rank: Rank | None = None,
    threads: int | None = None,
    on_bounded: Callable[[Suppressed], None] | None = None,
) -> Iterator[Match]:
    """Return the verified matches of a collection that reach either measure, by target and source id.

    The target is the document contained more; where both are equally, the one published later, shorter, or of the
    greater id. Documents of fewer than 20 shingles match only documents with the same ones. Neither the order of
    the documents nor the number of threads changes the result.

    Where more than 64 documents share a band or are equal, they are paired with the first of them, by rank and then
    by publication, rather than all with all, so that a thousand copies cost a thousand pairs.

    Of a list or tuple nothing is copied. The texts of any other iterable are kept on disk rather than in memory,
    which holds some 300 bytes a document, and about a kilobyte more where containment is asked for.

    Args:
        documents: read once.
        containment: None leaves out documents that only contain one another.
        rank: a document's rank as a source, lower first; every document has the same where it is None.
        threads: None uses every processor.
        on_bounded: told of each way in which pairs were left out, and how often.

    Raises:
        UsageError: a measure is not in (0, 1], or `threads` is below 1.
        DuplicateIdError: two documents have one id.
        InputError: an item is no document, or the disk is full.

    Example:
        >>> wire = " ".join(f"word{number}" for number in range(40))
        >>> pairs = find_pairs([Document("wire", wire), Document("copy", wire + " and more")])
        >>> [(pair.target_id, pair.source_id, pair.containment) for pair in pairs]
        [('wire', 'copy', 1.0)]
    """
    _check_measures(resemblance=resemblance, containment=containment)
    collection = _core.Collection(resemblance, containment, _threads(threads))
    ids, pairs, _ = _search(collection, documents, rank)
    for reason, count in pairs.bounded:
        if count and on_bounded:
            on_bounded(Suppressed(reason, count))
    return iter(_to_matches(ids, pairs))


def find_copies(
    documents: Iterable[Document], *, threshold: float, rank: Rank | None = None
) -> tuple[list[Match], list[str]]:
    """Return the matches that reach a resemblance, and the ids in them by their claim to be an anchor.

    As `find_pairs`, which says more, without containment.
    """
    _check_measures(threshold=threshold)
    ids, pairs, order = _search(_core.Collection(threshold, None, _threads(None)), documents, rank)
    paired = {*pairs.targets.tolist(), *pairs.sources.tolist()}
    return _to_matches(ids, pairs), [ids[number] for number in order.tolist() if number in paired]


def _search(
    collection: _core.Collection, documents: Iterable[Document], rank: Rank | None
) -> "tuple[list[str], _core.Pairs, NDArray[np.uint32]]":
    """Return the ids of the documents, the pairs, and the documents' numbers by their claim to be an anchor."""
    ids: list[str] = []
    claims = [array("q") for _ in range(3)]  # by rank, moment and length: the lower, the better
    with _store(documents) as store:
        for batch in _batches(documents):
            texts = [document.text for document in batch]
            collection.add(texts)
            store.add(texts)
            ids += [document.id for document in batch]
            claims[0].extend([rank(document) for document in batch] if rank else [0] * len(batch))
            claims[1].extend([document.microseconds for document in batch])
            claims[2].extend([-len(text) for text in texts])
        order = _order(ids, claims)
        return ids, collection.find_pairs(order, store.load), order


def _store(documents: Iterable[Document]) -> "Held | Spool":
    return Held(documents) if isinstance(documents, list | tuple) else Spool()


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    items = iter(documents)
    while batch := [require_document(one) for one in islice(items, _BATCH)]:
        yield batch


def _order(ids: Sequence[str], claims: Sequence["array[int]"]) -> "NDArray[np.uint32]":
    """Return the numbers of documents, those with the strongest claim to be an anchor first, by id where all is equal.

    Raises:
        DuplicateIdError: two have one id.
    """
    import numpy as np  # noqa: PLC0415 - `import dedup` stays light

    if len(set(ids)) < len(ids):
        raise DuplicateIdError("two documents have one id", hint="give each document of a collection its own id")
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.uint32)
    return by_id[np.lexsort([np.asarray(claim)[by_id] for claim in reversed(claims)])]


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
    """Return the pairs of rows that agree on a band, the smaller first: 199 in 200 of those at the threshold.

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


def _to_matches(ids: Sequence[str], pairs: _core.Pairs) -> list[Match]:
    columns = zip(
        (ids[number] for number in pairs.targets.tolist()),
        (ids[number] for number in pairs.sources.tolist()),
        pairs.resemblances.tolist(),
        pairs.containments.tolist(),
        strict=True,
    )
    return [Match(*values) for values in sorted(columns)]
