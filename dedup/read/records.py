"""One record, a mapping from JSONL, JSON or Parquet, becomes one page or one problem."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import chain

from dedup.model import Problem, RawPage
from dedup.read import markup
from dedup.read.decoding import decode
from dedup.read.fields import FieldMapping, filled

PROPERTIES = ("url", "outlet", "title", "byline", "credit", "language")
"""What a record says of a document beside its id, text and date."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\w")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d*)?")  # seconds or milliseconds since 1970, from 2001 on
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_HINT = "use ISO 8601, such as 2024-11-27T09:30:00Z"


def page_of(record: object, where: str, mapping: FieldMapping) -> Iterator[RawPage | Problem]:
    """Yield the record's page, or the problem in its place; before a page, a problem for a date that is none."""
    if not isinstance(record, Mapping):
        yield Problem(where, f"the record is {_name_type(record)}, not an object", "give one object a record")
        return
    content = _content(record, where, mapping)
    if isinstance(content, Problem):
        yield content
        return
    text, is_html = content
    properties = _properties(record, mapping)
    for name, value in filled(record, mapping.published):
        published = to_iso(value)
        if published:
            properties["published"] = published
        else:
            yield Problem(where, f"{name} is {_shorten(value)}, not a date; read without it", _DATE_HINT)
        break
    yield RawPage(own_id(record, mapping) or where, text, is_html, properties, where)


def own_id(record: Mapping[str, object], mapping: FieldMapping) -> str:
    """Return what the record says that it is called, empty where it says nothing."""
    return _first(record, mapping.id)


def has_words(text: str) -> bool:
    """Return whether there is a letter or digit at all."""
    return _WORD.search(text) is not None


def to_iso(value: object) -> str | None:
    """Return a date in ISO 8601, or None if it is no date.

    Example:
        >>> to_iso("Wed, 27 Nov 2024 09:30:00 GMT"), to_iso(1732699800), to_iso("yesterday")
        ('2024-11-27T09:30:00+00:00', '2024-11-27T09:30:00+00:00', None)
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    try:
        if _ISO.match(text):
            return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass  # with a blank before its zone, or a zone of letters
    try:
        return _parse_date(text).isoformat()
    except (ValueError, OverflowError, IndexError):
        return None


def _parse_date(text: str) -> datetime:
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    if text[:1].isalpha():
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 - slow to import, and seldom needed

        return parsedate_to_datetime(text)  # RFC 2822, as in feeds and mail
    text = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text)
    text = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text)
    return datetime.fromisoformat(re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", text))


def _content(record: Mapping[str, object], where: str, mapping: FieldMapping) -> tuple[str, bool] | Problem:
    """Return the first field that has words, text before HTML, and whether it is HTML."""
    unusable = ""
    for name, value in chain(filled(record, mapping.text), filled(record, mapping.html)):
        text = decode(value) if isinstance(value, bytes) else value
        if not isinstance(text, str):
            unusable = unusable or f"{name} is {_name_type(text)}, not a string"
        elif has_words(text):
            is_page_field = name in mapping.html and name not in mapping.text
            return text, markup.has_tags(text) if is_page_field else markup.is_html(text)
    wanted = " or ".join((*mapping.text[:2], *mapping.html[:1]))
    return Problem(
        where,
        f"the record has no text ({unusable or _list_fields(record)})",
        f"give it a field {wanted}, or name its own: --fields text=FIELD",
    )


def _properties(record: Mapping[str, object], mapping: FieldMapping) -> dict[str, str]:
    values = ((name, _first(record, getattr(mapping, name))) for name in PROPERTIES)
    return {name: value for name, value in values if value}


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> str:
    """Return the first of these fields that says something, as text, or nothing."""
    for _, value in filled(record, names):
        text = _plain(value)
        if text:
            return text
    return ""


def _plain(value: object) -> str:
    """Return a value as text: an object by its name, as in schema.org, a list of them joined."""
    if isinstance(value, str) and value.isascii():  # as most are, a million times a night
        return value.strip()
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    if value is None or isinstance(value, Mapping | bool | bytes):
        return ""
    return _SURROGATES.sub("\ufffd", str(value)).strip()


def _list_fields(record: Mapping[str, object]) -> str:
    names = [_shorten(name) for name, value in record.items() if value is not None]
    return f"it has {', '.join(names[:8])}{' …' if names[8:] else ''}" if names else "it has no field at all"


def _shorten(value: object) -> str:
    text = ascii(value) if _SURROGATES.search(str(value)) else repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _name_type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else f"a {type(value).__name__}")
