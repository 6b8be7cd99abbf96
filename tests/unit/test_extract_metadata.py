"""What a page says of itself is found wherever pages say it, and the surest place wins."""

import json

import pytest

from dedup.extract import Article, read_article
from dedup.extract.metadata import Addresses

STORY = (
    "<p>The harbour of Port Ellis was closed on Tuesday after a storm tore two cranes from their rails.</p>"
    "<p>Nobody was hurt, the port authority said, but ships will have to wait until the weekend at least.</p>"
)


def read(*, head: str = "", above: str = "<h1>Storm</h1>", below: str = "", url: str | None = None) -> Article:
    article = read_article(
        f"<html><head>{head}</head><body><article>{above}{STORY}</article>{below}</body></html>", url=url
    )
    assert article is not None
    return article


def ld(**node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **node})}</script>"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("<meta property='og:title' content='Storm closes harbour'>", "<h1>Other</h1>"),
        ("<meta property='og:title' content='Storm closes harbour - A1'><meta name='publisher' content='A1'>", ""),
        (ld(headline="Storm closes harbour"), "<h1>Other</h1>"),
        ("<meta name='twitter:title' content=' Storm closes\nharbour '>", "<h1>Other</h1>"),
        ("<title>Elsewhere</title>", "<h1>Storm <em>closes</em> harbour</h1>"),
        ("<title>Storm closes harbour | The Courier</title>", ""),
        ("<title>Storm closes harbour | The Courier</title>", "<h1>One</h1><h1>Two</h1>"),
    ],
)  # fmt: skip
def test_the_title_is_found(head: str, above: str) -> None:
    assert read(head=head, above=above).fields["title"] == "Storm closes harbour"


@pytest.mark.parametrize(
    "above",
    [
        "<div itemprop='author'>By <span itemprop='name'>Ann Marlow</span>, 3 comments</div>",
        "<a rel='author' href='/ann'>Ann Marlow</a>",
        "<div class='byline'>By Ann Marlow | 27 November 2024</div>",
        "<div class='byline-section'><span class='author'>Ann Marlow</span> The Courier, Nov 27, 2024</div>",
        "<div class='comment-author'>Joe</div><p class='post-author'>Posted by Ann Marlow - 2024-11-27</p>",
    ],
)
def test_an_element_for_the_author_names_it_where_nothing_else_does(above: str) -> None:
    assert read(above=above).fields["byline"] == "Ann Marlow"


def test_the_author_that_the_head_names_wins_over_an_element() -> None:
    article = read(head="<meta name='author' content='Ann Marlow'>", above="<p class='author'>Joe Bloggs</p>")

    assert article.fields["byline"] == "Ann Marlow"


def test_an_organisation_stays_the_author() -> None:
    assert read(head=ld(author={"@type": "Organization", "name": "Harbour Desk"})).fields["byline"] == "Harbour Desk"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (ld(datePublished="2024-11-27T09:30:00+02:00"), ""),
        (ld(datePublished="2024-11-27") + "<meta name='date' content='2024-11-27T09:30:00+02:00'>", ""),
        ("<meta property='article:published' content='2024-11-27T09:30:00+02:00'>", ""),
        ("<meta name='parsely-pub-date' content='2024-11-27T09:30:00+02:00'>", ""),
        ("", "<span itemprop='datePublished' content='2024-11-27T09:30:00+02:00'></span>"),
        ("", "<time datetime='2024-11-27T09:30:00+02:00'>today</time>"),
        (ld(datePublished="0001-01-01T00:00:00Z"), "<time datetime='2024-11-27T09:30:00+02:00'>today</time>"),
    ],
)
def test_the_time_of_publication_keeps_its_zone(head: str, above: str) -> None:
    assert read(head=head, above=above).fields["published"] == "2024-11-27T09:30:00+02:00"


def test_a_page_gives_its_addresses_apart() -> None:
    article = read(
        head="<link rel='canonical' href='https://wire.example/1'><meta property='og:url' content='/storm'>"
        + ld(url="https://courier.example/storm?page=1"),
        url="https://courier.example/storm?from=feed",
    )

    expected = Addresses(
        "https://wire.example/1", "https://courier.example/storm", "https://courier.example/storm?page=1"
    )
    assert expected == article.addresses


@pytest.mark.parametrize("address", ["javascript:void(0)", "//[", "https://", "", "mailto:a@b.example"])
def test_what_is_no_web_address_is_none(address: str) -> None:
    assert read(head=f"<link rel='canonical' href='{address}'>").addresses == Addresses()


def test_json_ld_nested_fifty_thousand_deep_says_nothing() -> None:
    nested = "[" * 50_000 + "]" * 50_000

    assert "published" not in read(head=f"<script type='application/ld+json'>{nested}</script>").fields


def test_json_ld_with_a_comma_at_the_end_is_read() -> None:
    script = '{"@type": "NewsArticle", "keywords": ["a", "b", ], "author": "Ann Marlow",}'

    assert read(head=f"<script type='application/ld+json'>{script}</script>").fields["byline"] == "Ann Marlow"


def test_a_page_of_very_many_blocks_goes_without_the_comparisons() -> None:
    rows = "<li>One of many short lines.</li>" * 2_001

    assert read(below=f"<ul>{rows}</ul>").rung == "fast"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_text_nested_a_hundred_thousand_deep_is_found(tag: str) -> None:
    article = read_article(f"<html><body>{f'<{tag}>' * 100_000}{STORY}")

    assert article is not None
    assert "port authority" in article.text


def test_the_rungs_can_be_chosen() -> None:
    article = read_article(f"<html><body><article>{STORY}</article></body></html>", rungs=["resiliparse"])

    assert article is not None
    assert article.rung == "resiliparse"
