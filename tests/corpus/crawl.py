"""Make WARC files to test and measure with: `python -m tests.corpus.crawl OUT.warc.gz [--pages FOLDER] [--count N]`.

The records are written byte by byte, not by a library, so that each can also be written wrongly.
"""

import argparse
import base64
import gzip
import hashlib
import html
import json
import sys
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.corpus import NEWSROOM

Page = tuple[str, bytes]
"""Address and HTML."""

_HTML = ("Content-Type: text/html; charset=utf-8",)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="{outlet}">
<script type="application/ld+json">{linked}</script>
<style>{style}</style></head>
<body><nav>{links}</nav><main><article><h1>{title}</h1>
{paragraphs}
</article><aside>{links}</aside></main><footer><p>© {outlet}. All rights reserved.</p></footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Capture:
    """One WARC record to be written.

    Attributes:
        http: lines of the HTTP head after its status line.
        status: of HTTP; empty for a record without an HTTP head.
        id: UUID of the record; made of address and body where it is None.
        digests: whether block and payload digest are given.
        extra: more lines of the WARC head.
    """

    url: str
    body: bytes
    http: tuple[str, ...] = _HTML
    status: str = "200 OK"
    kind: str = "response"
    id: str | None = None
    date: str = "2024-11-27T09:30:00Z"
    digests: bool = True
    extra: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the record, not packed."""
        head = "\r\n".join((f"HTTP/1.1 {self.status}", *self.http, "", "")).encode() if self.status else b""
        block = head + self.body
        lines = [
            "WARC/1.1",
            f"WARC-Type: {self.kind}",
            f"WARC-Record-ID: <urn:uuid:{self.record_id}>",
            f"WARC-Date: {self.date}",
            f"WARC-Target-URI: {self.url}",
            *([f"WARC-Block-Digest: {digest(block)}"] if self.digests else []),
            *([f"WARC-Payload-Digest: {digest(self.body)}"] if self.digests and self.kind != "revisit" else []),
            *(["Content-Type: application/http; msgtype=response"] if self.status else []),
            *self.extra,
            f"Content-Length: {len(block)}",
        ]
        return "\r\n".join((*lines, "", "")).encode() + block + b"\r\n\r\n"

    @property
    def record_id(self) -> str:
        """The record's UUID."""
        return self.id or str(uuid.uuid5(uuid.NAMESPACE_URL, self.url + hashlib.sha1(self.body).hexdigest()))


def digest(data: bytes) -> str:
    """Return a digest as WARC gives it: sha1 in base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def info() -> bytes:
    """Return the record that opens an archive and holds no page."""
    return Capture("", b"software: a crawler\r\n", status="", kind="warcinfo", digests=False).to_bytes()


def pack(record: bytes, packing: str | None = "gzip") -> bytes:
    """Return the record as one gzip member or zstd frame."""
    if packing == "gzip":
        return gzip.compress(record, 6, mtime=0)
    if packing == "zstd":
        from backports import zstd  # noqa: PLC0415 - one packing of three

        return zstd.compress(record, options={zstd.CompressionParameter.checksum_flag: 1})
    return record


def pack_all(captures: Iterable[Capture], packing: str | None = "gzip") -> list[bytes]:
    """Return an archive in its parts: the opening record, then each capture, packed by itself."""
    return [pack(info(), packing), *(pack(capture.to_bytes(), packing) for capture in captures)]


def real_pages(folder: Path) -> list[Page]:
    """Return the pages of the article extraction benchmark in the order of their names."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        (entry["url"], gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        for name, entry in sorted(truth.items())
    ]


def made_pages() -> list[Page]:
    """Return the articles of the fictional newsroom as pages with head, navigation and footer."""
    lines = NEWSROOM.read_text(encoding="utf-8").splitlines()
    return [_made_page(number, json.loads(line)) for number, line in enumerate(lines)]


def captures(pages: Sequence[Page], count: int) -> Iterator[Capture]:
    """Yield so many captures of the pages in turn; no two have the same body."""
    for number, (url, body) in enumerate(islice(cycle(pages), count)):
        mark = b"<p>Edition %d, number %d.</p>" % (number // len(pages), zlib.crc32(b"%d" % number))
        end = body.rfind(b"</body>")
        end = len(body) if end < 0 else end
        yield Capture(f"{url}{'&' if '?' in url else '?'}edition={number}", body[:end] + mark + body[end:])


def _made_page(number: int, article: dict[str, str]) -> Page:
    outlet = article.get("outlet", "The Paper")
    title = article.get("title") or article["text"].split("\n")[0][:80]
    url = article.get("url") or f"https://www.{'-'.join(outlet.lower().split())}.example/news/{number}"
    linked = {"@type": "NewsArticle", "headline": title, "datePublished": article.get("published"), "url": url}
    page = _PAGE.format(
        url=html.escape(url),
        outlet=html.escape(outlet),
        title=html.escape(title),
        linked=json.dumps(linked),
        style="\n".join(f".teaser-{n} > .box {{ margin: {n}px; color: #{n:06x}; }}" for n in range(400)),
        links="".join(f'<a class="menu item-{n}" href="/section/{n}">Section {n}</a>\n' for n in range(150)),
        paragraphs="\n".join(f"<p>{html.escape(part)}</p>" for part in article["text"].split("\n") if part.strip()),
    )
    return url, page.encode()


def main(arguments: Sequence[str]) -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--pages", type=Path, help="folder of the article extraction benchmark: its pages too")
    parser.add_argument("--count", type=int, default=1430)
    chosen = parser.parse_args(arguments)
    pages = [*(real_pages(chosen.pages) if chosen.pages else []), *made_pages()]
    suffixes = {".gz": "gzip", ".zst": "zstd"}
    with chosen.output.open("wb") as file:
        packing = suffixes.get(chosen.output.suffix)
        file.write(pack(info(), packing))
        file.writelines(pack(capture.to_bytes(), packing) for capture in captures(pages, chosen.count))


if __name__ == "__main__":
    main(sys.argv[1:])
