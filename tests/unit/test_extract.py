"""Plain text passes untouched; of HTML the article stays, with what the page says of itself."""

from datetime import UTC, datetime

import pytest

from dedup.errors import ExtractError
from dedup.extract import extract, extract_all
from dedup.model import Document, Problem, RawPage

LEAD = "The harbour of Port Ellis was closed on Tuesday after a storm tore two cranes from their rails."
BODY = "Nobody was hurt, the port authority said, but ships will have to wait until the weekend at least."
STORY = f"<p>{LEAD}</p><p>{BODY}</p>"
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Storm closes harbour | The Ellis Courier</title>
<meta property="og:title" content="Storm closes harbour">
<meta property="og:site_name" content="The Ellis Courier">
<meta name="author" content="Ann Marlow">
<meta property="article:published_time" content="2024-11-27T09:30:00+02:00">
<link rel="canonical" href="https://courier.example.org/storm">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>Storm closes harbour</h1>{STORY}</article>
<div id="comments" class="comments"><p>Reader: I saw it from my window, what a terrible night it was for us.</p></div>
<footer>Copyright, all rights reserved</footer></body></html>"""


def html(content: str, **fields: str) -> Document:
    return extract(RawPage("a", content, is_html=True, fields=fields))


@pytest.mark.parametrize("content", ["\ufeffNews.\r\n\0 More.", "  News \n\n", "<b>News", "서울\u2028e\u0301"])
def test_plain_text_is_not_touched(content: str) -> None:
    assert extract(RawPage("a", content, is_html=False)).text == content


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    assert extract(RawPage("a", "One\ud800two", is_html=False)).text == "One\ufffdtwo"
    assert len(html(PAGE.replace("Tuesday", "Tues\ud800day")).text) > 100


def test_plain_text_takes_what_its_record_said() -> None:
    page = RawPage("a", "News.", is_html=False, fields={"outlet": "Courier", "published": "2024-11-27T09:30:00+00:00"})

    expected = Document("a", "News.", outlet="Courier", published=datetime(2024, 11, 27, 9, 30, tzinfo=UTC))
    assert extract(page) == expected


def test_the_article_is_kept_and_what_stands_around_it_is_not() -> None:
    text = html(PAGE).text

    assert LEAD in text
    assert BODY in text
    assert not any(other in text for other in ("Sport", "my window", "Copyright", "<p>"))


def test_a_page_says_what_it_is() -> None:
    document = html(PAGE)

    assert document.title == "Storm closes harbour"
    assert document.outlet == "The Ellis Courier"
    assert document.byline == "Ann Marlow"
    assert document.url == "https://courier.example.org/storm"
    assert document.language == "en"
    assert document.published == datetime.fromisoformat("2024-11-27T09:30:00+02:00")


def test_the_record_is_believed_before_the_page() -> None:
    document = html(PAGE, outlet="Wire", published="2024-11-26", language="de", title="T", byline="B", url="u")

    assert ("Wire", "de", "T", "B", "u") == (
        document.outlet,
        document.language,
        document.title,
        document.byline,
        document.url,
    )
    assert document.published == datetime(2024, 11, 26)


def test_json_ld_gives_the_time_of_publication() -> None:
    script = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "%s"}]}</script>'
    page = f"<html><head>{script % '2024-11-27T08:00:00Z'}</head><body><article>{STORY}</article></body></html>"

    assert html(page).published == datetime(2024, 11, 27, 8, tzinfo=UTC)


@pytest.mark.parametrize("script", ["{broken", "[1, null]", '{"datePublished": 7}', '{"datePublished": "soon"}'])
def test_json_ld_that_says_nothing_is_passed_over(script: str) -> None:
    page = f"<html><head><script type='application/ld+json'>{script}</script></head><body>{STORY}</body></html>"

    assert html(page).published is None


def test_a_date_in_the_text_is_not_taken_for_the_date_of_publication() -> None:
    page = f"<html><body><p>On 3 May 2019 the old pier burned down. {LEAD}</p><p>{BODY}</p></body></html>"

    assert html(page).published is None


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><div><p>{LEAD}<p>{BODY}<table><tr><td></body>",
        f"<p>{LEAD}</p></div></span><p>{BODY}",
        f"<html><head><title>Storm</title><body><article><p>{LEAD}</p><p>{BODY} <b <i>",
        f'<?xml version="1.0" encoding="utf-16"?><html><body>{STORY}</body></html>',
        f"<html><body>\0{STORY}\x0b\ufffe</body></html>",
        f"<!-- cut <html><body> --><html/>{STORY}",
        f"<html><body>{'<div>' * 2000}{STORY}",
        STORY,
        f"<div>{LEAD}<br><br>{BODY}</div>",
    ],
)
def test_broken_html_still_gives_its_text(page: str) -> None:
    text = html(page).text

    assert LEAD in text
    assert BODY in text


def test_a_sentence_alone_is_an_article() -> None:
    assert html("<p>The harbour is closed.</p>").text == "The harbour is closed."


def test_the_letters_of_every_script_come_through() -> None:
    words = "서울 Київ القاهرة São Paulo “naïve” 😀 e\u0301"

    assert words in html(f"<html><body><article><p>{LEAD}</p><p>{words} {BODY}</p></article></body></html>").text


def test_the_same_page_always_gives_the_same_document() -> None:
    assert html(PAGE) == html(PAGE)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><script>var news = 'News of the day';</script></body></html>",
        "<html><head><title>News</title></head><body></body></html>",
        "<!-- nothing -->",
        "<img src='a.jpg'>",
        "<",
        "",
    ],
)
def test_html_without_text_is_an_error_with_a_hint(page: str) -> None:
    with pytest.raises(ExtractError, match="no article text") as caught:
        html(page)

    assert caught.value.hint


@pytest.mark.parametrize("content", ["", "\ufeff \r\n\0"])
def test_plain_text_without_text_is_an_error(content: str) -> None:
    with pytest.raises(ExtractError, match=r"^w\.jsonl:3: no text$"):
        extract(RawPage("a", content, is_html=False, where="w.jsonl:3"))


def test_of_many_pages_the_one_without_text_is_reported_and_the_rest_goes_on() -> None:
    pages = [RawPage("a", "News.", is_html=False), RawPage("b", "<br>", is_html=True, where="b.html")]
    problems: list[Problem] = []

    documents = list(extract_all([*pages, RawPage("c", "More.", is_html=False)], on_problem=problems.append))

    assert [document.id for document in documents] == ["a", "c"]
    assert [(found.where, found.message) for found in problems] == [("b.html", "no article text in the HTML")]


def test_without_a_listener_the_page_without_text_is_raised() -> None:
    with pytest.raises(ExtractError):
        list(extract_all([RawPage("b", "<br>", is_html=True)]))


def test_nothing_is_logged_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ExtractError):
        html("<html><body></body></html>")

    assert capfd.readouterr() == ("", "")
