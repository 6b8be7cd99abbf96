"""What is read: spans, pages, documents, and what is known of a document's text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from dedup._core import Shingles, Tokens, writable
from dedup.errors import InputError
from dedup.moments import in_zone, to_microseconds

ZoneKind = Literal["headline", "dateline", "byline", "body", "quotation", "caption", "cross_link", "credit", "chrome"]
CreditRole = Literal["dateline", "byline", "credit_line", "copyright", "contribution", "in_text", "photo", "staff"]
CreditScope = Literal["document", "passage", "image", "none"]
TermKind = Literal["word", "name", "number"]

_LAST = (1 << 63) - 1


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points: `document.text[span.start:span.end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def overlap(self, other: "Span") -> int:
        """Return how many code points both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class RawPage:
    """One record as it was read, before its text is extracted.

    Attributes:
        id: the document's id: a field of the record, or where it was read (`path` or `path:line`).
        content: the record's text, decoded; offsets of the document count its code points when it is plain text.
        is_html: whether `content` is HTML.
        fields: what the record said of the document: url, outlet, title, byline, credit, published (ISO 8601),
            language.
        where: where it was read: `path`, `path:line`, `stdin` or `stdin:line`.
    """

    id: str
    content: str
    is_html: bool
    fields: dict[str, str] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be read; the others went on.

    Attributes:
        where: `path` or `path:line`.
        message: what was found.
        hint: what to do about it.
    """

    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, init=False)
class Document:
    """One article.

    Offsets everywhere in dedup count Unicode code points of `text`. Lone surrogates, which no encoding can
    write, become U+FFFD one for one, in the other fields too.

    Args:
        byline: who is named as its author beside the text, a person or an agency, one a line.
        credit: what else is said beside the text of where it comes from, a statement a line: "© Reuters".
        published: a `datetime`, a `date`, or an ISO 8601 string; a day alone is midnight without a zone.

    Raises:
        InputError: `id` is empty, `text` or an option is no string, or `published` is no date.

    Example:
        >>> Document("a1", "Short text.", published="2024-11-27").published.year
        2024
    """

    id: str
    text: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    credit: str | None
    published: datetime | None
    language: str | None

    def __init__(  # noqa: PLR0913 - the record's own fields
        self,
        id: str,  # noqa: A002 - the field's name
        text: str,
        *,
        url: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        byline: str | None = None,
        credit: str | None = None,
        published: datetime | date | str | None = None,
        language: str | None = None,
    ) -> None:
        if not isinstance(id, str) or not id:
            raise InputError("a document has no id", hint="give each document a non-empty string as id")
        if not isinstance(text, str):
            raise InputError(f"the text of {id} is {type(text).__name__}, not str", hint="decode it first")
        # Millions are made, hence each field by itself and no loop.
        put = object.__setattr__
        put(self, "id", id if id.isascii() else writable(id))
        put(self, "text", text if text.isascii() else writable(text))
        put(self, "url", None if url is None else _option(id, url))
        put(self, "outlet", None if outlet is None else _option(id, outlet))
        put(self, "title", None if title is None else _option(id, title))
        put(self, "byline", None if byline is None else _option(id, byline))
        put(self, "credit", None if credit is None else _option(id, credit))
        put(self, "published", None if published is None else _parse_date(id, published))
        put(self, "language", None if language is None else _option(id, language))

    @property
    def moment(self) -> datetime | None:
        """When it was published, comparable with every other such time: one without a zone counts as UTC."""
        return None if self.published is None else in_zone(self.published)

    @property
    def microseconds(self) -> int:
        """When it was published, since 1970; without a date later than all others."""
        return _LAST if self.published is None else to_microseconds(self.published)

    @property
    def claim(self) -> tuple[int, int, str]:
        """The key by which copies of one text are ordered: published first, without a date last; longest; id."""
        return (self.microseconds, -len(self.text), self.id)


def _option(document_id: str, value: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{document_id}: {value!r} is {type(value).__name__}, not str", hint="leave out what is empty")
    return writable(value)


def require_document(value: object) -> Document:
    """Return `value` if it is a document.

    Raises:
        InputError: it is something else, such as a bare text.
    """
    if not isinstance(value, Document):
        raise InputError(f"{value!r:.40} is no document", hint="give dedup.Document(id, text) for each text")
    return value


@dataclass(frozen=True, slots=True)
class Zone:
    """A span of the original text with one function on the page."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A place where the text names an agency, photographer or colleague, and what that says.

    What stands beside the text, in the page's metadata, its byline or a line that is no part of the article, covers
    the whole document and has no place in the text: its `start` and `end` are None.

    Attributes:
        agency: the agency's short name as in `data/agencies.toml` ("AFP", "AP", "Reuters"), or None where a
            staff note or photo names none.
        role: dateline, byline, credit_line, copyright: the text is the agency's. contribution: parts may be.
            in_text: the sentence's fact is. photo, staff: nothing of the text is.
        start, end: where it stands: `document.text[start:end]`, or None where it stands beside the text.
        scope: what the credit covers: the document, its passage (sentence or paragraph), an image, or nothing.
        text: its words.
    """

    agency: str | None
    role: CreditRole
    start: int | None
    end: int | None
    scope: CreditScope
    text: str = ""

    @property
    def span(self) -> Span | None:
        """Where it stands in the text, or None where it stands beside it."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


class Term(NamedTuple):
    """A content word of a sentence: its stem, its kind, and its place in the document's text."""

    stem: str
    kind: TermKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's body with its content terms.

    Attributes:
        attributed: it has a reporting verb or quotation marks.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    attributed: bool = False


@dataclass(frozen=True, slots=True)
class FirstParty:
    """A place where the text ascribes a statement to the body that made it: "Yoon's office said".

    Attributes:
        name: the body, by one name for the whole story.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with everything that later stages read of its text.

    Attributes:
        shingles: the hashed word 5-grams of the whole text, for resemblance and containment.
        tokens: the folded words of the body, for alignment; headline, captions, credits, links and chrome left out.
        sentences: the body's sentences, which take most of the time and may be a `Later`.
        agency: the agency whose own text this is, or None: by outlet or domain, else by dateline or copyright.
    """

    document: Document
    zones: tuple[Zone, ...]
    credits: tuple[Credit, ...]
    shingles: Shingles
    tokens: Tokens
    sentences: Sequence[Sentence]
    agency: str | None = None

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id


def _parse_date(document_id: str, value: datetime | date | str) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value.isoformat() if isinstance(value, date) else value)
    except (TypeError, ValueError):
        raise InputError(
            f"{document_id}: published is {value!r}, not a date", hint="use ISO 8601, such as 2024-11-27T09:30:00Z"
        ) from None
