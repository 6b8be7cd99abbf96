"""What a page says beside its article of where it comes from is carried with the document."""

import json

import pytest

from dedup import pipeline
from dedup.extract import extract
from dedup.extract.beside import find_beside
from dedup.extract.lines import Line
from dedup.model import Document, RawPage

PARAGRAPHS = [
    "The harbour of Port Ellis was closed on Tuesday after a storm tore two cranes from their rails, officials said.",
    "Nobody was hurt, the port authority said, but ships will have to wait until the weekend at the earliest.",
    "The cranes, each as tall as a church, had been inspected in spring and found to be in good order.",
    "Insurers put the damage at four million, and the city council wants to know why no warning was given.",
]
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TEASERS = "".join(f"<div class='item'><h4>Title {i}</h4><span class='author'>Reuters</span></div>" for i in range(4))


def page(*, head: str = "", above: str = "", inside: str = "", below: str = "") -> Document:
    content = (
        f"<html><head><title>Storm closes harbour</title>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>Storm closes harbour</h1>{above}<div>{STORY}{inside}</div>{below}</article></body></html>"
    )
    return extract(RawPage("a", content, is_html=True, fields={"url": "https://courier.example/storm"}))


def article(**properties: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Storm", **properties}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def found(document: Document) -> list[tuple[str | None, str, int | None]]:
    return [(one.agency, one.role, one.start) for one in pipeline.parse(document).credits]


@pytest.mark.parametrize(
    ("head", "agency", "role"),
    [
        (article(author={"@type": "Person", "name": "By TOM KRISHER, AP Auto Writer"}), "AP", "byline"),
        (article(author=[{"@type": "Organization", "name": "Reuters"}]), "Reuters", "byline"),
        (article(author="PTI"), "PTI", "byline"),
        (article(creator=["Le Figaro et AFP"]), "AFP", "byline"),
        (article(author={"name": "Jane Doe", "affiliation": {"name": "Associated Press"}}), "AP", "byline"),
        (article(publisher={"@type": "Organization", "name": "Associated Press"}), "AP", "credit_line"),
        (article(copyrightHolder={"name": "The Canadian Press"}), "CP", "credit_line"),
        (article(copyrightNotice="© 2024 Reuters"), "Reuters", "copyright"),
        ("<meta name='author' content='dpa'>", "dpa", "byline"),
        ("<meta name='source' content='来源：新华网'>", "Xinhua", "credit_line"),
        ("<meta name='copyright' content='© 2024 Associated Press'>", "AP", "copyright"),
    ],
)
def test_a_credit_in_the_metadata_covers_the_document(head: str, agency: str, role: str) -> None:
    assert [(agency, role, None)] == found(page(head=head))


@pytest.mark.parametrize(
    ("above", "agency"),
    [
        ("<div class='byline'>By TOM KRISHER, AP Auto Writer</div>", "AP"),
        (
            "<div class='byline'><span>Tom Davies</span><span class='publication'>Associated Press</span></div>",
            "AP",
        ),
        ("<p class='articleByline'>By AFP | Nov 27, 2024 10:15</p>", "AFP"),
        ("<div><a rel='author' href='/r'>Reuters</a></div>", "Reuters"),
        ("<span itemprop='author'>Deutsche Presse-Agentur</span>", "dpa"),
        ("<span class='x'>SID</span><div>Freitag, 04.02.2022 | 11:38 Uhr</div>", "SID"),
        ("<aside class='article-aside'><div class='author'>APA</div></aside>", "APA"),
    ],
)
def test_a_byline_above_the_article_is_found_whether_it_is_extracted_or_not(above: str, agency: str) -> None:
    assert {(agency, "byline")} == {(name, role) for name, role, _ in found(page(above=above))}


@pytest.mark.parametrize(
    ("below", "agency", "role"),
    [
        ("<p class='x'>Quelle: ntv.de, ino/dpa</p>", "dpa", "credit_line"),
        ("<div><span>SOURCE:</span> <a href='/'>AFP</a></div>", "AFP", "credit_line"),
        ("<small>© 2024 The Canadian Press</small>", "CP", "copyright"),
        ("<div>sak/Reuters</div>", "Reuters", "credit_line"),
        ("<footer class='article-sources'>Additional sources • AP</footer>", "AP", "credit_line"),
    ],
)
def test_a_note_below_the_article_is_found_whether_it_is_extracted_or_not(below: str, agency: str, role: str) -> None:
    document = page(below=below)

    assert {(agency, role)} == {(name, what) for name, what, _ in found(document)}


@pytest.mark.parametrize(
    "other",
    [
        "<figure><img src='a.jpg'><figcaption>The harbour <span class='credit'>Reuters</span></figcaption></figure>",
        "<div class='photo-credit'>AP</div>",
        f"<div class='related-stories'>{TEASERS}</div>",
        "<nav class='source-nav'><a href='/w'>Dow Jones Newswires</a></nav>",
        "<footer><p>© 2024 Courier Media Group</p></footer>",
    ],
)
def test_pictures_menus_and_other_articles_credit_nobody(other: str) -> None:
    assert [] == found(page(above=other))
    assert [] == found(page(below=other))


def test_a_list_of_other_articles_below_ones_own_byline_credits_nobody() -> None:
    assert [] == found(page(above="<p class='byline'>By Ann Marlow</p>", below=TEASERS))


def test_a_name_below_another_articles_title_signs_that_one() -> None:
    lines = [Line(text, byline=False, picture=False, apart=()) for text in [*PARAGRAPHS, "What to Read Next"]]
    title, name = (
        Line(text, byline=False, picture=False, apart=())
        for text in ("Foreign spies plan a cyber attack on the banking system", "Reuters")
    )
    text = "\n".join(PARAGRAPHS)

    assert ([], ["Reuters"]) == find_beside([*lines, name], text)
    assert ([], []) == find_beside([*lines, title, name], text)


def test_the_publisher_that_is_the_outlet_itself_credits_nobody() -> None:
    document = page(
        head=f"<meta property='og:site_name' content='Ellis Courier'>{article(publisher={'name': 'Courier'})}"
    )

    assert ("Ellis Courier", None, []) == (document.outlet, document.credit, found(document))


def test_an_agency_named_as_publisher_is_not_the_pages_outlet() -> None:
    head = f"<meta property='og:site_name' content='The Courier'>{article(publisher={'name': 'Associated Press'})}"
    document = page(head=head)

    assert ("The Courier", "Publisher: Associated Press") == (document.outlet, document.credit)
    assert pipeline.parse(document).agency is None


def test_json_ld_that_names_others_by_reference_is_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "author": {"@id": "#a"}},
            {"@type": "Person", "@id": "#a", "name": "Jane Doe, dpa"},
        ]
    }

    assert [("dpa", "byline", None)] == found(
        page(head=f"<script type='application/ld+json'>{json.dumps(graph)}</script>")
    )


def test_a_record_says_it_in_its_own_fields() -> None:
    text = " ".join(PARAGRAPHS)

    assert [("AFP", "byline", None)] == found(Document("a", text, byline="Jane Doe, AFP"))
    assert [("AFP", "credit_line", None)] == found(Document("a", text, credit="Source: AFP"))
    assert [("AP", "credit_line", None)] == found(
        Document("a", text, outlet="Associated Press", url="https://courier.example/1")
    )
    assert [] == found(Document("a", text, byline="Ann Marlow", outlet="Associated Press", url="https://apnews.com/1"))
