"""The records of a WARC file that hold a page, each with what can be said of it without its text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

import xxhash
from fastwarc.warc import HeaderMap

from dedup.crawl.bodies import Body, decode_body
from dedup.crawl.digests import agrees
from dedup.crawl.gates import Verdict, gate_answer, gate_payload, skip_repeat
from dedup.crawl.model import Record
from dedup.crawl.pages import with_page
from dedup.crawl.spans import HEAD_END, LONGEST_HEAD, Span, read_spans
from dedup.model import RawPage
from dedup.read.decoding import decode
from dedup.read.kinds import Compression

_ABOUT = {"warcinfo", "request", "metadata"}  # they tell of pages and hold none
_HEADS = 1 << 18  # bytes of a block beside its page: HTTP head, and what chunks add
_LINE_END = re.compile(rb"\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_URN = "urn:uuid:"
_STATUS = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})\b")

_Head = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Message:
    """An answer of a server.

    Attributes:
        body: with its transfer and content encodings.
        length: of the body, as the head says.
    """

    status: int
    body: bytes
    content_type: str = ""
    charset: str | None = None
    transfer: str = ""
    content: str = ""
    length: int = 0


def read_warc(file: BinaryIO, where: str, packing: Compression | None, limit: int) -> Iterator[Record]:
    """Yield one record for each WARC record that holds or stands for a page, and for each place that is damaged.

    Responses, resources, conversions and revisits do, and types that are not known; warcinfo, request and metadata
    tell of pages and hold none.

    Args:
        where: what the file is called.
        limit: bytes of a page.
    """
    firsts: dict[str, str] = {}  # payload digest -> id, for revisits that name no record
    for span in read_spans(file, packing, limit + _HEADS):
        found = _read_span(span, where, limit, firsts)
        if found is not None:
            yield found


def _read_span(span: Span, where: str, limit: int, firsts: dict[str, str]) -> Record | None:
    head = _parse_head(span.head)
    kind = head.get("warc-type", "").lower()
    if kind in _ABOUT:
        return None
    record = _begin(span, where, head)
    payload_digest = head.get("warc-payload-digest", "")
    if span.fault == "broken" or not head:
        return _refuse(record, ("damaged", "the record is broken" if head else "no WARC record can be made out here"))
    if kind == "conversion":
        return _conversion(record, span, limit)
    if kind == "revisit":
        return _revisit(record, head, firsts.get(payload_digest))
    if kind not in {"response", "resource"}:
        return _refuse(record, ("skipped:type", f"a WARC record of type {kind}"))
    record = _read_page(record, span, head, limit)
    if payload_digest and record.digest and record.status != "suspect:digest":
        firsts.setdefault(payload_digest, record.id)
    return record


def _parse_head(head: bytes) -> _Head:
    """Return the fields of a head by their names in lower case, none of one that makes no sense."""
    fields = HeaderMap()
    try:
        fields.parse(io.BytesIO(head if b"\r\n" in head else _LINE_END.sub(b"\r\n", head)))
    except OSError:
        return {}
    return {name.lower(): value for name, value in fields.to_tuples()}


def _begin(span: Span, where: str, head: _Head) -> Record:
    name = _bare(head.get("warc-record-id", "")) or f"{where}:{span.offset}"
    url = head.get("warc-target-uri", "").strip().strip("<>")
    try:
        fetched = datetime.fromisoformat(head.get("warc-date", ""))
    except ValueError:
        fetched = None
    return Record(name, where, span.offset, url or None, fetched)


def _bare(record_id: str) -> str:
    return record_id.strip().strip("<>").removeprefix(_URN)


def _revisit(record: Record, head: _Head, same: str | None) -> Record:
    """Return the record of a page that the crawler had met before and did not store again."""
    first = _bare(head.get("warc-refers-to", "")) or same
    if first:
        return skip_repeat(record, first)
    return _refuse(record, ("skipped:exact", "a revisit of a page that is not in this file"))


def _conversion(record: Record, span: Span, limit: int) -> Record:
    """Return the record of a page that comes as its text."""
    if span.size > limit:
        return _refuse(record, ("skipped:size", f"more than {limit:,} bytes"))
    fields = {"url": record.url} if record.url else {}
    page = RawPage(record.id, decode(span.block), is_html=False, fields=fields, where=f"{record.file}:{record.offset}")
    record = with_page(record, page, limit)
    return replace(record, status="partial", detail="cut off") if span.fault and record.page else record


def _read_page(record: Record, span: Span, head: _Head, limit: int) -> Record:
    message = _read_message(span.block, head)
    if message is None:
        return _refuse(record, ("damaged", "the HTTP head is missing or cut off"))
    verdict = gate_answer(message.status, message.content_type)
    if verdict:
        return _refuse(record, verdict)
    body = decode_body(message.body, message.transfer, message.content, limit)
    verdict = gate_payload(body.data, message.content_type, message.charset, limit)
    if verdict is None and span.size > len(span.block):
        verdict = "skipped:size", f"more than {limit:,} bytes"
    if verdict:
        return _refuse(record, verdict)
    status, detail = _doubt(span, head, message, body) or ("ok", "")
    digest = xxhash.xxh3_128_hexdigest(body.data)
    return replace(record, status=status, detail=detail, payload=body.data, charset=message.charset, digest=digest)


def _read_message(block: bytes, head: _Head) -> _Message | None:
    declared = head.get("content-type", "").lower()
    if not declared.startswith("application/http") and not block.startswith(b"HTTP/"):
        return _Message(200, block, _media_type(declared), _charset(declared), length=len(block))
    end = HEAD_END.search(block, 0, LONGEST_HEAD)
    status = _STATUS.match(block)
    if end is None or status is None:
        return None
    fields = _parse_head(block[: end.end()])
    content_type, length = fields.get("content-type", ""), fields.get("content-length", "").strip()
    return _Message(
        int(status[1]),
        block[end.end() :],
        _media_type(content_type),
        _charset(content_type),
        fields.get("transfer-encoding", ""),
        fields.get("content-encoding", ""),
        int(length) if length.isdecimal() and len(length) < 16 else 0,
    )


def _doubt(span: Span, head: _Head, message: _Message, body: Body) -> Verdict | None:
    """Return why a page may not be as it was sent, or None."""
    truncated = head.get("warc-truncated")
    if span.fault:
        return "partial", f"the record's length is not the {head.get('content-length')} bytes that its head says"
    if truncated or message.status == 206:
        return "partial", f"the crawler stopped early: {truncated or 'HTTP 206'}"
    if not body.is_whole or (len(message.body) < message.length and "chunked" not in message.transfer.lower()):
        return "partial", "the body is cut off"
    if not agrees(head.get("warc-block-digest"), [span.block]):
        return "suspect:digest", "not the block digest that its head says"
    if not agrees(head.get("warc-payload-digest"), _payloads(message, body)):
        return "suspect:digest", "not the payload digest that its head says"
    return None


def _payloads(message: _Message, body: Body) -> Iterator[bytes]:
    """Yield the bytes that crawlers take a payload digest of: as sent, without chunks, without any encoding."""
    yield message.body
    yield decode_body(message.body, message.transfer, "", len(message.body)).data
    yield body.data


def _refuse(record: Record, verdict: Verdict) -> Record:
    return replace(record, status=verdict[0], detail=verdict[1])


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def _charset(content_type: str) -> str | None:
    found = _CHARSET.search(content_type)
    return found[1] if found else None
