"""The index as it stood at one moment: what may have to do with a document, without reading the index."""

import io
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import xxhash
from numpy.typing import NDArray

from dedup import _core, pipeline
from dedup.errors import IndexDamagedError
from dedup.index import catalogue, facts, tables
from dedup.index.catalogue import FOLDER, SegmentRecord, name_of
from dedup.index.filters import Filter
from dedup.index.postings import KINDS, Postings
from dedup.index.segment import LENGTHS
from dedup.index.settings import Settings
from dedup.index.sifting import NEAR, Rarity, choose
from dedup.model import Document, DocumentProvenance, Provenance, require_document
from dedup.samples import Sample
from dedup.zones import quotation_spans

Place = tuple[int, int]
"""A segment's number and a document's place in it."""

# Documents that are alike, read at once: of a story's 139 none was farther from a draft by words than the sixteenth.
_AT_ONCE = 24
FEW = 300  # so many documents are all looked at, as when documents are checked against a list
NEAREST = 100  # by words
_SHARED = 300  # documents that share a passage, those that share most first, then the newest
# Entries of one key that are read: a passage of more documents is a formula, and the newest say so as well as all.
_MOST = 2_000
# Five words in a row that more documents of a segment have are a turn of phrase: alone they say nothing, and a passage
# of twelve words and more has others, two on average.
_RARE, _SEVERAL = 20, 3
_WORDS = 100_000  # entries of words that are read, the rarest words first
# Least likeness by words, as a share of the draft's to itself: reports of its event have more, and in a newsroom of 354
# articles a dozen others.
_ALIKE = 0.03
_SHORT = 20  # words; a shorter text is not the more alike for that


