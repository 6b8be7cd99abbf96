"""Records that bring their text with them, from JSONL, Parquet or a file of text."""

import json
from dataclasses import replace

import xxhash

from dedup.crawl.model import Record
from dedup.model import RawPage
from dedup.read.records import has_words

_WIDEST = 4  # bytes of a character in UTF-8


def with_page(record: Record, page: RawPage, limit: int) -> Record:
    """Return the record with its page, or why that cannot be used.

    Only HTML has a digest, by which it is extracted once: records of one text may differ in outlet and time, and which
    of them is kept is decided later.

    Args:
        limit: bytes of its text in UTF-8.
    """
    url = page.fields.get("url", record.url)
    if _WIDEST * len(page.content) > limit and len(_encode(page)) > limit:
        return replace(record, id=page.id, url=url, status="skipped:size", detail=f"more than {limit:,} bytes")
    if not has_words(page.content):
        return replace(record, id=page.id, url=url, status="empty", detail="no words")
    return replace(record, id=page.id, url=url, page=page, digest=_digest(page) if page.is_html else "")


def _encode(page: RawPage) -> bytes:
    return page.content.encode("utf-8", "surrogatepass")


def _digest(page: RawPage) -> str:
    """Return the digest of all that its document is made of."""
    digest = xxhash.xxh3_128(_encode(page))
    digest.update(json.dumps([page.is_html, sorted(page.fields.items())]).encode())
    return digest.hexdigest()
