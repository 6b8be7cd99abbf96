"""A night of bad input: every record is one row with what became of it, and the night goes on."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.index import Index
from tests.cli.command import run
from tests.corpus.crawl import Capture, made_pages, pack, pack_all
from tests.unit.nights import article, page, write_jsonl

_TEXT = "<p>The harbour authority said on Tuesday that it would close the breakwater for eleven weeks of repairs.</p>"
_HTML = ("Content-Type: text/html",)


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def _captures() -> dict[str, Capture]:
    """Return one record of each kind that a crawl may meet, by name."""
    japanese = _page(
        "<p>港湾当局は火曜日、防波堤を十一週間閉鎖すると発表した。修理は月曜日に始まる予定である。</p>" * 3
    ).decode()
    chinese = _page("<p>港务局星期二表示，将关闭东防波堤十一个星期进行维修，渡轮将改道西码头。</p>" * 3).decode()
    bodies: dict[str, tuple[bytes, tuple[str, ...]]] = {
        "good": (_page(_TEXT * 4), _HTML),
        "again": (_page(_TEXT * 4), _HTML),
        "pdf": (b"%PDF-1.7 and more", _HTML),
        "image": (b"\xff\xd8\xff\xe0 JFIF", ("Content-Type: image/jpeg",)),
        "nothing": (b"", _HTML),
        "unchunked": (_page(_TEXT * 5), (*_HTML, "Transfer-Encoding: chunked")),
        "deep": (_page("<div>" * 100_000 + _TEXT * 6), _HTML),
        "unclosed": (_page("<p>word " * 200_000), _HTML),
        "huge": (_page(_TEXT * (18_000_000 // len(_TEXT))), _HTML),
        "nuls": (_page(_TEXT * 7).replace(b"harbour", b"har\0bour"), _HTML),
        "utf16": (_page(_TEXT * 8).decode().encode("utf-16"), _HTML),
        "shift_jis": (japanese.encode("shift_jis"), ("Content-Type: text/html; charset=Shift_JIS",)),
        "gb18030": (chinese.encode("gb18030"), ("Content-Type: text/html; charset=gb18030",)),
        "bomb": (gzip.compress(_page("bomb " * 10_000_000)), (*_HTML, "Content-Encoding: gzip")),
        "nested_data": (
            _page(_TEXT * 9, f'<script type="application/ld+json">{"[" * 50_000}{"]" * 50_000}</script>'),
            _HTML,
        ),
        "junk_date": (_page(_TEXT * 10, '<meta name="date" content="99999-99-99T99:99:99+99:99">'), _HTML),
    }
    return {name: Capture(f"https://harbour.example/{name}", body, http) for name, (body, http) in bodies.items()}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with outputs of a night of bad input."""
    folder = tmp_path_factory.mktemp("bad")
    crawl = folder / "crawl"
    crawl.mkdir()
    (crawl / "kinds.warc.gz").write_bytes(b"".join(pack_all(_captures().values())))
    good = [Capture(url, body) for url, body in made_pages()[:4]]
    members = pack_all(good)
    (crawl / "cut.warc.gz").write_bytes(b"".join(members)[:-200])
    flipped = bytearray(b"".join(members))
    flipped[len(members[0]) + len(members[1]) // 2] ^= 0x10
    (crawl / "flipped.warc.gz").write_bytes(flipped)
    (crawl / "garbage.warc.gz").write_bytes(members[0] + members[1] + b"\x17" * 999 + members[2])
    (crawl / "empty.warc.gz").touch()
    (crawl / "empty.jsonl").touch()
    lines = [page(1), page(2, text="x" * 100_000_000), page(3, text=article(3) + "\0"), page(4, published="31 Juin")]
    write_jsonl(crawl / "lines.jsonl", lines)
    with (crawl / "lines.jsonl").open("a") as file:
        file.write('{"text": "broken\n[1, 2]\n')
    pq.write_table(pa.table({"title": ["no text"], "author": ["nobody"]}), crawl / "columns.parquet")
    (crawl / "false.parquet").write_bytes(b"no Parquet at all")
    (crawl / "packed.jsonl.gz").write_bytes(gzip.compress(json.dumps(page(5)).encode() + b"\n")[:-20])
    (crawl / "page.html").write_bytes(pack(good[0].body))
    Index.open(folder / "index", create=True)
    result = run("crawl", crawl, "--index", folder / "index", "--output", folder / "out", "--page-timeout", 1)

    assert 0 == result.exit_code, result.stderr
    yield folder


def rows(night: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (night / "out" / "documents.jsonl").read_text("utf-8").splitlines()]


def statuses(night: Path, name: str) -> list[object]:
    return [row["status"] for row in rows(night) if row["file"] == f"{night / 'crawl' / name}"]


def test_each_record_of_an_archive_is_one_row_with_what_became_of_it(night: Path) -> None:
    found = {str(row["url"]).rpartition("/")[2]: row["status"] for row in rows(night) if "kinds" in str(row["file"])}
    expected = {
        "again": "skipped:exact",
        "pdf": "skipped:type",
        "image": "skipped:type",
        "nothing": "empty",
        "huge": "skipped:size",
        "bomb": "skipped:size",
    }
    taken = {"good", "nuls", "utf16", "shift_jis", "gb18030", "nested_data", "junk_date", "unchunked"}

    assert list(_captures()) == list(found)
    assert expected == {name: found[name] for name in expected}
    assert {"ok"} == {found[name] for name in taken}
    assert {found["deep"], found["unclosed"]} <= {"ok", "failed:timeout", "failed:memory", "failed:crash", "empty"}


def test_damage_costs_the_records_that_have_it(night: Path) -> None:
    read = ("ok", "skipped:exact")  # their pages stand in the archive that is cut off, too

    assert ["ok", "ok", "ok", "partial"] == statuses(night, "cut.warc.gz")
    assert ["damaged"] == [status for status in statuses(night, "garbage.warc.gz") if status not in read]
    assert 3 <= sum(status in read for status in statuses(night, "flipped.warc.gz"))


def test_lines_and_tables_that_are_no_documents_are_rows(night: Path) -> None:
    assert ["ok", "skipped:size", "ok", "ok", "damaged", "damaged"] == statuses(night, "lines.jsonl")
    assert [1, 1, 1, 1, 1] == [
        len(statuses(night, name))
        for name in ("empty.jsonl", "empty.warc.gz", "columns.parquet", "false.parquet", "page.html")
    ]
    assert "ok" not in {*statuses(night, "columns.parquet"), *statuses(night, "false.parquet")}
    assert "damaged" == statuses(night, "packed.jsonl.gz")[-1]


def test_every_row_has_an_id_of_its_own_and_a_decision_where_it_has_a_document(night: Path) -> None:
    found = rows(night)

    assert len(found) == len({row["id"] for row in found})
    assert [] == [row for row in found if (row["length"] is None) is not (row["keep"] is None)]


def test_an_index_of_another_configuration_is_refused(night: Path, tmp_path: Path) -> None:
    Index.open(tmp_path / "old", create=True)
    with sqlite3.connect(tmp_path / "old" / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE settings SET value = '64' WHERE name = 'permutations'")
    catalogue.close()
    result = run("crawl", night / "crawl", "--index", tmp_path / "old", "--output", tmp_path / "out")

    assert 2 == result.exit_code
    assert "was written with permutations=64" in result.stderr
