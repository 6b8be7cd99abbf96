"""Which document a rewritten one was written from, among thousands and among independent reports of its event."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dedup.model import NamedSource, ParsedDocument, RewriteEvidence
from dedup.naming.candidates import find_candidates
from dedup.naming.evidence import weigh
from dedup.naming.profiles import Profile, make_profile
from dedup.naming.rarity import Counts
from dedup.naming.scores import band_of, score
from dedup.samples import Sample

__all__ = ["find_sources"]


def find_sources(
    documents: Sequence[ParsedDocument],
    wanted: Iterable[str],
    copies: Mapping[str, str],
    sample: Sample,
) -> dict[str, tuple[NamedSource, ...]]:
    """Return for each wanted document those that it reads as a rewrite of, the likeliest first.

    Args:
        documents: those that can be named, and the wanted ones.
        copies: for each copy of a text the document that stands for all of them: that one alone is named.
        sample: of the collection that the documents are from; it says which words are common.
    """
    if len(documents) < 2:
        return {}
    counts = {one.id: Counter(term.stem for sentence in one.sentences for term in sentence.terms) for one in documents}
    seen = Counts(sample)
    rarity = seen.rarity({stem for words in counts.values() for stem in words})
    namer = _Namer({one.id: one for one in documents}, seen)
    pool = sorted(id_ for id_ in counts if copies.get(id_, id_) == id_)
    near = find_candidates(counts, rarity, wanted, pool)
    return {target: namer.name(target, near[target]) for target in sorted(near)}


class _Namer:
    """Compares documents of one collection; each is read once."""

    def __init__(self, documents: Mapping[str, ParsedDocument], counts: Counts) -> None:
        self._documents = documents
        self._counts = counts
        self._profiles: dict[str, Profile] = {}

    def name(self, target: str, candidates: Sequence[str]) -> tuple[NamedSource, ...]:
        """Return those candidates that the target reads as a rewrite of; possible ones only where none is asserted."""
        found = [named for named in (self._compare(target, source) for source in candidates) if named]
        found.sort(key=lambda named: (-named.score, named.document))
        return tuple([named for named in found if named.band == "asserted"] or found)

    def _compare(self, target: str, source: str) -> NamedSource | None:
        """Return the source as the target's, or None where the target does not read as a rewrite of it."""
        evidence = self._weigh(target, source)
        band = band_of(evidence, self._profile(target), self._profile(source))
        if band is None:
            return None
        reverse = score(self._weigh(source, target))
        return NamedSource(source, band, round(score(evidence), 6), round(reverse, 6), evidence)

    def _weigh(self, target: str, source: str) -> RewriteEvidence:
        ours, theirs = self._profile(target), self._profile(source)
        return weigh(ours, theirs, self._counts.rarity_beside(ours, theirs))

    def _profile(self, id_: str) -> Profile:
        if id_ not in self._profiles:
            self._profiles[id_] = make_profile(self._documents[id_])
        return self._profiles[id_]
