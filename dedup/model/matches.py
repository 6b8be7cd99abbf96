"""What is found between documents: alignments, matches, clusters, stories."""

from dataclasses import dataclass
from typing import Literal

from dedup.model.documents import Span

AlignmentKind = Literal["verbatim", "edited", "paraphrased", "summarised"]
Band = Literal["asserted", "possible"]

NEAR_DUPLICATE = 0.7
"""Resemblance from which two documents are near-duplicates: copies of one text."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage of the target and the passage of the source that says the same.

    Attributes:
        target: where it stands in the target's text.
        source: where it stands in the source's text.
        kind: "verbatim" (the same words), "edited" (most words, in order), "paraphrased" (the same said otherwise),
            "summarised" (the shorter passage condenses the longer, whichever side it is on).
        identity: ordered share of equal tokens, in [0, 1]: longest common subsequence over the longer side.
        band: "asserted" (report it as a finding) or "possible" (worth a look).
        score: the evidence, in nats for passages, in weighted terms for paraphrases; comparable within a kind only.
    """

    target: Span
    source: Span
    kind: AlignmentKind
    identity: float
    band: Band
    score: float = 0.0

    def mirrored(self) -> "Alignment":
        """Return the same finding seen from the source."""
        return Alignment(self.source, self.target, self.kind, self.identity, self.band, self.score)


@dataclass(frozen=True, slots=True)
class Match:
    """Everything found between two documents.

    Attributes:
        resemblance: Jaccard coefficient of the two shingle sets, in [0, 1] (Broder 1997).
        containment: share of the target's shingles that the source has, in [0, 1]; asymmetric.
        alignments: by place in the target.
    """

    target_id: str
    source_id: str
    resemblance: float
    containment: float
    alignments: tuple[Alignment, ...] = ()

    @property
    def reverse_containment(self) -> float:
        """Share of the source's shingles that the target has.

        Both measures share one intersection I: r = I / (T + S - I) and c = I / T; I / S follows from them.
        """
        if self.resemblance == 0:
            return 0.0
        return min(1.0, self.containment / (self.containment * (1 / self.resemblance + 1) - 1))

    def mirrored(self) -> "Match":
        """Return the same match seen from the source, its containment turned round."""
        alignments = sorted((a.mirrored() for a in self.alignments), key=lambda a: (a.target, a.source))
        return Match(self.source_id, self.target_id, self.resemblance, self.reverse_containment, tuple(alignments))


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a cluster, and how much it shares with the cluster's anchor.

    Attributes:
        containment: share of this member's shingles that the anchor has.
    """

    id: str
    resemblance: float
    containment: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Near-duplicates: each member matches the anchor directly.

    Attributes:
        id: the anchor's id.
        anchor: the document that stands for the others.
        members: every document of the cluster, the anchor first, then by id.
    """

    id: str
    anchor: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents on the same event.

    Attributes:
        id: the smallest document id of the story.
        documents: ids, sorted.
    """

    id: str
    documents: tuple[str, ...]
