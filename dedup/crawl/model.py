"""The values that flow through a night: a record as it was crawled, its page, and what is decided of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dedup.model import Document, RawPage

Status = Literal[
    "ok",
    "empty",
    "partial",
    "suspect:digest",
    "skipped:type",
    "skipped:size",
    "skipped:exact",
    "damaged",
    "failed:timeout",
    "failed:memory",
    "failed:crash",
]
"""What became of a record of the input. `ok`, `partial` and `suspect:digest` have a document, the others have none."""

Rung = Literal["given", "balanced", "fast", "resiliparse"]
"""How the text was taken out: it was given as text, or by which extractor."""

Reason = Literal["exact", "near", "contained"]
"""Why a document is removed: the same text, a near-duplicate, or wholly contained in its anchor."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a night's input as it was read and gated, before its text is taken out.

    Attributes:
        id: what its document is called; the record's own id, or its file and place. The same in every order of files.
        file: the input that it stands in.
        offset: where it starts there: byte of a WARC file, line of JSONL or row of Parquet from 1, else 0.
        url: what was asked for.
        fetched: when.
        status: `ok` where its text can be taken out, else why it cannot; `partial` and `suspect:digest` where it can
            all the same.
        detail: what was found, in words; empty for `ok`.
        payload: the body of an HTML page, its transfer and content encodings undone; empty where it is not needed.
        charset: what the HTTP header says of it.
        page: the page of a record that brings its text and fields, from JSONL or Parquet.
        digest: xxh3-128 in hexadecimal of the payload, or of a page of HTML, by which extracted text is kept; empty
            where there is nothing to extract.
        same_as: id of the record that had this payload first, of one that is skipped for it.
    """

    id: str
    file: str
    offset: int
    url: str | None = None
    fetched: datetime | None = None
    status: Status = "ok"
    detail: str = ""
    payload: bytes = b""
    charset: str | None = None
    page: RawPage | None = None
    digest: str = ""
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A record's text, or why there is none.

    Attributes:
        record: without its payload.
        status: the record's own, or what became of it since.
        canonical: the address that the page gives for itself: rel=canonical, else og:url, else JSON-LD.
        syndicated_from: registrable domain of `canonical` where it is another than the record's.
        seconds: of CPU that it took.
    """

    record: Record
    status: Status
    detail: str = ""
    document: Document | None = None
    rung: Rung | None = None
    canonical: str | None = None
    syndicated_from: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a document is kept.

    Attributes:
        reason: why it is removed, or flagged where it is kept all the same; None for what is new.
        anchor: the kept document, of tonight or of the index, that it repeats.
        resemblance: Jaccard resemblance of its shingles with the anchor's, in [0, 1].
        containment: share of its shingles that the anchor has, in [0, 1].
        rule: which rule of the policy decided.
    """

    id: str
    keep: bool
    reason: Reason | None = None
    anchor: str | None = None
    resemblance: float = 0.0
    containment: float = 0.0
    rule: str = "new"
