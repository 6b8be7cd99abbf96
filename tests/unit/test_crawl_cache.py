"""What was extracted once is not extracted again, and what is damaged in the cache is made anew."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dedup.crawl.cache import ArticleCache, Kept
from dedup.crawl.extraction import ExtractionSettings, Extractor
from dedup.extract import Addresses, Article
from tests.unit.crawl_pages import PAGE, good_records, record

RUNGS = ("balanced", "fast", "resiliparse")
ARTICLE = Article("News.\ud800", "fast", {"title": "T"}, Addresses(shared="https://a.example/1"))
RECORD = record("a", PAGE)


def test_an_article_is_found_again_in_another_run(tmp_path: Path) -> None:
    cache = ArticleCache(tmp_path / "cache", RUNGS)
    cache.keep(RECORD, ARTICLE)
    cache.close()

    assert Kept(ARTICLE) == ArticleCache(tmp_path / "cache", RUNGS).find(RECORD)


def test_that_a_page_has_no_text_is_remembered(tmp_path: Path) -> None:
    cache = ArticleCache(tmp_path, RUNGS)
    cache.keep(RECORD, None)

    assert Kept(None) == cache.find(RECORD)


@pytest.mark.parametrize(
    ("asked", "rungs"),
    [
        (replace(RECORD, digest="0" * 32), RUNGS),
        (replace(RECORD, charset="utf-16"), RUNGS),
        (replace(RECORD, url="https://other.example"), RUNGS),
        (replace(RECORD, digest=""), RUNGS),
        (RECORD, ("fast", "resiliparse")),
    ],
)
def test_another_page_or_extractor_is_not_found(tmp_path: Path, asked: object, rungs: tuple[str, ...]) -> None:
    ArticleCache(tmp_path, RUNGS).keep(RECORD, ARTICLE)

    assert ArticleCache(tmp_path, rungs).find(asked) is None  # type: ignore[arg-type]


def test_a_damaged_entry_is_dropped(tmp_path: Path) -> None:
    cache = ArticleCache(tmp_path, RUNGS)
    cache.keep(RECORD, ARTICLE)
    with sqlite3.connect(tmp_path / "articles.sqlite") as database:
        database.execute("UPDATE articles SET value = substr(value, 1, 30) || x'00' || substr(value, 32)")

    assert cache.find(RECORD) is None
    assert database.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    database.close()


@pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "articles.sqlite").write_bytes(content)
    cache = ArticleCache(tmp_path, RUNGS)
    cache.keep(RECORD, ARTICLE)

    assert Kept(ARTICLE) == cache.find(RECORD)


def test_a_file_that_is_damaged_while_it_is_open_is_made_anew(tmp_path: Path) -> None:
    cache = ArticleCache(tmp_path, RUNGS)
    for each in good_records(200):
        cache.keep(each, ARTICLE)
    cache.close()
    path = tmp_path / "articles.sqlite"
    path.write_bytes(path.read_bytes()[:4_096] + b"\xff" * (path.stat().st_size - 4_096))
    cache = ArticleCache(tmp_path, RUNGS)

    assert {cache.find(each) for each in good_records(200)} == {None}
    cache.keep(RECORD, ARTICLE)
    assert Kept(ARTICLE) == cache.find(RECORD)


def test_several_may_write_at_a_time(tmp_path: Path) -> None:
    def write(start: int) -> None:
        cache = ArticleCache(tmp_path, RUNGS)
        for number in range(start, start + 50):
            cache.keep(record(str(number), str(number)), ARTICLE)
        cache.close()

    threads = [threading.Thread(target=write, args=(50 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    cache = ArticleCache(tmp_path, RUNGS)
    assert all(cache.find(record(str(number), str(number))) == Kept(ARTICLE) for number in range(200))


def test_a_second_run_gives_the_same_and_pays_nothing(tmp_path: Path) -> None:
    settings = ExtractionSettings(cache=tmp_path / "cache")
    given = [*good_records(5), record("empty", "<html></html>")]
    with Extractor(settings) as extractor:
        first = list(extractor.extract(given))
    with Extractor(settings) as extractor:
        second = list(extractor.extract(given))

    assert [replace(each, seconds=0.0) for each in first] == second
    assert all(each.seconds > 0 for each in first)
