"""The body of an answer as its page was written."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from dedup.crawl.bodies import decode_body, decode_payload
from dedup.crawl.unpackers import zstd

PAGE = b"<!doctype html><html><body><p>It rained in Vellin today.</p></body></html>" * 20
LIMIT = 1_000_000
CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", lambda data: zlib.compress(data, wbits=-15)),
    ("br", lambda data: brotli.compress(data, quality=4)),
    ("zstd", zstd.compress),
]


def _chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(("name", "encode"), CODINGS)
def test_each_encoding_is_undone(name: str, encode: Callable[[bytes], bytes]) -> None:
    body = decode_body(encode(PAGE), "", name, LIMIT)

    assert (PAGE, True) == (body.data, body.is_whole)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd", "identity", "utf-8"])
def test_an_encoding_that_is_only_claimed_is_passed_over(name: str) -> None:
    body = decode_body(PAGE, "chunked", name, LIMIT)

    assert (PAGE, True) == (body.data, body.is_whole)


def test_chunks_and_encodings_are_undone_in_the_order_that_they_were_laid_on() -> None:
    body = decode_body(_chunked(gzip.compress(brotli.compress(PAGE))), "gzip, chunked", "br", LIMIT)

    assert (PAGE, True) == (body.data, body.is_whole)


@pytest.mark.parametrize("page", [b"fa\n" + PAGE, b"12\r\nangry men sat in a room", b"<p>1\r\n"])
def test_a_page_that_does_not_go_on_like_chunks_stays_whole(page: bytes) -> None:
    assert page == decode_body(page, "chunked", "", LIMIT).data


def test_chunks_that_break_off_give_what_there_was() -> None:
    body = decode_body(_chunked(PAGE)[:500], "chunked", "", LIMIT)

    assert PAGE.startswith(body.data)
    assert (True, False) == (len(body.data) > 300, body.is_whole)


@pytest.mark.parametrize(("name", "encode"), CODINGS[:5])
def test_an_encoding_that_breaks_off_gives_what_there_was(name: str, encode: Callable[[bytes], bytes]) -> None:
    page = bytes(str([number**3 for number in range(9000)]), "ascii")
    body = decode_body(encode(page)[:-9000], "", name, LIMIT)

    assert page.startswith(body.data)
    assert (True, False) == (len(body.data) > 1000, body.is_whole)


@pytest.mark.parametrize(("name", "encode"), CODINGS)
def test_of_a_bomb_little_more_than_the_limit_is_unpacked(name: str, encode: Callable[[bytes], bytes]) -> None:
    bomb = encode(bytes(50_000_000))

    assert LIMIT < len(decode_body(bomb, "", name, LIMIT).data) < LIMIT + 3_000_000


def test_a_bomb_within_a_bomb_goes_off_nowhere() -> None:
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)) * 200)

    assert len(decode_body(bomb, "", "gzip, gzip", LIMIT).data) < LIMIT + 3_000_000


JAPANESE = "<html><head><title>国防相</title></head><body><p>大統領は27日、国防相と会談した。①髙</p></body></html>"
CHINESE = "<html><body><p>总统27日会见国防部长，双方讨论了合作。镕㐀</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "cp932", None),
        (JAPANESE.replace("①髙", ""), "iso2022_jp", "iso-2022-jp"),
        (JAPANESE.replace("①髙", ""), "iso2022_jp", None),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE.replace("<html>", '<html><meta charset="GBK">'), "gb18030", None),
        (CHINESE.replace("<html>", '<html><meta charset="GBK">'), "gb18030", "utf-8"),
        (JAPANESE, "utf-16", None),
        (JAPANESE, "utf-16-le", None),
        (JAPANESE, "utf-16-be", None),
        ("  " + JAPANESE, "utf-16-le", "utf-16"),
        (JAPANESE, "utf-8-sig", "utf-8"),
        (JAPANESE, "utf-8", "iso-8859-1"),
        (JAPANESE, "utf-8", "utf-16"),
        (JAPANESE, "utf-8", "no-such-charset"),
        ("<p>Она сказала, что выступит.</p>", "cp1251", "windows-1251"),
        ("<p>Der Präsident „sagte“ viel.</p>", "cp1252", "iso-8859-1"),
    ],
)
def test_a_page_is_read_in_its_charset_whatever_is_said_of_it(text: str, encoding: str, charset: str | None) -> None:
    assert text == decode_payload(text.encode(encoding), charset)


def test_nul_bytes_do_not_end_a_page() -> None:
    assert "<p>before after</p>" == decode_payload(b"<p>before \0after</p>\0", None)


def test_a_broken_character_does_not_make_a_charset_untrue() -> None:
    page = JAPANESE * 5
    data = page.encode("cp932")

    assert page + "\ufffd" == decode_payload(data + b"\x81", "shift_jis")
