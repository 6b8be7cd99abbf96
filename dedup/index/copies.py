"""Near-duplicates alone, for who asks nothing else of an index: no passages, no story, no credits."""

from collections.abc import Iterator

import numpy as np

from dedup import _core
from dedup.index.postings import KINDS
from dedup.index.snapshot import Place, Snapshot
from dedup.model import Document, Match


def find_copies(snapshot: Snapshot, document: Document, resemblance: float) -> list[Match]:
    """Return the matches with the stored documents that reach a resemblance, the most alike first, then by id.

    Equal texts and shared bands propose; the shingles of the texts decide.
    """
    ours = _core.shingle(document.text)
    others = snapshot.load(list(_find_places(snapshot, document.text)))
    matches = [_match(document.id, ours, other) for other in others]
    reached = (match for match in matches if match.resemblance >= resemblance)
    return sorted(reached, key=lambda match: (-match.resemblance, match.source_id))


def _find_places(snapshot: Snapshot, text: str) -> Iterator[Place]:
    settings = snapshot.settings
    keys = _core.take_keys(text, settings.permutations, settings.seed, settings.bands, settings.rows)
    for segment in snapshot.segments:
        lists = [np.zeros(0, np.uint32)]
        for kind, wanted in zip(KINDS[:2], keys, strict=False):
            lists += segment.postings[kind].documents(*segment.postings[kind].find(wanted))
        places = np.unique(np.concatenate(lists))
        yield from ((segment.record.number, place) for place in places[segment.live(places)].tolist())


def _match(id_: str, ours: _core.Shingles, other: Document) -> Match:
    theirs = _core.shingle(other.text)
    return Match(id_, other.id, _core.resemblance(ours, theirs), _core.containment(ours, theirs))
