"""Documents made for the tests of terms, stories, paraphrases and first parties."""

from datetime import datetime

from dedup._core import shingle, tokenize
from dedup.model import Document, ParsedDocument, Zone
from dedup.terms import split_sentences


def parsed(id_: str, text: str, *, published: str | None = None, language: str | None = None) -> ParsedDocument:
    """Return a document that is all body."""
    time = datetime.fromisoformat(published) if published else None
    document = Document(id_, text, published=time, language=language)
    zones = (Zone("body", 0, len(text)),)
    return ParsedDocument(document, zones, (), shingle(text), tokenize(text), split_sentences(document, zones))
