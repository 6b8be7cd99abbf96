"""What is reported: for each document its passages, sources, credits and shares. The JSON has the same names."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from dedup.model.documents import Credit, Problem, Zone
from dedup.model.matches import AlignmentKind, Band, Cluster, Story

Relation = Literal["copied_from", "common_source", "unknown", "shared_quotation", "same_event_fact"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""The relations, the one that says most of a passage's origin first."""
DirectionValue = Literal["from_source", "to_source", "undirected"]
SourceType = Literal["document", "agency", "first_party"]
HypothesisClaim = Literal["text", "part", "likely"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a direction.

    Attributes:
        type: "published", "credit", "dateline", "containment", "compilation", "genre", "rewrite".
        detail: a sentence for the reader.
        weight: in [-1, 1]; positive says that the other document came first.
    """

    type: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Who was first: "from_source" (the other document), "to_source" (this one), or "undirected"."""

    value: DirectionValue
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """The same passage in another document.

    Attributes:
        start, end, text: the passage in the other document.
        target_start, target_end: the exact part of this document that it matches.
        source: id of the entry of `sources` that the passage is ascribed to, or None.
        confidence: in [0, 1].
        counted: whether shares and sources take it for reuse by this document: it is asserted, more than a fact of
            the event, and nothing says that this document was first.
    """

    document: str
    start: int
    end: int
    text: str
    target_start: int
    target_end: int
    kind: AlignmentKind
    identity: float
    band: Band
    relation: Relation
    source: str | None
    direction: Direction
    confidence: float
    counted: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of this document that stands elsewhere too.

    Attributes:
        credited: false where the passage was taken from a source that the document does not name.
    """

    start: int
    end: int
    text: str
    in_quotation: bool
    credited: bool
    matches: tuple[PassageMatch, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An upstream of this document.

    Attributes:
        id: "document:ID", "agency:NAME" or "first_party:NAME".
        name: the document's id, the agency's or the first party's name.
        observed: whether its text was among the documents.
        share_unique: share of the body's tokens that this source alone explains, in the order of the greedy cover.
        share_matched: share of the body's tokens that match it.
        credited: whether this document credits it.
    """

    id: str
    type: SourceType
    name: str
    observed: bool
    share_unique: float
    share_matched: float
    credited: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the body's tokens: kinds and `original` sum to 1, `credited` and `uncredited` to what is reused."""

    verbatim: float = 0.0
    edited: float = 0.0
    paraphrased: float = 0.0
    summarised: float = 0.0
    original: float = 1.0
    credited: float = 0.0
    uncredited: float = 0.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A source that nobody supplied, named with the reasons.

    Attributes:
        claim: "text": the document is its text, by the document's own word or by those of two other outlets and more.
            "part": parts may be. "likely": one other's word, or several that disagree, or a dateline alone.
        confidence: in [0, 1].
    """

    source: str
    why: tuple[str, ...]
    claim: HypothesisClaim = "likely"
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings left out on purpose."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Another document with nearly the same text.

    Attributes:
        containment: share of this document's shingles that the other has.
        cluster: id of the cluster that holds both, or None.
    """

    document: str
    resemblance: float
    containment: float
    cluster: str | None


@dataclass(frozen=True, slots=True)
class RewriteEvidence:
    """What a document that reads as a rewrite of another has of its own, what it kept, and in which order.

    Attributes:
        own: how many names and numbers it has that the other has not.
        names: share of its names that the other has too, rare ones counting more, in [0, 1].
        numbers: share of its numbers that the other has too, in [0, 1].
        kept: share of the other's telling words that it has too, outside quotations, in [0, 1].
        order: how much better it follows the other in its order than turned round; 0 says that there is no order.
    """

    own: int
    names: float
    numbers: float
    kept: float
    order: float


@dataclass(frozen=True, slots=True)
class NamedSource:
    """Another document that this one reads as a rewrite of, as a whole.

    Attributes:
        score: log odds that it is one rather than a report of its own on the same event.
        reverse: the same, were the other the rewrite of this one.
        direction: who was first; a document that was later is not named.
        credited: whether this document names the other's agency or outlet.
        counted: whether it is reuse by this document: it is asserted, and the other is shown to have been first.
    """

    document: str
    band: Band
    score: float
    reverse: float
    evidence: RewriteEvidence
    direction: Direction = Direction("undirected")
    credited: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What is known of the document itself; `text` stays out of the JSON."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: datetime | None
    language: str | None
    length: int
    zones: tuple[Zone, ...]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DocumentProvenance:
    """One document's report.

    Attributes:
        rewritten_from: the documents that this one reads as a rewrite of, the likeliest first; of copies of one text
            the anchor stands for all.
    """

    document: DocumentRecord
    credits: tuple[Credit, ...]
    near_duplicates: tuple[NearDuplicate, ...]
    story: Story | None
    passages: tuple[Passage, ...]
    sources: tuple[Source, ...]
    coverage: Coverage
    hypotheses: tuple[Hypothesis, ...]
    suppressed: tuple[Suppressed, ...]
    rewritten_from: tuple[NamedSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """A collection's report: documents by id, stories of two or more documents, clusters of two or more.

    Attributes:
        problems: records that could not be read.
    """

    documents: tuple[DocumentProvenance, ...]
    stories: tuple[Story, ...]
    clusters: tuple[Cluster, ...]
    problems: tuple[Problem, ...] = ()
