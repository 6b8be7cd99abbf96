"""How a passage relates to the same passage elsewhere, and which upstream it is ascribed to."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dedup.attribute.collection import Body, Collection
from dedup.attribute.credited import credits_passage, is_credited, names_for_document, names_outlet
from dedup.attribute.direction import find_direction, is_too_late
from dedup.attribute.statements import Place
from dedup.model import NEAR_DUPLICATE, RELATIONS, Alignment, Direction, Match, Relation, Span

# Nobody writes twenty words like another by chance, or by translating the same statement: such a passage is copied.
_COPIED_WORDS = 20
# Two documents are copies of one text when copied passages make up this share of the shorter body; shared sentences
# of two that are not may have what somebody said for their source.
_COPIES = 0.3
# The aligner asserts a rewording of so many words between reports of one event only where it speaks for itself, beside
# names, numbers and what both quote: a sentence may state a fact in like words, a page of them is a rewrite.
_REWRITTEN_WORDS = 80
_SAYS_SO = 0.6  # weight of the evidence that a document says itself, or shows by where it stands, whose text it is


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


def relate(target: Body, match: Match, collection: Collection, statements: Mapping[Place, str]) -> list[Finding]:
    """Return the findings of one match, seen from its target."""
    source = collection.bodies[match.source_id]
    direction = find_direction(target, source, match)
    copies = _are_copies(target, source, match.alignments)
    parties = collection.parties.get(target.id, ())
    text = _shared_text(target, source, direction)
    suspect = _is_suspect(target, source, match, direction, collection)
    findings = []
    for alignment in match.alignments:
        copied = copies and not (text[0] == "unknown" and _is_loose(alignment))
        upstream = None if copied else _shared_speech(target, source, alignment, statements)
        if upstream is None and not copied and _is_event_fact(target, source, alignment, collection):
            upstream = ("same_event_fact", None)
        relation, origin = upstream or text
        verdict = direction if relation in ("copied_from", "unknown") else Direction("undirected")
        credited = is_credited(target, source, alignment.target, origin, parties)
        # What an agency or a press office says on its own account it need not ascribe.
        own_account = relation == "common_source" and not credited and target.origin.is_first_hand
        findings.append(
            Finding(
                other=source.id,
                alignment=alignment,
                relation=relation,
                source=origin if verdict.value != "to_source" else None,
                direction=verdict,
                credited=credited,
                counted=_is_counted(alignment, relation, verdict, suspect=suspect) and not own_account,
            )
        )
    return findings


def share_upstream(target: Body, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those that known upstreams explain being ascribed to them.

    When a passage is copied from one document, or pieced together from several, whoever else has it shares the source.
    """
    copied = [one for one in findings if one.relation == "copied_from" and one.counted]
    explained = set().union(*(target.tokens(one.alignment.target) for one in copied))
    return [_ascribe(target, one, copied, explained) if _is_vague(one) else one for one in findings]


def _is_vague(finding: Finding) -> bool:
    return finding.relation == "unknown" or (finding.source or "").startswith("agency:")


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


def _shared_speech(
    target: Body, source: Body, alignment: Alignment, statements: Mapping[Place, str]
) -> tuple[Relation, str | None] | None:
    """Return the relation and source of a sentence that both took from what somebody said."""
    if _is_copied(target, source, alignment):
        return None
    if _says_so(target, source, alignment.target):
        return "copied_from", f"document:{source.id}"
    party = _party(target, alignment.target, statements) or _party(source, alignment.source, statements)
    upstream = f"first_party:{party}" if party else None
    if _is_quoted(target, source, alignment):
        return "shared_quotation", upstream
    return ("common_source", upstream) if party else None


def _says_so(target: Body, source: Body, passage: Span) -> bool:
    """Whether the passage's paragraph names the other, an agency's own text or an outlet, as who reported it."""
    agencies = source.origin.agencies if source.origin.is_first_hand else frozenset[str]()
    outlet = source.parsed.document.outlet
    other = outlet is not None and outlet != target.parsed.document.outlet
    return credits_passage(target, passage, agencies) or (other and names_outlet(target, source, passage))


def _is_loose(alignment: Alignment) -> bool:
    """Whether less than half of the words are alike in order: who shares a list need not share the lead above it."""
    return alignment.kind in ("paraphrased", "summarised") and alignment.identity < 0.5


def _is_copied(target: Body, source: Body, alignment: Alignment) -> bool:
    """Whether too many words outside quotations are alike for anything but copying."""
    words, quoted = _shared_words(target, source, alignment)
    return alignment.kind in ("verbatim", "edited") and words - quoted >= _COPIED_WORDS


def _is_quoted(target: Body, source: Body, alignment: Alignment) -> bool:
    """Whether the passages are quotations, or most of the words that they share in order stand in quotations."""
    if target.is_quotation(alignment.target) and source.is_quotation(alignment.source):
        return True
    words, quoted = _shared_words(target, source, alignment)
    return alignment.kind in ("verbatim", "edited") and 2 * quoted >= words > 0


def _shared_words(target: Body, source: Body, alignment: Alignment) -> tuple[float, float]:
    """Return how many words the two sides share in order, and how many of them both quote."""
    longer = max(len(target.tokens(alignment.target)), len(source.tokens(alignment.source)))
    words = alignment.identity * longer
    return words, min(words, target.quoted(alignment.target), source.quoted(alignment.source))


def _shared_text(target: Body, source: Body, direction: Direction) -> tuple[Relation, str | None]:
    """Return the relation and source of text that one took from the other, or both from an agency."""
    copied: tuple[Relation, str] = ("copied_from", f"document:{source.id}")
    said = [evidence.weight for evidence in direction.evidence if evidence.type == "credit"]
    if max(said, default=0) >= _SAYS_SO and not is_too_late(source, target):
        return copied
    if min(said, default=0) <= -_SAYS_SO and direction.value == "to_source":
        return copied
    # Between two outlets never "A copied B" where a credit names an agency: both point to the agency. Where they
    # name different ones, each is taken at its word.
    theirs = frozenset[str]() if is_too_late(source, target) else source.origin.agencies
    agreed = {agency for agency in source.origin.agencies if names_for_document(target, agency)}
    agencies = sorted(agreed or target.origin.agencies or theirs)
    if agencies and not target.origin.is_first_hand:
        return "common_source", f"agency:{agencies[0]}"
    return ("unknown", copied[1]) if direction.value == "undirected" else copied


def _is_event_fact(target: Body, source: Body, alignment: Alignment, collection: Collection) -> bool:
    """Whether a lone shared sentence is what two reports of one event state in like words."""
    story = collection.stories.get(target.id)
    if alignment.kind != "paraphrased" or story is None or source.id not in story.documents:
        return False
    fewer = min(len(target.tokens(alignment.target)), len(source.tokens(alignment.source)))
    return alignment.band != "asserted" or fewer < _REWRITTEN_WORDS


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


def _party(body: Body, span: Span, statements: Mapping[Place, str]) -> str | None:
    names = [statements.get((body.id, index)) for index in body.sentences(span)]
    found = [name for name in names if name]
    return found[0] if found and len(names) <= 2 else None


def _are_copies(target: Body, source: Body, alignments: Sequence[Alignment]) -> bool:
    """Whether the two documents share running text, not single sentences."""
    copied = [a for a in alignments if a.band == "asserted" and _is_copied(target, source, a)]
    tokens = {index for alignment in copied for index in target.tokens(alignment.target)}
    return len(tokens) >= _COPIES * max(1, min(len(target), len(source)))
