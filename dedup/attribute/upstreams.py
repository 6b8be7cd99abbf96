"""What two documents have in common in a passage: one's text, an agency's, what somebody said, or a fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dedup.attribute.collection import Body, Collection
from dedup.attribute.credited import credits_passage, names_for_document, names_outlet
from dedup.attribute.direction import is_too_late
from dedup.attribute.statements import Place
from dedup.model import Alignment, Direction, Match, Relation, Span

# Nobody writes twenty words like another by chance, or by translating the same statement: such a passage is copied.
_COPIED_WORDS = 20
# Two documents are copies of one text when copied passages make up this share of the shorter body; shared sentences
# of two that are not may have what somebody said for their source.
_COPIES = 0.3
# The aligner asserts a rewording of so many words between reports of one event only where it speaks for itself, beside
# names, numbers and what both quote: a sentence may state a fact in like words, a page of them is a rewrite.
_REWRITTEN_WORDS = 80
_SAYS_SO = 0.6  # weight of the evidence that a document says itself, or shows by where it stands, whose text it is

Upstream = tuple[Relation, str | None]
"""How a passage relates to the same passage elsewhere, and the source that it is ascribed to."""


@dataclass(frozen=True)
class Judge:
    """Two documents of which the target's passages are judged one by one."""

    target: Body
    source: Body
    match: Match
    direction: Direction
    collection: Collection
    statements: Mapping[Place, str]

    @cached_property
    def text(self) -> Upstream:
        """The relation and source of text that one took from the other, or both from an agency."""
        return _shared_text(self.target, self.source, self.direction)

    def upstream(self, alignment: Alignment) -> Upstream:
        """Return the relation and source of one passage."""
        target, source, collection = self.target, self.source, self.collection
        if self._is_text(alignment):
            return self.text
        found = _shared_speech(target, source, alignment, self.statements)
        if found and found[0] == "common_source" and _opens_both(target, source, alignment, collection):
            return "same_event_fact", None
        if found is None and _is_event_fact(target, source, alignment, collection):
            return "same_event_fact", None
        return found or self.text

    def _is_text(self, alignment: Alignment) -> bool:
        """Whether a passage is part of the text that one has of the other, whoever is quoted in it."""
        if self._are_copies and not (self.text[0] == "unknown" and _is_loose(alignment)):
            return True
        return self._takes_quotations and _is_only_there(self.target, self.source, alignment, self.collection)

    @cached_property
    def _are_copies(self) -> bool:
        return _are_copies(self.target, self.source, self.match.alignments)

    @cached_property
    def _takes_quotations(self) -> bool:
        copied = self.text[0] == "copied_from" and self.direction.value == "from_source"
        return copied and _takes_text(self.target, self.source, self.match)


def _shared_text(target: Body, source: Body, direction: Direction) -> Upstream:
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


def _shared_speech(
    target: Body, source: Body, alignment: Alignment, statements: Mapping[Place, str]
) -> Upstream | None:
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


def _opens_both(target: Body, source: Body, alignment: Alignment, collection: Collection) -> bool:
    """Whether two reports open with one event in like words, and not both with what one body said.

    "Authorities said" at the end of an opening says who bears the event out, not whose words these are.
    """
    if alignment.kind != "paraphrased" or not target.sentences(alignment.target) == source.sentences(
        alignment.source
    ) == [0]:
        return False
    bodies = (_bodies(target, alignment.target, collection), _bodies(source, alignment.source, collection))
    return not bodies[0] & bodies[1]


def _bodies(body: Body, span: Span, collection: Collection) -> set[str]:
    """Return who makes statements in the sentences of `span`, by what these say themselves."""
    wanted = set(body.sentences(span))
    parties = collection.parties.get(body.id, ())
    return {party.name for party in parties if wanted.intersection(body.sentences(Span(party.start, party.end)))}


def _is_event_fact(target: Body, source: Body, alignment: Alignment, collection: Collection) -> bool:
    """Whether a lone shared sentence is what two reports of one event state in like words."""
    story = collection.stories.get(target.id)
    if alignment.kind != "paraphrased" or story is None or source.id not in story.documents:
        return False
    fewer = min(len(target.tokens(alignment.target)), len(source.tokens(alignment.source)))
    return alignment.band != "asserted" or fewer < _REWRITTEN_WORDS


def _is_loose(alignment: Alignment) -> bool:
    """Whether less than half of the words are alike in order: who shares a list need not share the lead above it."""
    return alignment.kind in ("paraphrased", "summarised") and alignment.identity < 0.5


def _are_copies(target: Body, source: Body, alignments: Sequence[Alignment]) -> bool:
    """Whether the two documents share running text, not single sentences."""
    copied = [a for a in alignments if a.band == "asserted" and _is_copied(target, source, a)]
    tokens = {index for alignment in copied for index in target.tokens(alignment.target)}
    return len(tokens) >= _COPIES * max(1, min(len(target), len(source)))


def _takes_text(target: Body, source: Body, match: Match) -> bool:
    """Whether one has running text of the other, and not only what both may have heard."""
    return any(one.band == "asserted" and _is_copied(target, source, one) for one in match.alignments)


def _is_only_there(target: Body, source: Body, alignment: Alignment, collection: Collection) -> bool:
    """Whether a quotation stands, word for word, in the source and in such documents alone as share its text.

    Who takes a page's text takes its quotations too, unless a reporter of another house heard them as well.
    """
    if alignment.kind != "verbatim" or source.origin.kind == "release" or not _is_quoted(target, source, alignment):
        return False  # what a press office sends out everybody has
    return not any(
        2 * found.target.overlap(alignment.source) >= len(alignment.source)
        for other in collection.matches[source.id]
        if other.source_id != target.id and not _takes_text(source, collection.bodies[other.source_id], other)
        for found in other.alignments
    )


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


def _is_copied(target: Body, source: Body, alignment: Alignment) -> bool:
    """Whether too many words outside quotations are alike for anything but copying."""
    words, quoted = _shared_words(target, source, alignment)
    return alignment.kind in ("verbatim", "edited") and words - quoted >= _COPIED_WORDS


def _party(body: Body, span: Span, statements: Mapping[Place, str]) -> str | None:
    names = [statements.get((body.id, index)) for index in body.sentences(span)]
    found = [name for name in names if name]
    return found[0] if found and len(names) <= 2 else None
