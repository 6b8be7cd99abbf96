"""Pages for the tests of extraction: a plain one, and each way in which a crawl's pages are bad."""

from collections.abc import Iterator

import xxhash

from dedup.crawl.model import Record

STORY = (
    "<p>The harbour of Port Ellis was closed on Tuesday after a storm tore two cranes from their rails.</p>"
    "<p>Nobody was hurt, the port authority said, but ships will have to wait until the weekend at least.</p>"
)
PAGE = f"<html><head><title>Storm closes harbour</title></head><body><article>{STORY}</article></body></html>"
TABLE_BOMB = f"<html><body>{STORY}<table>{'<tr><td>one</td><td>two</td></tr>' * 14_000}</table>"
ATTRIBUTE_BOMB = f"<html><body><div {' '.join(f'a{number}=1' for number in range(100_000))}>{STORY}"
JAPANESE = "<p>ポートエリスの港は火曜日、嵐でクレーンが二台倒れたため閉鎖された。</p>" * 5
CHINESE = "<p>埃利斯港星期二因暴风雨关闭，没有人受伤，船只至少要等到周末。</p>" * 5
JUNK_DATES = """<meta property="article:published_time" content="0000-99-99T99:99:99+99:99">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "99999999999-01-01"}</script>"""

# What text can be taken out of, by name: the page, its charset, and words of its text.
BAD_PAGES: dict[str, tuple[bytes, str | None, str]] = {
    "nested 100,000 deep": (f"<html><body>{'<div>' * 100_000}{STORY}".encode(), None, "port authority"),
    "tables nested 50,000 deep": (f"<html><body>{'<table><tr><td>' * 50_000}{STORY}".encode(), None, "port authority"),
    "NUL bytes": (PAGE.replace("<p>", "\0<p>\0").replace("port ", "po\0rt ").encode(), None, "port authority"),
    "UTF-16": (PAGE.encode("utf-16"), None, "port authority"),
    "UTF-16 by header": (PAGE.encode("utf-16-le"), "utf-16le", "port authority"),
    "Shift-JIS": (f"<html><body>{JAPANESE}".encode("shift_jis"), "Shift_JIS", "ポートエリスの港は火曜日"),
    "GB18030": (f"<meta charset=gb18030><body>{CHINESE}".encode("gb18030"), None, "埃利斯港星期二"),
    "JSON-LD nested 50,000 deep": (
        PAGE.replace("<title>", f"<script type='application/ld+json'>{'[' * 50_000}</script><title>").encode(),
        None,
        "port authority",
    ),
    "junk dates": (PAGE.replace("<title>", f"{JUNK_DATES}<title>").encode(), None, "port authority"),
    "one long line": (f"<html><body><p>{'a' * 1_000_000}</p>{STORY}".encode(), None, "port authority"),
}


def record(name: str, payload: bytes | str, charset: str | None = None) -> Record:
    data = payload.encode() if isinstance(payload, str) else payload
    url = f"https://courier.example/{name.replace(' ', '-')}"
    return Record(name, "night.warc", 0, url=url, payload=data, charset=charset, digest=xxhash.xxh3_128_hexdigest(data))


def good_records(count: int) -> Iterator[Record]:
    for number in range(count):
        yield record(f"good-{number}", PAGE.replace("two cranes", f"{number} cranes"))
