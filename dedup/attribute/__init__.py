"""Matches and credits to provenance: where each passage came from, and whether it is credited."""

from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from dedup.attribute.boilerplate import drop_boilerplate
from dedup.attribute.collection import Body, Collection, gather_collection
from dedup.attribute.compilation import find_compilations
from dedup.attribute.gather import cover, gather
from dedup.attribute.hypotheses import suppose
from dedup.attribute.passages import group_passages
from dedup.attribute.relation import relate, share_upstream
from dedup.attribute.rewrites import judge_rewrites
from dedup.attribute.statements import Place, find_statements
from dedup.model import (
    NEAR_DUPLICATE,
    Cluster,
    DocumentProvenance,
    DocumentRecord,
    FirstParty,
    Match,
    NamedSource,
    NearDuplicate,
    ParsedDocument,
    Story,
)

__all__ = ["attribute"]


def attribute(
    documents: Sequence[ParsedDocument],
    matches: Iterable[Match],
    stories: Iterable[Story],
    clusters: Iterable[Cluster],
    parties: Mapping[str, Sequence[FirstParty]],
    named: Mapping[str, Sequence[NamedSource]] = MappingProxyType({}),
    *,
    archive: Set[str] = frozenset(),
) -> tuple[DocumentProvenance, ...]:
    """Return the provenance of each document outside the archive, in the order given.

    Args:
        matches: each pair once, seen from either side.
        named: for each document those that it reads as a rewrite of, the likeliest first.
        archive: ids of the documents that were there before the others, which are checked against them.
    """
    collection = gather_collection(documents, matches, stories, clusters, parties, archive=archive)
    statements, compilations = find_statements(collection), find_compilations(collection)
    return tuple(
        _report(collection.bodies[parsed.id], named.get(parsed.id, ()), collection, statements, compilations)
        for parsed in documents
        if parsed.id not in archive
    )


def _report(
    target: Body,
    named: Sequence[NamedSource],
    collection: Collection,
    statements: Mapping[Place, str],
    compilations: Mapping[str, int],
) -> DocumentProvenance:
    kept, suppressed = drop_boilerplate(target, collection)
    related = [finding for match in kept for finding in relate(target, match, collection, statements, compilations)]
    findings = share_upstream(target, related)
    return DocumentProvenance(
        document=_record(target.parsed),
        credits=target.parsed.credits,
        near_duplicates=_near_duplicates(target, collection),
        story=collection.stories.get(target.id),
        passages=group_passages(target, findings, collection),
        sources=gather(target, findings, collection),
        coverage=cover(target, findings),
        hypotheses=suppose(target, findings, collection),
        suppressed=suppressed,
        rewritten_from=judge_rewrites(target, named, collection),
    )


def _record(parsed: ParsedDocument) -> DocumentRecord:
    document = parsed.document
    headline = next((zone for zone in parsed.zones if zone.kind == "headline"), None)
    title = document.title or (document.text[headline.start : headline.end].strip() if headline else None)
    return DocumentRecord(
        id=document.id,
        url=document.url,
        outlet=document.outlet,
        title=title,
        published=document.published,
        language=document.language,
        length=len(document.text),
        zones=parsed.zones,
        text=document.text,
    )


def _near_duplicates(target: Body, collection: Collection) -> tuple[NearDuplicate, ...]:
    own = collection.clusters.get(target.id)
    members = {member.id for member in own.members} if own else set()
    return tuple(
        NearDuplicate(
            match.source_id,
            match.resemblance,
            match.containment,
            own.id if own and match.source_id in members else None,
        )
        for match in collection.matches[target.id]
        if match.resemblance >= NEAR_DUPLICATE
    )
