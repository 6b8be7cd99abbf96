"""Small documents and matches for the tests of attribution."""

import re
from collections.abc import Mapping, Sequence, Set

from dedup import _core
from dedup.attribute import attribute
from dedup.model import (
    Alignment,
    AlignmentKind,
    Band,
    Credit,
    CreditRole,
    CreditScope,
    Document,
    DocumentProvenance,
    FirstParty,
    Match,
    ParsedDocument,
    Sentence,
    Span,
    Story,
    Zone,
    ZoneKind,
)

LEAD = "The ferry left the harbour at dawn with forty people on board."
SECOND = "Rescuers found its two lifeboats drifting off the northern cape."
THIRD = "The owners had been warned about the engine twice this year."
WIRE = f"{LEAD} {SECOND} {THIRD}"
OWN = "Our reporter walked along the empty quay and met three widows there."


def parsed(
    id_: str,
    text: str,
    *,
    credits_: Sequence[tuple[str, CreditRole]] = (),
    beside: Sequence[tuple[str, CreditRole]] = (),
    zones: Sequence[tuple[ZoneKind, str]] = (),
    agency: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> ParsedDocument:
    """Return a document; a credit is named by agency and role and stands where the agency's name does, or beside."""
    return ParsedDocument(
        document=Document(id_, text, outlet=outlet, url=url, published=published, language=language),
        zones=tuple(_zone(text, kind, quote) for kind, quote in zones),
        credits=(
            *(_credit(text, agency_, role) for agency_, role in credits_),
            *(Credit(agency_, role, None, None, "document", agency_) for agency_, role in beside),
        ),
        shingles=_core.shingle(text),
        tokens=_core.tokenize(text),
        sentences=tuple(
            Sentence(found.start(), found.end(), (), attributed=" said" in found.group())
            for found in re.finditer(r"[^.\n]+\.", text)
        ),
        agency=agency,
    )


def aligned(
    target: ParsedDocument,
    source: ParsedDocument,
    *quotes: str,
    kind: AlignmentKind = "verbatim",
    band: Band = "asserted",
) -> Match:
    """Return a match whose alignments are the quotes, which stand in both texts."""
    alignments = tuple(
        Alignment(span(target, quote), span(source, quote), kind, 1.0 if kind == "verbatim" else 0.5, band)
        for quote in quotes
    )
    return Match(
        target.id,
        source.id,
        _core.resemblance(target.shingles, source.shingles),
        _core.containment(target.shingles, source.shingles),
        alignments,
    )


def span(document: ParsedDocument, quote: str) -> Span:
    """Return where the quote stands."""
    start = document.document.text.index(quote)
    return Span(start, start + len(quote))


def trace(
    documents: Sequence[ParsedDocument],
    *matches: Match,
    story: bool = True,
    parties: Mapping[str, tuple[FirstParty, ...]] | None = None,
    archive: Set[str] = frozenset(),
) -> dict[str, DocumentProvenance]:
    """Return the provenance of the documents by id; all of them are one story, or each its own."""
    ids = tuple(sorted(document.id for document in documents))
    stories = [Story(ids[0], ids)] if story else []
    traced = attribute(documents, matches, stories, (), parties or {}, archive=archive)
    return {one.document.id: one for one in traced}


def _credit(text: str, agency: str, role: CreditRole) -> Credit:
    start = text.index(agency)
    scope: CreditScope = "passage" if role == "in_text" else "document"
    return Credit(agency, role, start, start + len(agency), scope, agency)


def _zone(text: str, kind: ZoneKind, quote: str) -> Zone:
    start = text.index(quote)
    return Zone(kind, start, start + len(quote))
