"""The addresses of a page."""

import pytest

from dedup.crawl.urls import Addresses, normal_form, registrable_domain, syndicated_from


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTP://News.Example:80/a/", "http://news.example/a/"),
        ("https://news.example/a?utm_source=feed&utm_medium=rss", "https://news.example/a"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/ä", "https://news.example/%C3%A4"),
        (" https://news.example/a\n", "https://news.example/a"),
    ],
)
def test_one_page_has_one_address(written: str, normal: str) -> None:
    assert normal == normal_form(written)
    assert normal == normal_form(normal)


def test_a_query_that_may_choose_the_article_stays() -> None:
    assert "https://news.example/read?id=7&page=2" == normal_form("https://news.example/read?page=2&id=7")


@pytest.mark.parametrize(
    "address", ["", None, "news", "mailto:desk@news.example", "javascript:void(0)", "http://[news/", "data:text/html,a"]
)
def test_what_is_no_address_of_the_web_has_none(address: str | None) -> None:
    assert normal_form(address) is None


def test_an_endless_address_is_none() -> None:
    assert normal_form("https://news.example/" + "a" * 5000) is None


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.example.co.uk/a", "example.co.uk"),
        ("https://n.news.naver.com/a", "naver.com"),
        ("https://www.yomiuri.co.jp/", "yomiuri.co.jp"),
        ("http://127.0.0.1/a", None),
        ("http://[::1]/a", None),
        ("news", None),
        (None, None),
    ],
)
def test_a_registrable_domain_is_what_its_owner_has_registered(url: str | None, domain: str | None) -> None:
    assert domain == registrable_domain(url)


@pytest.mark.parametrize(
    ("url", "canonical", "source"),
    [
        ("https://news.example.org/a", "https://wire.example.com/b", "example.com"),
        ("https://www.example.com/a", "https://amp.example.com/a", None),
        ("https://www.example.com/a", "/b", None),
        ("https://www.example.com/a", "//wire.example.net/b", "example.net"),
        ("https://www.example.com/a", None, None),
        (None, "https://wire.example.com/b", None),
        ("http://127.0.0.1/a", "https://wire.example.com/b", None),
    ],
)
def test_a_canonical_address_of_another_owner_tells_whence_a_page_was_taken(
    url: str | None, canonical: str | None, source: str | None
) -> None:
    assert source == syndicated_from(url, canonical)


def test_what_a_page_is_called_by_whom_is_kept_apart() -> None:
    found = Addresses.of("https://news.example/a?utm_source=x", canonical="/b", og="https://news.example/c")

    assert "https://news.example/a" == found.request
    assert ("https://news.example/b", "https://news.example/c", None) == (found.canonical, found.og, found.linked)
    assert "https://news.example/b" == found.own


def test_the_canonical_address_stands_in_for_the_others() -> None:
    assert "https://news.example/d" == Addresses.of(None, linked="https://news.example/d").own
    assert "https://news.example/c" == Addresses.of(None, og="https://news.example/c", linked="https://a.example/").own
