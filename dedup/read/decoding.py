"""Bytes become text, one way only: nothing is dropped, normalised or moved."""

import codecs
import logging
import re
import string

_BOMS = (  # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1_000_000  # bytes from which an encoding is judged
_GUESS_SAMPLE = 30_000  # bytes handed to charset-normalizer, which is slow
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(0x80))
_ASCII_LETTERS = string.ascii_letters.encode()
_HIGH = bytes(range(0x80, 0x100))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# The WHATWG encoding standard: these names mean windows-1252, whose unassigned bytes are the C1 controls.
_WESTERN_NAMES = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252"}
# The same standard: a name means the larger encoding that pages in truth are written in.
_LARGER = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "chinese", "euc-cn", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    "iso-8859-9": "cp1254",
    "iso-2022-jp": "iso2022_jp_ext",
}
_ESCAPED = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")  # ISO 2022 switches to Japanese, all in ASCII bytes
_WIDE_TAG = re.compile(rb"(<\0[^\0]\0)|(\0<\0[^\0])")  # opens a page in UTF-16 without a mark, as XML tells it
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")
_WIDE_NAMES = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-16": "utf-16-le"}
_WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
# The letters beyond ASCII of languages that are mostly ASCII, by the encodings they were written in. A text all of
# whose high bytes are such letters is taken for that language; charset-normalizer mixes these encodings up.
_WESTERN_LETTERS = "àâäáãåæçèéêëìíîïñòóôõöøùúûüœßÿ" + "ÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸ" + "¡¿ªº½£§¨"
_CENTRAL_LETTERS = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",  # Polish
    "áäčďéěíľĺňóôřŕšťúůýžÁÄČĎÉĚÍĽĹŇÓÔŘŔŠŤÚŮÝŽ",  # Czech, Slovak
    "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",  # Hungarian
    "čćđšžČĆĐŠŽ",  # Croatian, Slovene
    "ăâîşţĂÂÎŞŢ",  # Romanian
)
_ALPHABETS = (
    ("cp1252", _WESTERN_LETTERS),
    ("cp1254", "çğıöşüâîûÇĞİÖŞÜ"),  # Turkish
    *((encoding, letters) for letters in _CENTRAL_LETTERS for encoding in ("iso8859_2", "cp1250")),
)
_PUNCTUATION = "\xa0€…‘’“”„•–—™©«®°»·´"
# In Japanese every third character or so is one of these; in Korean, which charset-normalizer takes it for, few are.
_HIRAGANA = re.compile(rb"\x82[\x9f-\xf1]")
# What news is published in; a shorter list than charset-normalizer's own, and far fewer wrong guesses.
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "cp874", "cp949", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5"),
]


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text that the bytes stand for, byte-order mark, line ends and NULs included.

    In this order: UTF-16 and UTF-32 by their mark, or as a page or its server tells, ISO 2022 by its escapes, UTF-8,
    UTF-8 with stray windows-1252 bytes (each decoded by itself, the rest stays right), the charset that the server
    declares, that the HTML page does, the one charset-normalizer finds.

    Args:
        declared: the charset that an HTTP header names; of one that cannot be true nothing is believed.
    """
    encoding = _wide(data, declared)
    if encoding:
        return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = data[max(0, error.start - _SAMPLE // 2) :][:_SAMPLE]
    else:
        return _decode_escaped(data) or text
    if _is_mostly_utf8(sample):
        return data.decode("utf-8", _STRAY_BYTES)
    return _decode_declared(data, declared) or _decode_as(data, _declared(data) or _guess(sample))


def _wide(data: bytes, declared: str | None) -> str | None:
    """Return the encoding of data whose characters all have two or four bytes."""
    if not declared and not data.startswith(_WIDE_STARTS):
        return None
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    tag = _WIDE_TAG.match(data)
    if tag:
        return "utf-16-le" if tag[1] else "utf-16-be"
    name = _WIDE_NAMES.get((declared or "").strip().lower())
    # Many servers say UTF-16 of what is not: in its pages every second byte of a tag is zero.
    return name if name and 4 * data[:1000].count(0) > len(data[:1000]) else None


def _decode_escaped(data: bytes) -> str | None:
    if b"\x1b" not in data or not _ESCAPED.search(data):
        return None
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return None  # a stray escape in UTF-8


def _is_mostly_utf8(sample: bytes) -> bool:
    """Return whether half of the non-ASCII bytes form UTF-8 sequences; in legacy encodings one in seven do."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    return 2 * sum(map(len, _MULTIBYTE.findall(sample))) >= high


def _decode_as(data: bytes, encoding: str) -> str:
    if encoding == "cp1252":
        return codecs.charmap_decode(data, "strict", _WESTERN)[0]
    return data.decode(encoding, "replace")


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    """Return the text in the charset that a server declares, or None if the bytes are not in it."""
    encoding = _usable(declared or "")
    if encoding is None:
        return None
    text = _decode_as(data, encoding)
    high = len(data) - len(data.translate(None, _HIGH))
    return text if 50 * text.count("\ufffd") <= high else None  # a page may have a broken character or two


def _declared(data: bytes) -> str | None:
    """Return the charset that an HTML page names for itself, where it can be true."""
    found = _DECLARED.search(data[:4096])
    return _usable((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _usable(name: str) -> str | None:
    """Return the encoding that a name means, where bytes can be in it that are not UTF-8."""
    name = name.strip().lower()
    if name in _WESTERN_NAMES:
        return "cp1252"
    if not name or name.replace("-", "").startswith(("utf", "unicode")):
        return None  # it is not UTF-8, and a declaration readable as ASCII cannot be UTF-16
    encoding = _LARGER.get(name, name)
    try:
        b" ".decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return encoding


def _guess(sample: bytes) -> str:
    high = len(sample) - len(sample.translate(None, _HIGH))
    if 2 * high < len(sample) - len(sample.translate(None, _ASCII_LETTERS)):
        written = sample.translate(None, _ASCII)
        for encoding, letters in _ALPHABETS:
            if not written.translate(None, (letters + _PUNCTUATION).encode(encoding, "ignore")):
                return encoding
    if 10 * len(_HIRAGANA.findall(sample)) > high:
        return "cp932"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for few files

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    best = from_bytes(_around_high_bytes(sample), cp_isolation=_CANDIDATES).best()
    return best.encoding if best and best.encoding not in {"utf_8", "ascii"} else "cp1252"


def _around_high_bytes(sample: bytes) -> bytes:
    """Return the part of the sample that tells encodings apart, cut before an ASCII byte."""
    first = re.search(rb"[\x80-\xff]", sample)
    start = max(0, first.start() - 1000) if first else 0
    part = sample[start : start + _GUESS_SAMPLE]
    last_ascii = max(part.rfind(b" "), part.rfind(b"\n"), part.rfind(b"<"))
    return part[:last_ascii] if last_ascii > len(part) // 2 else part


def _read_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are no UTF-8 as windows-1252; a sequence cut off by the end of the data is U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return "".join(_WESTERN[byte] for byte in error.object[error.start : error.end]), error.end


_STRAY_BYTES = "dedup.stray_bytes"
codecs.register_error(_STRAY_BYTES, _read_stray_bytes)