class Segment:
    """An open segment."""

    def __init__(self, folder: Path, record: SegmentRecord) -> None:
        where = folder / FOLDER / name_of(record.number)
        for file in record.files:
            if (where / file.name).stat().st_size != file.bytes:
                raise IndexDamagedError(
                    f"{where / file.name} is not {file.bytes:,} bytes long",
                    hint="restore it from a backup, or see 'dedup index verify'",
                )
        self.record = record
        self.documents = tables.Documents(where / tables.NAME)
        self.postings = {kind: Postings(where / f"{kind}.postings") for kind in KINDS}
        self.lengths = _read_lengths(where / LENGTHS, record)
        digests = {file.name: file.digest for file in record.files}
        self._facts = facts.Facts(where / facts.NAME, digests[facts.NAME])
        self._live = np.ones(record.documents, np.bool_)
        self._live[sorted(record.dropped)] = False

    def only(self, wanted: Filter) -> Self:
        """Return the segment as if it held nothing but the documents that are wanted."""
        chosen = copy(self)
        chosen._live = self._live & self._facts.find(wanted)
        return chosen

    def live(self, places: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Return which places hold a document that was not dropped, and is wanted."""
        return self._live[places]

    @property
    def dropped(self) -> NDArray[np.uint32]:
        """The places of the documents that are passed over, ascending."""
        return np.flatnonzero(~self._live).astype(np.uint32)

    def __len__(self) -> int:
        """Return the number of documents that were not dropped, and are wanted."""
        return int(np.count_nonzero(self._live))

    def release(self) -> None:
        """Hold nothing in memory of what was read of its files."""
        self.documents.release()
        for postings in self.postings.values():
            postings.release()

    def __iter__(self) -> Iterator[tables.Stored]:
        """Yield them."""
        return self.documents.read(frozenset(self.dropped.tolist()))


class Snapshot:
    """What an index held when it was taken; later changes, removed files among them, change nothing in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with catalogue.reading(folder) as stored:
            written = stored.settings()
            self.settings = Settings.read(written, folder)
            self.generation = stored.generation()
            records, self.sample = stored.segments(), Sample(stored.sample())
            self.settings.require(folder)
            self.segments = [Segment(folder, record) for record in records]
        self._is_filtered = False
        self._stored = len(self)

    def only(self, wanted: Filter) -> Self:
        """Return the index as if nothing could be found in it but the documents that are wanted.

        What is common in it and what is rare stays the same.
        """
        if wanted == Filter():
            return self
        chosen = copy(self)
        chosen.segments = [segment.only(wanted) for segment in self.segments]
        chosen._is_filtered = True
        return chosen

    def __len__(self) -> int:
        """Return the number of documents."""
        return sum(map(len, self.segments))

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents in the order in which they were added."""
        for segment in self.segments:
            yield from (one.document for one in segment)

    def check(self, document: Document) -> DocumentProvenance:
        """Return the provenance of a document against everything stored."""
        return self.check_many([document]).documents[0]

    def check_many(self, documents: Iterable[Document]) -> Provenance:
        """Return the provenance of each document against everything stored and one another."""
        wanted = [require_document(one) for one in documents]
        return pipeline.check_many(wanted, self.find_near(wanted), sample=None if self.is_small else self.sample)

    @property
    def is_small(self) -> bool:
        """Whether so few documents are stored that all are looked at."""
        return self._stored <= FEW

    def find_near(self, documents: Iterable[Document]) -> list[Document]:
        """Return the stored documents that can have to do with one of the given: all where they are few."""
        if self.is_small:
            return list(self)
        return list({near.id: near for one in documents for near in self._find_near(one)}.values())

    def rows(self, ids: Iterable[str]) -> list[catalogue.Row]:
        """Return what the catalogue says of the documents of ids, those that are stored."""
        with catalogue.reading(self.folder) as stored:
            return stored.named(ids)

    def named(self, ids: Iterable[str]) -> list[Document]:
        """Return the documents of ids, those that are stored."""
        return self.load(sorted((row.segment, row.place) for row in self.rows(ids)))

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(self.sample)

    def _find_near(self, document: Document) -> list[Document]:
        """Return the documents that share a passage with one or are of its story, if there is any."""
        settings = self.settings
        keys = _core.take_keys(document.text, settings.permutations, settings.seed, settings.bands, settings.rows)
        shared = self._find_shared(keys)
        known = set(shared)
        alike = [place for place in self._find_alike(keys[-1]) if place not in known]
        if not shared and not alike:
            return []
        sieve = self._rarity.sieve(document.text, quotation_spans(pipeline.parse(document).zones))
        places, texts = list(shared), self._texts(shared)
        bearings = sieve.judge(texts)
        for start in range(0, len(alike), _AT_ONCE):
            more = alike[start : start + _AT_ONCE]
            read = self._texts(more)
            judged = sieve.judge(read)
            places, texts, bearings = places + more, texts + read, bearings + judged
            if all(one.likeness < NEAR for one in judged):
                break
        return self.load([places[number] for number in choose(texts, bearings, self._rarity)])

    def _find_shared(self, keys: "Sequence[NDArray[np.uint64]]") -> list[Place]:
        """Return where documents are that share a digest, a band or passages, those that share most first."""
        found: list[tuple[int, int, int]] = []
        for segment in self.segments:
            lists: list[NDArray[np.uint32]] = []
            telling: list[NDArray[np.bool_]] = []
            for kind, wanted in zip(KINDS[:-1], keys, strict=False):
                starts, ends = segment.postings[kind].find(wanted)
                held = ends > starts
                starts, ends = starts[held], ends[held]
                newest = np.maximum(starts, np.maximum(ends, np.uint64(_MOST)) - np.uint64(_MOST))
                newest = starts if self._is_filtered else newest  # the wanted ones may be older
                more = segment.postings[kind].documents(newest, ends)
                lists += more
                telling += [np.full(len(one), kind != "passages" or len(one) <= _RARE) for one in more]
            if lists:
                places, owners, counts = np.unique(np.concatenate(lists), return_inverse=True, return_counts=True)
                told = np.bincount(owners, np.concatenate(telling)) > 0
                kept = segment.live(places) & (told | (counts >= _SEVERAL))
                number = segment.record.number
                found += [
                    (-count, -number, -place)
                    for count, place in zip(counts[kept].tolist(), places[kept].tolist(), strict=True)
                ]
        return [(-number, -place) for _, number, place in sorted(found)[:_SHARED]]

    def _find_alike(self, words: NDArray[np.uint64]) -> list[Place]:
        """Return where the documents are that have most of the words, rare ones counting more."""
        if not self.segments:
            return []
        for segment in self.segments:
            words = words[~segment.postings["words"].is_common(words)]
        ranges = [segment.postings["words"].find(words) for segment in self.segments]
        counts = np.sum([ends - starts for starts, ends in ranges], axis=0).astype(np.int64)
        order = np.argsort(counts, kind="stable")
        order = order[counts[order] > 0]
        order = order[np.cumsum(counts[order]) <= _WORDS]
        weights = np.log((self._stored + 1) / (counts + 0.5)) ** 2
        least = _ALIKE * float(weights.sum()) / max(_SHORT, len(words)) ** 0.5
        found: list[tuple[float, int, int]] = []
        for segment, (starts, ends) in zip(self.segments, ranges, strict=True):
            held = starts[order], ends[order]
            places, scores = segment.postings["words"].rank(
                held, weights[order], segment.lengths, short=_SHORT, least=least
            )
            live = segment.live(places)
            number = segment.record.number
            found += [
                (-score, -number, -place)
                for score, place in zip(scores[live].tolist(), places[live].tolist(), strict=True)
            ]
        return [(-number, -place) for _, number, place in sorted(found)[:NEAREST]]

    def load(self, places: Sequence[Place]) -> list[Document]:
        """Return the documents at places, by segment."""
        return [one.document for segment, inside in self._part(places) for one in segment.documents.load(inside)]

    def _texts(self, places: Sequence[Place]) -> list[str]:
        """Return the texts at places, in their order."""
        found = {
            (segment.record.number, place): text
            for segment, inside in self._part(places)
            for place, text in zip(inside, segment.documents.texts(inside), strict=True)
        }
        return [found[place] for place in places]

    def _part(self, places: Sequence[Place]) -> Iterator[tuple[Segment, list[int]]]:
        """Yield each segment that has some of the places, and where in it they are."""
        by_segment: dict[int, list[int]] = {}
        for number, place in places:
            by_segment.setdefault(number, []).append(place)
        for segment in self.segments:
            if segment.record.number in by_segment:
                yield segment, by_segment[segment.record.number]


def _read_lengths(path: Path, record: SegmentRecord) -> NDArray[np.uint16]:
    expected = {file.name: file.digest for file in record.files}
    data = path.read_bytes()
    if xxhash.xxh3_128_hexdigest(data) != expected[path.name]:
        raise IndexDamagedError(f"{path} holds other bytes than were written", hint="see 'dedup index verify'")
    return np.load(io.BytesIO(data))  # type: ignore[no-any-return]


def take(folder: Path) -> Snapshot:
    """Return the index as it stands now.

    Raises:
        IndexMismatchError: it was written with other settings than this version's.
        IndexDamagedError: a file is missing or damaged.
    """
    while True:
        try:
            return Snapshot(folder)
        except FileNotFoundError as error:
            with catalogue.reading(folder) as stored:
                numbers = {name_of(record.number) for record in stored.segments()}
            if numbers & set(Path(error.filename).parts):
                raise IndexDamagedError(
                    f"{error.filename} is missing", hint="restore it from a backup, or see 'dedup index verify'"
                ) from None
