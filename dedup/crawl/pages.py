"""Records that bring their text with them, from JSONL, Parquet or a file of text."""

import json
from dataclasses import replace

import xxhash

from dedup.crawl.model import Record
from dedup.model import RawPage
from dedup.read.records import has_words


def with_page(record: Record, page: RawPage, limit: int) -> Record:
    """Return the record with its page, or why that cannot be used.

    Only HTML has a digest, by which it is extracted once: records of one text may differ in outlet and time, and which
    of them is kept is decided later.

    Args:
        limit: bytes of its text in UTF-8.
    """
    name, url, content = page.id, page.fields.get("url", record.url), page.content
    if 4 * len(content) > limit and len(content.encode("utf-8", "surrogatepass")) > limit:
        return replace(record, id=name, url=url, status="skipped:size", detail=f"more than {limit:,} bytes")
    if not has_words(content):
        return replace(record, id=name, url=url, status="empty", detail="no words")
    return replace(record, id=name, url=url, page=page, digest=_digest(page) if page.is_html else "")


def _digest(page: RawPage) -> str:
    """Return the digest of all that its document is made of."""
    digest = xxhash.xxh3_128(page.content.encode("utf-8", "surrogatepass"))
    digest.update(json.dumps([page.is_html, sorted(page.fields.items())]).encode())
    return digest.hexdigest()
