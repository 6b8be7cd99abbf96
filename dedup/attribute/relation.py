"""How a passage relates to the same passage elsewhere, and which upstream it is ascribed to."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dedup.attribute.collection import Body, Collection
from dedup.attribute.compilation import is_pieced, pieced
from dedup.attribute.credited import is_credited
from dedup.attribute.direction import find_direction, names_page
from dedup.attribute.statements import Place
from dedup.attribute.upstreams import Judge, Upstream
from dedup.model import NEAR_DUPLICATE, RELATIONS, Alignment, Direction, Match, Relation

# Who names the page that he has it from need not show in each sentence that he has: of a sentence that may say the same
# most words in one order are enough.
_NAMED_ORDER = 0.6


@dataclass(frozen=True, slots=True)
class Finding:
    """One alignment seen from its target, and what attribution says of it.

    Attributes:
        counted: whether it is reuse by the target: shares and sources are made of counted findings only.
    """

    other: str
    alignment: Alignment
    relation: Relation
    source: str | None
    direction: Direction
    credited: bool
    counted: bool


def is_passage_credited(findings: Iterable[Finding]) -> bool:
    """Return whether one of a passage's findings that say most of its origin is credited.

    What others took from this document has nothing to credit.
    """
    taken = [finding for finding in findings if finding.direction.value != "to_source"]
    ranked = [(RELATIONS.index(one.relation), one.credited) for one in taken if one.counted] or [
        (RELATIONS.index(one.relation), one.credited) for one in taken
    ]
    closest = min((rank for rank, _ in ranked), default=0)
    return not ranked or any(credited for rank, credited in ranked if rank == closest)


def relate(
    target: Body,
    match: Match,
    collection: Collection,
    statements: Mapping[Place, str],
    compilations: Mapping[str, int],
) -> list[Finding]:
    """Return the findings of one match, seen from its target.

    Args:
        statements: whose statements sentences are.
        compilations: the documents that are pieced together, and of how many others.
    """
    source = collection.bodies[match.source_id]
    direction = find_direction(target, source, match, pieced(target, source, compilations))
    judge = Judge(target, source, match, direction, collection, statements)
    suspect = _is_suspect(target, source, match, direction, collection)
    says_so = _says_it_has_it(target, source, direction)
    findings = []
    for found in match.alignments:
        told = says_so and found.band == "possible" and found.identity >= _NAMED_ORDER
        alignment = replace(found, band="asserted") if told else found
        findings.append(_find(judge, alignment, judge.text if told else judge.upstream(alignment), suspect=suspect))
    return findings


def _find(judge: Judge, alignment: Alignment, upstream: Upstream, *, suspect: bool) -> Finding:
    target, (relation, origin) = judge.target, upstream
    verdict = judge.direction if relation in ("copied_from", "unknown") else Direction("undirected")
    parties = judge.collection.parties.get(target.id, ())
    credited = is_credited(target, judge.source, alignment.target, origin, parties)
    # What an agency or a press office says on its own account it need not ascribe.
    own_account = relation == "common_source" and not credited and target.origin.is_first_hand
    return Finding(
        other=judge.source.id,
        alignment=alignment,
        relation=relation,
        source=origin if verdict.value != "to_source" else None,
        direction=verdict,
        credited=credited,
        counted=_is_counted(alignment, relation, verdict, suspect=suspect) and not own_account,
    )


def share_upstream(target: Body, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those that known upstreams explain being ascribed to them.

    When a passage is copied from one document, or pieced together from several, whoever else has it shares the source.
    """
    copied = [one for one in findings if one.relation == "copied_from" and one.counted and not _is_pieced(one)]
    explained = set().union(*(target.tokens(one.alignment.target) for one in copied))
    return [_ascribe(target, one, copied, explained) if _is_vague(one) else one for one in findings]


def _is_vague(finding: Finding) -> bool:
    return finding.relation == "unknown" or (finding.source or "").startswith("agency:") or _is_pieced(finding)


def _is_pieced(finding: Finding) -> bool:
    """Whether only the target's being pieced together says that the other was first: a better source explains more."""
    return finding.relation == "copied_from" and is_pieced(finding.direction)


def _ascribe(target: Body, finding: Finding, copied: Sequence[Finding], explained: Set[int]) -> Finding:
    """Return the finding, ascribed to the upstream of four fifths of its words, or to none where it takes several."""
    tokens = set(target.tokens(finding.alignment.target))
    if not tokens or 5 * len(tokens & explained) < 4 * len(tokens):
        return finding
    shares = [(len(tokens.intersection(target.tokens(one.alignment.target))), one) for one in copied]
    share, upstream = min(shares, key=lambda pair: (-pair[0], pair[1].source or ""))
    source = upstream.source if 5 * share >= 4 * len(tokens) else None
    credited = all(one.credited for share, one in shares if share)
    counted = finding.alignment.band == "asserted"
    return replace(finding, relation="common_source", source=source, credited=credited, counted=counted)


def _is_counted(alignment: Alignment, relation: Relation, direction: Direction, *, suspect: bool) -> bool:
    """Whether the passage is reuse by the target: asserted, no mere fact, nothing said for the target being first."""
    first = direction.value == "to_source" or (relation == "unknown" and not suspect)
    return alignment.band == "asserted" and relation != "same_event_fact" and not first


def _is_suspect(target: Body, source: Body, match: Match, direction: Direction, collection: Collection) -> bool:
    """Whether text of which nobody is shown to be first counts against the target.

    Not when it was published first, nor when it stands nearer to the author. Of two copies of one text that nothing
    tells apart neither is held against the other, unless one was there before the other was checked against it.
    """
    stamped_first = any(evidence.type == "published" and evidence.weight < 0 for evidence in direction.evidence)
    if stamped_first or target.origin.rank > source.origin.rank:
        return False
    checked = source.id in collection.archive and target.id not in collection.archive
    apart = match.resemblance < NEAR_DUPLICATE or sum(evidence.weight for evidence in direction.evidence) > 0
    return checked or apart


def _says_it_has_it(target: Body, source: Body, direction: Direction) -> bool:
    """Whether of two documents the later one names the page of the other, where it has this from."""
    if direction.value == "from_source":
        return names_page(target, source)
    return direction.value == "to_source" and names_page(source, target)
