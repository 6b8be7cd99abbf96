"""Which zone each kind of line falls in."""

import json
from pathlib import Path

import pytest

from dedup.credits import find_credits
from dedup.model import Document, Zone
from dedup.zones import body_gaps, find_zones

SEEDS = Path(__file__).parents[2] / "seeds"
BOILERPLATE = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["boilerplate"]
PROSE = (
    "The government announced new measures on Monday after a long debate in parliament, and officials expect "
    "the first results before the end of the coming year, they added."
)
OUTSIDE = {
    "SEE ALSO: Minister Travels to Berlin for Talks?": "cross_link",
    "Read more: What the new law means for you": "cross_link",
    "Related Stories": "cross_link",
    "Lesen Sie auch: Was das Gesetz bedeutet": "cross_link",
    "Lire aussi : Ce que la loi va changer": "cross_link",
    "Читайте также: Что изменит закон": "cross_link",
    "相关阅读：新法律": "cross_link",
    "- Advertisement -": "chrome",
    "Anzeige": "chrome",
    "Story continues below advertisement": "chrome",
    "Comments": "chrome",
    "12 Kommentare": "chrome",
    "61.3 F": "chrome",
    "Wednesday, November 27, 2024": "chrome",
    "Updated: Nov 27, 2024 at 3:14 p.m. EST": "chrome",
    "Share this article": "chrome",
    "Sign up for our free daily newsletter": "chrome",
    "We use cookies to improve your experience. Accept all or manage settings.": "chrome",
    "(Updates throughout with meeting results)": "chrome",
    "(Recasts, adds quotes)": "chrome",
    "Copyright 2024 Example Media. All rights reserved.": "chrome",
    "By Jane Doe and Richard Roe": "byline",
    "Von Erika Mustermann": "byline",
    "FILE PHOTO: The palace seen from the river": "caption",
    "The minister (left) arrives at the palace in Seoul on November 27.": "caption",
    "The minister, right, holds talks with her colleague in Rome. [MINISTRY OF FINANCE]": "caption",
    "The minister leaves the palace. (AP Photo/Jane Doe)": "caption",
    "With AFP": "credit",
    "--With assistance from Jane Doe.": "credit",
    "(Reporting by Ann Lee; Editing by Bo Ek)": "credit",
}


def zones_of(text: str, title: str | None = None) -> tuple[Zone, ...]:
    return find_zones(Document("a", text, title=title), find_credits(text))


def texts(text: str, kind: str, title: str | None = None) -> list[str]:
    return [text[zone.start : zone.end] for zone in zones_of(text, title) if zone.kind == kind]


@pytest.mark.parametrize(("line", "kind"), OUTSIDE.items())
def test_a_line_that_frames_the_article_is_no_body(line: str, kind: str) -> None:
    text = f"{PROSE}\n{PROSE}\n{line}\n{PROSE}" if kind != "credit" else f"{PROSE}\n{PROSE}\n{line}"

    assert [line] == texts(text, kind)
    assert all(line not in body for body in texts(text, "body"))


