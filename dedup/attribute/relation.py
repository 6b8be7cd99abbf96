"""How a passage relates to the same passage elsewhere, and which upstream it is ascribed to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dedup.attribute.collection import Body, Collection
from dedup.attribute.credited import is_credited
from dedup.attribute.direction import find_direction
from dedup.attribute.statements import Place
from dedup.model import Alignment, Direction, Match, Relation, Span

# Two documents are copies of one text, not two reports of one event, when this share of the shorter body aligns
# in passages of more than two sentences' worth; below it, shared sentences have a shared statement for a source.
_COPIES = 0.3


@dataclass(frozen=True, slots=True)
class Finding:
    """One alignment seen from its target, and what attribution says of it.

    Attributes:
        counted: whether it is reuse of the other's words: shares and sources are made of counted findings only.
    """

    other: str
    alignment: Alignment
    relation: Relation
    source: str | None
    direction: Direction
    in_quotation: bool
    credited: bool
    counted: bool


def relate(target: Body, match: Match, collection: Collection, statements: Mapping[Place, str]) -> list[Finding]:
    """Return the findings of one match, seen from its target."""
    source = collection.bodies[match.source_id]
    direction = find_direction(target, source, match)
    copies = _are_copies(target, source, match.alignments)
    findings = []
    for alignment in match.alignments:
        upstream = None if copies else _shared_statement(target, source, alignment, statements)
        if upstream is None and not copies and _is_event_fact(target, source, alignment, collection):
            upstream = ("same_event_fact", None)
        relation, origin = upstream or _shared_text(target, source, direction)
        findings.append(
            Finding(
                other=source.id,
                alignment=alignment,
                relation=relation,
                source=origin,
                direction=direction,
                in_quotation=target.is_quotation(alignment.target),
                credited=is_credited(target, source, alignment.target, origin, collection.parties.get(target.id, ())),
                counted=_is_counted(alignment, relation, direction),
            )
        )
    return findings


def _shared_statement(
    target: Body, source: Body, alignment: Alignment, statements: Mapping[Place, str]
) -> tuple[Relation, str | None] | None:
    """Return the relation and source of a sentence that both took from what somebody said."""
    party = _party(target, alignment.target, statements) or _party(source, alignment.source, statements)
    upstream = f"first_party:{party}" if party else None
    if target.is_quotation(alignment.target) and source.is_quotation(alignment.source):
        return "shared_quotation", upstream
    return ("common_source", upstream) if party else None


def _shared_text(target: Body, source: Body, direction: Direction) -> tuple[Relation, str | None]:
    """Return the relation and source of text that one took from the other, or both from an agency."""
    if source.parsed.agency and not target.parsed.agency:
        return "copied_from", f"document:{source.id}"
    # Between two outlets never "A copied B" where a credit names an agency: both point to the agency.
    agencies = sorted((target.agencies & source.agencies) or source.agencies or target.agencies)
    if agencies and not target.parsed.agency:
        return "common_source", f"agency:{agencies[0]}"
    return ("unknown" if direction.value == "undirected" else "copied_from"), f"document:{source.id}"


def _is_event_fact(target: Body, source: Body, alignment: Alignment, collection: Collection) -> bool:
    """Whether a lone shared sentence is what two reports of one event state in like words."""
    story = collection.stories.get(target.id)
    return alignment.kind == "paraphrased" and story is not None and source.id in story.documents


def _is_counted(alignment: Alignment, relation: Relation, direction: Direction) -> bool:
    return alignment.band == "asserted" and relation != "same_event_fact" and direction.value != "to_source"


def _party(body: Body, span: Span, statements: Mapping[Place, str]) -> str | None:
    names = [statements.get((body.id, index)) for index in body.sentences(span)]
    found = [name for name in names if name]
    return found[0] if found and len(names) <= 2 else None


def _are_copies(target: Body, source: Body, alignments: Sequence[Alignment]) -> bool:
    """Whether the two documents share running text, not single sentences."""
    running = [a for a in alignments if a.band == "asserted" and len(target.sentences(a.target)) > 2]
    tokens = {index for alignment in running for index in target.tokens(alignment.target)}
    return len(tokens) >= _COPIES * max(1, min(len(target), len(source)))
