"""What attribution looks things up in: the documents, their stories, clusters and bodies."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from dedup.attribute.origin import Origin, find_origin
from dedup.model import Cluster, FirstParty, Match, ParsedDocument, Span, Story


class Body:
    """One document with its body's tokens and sentences by place."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self.parsed = parsed
        self.id = parsed.id
        self.starts: list[int] = parsed.tokens.starts.tolist()
        self.ends: list[int] = parsed.tokens.ends.tolist()

    def __len__(self) -> int:
        """Return the number of body tokens."""
        return len(self.starts)

    def tokens(self, span: Span) -> range:
        """Return the indices of the body tokens that begin inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentences(self, span: Span) -> list[int]:
        """Return the indices of the sentences that share at least half of the shorter side with `span`."""
        return [
            index
            for index in self._near(span)
            if 2 * self._sentence_spans[index].overlap(span) >= min(len(self._sentence_spans[index]), len(span)) > 0
        ]

    def paragraph(self, span: Span) -> Span:
        """Return the lines of the text that `span` touches."""
        text = self.parsed.document.text
        end = text.find("\n", max(span.start, span.end - 1))
        return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)

    @cached_property
    def origin(self) -> Origin:
        """Where the document says that its text comes from."""
        return find_origin(self.parsed)

    @property
    def house(self) -> str | None:
        """The outlet by its name, or where that is missing by the host of its address."""
        document = self.parsed.document
        try:
            return document.outlet or urlsplit(document.url or "").hostname
        except ValueError:  # an address that is none
            return None

    @cached_property
    def quotations(self) -> list[Span]:
        """The quotation zones."""
        return [Span(zone.start, zone.end) for zone in self.parsed.zones if zone.kind == "quotation"]

    def quoted(self, span: Span) -> int:
        """Return how many tokens of `span` stand in quotations."""
        return sum(
            len(self.tokens(Span(max(span.start, quotation.start), min(span.end, quotation.end))))
            for quotation in self.quotations
            if span.overlap(quotation)
        )

    def is_quotation(self, span: Span) -> bool:
        """Whether at least four fifths of `span` lie in quotations."""
        return 5 * sum(span.overlap(quotation) for quotation in self.quotations) >= 4 * len(span)

    def _near(self, span: Span) -> range:
        first = bisect_left([sentence.end for sentence in self._sentence_spans], span.start + 1)
        last = bisect_left([sentence.start for sentence in self._sentence_spans], span.end)
        return range(first, last)

    @cached_property
    def _sentence_spans(self) -> list[Span]:
        return [Span(sentence.start, sentence.end) for sentence in self.parsed.sentences]


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that is known of the documents when passages are attributed.

    Attributes:
        archive: the documents that were there before the others, which are checked against them.
    """

    bodies: Mapping[str, Body]
    matches: Mapping[str, Sequence[Match]]
    stories: Mapping[str, Story]
    clusters: Mapping[str, Cluster]
    parties: Mapping[str, Sequence[FirstParty]]
    archive: Set[str]

    @property
    def observed(self) -> Set[str]:
        """The agencies of which an own text is among the documents."""
        return {body.parsed.agency for body in self.bodies.values() if body.parsed.agency}


def gather_collection(
    documents: Iterable[ParsedDocument],
    matches: Iterable[Match],
    stories: Iterable[Story],
    clusters: Iterable[Cluster],
    parties: Mapping[str, Sequence[FirstParty]],
    *,
    archive: Set[str],
) -> Collection:
    """Return the collection, with each match listed under both of its documents, each seen from its own side."""
    bodies = {parsed.id: Body(parsed) for parsed in documents}
    by_target: dict[str, list[Match]] = {id_: [] for id_ in bodies}
    for match in matches:
        by_target[match.target_id].append(match)
        by_target[match.source_id].append(match.mirrored())
    for found in by_target.values():
        found.sort(key=lambda match: match.source_id)
    return Collection(
        bodies,
        by_target,
        {id_: story for story in stories for id_ in story.documents},
        {member.id: cluster for cluster in clusters for member in cluster.members},
        parties,
        archive,
    )
