"""Verified matches to clusters of near-duplicates, each member matching its anchor directly."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from dedup.model import Cluster, Match, Member

_id = attrgetter("id")


def find_clusters(matches: Iterable[Match], order: Sequence[str], *, threshold: float) -> tuple[Cluster, ...]:
    """Return the clusters of two or more documents, by id.

    Not the transitive closure: documents are taken by their claim to be the anchor, and each that is
    still free gathers the free documents whose resemblance to it reaches `threshold`. The result depends on neither
    the order in which documents came nor that of `matches`.

    Args:
        order: the ids of the documents in a match, by their claim to be an anchor.
    """
    places = {id_: place for place, id_ in enumerate(order)}
    followers = _followers(matches, places, threshold)
    taken: set[str] = set()
    clusters = []
    for anchor in sorted(followers, key=places.__getitem__):
        if anchor not in taken and (members := [one for one in followers[anchor] if one.id not in taken]):
            taken.update([one.id for one in members])
            members.sort(key=_id)
            clusters.append(Cluster(anchor, anchor, (Member(anchor, 1.0, 1.0), *members)))
    return tuple(sorted(clusters, key=_id))


def _followers(matches: Iterable[Match], places: Mapping[str, int], threshold: float) -> dict[str, list[Member]]:
    """Return for each document those that resemble it and come after it; one before it is an anchor itself or taken."""
    followers: dict[str, list[Member]] = {}
    for match in matches:
        resemblance, target, source = match.resemblance, match.target_id, match.source_id
        if resemblance < threshold:
            continue
        if places[source] < places[target]:
            followers.setdefault(source, []).append(Member(target, resemblance, match.containment))
        else:
            followers.setdefault(target, []).append(Member(source, resemblance, match.reverse_containment))
    return followers
