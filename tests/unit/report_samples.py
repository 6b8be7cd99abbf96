"""Reports built by hand, for the tests of every form."""

from dataclasses import replace
from datetime import UTC, datetime

from dedup.model import (
    Alignment,
    Cluster,
    Coverage,
    Credit,
    Direction,
    Document,
    DocumentProvenance,
    DocumentRecord,
    Evidence,
    Hypothesis,
    Match,
    Member,
    NamedSource,
    NearDuplicate,
    Passage,
    PassageMatch,
    Problem,
    Provenance,
    RewriteEvidence,
    Source,
    Span,
    Story,
    Suppressed,
    Zone,
)

HERE = (
    "HARBOUR CITY (AFP) - The ferry company said on Monday that it would stop all night crossings.\n"
    "“We regret the decision deeply,” the director told reporters on the quay, adding that talks go on.\n"
    "Local shopkeepers were surprised. They meet on Friday to decide what to do next.\n"
)
THERE = "The ferry company said on Monday it will stop all night crossings, the director told reporters on the quay."


def span_of(part: str, text: str = HERE) -> Span:
    """Return where `part` stands in `text`."""
    start = text.index(part)
    return Span(start, start + len(part))


def match(document: str = "wire/1", **changes: object) -> PassageMatch:
    """Return a match of a passage with all its evidence."""
    evidence = (
        Evidence("published", "published 3 hours earlier", 0.5),
        Evidence("credit", "this document credits AFP", 0.3),
    )
    made = PassageMatch(
        document=document,
        start=0,
        end=66,
        text="The ferry company said on Monday it will stop all night crossings",
        target_start=21,
        target_end=93,
        kind="edited",
        identity=0.8461538,
        band="asserted",
        relation="copied_from",
        source=f"document:{document}",
        direction=Direction("from_source", evidence),
        confidence=0.93,
        counted=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def passage(part: str, *matches: PassageMatch, credited: bool = False, in_quotation: bool = False) -> Passage:
    """Return the passage that `part` of the text is."""
    span = span_of(part)
    return Passage(span.start, span.end, part, in_quotation, credited, matches)


def record(document_id: str = "draft.txt", text: str = HERE, **changes: object) -> DocumentRecord:
    """Return what is known of a document."""
    made = DocumentRecord(
        id=document_id,
        url="https://news.example/ferry",
        outlet="Harbour Post",
        title="Night ferries stop",
        published=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        language="en",
        length=len(text),
        zones=(Zone("dateline", 0, 21), Zone("body", 21, len(text))),
        text=text,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def report(document: DocumentRecord | None = None) -> DocumentProvenance:
    """Return a report with nearly every field filled."""
    quoted = passage(
        "“We regret the decision deeply,”",
        match("wire/2", kind="verbatim", identity=1.0, relation="shared_quotation", confidence=0.7),
        credited=True,
        in_quotation=True,
    )
    lifted = passage("The ferry company said on Monday that it would stop all night crossings", match())
    possible = passage(
        "They meet on Friday to decide", match("wire/2", kind="paraphrased", identity=0.2, band="possible")
    )
    return DocumentProvenance(
        document=document or record(),
        credits=(Credit("AFP", "dateline", 14, 17, "document", "AFP"),),
        near_duplicates=(NearDuplicate("wire/1", 0.71, 0.82, "wire/1"),),
        story=Story("draft.txt", ("draft.txt", "wire/1")),
        passages=(lifted, quoted, possible),
        sources=(
            Source("document:wire/1", "document", "wire/1", True, 0.31, 0.36, False),
            Source("agency:AFP", "agency", "AFP", False, 0.1, 0.1, True),
        ),
        coverage=Coverage(0.1, 0.31, 0.0, 0.0, 0.59, 0.1, 0.31),
        hypotheses=(Hypothesis("AFP", ("dateline in this document", "credit line in 3 of 4 copies")),),
        suppressed=(Suppressed("boilerplate", 2),),
    )


def rewritten() -> DocumentProvenance:
    """Return a report on a document that reads as a rewrite of one, and perhaps of another."""
    possible = rewrite("wire/3", band="possible", score=0.1, counted=False)
    return replace(report(), rewritten_from=(rewrite(), possible))


def rewrite(document: str = "wire/2", **changes: object) -> NamedSource:
    """Return a source that a document reads as a rewrite of."""
    made = NamedSource(
        document=document,
        band="asserted",
        score=3.2,
        reverse=-2.0,
        evidence=RewriteEvidence(own=2, names=0.83, numbers=0.9, kept=0.2, order=0.4),
        direction=Direction("from_source", (Evidence("rewrite", "this has less of its own than the other", 0.3),)),
        credited=False,
        counted=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def wire() -> DocumentProvenance:
    """Return a report without findings."""
    document = record("wire/1", THERE, title=None, url=None, outlet="AFP", published=None, zones=())
    return DocumentProvenance(document, (), (), None, (), (), Coverage(), (), ())


def provenance() -> Provenance:
    """Return the report of a small collection."""
    return Provenance(
        documents=(rewritten(), wire()),
        stories=(Story("draft.txt", ("draft.txt", "wire/1")),),
        clusters=(cluster(),),
        problems=(Problem("night.jsonl:7", "no JSON value", "mend or drop the line"),),
    )


def cluster() -> Cluster:
    """Return a cluster of two."""
    return Cluster("wire/1", "wire/1", (Member("wire/1", 1.0, 1.0), Member("draft.txt", 0.71, 0.82)))


def comparison() -> tuple[Match, Document, Document]:
    """Return a match with its target and source."""
    here, there = Document("draft.txt", HERE), Document("wire/1", THERE)
    alignments = (
        Alignment(span_of("The ferry company said on Monday"), Span(0, 32), "verbatim", 1.0, "asserted", 31.5),
        Alignment(
            span_of("the director told reporters on the quay"),
            span_of("the director told reporters on the quay", THERE),
            "edited",
            0.7,
            "possible",
            12.0,
        ),
    )
    return Match("draft.txt", "wire/1", 0.21, 0.4, alignments), here, there
