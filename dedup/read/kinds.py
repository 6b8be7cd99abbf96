"""What a file is: by its name where that says so, by its first bytes otherwise."""

import re
from typing import Literal

Kind = Literal["text", "html", "jsonl", "json", "parquet", "unknown"]
Compression = Literal["gzip", "zstd"]

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".parquet": "parquet",
}
_NAMED_ONLY: dict[str, Kind] = {".json": "json"}  # settings and annotations lie about in folders as .json
_COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

PLAIN_SUFFIXES = tuple(_SUFFIXES)
FOLDER_SUFFIXES = (
    *PLAIN_SUFFIXES,
    *(f"{kind}{packed}" for kind in _SUFFIXES if kind != ".parquet" for packed in _COMPRESSIONS),
)

_TEXT_HINT = "give text, HTML, JSONL, JSON or Parquet"
_GUNZIP_HINT = "unpack it first, or give its name the ending .gz or .zst"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "convert it to text first, for example with pdftotext"),
    (b"WARC/", "a WARC archive", "extract its pages first, to HTML files or JSONL with the fields url and html"),
    (b"PAR1", "a Parquet file", "give it as a file whose name ends in .parquet"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save the document as text"),
    (b"\x1f\x8b", "gzip-compressed", _GUNZIP_HINT),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", _GUNZIP_HINT),
    (b"BZh", "bzip2-compressed", "unpack it first"),
    (b"\xfd7zXZ\x00", "xz-compressed", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document", "save it as text"),
    (b"{\\rtf", "an RTF document", "save it as text"),
    (b"\xff\xd8\xff", "a JPEG image", _TEXT_HINT),
    (b"\x89PNG\r\n", "a PNG image", _TEXT_HINT),
    (b"GIF87a", "a GIF image", _TEXT_HINT),
    (b"GIF89a", "a GIF image", _TEXT_HINT),
    (b"\x7fELF", "a program", _TEXT_HINT),
    (b"SQLite format 3\x00", "an SQLite database", _TEXT_HINT),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# No text has these bytes; ESC, SO and SI switch character sets in ISO 2022, and stay out.
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x0e\x0f\x1b") + b"\x7f"
_JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*(\[\s*)?\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')


def kind_by_name(path: str) -> tuple[Kind, Compression | None]:
    """Return what the file's name says of its content, and how it is compressed.

    Example:
        >>> kind_by_name("night.jsonl.gz"), kind_by_name("draft.md")
        (('jsonl', 'gzip'), ('unknown', None))
    """
    name = path.lower()
    packed = next((suffix for suffix in _COMPRESSIONS if name.endswith(suffix)), None)
    inner = name.removesuffix(packed) if packed else name
    for suffix, kind in (_SUFFIXES | _NAMED_ONLY).items():
        if inner.endswith(suffix):
            return kind, _COMPRESSIONS[packed] if packed else None
    return "unknown", _COMPRESSIONS[packed] if packed else None


def kind_by_content(head: bytes) -> Kind:
    """Return what the first bytes look like: JSONL, JSON, or text that may be HTML."""
    found = _JSON_OBJECT.match(head)
    if not found:
        return "unknown"
    first_line, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return "jsonl" if not found[1] and (first_line.rstrip().endswith(b"}") or not newline) else "json"


def refusal(head: bytes) -> tuple[str, str] | None:
    """Return why these first bytes are no text, with a hint, or None if they may be text.

    A few stray control bytes or NULs are text; in valid UTF-8 up to a third are, elsewhere one in fifty.
    """
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            return f"{what}, not text", hint
    if head.startswith(_BOMS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls and controls * (3 if _is_utf8(head) else 50) > len(head):
        return "a binary file, not text", _TEXT_HINT
    return None


def _is_utf8(head: bytes) -> bool:
    try:
        head[:-3].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True
