"""Verified matches to clusters of near-duplicates, each member matching its anchor directly."""

from collections.abc import Iterable, Sequence

from dedup.model import Cluster, Match, Member


def find_clusters(matches: Iterable[Match], order: Sequence[str], *, threshold: float) -> tuple[Cluster, ...]:
    """Return the clusters of two or more documents, by id.

    Not the transitive closure: documents are taken by their claim to be the anchor, and each that is
    still free gathers the free documents whose resemblance to it reaches `threshold`. The result depends on neither
    the order in which documents came nor that of `matches`.

    Args:
        order: the ids of the documents in a match, by their claim to be an anchor.
    """
    near = _neighbours(matches, threshold)
    free = set(near)
    clusters = []
    for anchor in order:
        if anchor not in free:
            continue
        free.discard(anchor)
        followers = sorted(id_ for id_ in near[anchor] if id_ in free)
        if followers:
            free.difference_update(followers)
            members = (_member(id_, near[anchor][id_]) for id_ in followers)
            clusters.append(Cluster(anchor, anchor, (Member(anchor, 1.0, 1.0), *members)))
    return tuple(sorted(clusters, key=lambda cluster: cluster.id))


def _neighbours(matches: Iterable[Match], threshold: float) -> dict[str, dict[str, Match]]:
    """Return for each document the others that it resembles, with the match of the two."""
    near: dict[str, dict[str, Match]] = {}
    for match in matches:
        if match.resemblance >= threshold:
            near.setdefault(match.source_id, {})[match.target_id] = match
            near.setdefault(match.target_id, {})[match.source_id] = match
    return near


def _member(id_: str, match: Match) -> Member:
    seen = match if match.target_id == id_ else match.mirrored()
    return Member(id_, seen.resemblance, seen.containment)
