"""Which document a rewritten one was written from, among thousands and among independent reports of its event."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dedup.model import NamedSource, ParsedDocument
from dedup.naming.candidates import find_candidates
from dedup.naming.evidence import weigh
from dedup.naming.profiles import Profile, make_profile
from dedup.naming.rarity import Rarity, find_rarity
from dedup.naming.scores import band_of, score

__all__ = ["find_sources"]


def find_sources(
    documents: Sequence[ParsedDocument], wanted: Collection[str], copies: Mapping[str, str]
) -> dict[str, tuple[NamedSource, ...]]:
    """Return for each wanted document those that it reads as a rewrite of, the likeliest first.

    Args:
        copies: for each copy of a text the document that stands for it: that one is named, and no document's own.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    counts = {one.id: Counter(term.stem for sentence in one.sentences for term in sentence.terms) for one in ordered}
    pool = [one.id for one in ordered if copies.get(one.id, one.id) == one.id]
    rarity = find_rarity(counts, pool)
    namer = _Namer({one.id: one for one in ordered}, rarity)
    near = find_candidates(counts, rarity, wanted, pool)
    return {
        target: namer.name(target, [one for one in near[target] if one != copies.get(target)])
        for target in sorted(wanted)
    }


class _Namer:
    """Compares documents of one collection; each is read once."""

    def __init__(self, documents: Mapping[str, ParsedDocument], rarity: Rarity) -> None:
        self._documents = documents
        self._rarity = rarity
        self._profiles: dict[str, Profile] = {}

    def name(self, target: str, candidates: Sequence[str]) -> tuple[NamedSource, ...]:
        """Return those candidates that the target reads as a rewrite of; possible ones only where none is asserted."""
        found = [named for named in (self._compare(target, source) for source in candidates) if named]
        found.sort(key=lambda named: (-named.score, named.document))
        return tuple([named for named in found if named.band == "asserted"] or found)

    def _compare(self, target: str, source: str) -> NamedSource | None:
        """Return the source as the target's, or None where the target does not read as a rewrite of it."""
        ours, theirs = self._profile(target), self._profile(source)
        evidence = weigh(ours, theirs, self._rarity)
        points = score(evidence)
        band = band_of(points, ours, theirs)
        if band is None:
            return None
        reverse = score(weigh(theirs, ours, self._rarity))
        return NamedSource(source, band, round(points, 6), round(reverse, 6), evidence)

    def _profile(self, id_: str) -> Profile:
        if id_ not in self._profiles:
            self._profiles[id_] = make_profile(self._documents[id_])
        return self._profiles[id_]
