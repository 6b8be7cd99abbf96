"""Which field of a record holds the document's id, text, url and so on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from dedup.errors import UsageError


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """For each property of a document the names its field may have; the first one filled is taken.

    A name with dots reaches into nested records: `article.body`. The defaults are the names that news
    crawlers, feeds and schema.org use.
    """

    id: tuple[str, ...] = ("id", "doc_id", "document_id", "_id", "uuid")
    text: tuple[str, ...] = ("text", "body", "content", "maintext", "articleBody")
    html: tuple[str, ...] = ("html", "raw_html")
    url: tuple[str, ...] = ("url", "link", "canonical_url")
    outlet: tuple[str, ...] = ("outlet", "source", "publisher", "site_name", "sitename", "source_domain", "domain")
    title: tuple[str, ...] = ("title", "headline")
    byline: tuple[str, ...] = ("byline", "author", "authors")
    credit: tuple[str, ...] = (
        "credit",
        "credits",
        "credit_line",
        "creditText",
        "agency",
        "copyright",
        "copyrightHolder",
    )
    published: tuple[str, ...] = (
        "published",
        "published_at",
        "publishedAt",
        "datePublished",
        "date_publish",
        "publish_date",
        "date",
    )
    language: tuple[str, ...] = ("language", "lang", "inLanguage")

    def columns(self) -> set[str]:
        """Return the top-level fields that any property may come from."""
        return {name.split(".")[0] for property_ in fields(self) for name in getattr(self, property_.name)}

    def content_columns(self) -> set[str]:
        """Return the top-level fields that a document's text may come from."""
        return {name.split(".")[0] for name in (*self.text, *self.html)}


def parse_fields(option: str) -> FieldMapping:
    """Return the mapping that an option such as `text=body,id=doc_id` asks for.

    Properties not mentioned keep their defaults; one mentioned twice takes whichever field is filled.

    Raises:
        UsageError: a part is no `PROPERTY=FIELD`, or names no property of a document.

    Example:
        >>> parse_fields("text=article.body, id=key").text
        ('article.body',)
    """
    chosen: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in option.split(","))):
        name, equals, field_name = (piece.strip() for piece in part.partition("="))
        if not (name and equals and field_name):
            raise UsageError(f"{part!r} is no field mapping", hint="write PROPERTY=FIELD, such as text=body,id=doc_id")
        if name not in FieldMapping.__slots__:
            raise UsageError(
                f"a document has no property {name!r}", hint=f"the properties are {', '.join(FieldMapping.__slots__)}"
            )
        chosen[name] = (*chosen.get(name, ()), field_name)
    return replace(FieldMapping(), **chosen)


def filled(record: Mapping[str, object], names: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """Yield the name and value of each of these fields that the record has filled."""
    for name in names:
        value = record.get(name)
        if value is None and "." in name:
            value = _nested(record, name)
        if value is not None and value not in ("", [], {}):
            yield name, value


def _nested(record: Mapping[str, object], name: str) -> object:
    value: object = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
