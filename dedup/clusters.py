"""Verified matches to clusters of near-duplicates, each member matching its anchor directly."""

from collections.abc import Iterable, Mapping, Sequence

from dedup.model import Cluster, Document, Match, Member


def find_clusters(
    documents: Sequence[Document],
    matches: Iterable[Match],
    *,
    threshold: float,
    ranks: Mapping[str, int] | None = None,
) -> tuple[Cluster, ...]:
    """Return the clusters of two or more documents, by id.

    Not the transitive closure: documents are taken in the order of their claim to be the anchor, and each that is
    still free gathers the free documents whose resemblance to it reaches `threshold`. The result depends on neither
    the order of `documents` nor that of `matches`.

    Args:
        ranks: a document's rank as a source, lower first; 0 where it is missing.
    """
    near = _neighbours(matches, threshold)
    by_id = {document.id: document for document in documents}
    order = sorted(near, key=lambda id_: ((ranks or {}).get(id_, 0), by_id[id_].claim))
    free = set(order)
    clusters = []
    for anchor in order:
        if anchor not in free:
            continue
        free.discard(anchor)
        followers = sorted(id_ for id_ in near[anchor] if id_ in free)
        if not followers:
            continue
        free.difference_update(followers)
        members = (Member(anchor, 1.0, 1.0), *(near[anchor][id_] for id_ in followers))
        clusters.append(Cluster(anchor, anchor, members))
    return tuple(sorted(clusters, key=lambda cluster: cluster.id))


def _neighbours(matches: Iterable[Match], threshold: float) -> dict[str, dict[str, Member]]:
    """Return for each document the members that it would gather as an anchor."""
    near: dict[str, dict[str, Member]] = {}
    for match in matches:
        if match.resemblance < threshold:
            continue
        for seen in (match, match.mirrored()):
            member = Member(seen.target_id, seen.resemblance, seen.containment)
            near.setdefault(seen.source_id, {})[seen.target_id] = member
    return near