FURNITURE = [
    "Get the Ledger’s morning briefing in your inbox. Sign up here.",
    "Was this forwarded to you? Subscribe to the Noon Sheet and never eat uninformed again.",
    "Support local reporting: subscribe to the Dispatch for $2 a week.",
    "Follow Courier North on Twitter: @CourierNorth",
    "By continuing to use this site you consent to our use of cookies.",
    "This article is for subscribers only.",
    "Jetzt Newsletter abonnieren",
    "Diesen Artikel teilen",
    "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.",
    "Inscrivez-vous à notre newsletter",
    "Partager sur Facebook",
    "En poursuivant votre navigation, vous acceptez l'utilisation de cookies.",
    "Suscríbete a nuestro boletín",
    "Síguenos en nuestro canal para no perderte ninguna noticia de tu comarca",
    "Utilizamos cookies propias y de terceros para mejorar su navegación.",
    "Iscriviti alla nostra newsletter",
    "Condividi l'articolo",
    "Assine nossa newsletter",
    "Compartilhe esta notícia",
    "Schrijf je in voor onze nieuwsbrief",
    "Deel dit artikel",
    "Prenumerera på vårt nyhetsbrev",
    "Dela artikeln",
    "Tilmeld dig vores nyhedsbrev",
    "Zapisz się do naszego newslettera",
    "Ta strona używa plików cookies.",
    "Bizi Facebook'ta takip edin",
    "Подпишитесь на нашу рассылку",
    "Мы используем файлы cookie, чтобы улучшить работу сайта.",
    "Поділитися у Facebook",
    "订阅我们的新闻通讯",
    "この記事をシェアする",
    "뉴스레터 구독하기",
    "اشترك في نشرتنا الإخبارية",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_that_asks_the_reader_for_something_is_no_body(line: str) -> None:
    assert [line] == texts(f"{PROSE}\n{PROSE}\n{line}\n{PROSE}", "chrome")


@pytest.mark.parametrize(
    "line",
    [
        "European regulators fined the site for its use of cookies.",
        "The company said it would use cookies to follow you on its website.",
        "“We use cookies to improve your experience,” the company’s lawyer argued.",
        "Thousands subscribe to the newsletter that he writes by hand.",
        "Follow the money, the prosecutor told the jury on Monday.",
        "Sharing the article on Facebook cost her the post.",
        "Related measures were announced in Berlin on the same day.",
        "By comparison, the measures of last year were small.",
        "Share prices fell after the announcement.",
        "Watch out for the results, officials warned on Monday.",
        "The border runs from left to right across the map, he said.",
        "Listen to what people say, the minister urged her colleagues.",
        "The cookies were baked in Seoul.",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays_body(line: str) -> None:
    assert [f"{PROSE}\n{line}\n{PROSE}"] == texts(f"{PROSE}\n{line}\n{PROSE}", "body")


@pytest.mark.parametrize("name", sorted({span["file"] for span in BOILERPLATE}))
def test_no_boilerplate_of_the_seeds_is_body(name: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    body = [zone for zone in zones_of(text) if zone.kind == "body"]
    touched = [
        span["quote"]
        for span in BOILERPLATE
        if span["file"] == name and any(zone.start < span["end"] and span["start"] < zone.end for zone in body)
    ]

    assert [] == touched


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_nothing_but_boilerplate_of_the_seeds_is_left_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spans = [(span["start"], span["end"]) for span in BOILERPLATE if span["file"] == path.name]
    gaps = body_gaps(Document("a", text), zones_of(text))
    lost = {
        place
        for start, end in gaps
        for place in range(start, end)
        if not text[place].isspace() and not any(first <= place < last for first, last in spans)
    }

    assert set() == lost


def test_the_first_line_without_a_full_stop_is_the_headline() -> None:
    assert ["Parliament approves the new measures"] == texts(
        f"Parliament approves the new measures\n\n{PROSE}", "headline"
    )


def test_a_given_title_is_the_headline_whatever_its_end() -> None:
    text = f"Will it work?\n{PROSE}"

    assert ["Will it work?"] == texts(text, "headline", title="Will it work?")


def test_the_first_line_of_a_text_that_is_broken_into_lines_is_body() -> None:
    broken = PROSE.replace("after a long", "after a\nlong")

    assert [] == texts(f"{broken}\n{PROSE}", "headline")


def test_a_first_line_of_several_sentences_is_body() -> None:
    assert [] == texts(f"The spring marked the find. Many were held there. To go is on\n{PROSE}", "headline")


def test_a_remark_in_brackets_on_files_is_no_caption() -> None:
    assert [] == texts(f"{PROSE}\nSome use nail files (most people know that nail files last for years)", "caption")


def test_a_single_line_is_body() -> None:
    assert ["Parliament approves the new measures"] == texts("Parliament approves the new measures", "body")


def test_a_dateline_is_cut_from_the_body_with_or_without_an_agency() -> None:
    for dateline in ("SEOUL, South Korea —", "SEOUL (AP) —", "COLUMBIA, Mo. (KMIZ) —", "Seoul, Nov 27 —"):
        assert [dateline] == texts(f"{dateline} {PROSE}", "dateline")
        assert [PROSE] == texts(f"{dateline} {PROSE}", "body")


def test_a_credit_that_closes_a_paragraph_is_cut_from_the_body() -> None:
    text = f"{PROSE}\n{PROSE} (AFP)"

    assert ["(AFP)"] == texts(text, "credit")
    assert [f"{PROSE}\n{PROSE}"] == texts(text, "body")


@pytest.mark.parametrize(
    "quoted",
    [
        "“we will act”",
        '"we will act"',
        "«nous agirons»",
        "„wir handeln“",
        "»wir handeln«",
        "「行動する」",
        "‘we won’t act’",
        "”vi agerar”",
    ],
)
def test_a_quotation_of_any_style_lies_inside_the_body(quoted: str) -> None:
    text = f"{PROSE}\nThe minister said {quoted} after the meeting in Seoul."

    assert [quoted] == texts(text, "quotation")
    assert [text] == texts(text, "body")


def test_a_quotation_that_reopens_runs_to_the_end_of_its_paragraph() -> None:
    text = f"{PROSE}\n“We will act.\n“We will act soon,” she said on Monday in Seoul."

    assert ["“We will act.", "“We will act soon,”"] == texts(text, "quotation")


def test_an_apostrophe_an_inch_sign_and_an_unclosed_mark_quote_nothing() -> None:
    text = f'{PROSE}\nThe 5" pipe of the boys’ club wasn’t “new when they bought it in Seoul.'

    assert [] == texts(text, "quotation")


def test_gaps_are_what_the_body_leaves() -> None:
    text = f"Parliament approves the new measures\n{PROSE}\nComments"

    assert [(0, 37), (37 + len(PROSE), len(text))] == body_gaps(Document("a", text), zones_of(text))


def test_a_text_without_body_is_one_gap() -> None:
    assert [(0, 8)] == body_gaps(Document("a", "Comments"), zones_of("Comments"))
    assert [] == body_gaps(Document("a", ""), zones_of(""))
