"""Credit lines as they stand on real pages, and what only looks like one."""

import pytest

from dedup.credits import find_credits
from dedup.model import Credit, CreditRole

PROSE = (
    "The government announced new measures on Monday after a long debate in parliament, and officials expect "
    "the first results before the end of the coming year, they added.\n"
)
TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}

DATELINES = {
    "(Reuters) —": "Reuters",
    "WASHINGTON (Reuters) -": "Reuters",
    "HAYWARD, Calif. (AP) —": "AP",
    "ST. JOSEPH, Mich. (AP) —": "AP",
    "KATHMANDU, April 25 (Reuters) -": "Reuters",
    "BEIRUT/THE HAGUE, March 7 (Reuters) -": "Reuters",
    "SEOUL, Aug. 20 (Yonhap) --": "Yonhap",
    "【6月18日 AFP】": "AFP",
    "(Bloomberg) --": "Bloomberg",
    "Paris (AFP)": "AFP",
    "WASHINGTON (AP) _": "AP",
    "COLUMBIA, Mo. (KMIZ/AP) —": "AP",
    "ISTANBUL (AA) -": "Anadolu",
    "Berlin (dpa) -": "dpa",
    "PARIS, 27 nov 2024 (AFP) -": "AFP",
    "Madrid, 27 nov (EFE).-": "EFE",
    "(ANSA) - ROMA, 27 NOV -": "ANSA",
    "New Delhi, Nov 27 (PTI)": "PTI",
    "New Delhi [India], November 27 (ANI):": "ANI",
    "Lisboa, 27 nov 2024 (Lusa) -": "Lusa",
    "СЕУЛ, 27 ноября. /ТАСС/.": "TASS",
    "МОСКВА, 27 ноя - РИА Новости.": "RIA Novosti",
    "Moscow. November 27. INTERFAX.RU -": "Interfax",
    "КИЇВ, 27 листопада (Укрінформ) –": "Ukrinform",
    "(서울=연합뉴스) 홍길동 기자 =": "Yonhap",
    "【ソウル共同】": "Kyodo",
    "[東京 27日 ロイター] -": "Reuters",
    "新华社北京11月27日电": "Xinhua",
    "القاهرة (أ ف ب) -": "AFP",
    "واشنطن - رويترز -": "Reuters",
    "CHICAGO, Nov. 27, 2024 /PRNewswire/ --": "PR Newswire",
    "NEW YORK--(BUSINESS WIRE)--": "Business Wire",
    "London, Nov 27, 2024 (GLOBE NEWSWIRE) --": "GlobeNewswire",
    "Paris, France | AFP |": "AFP",
    "Kabul, Afghanistan | AFP | Wednesday 11/20/2019 -": "AFP",
    "OSLO (NTB):": "NTB",
    "WASHINGTON(Reuters) -": "Reuters",
    "LONDON — (Reuters)": "Reuters",
    "BAGHDAD, Iraq – AP –": "AP",
    "AP, WASHINGTON —": "AP",
    "AFP/Paris -": "AFP",
}
BYLINES = {
    "By TOM KRISHER, AP Auto Writer": "AP",
    "By MEG KINNARD and ERRIN HAINES, Associated Press": "AP",
    "By LISA MASCARO, MARY CLARE JALONICK and ERIC TUCKER Associated Press": "AP",
    "Associated Press in Valencia": "AP",
    "Felix Schröder und Jörg Soldwisch, dpa": "dpa",
    "Le Figaro et AFP": "AFP",
    "REUTERS 19 NOV 2019": "Reuters",
    "AFP, MANILA": "AFP",
    "Von Jane Doe mit AFP": "AFP",
    "Author of the article: The Associated Press": "AP",
    "By: CNN Wire": "CNN Wire",
    "Deutsche Presse-Agentur": "dpa",
    "Anadolu Ajansı": "Anadolu",
    "dpa": "dpa",
    "SID": "SID",
    "DPA": "dpa",
    "SDA": "SDA",
    "PTI": "PTI",
    "By JANE DOE | Associated Press": "AP",
    "JANE DOE / AP": "AP",
    "JANE DOE AP Business Writer": "AP",
    "Par AFP": "AFP",
    "AFP, Paris": "AFP",
    "Redacción EFE": "EFE",
    "By AFP | Nov 27, 2024": "AFP",
}
CLOSINGS: dict[CreditRole, dict[str, set[str | None]]] = {
    "credit_line": {
        "(Quelle: APA/sda/dpa)": {"APA", "SDA", "dpa"},
        "Quelle: ntv.de, ino/dpa": {"dpa"},
        "Quelle: sid/dpa": {"SID", "dpa"},
        "Quelle: dpa Sport": {"dpa"},
        "Quelle: AFP": {"AFP"},
        "Bron: BELGA": {"Belga"},
        "来源：新华网": {"Xinhua"},
        "© dpa-infocom, dpa:240516-99-53606/3 (dpa)": {"dpa"},
        "(NTB)": {"NTB"},
        "With AFP": {"AFP"},
        "(FR mit dpa)": {"dpa"},
        "sak/Reuters": {"Reuters"},
        "FMW/Bloomberg": {"Bloomberg"},
        "automatisch von der Deutschen Presse-Agentur (dpa) übernommen.": {"dpa"},
        "Originally published on Live Science.": {"Live Science"},
        "This article was originally published by Futurism.": {"Futurism"},
        "This article is republished from The Conversation under a Creative Commons license.": {"The Conversation"},
        'Dieser Artikel ist zuerst bei "Capital" erschienen.': {"Capital"},
        "(AP, AFP)": {"AFP", "AP"},
        "(avec AFP)": {"AFP"},
        "Fuente: EFE": {"EFE"},
        "Kaynak: AA": {"Anadolu"},
        "Źródło: PAP": {"PAP"},
        "Источник: ТАСС": {"TASS"},
        "Джерело: Укрінформ": {"Ukrinform"},
        "出典：共同通信": {"Kyodo"},
        "المصدر: رويترز": {"Reuters"},
        "/ritzau/": {"Ritzau"},
        "PTI SMN ANB": {"PTI"},
    },
    "copyright": {
        "© Reuters": {"Reuters"},
        "© 2019 Associated Press. All Rights Reserved. This material may not be published, broadcast": {"AP"},
        "© 2026 The Canadian Press": {"CP"},
        "(c)AFP/Aminu ABUBAKAR": {"AFP"},
        "©2024 Bloomberg L.P.": {"Bloomberg"},
        "© dpa-infocom, dpa:260606-99-118402/2": {"dpa"},
    },
    "contribution": {
        "(With inputs from ANI)": {"ANI"},
        "Mit Agenturmaterial.": {None},
        "red, orf.example/Agenturen": {None},
        "From staff and wire reports": {None},
        "By Euronews with Agencies": {None},
        "Detroit News wire services": {None},
        "(Reporting by Will Dunham; Editing by Tom Brown)": {"Reuters"},
        "With reporting by Associated Press writer Sheikh Saaliq": {"AP"},
        "With reporting by Reuters": {"Reuters"},
        "The Associated Press contributed to this report.": {"AP"},
        "Associated Press writers Jane Doe in Berlin and John Roe in Rome contributed to this report.": {"AP"},
        "— with files from The Canadian Press": {"CP"},
        "Based on reporting by AP, AFP, and Reuters": {"AFP", "AP", "Reuters"},
        "Con información de EFE": {"EFE"},
        "Com informações da Reuters": {"Reuters"},
        "Mit Material von dpa": {"dpa"},
        "С использованием материалов Reuters": {"Reuters"},
    },
}
PHOTOS = [
    "(AP Photo/Alan Diaz, File)",
    "Photo: John Locher, AP",
    "Fredrik Persson/AP",
    "Foto: Andrew Harnik / AP",
    "HANDOUT / AFP",
    "APA/AFP/Mandel Ngan",
    "(Foto: Pool via REUTERS)",
    "(Image: Anadolu Agency via Getty Images)",
    "(NASA via AP, File)",
    "Copyright 2024 The AP. All rights reserved",
    "Fotoğraf, AA tarafından servis edilmiştir.",
    "The minister leaves the palace. (Evan Vucci/AP)",
    "REUTERS / POOL",
    "© dpa | Kay Nietfeld",
    "Rubriklistenbild: © KCNA/dpa",
    "The minister leaves the palace. REUTERS/Jonathan Ernst",
    "The minister arrives. [AP/YONHAP]",
    "The minister arrives. [MINISTRY OF FOREIGN AFFAIRS]",
    "© Reuters. FILE PHOTO: The minister leaves the palace",
    "사진=연합뉴스",
]
LOOK_ALIKES = [
    "Share AA + Text Size",
    "AR/AP, revenue recognition",
    "Actuarial Professional Analysis (APA)",
    "Thomson Reuters Tax & Accounting",
    "Hong Kong (CNN Business)",
    "© 2019 CBS Interactive",
    "79. Cardoso CS, Vieira AM, Oliveira AP. A case report and review of the literature. Allergy 2011",
    "Mit Hilfe von Schablonen einen Minion malen",
    "Listen and chat with AP experts on our weekly politics podcast",
    "Agenturmeldungen",
    "Quelle: F.A.Z.",
    "Originally published in March 2022",
    "COLUMBIA, Mo. (KMIZ)",
    "--With assistance from Volodymyr Verbianyi.",
    "Los Angeles",
    "The officials told Reuters on Monday.",
    "See https://www.reuters.com/world/ for more",
    "The preuters group",
    "Follow us on Twitter @Reuters",
    "Judge Orders Trump to Restore Access for AP",
    "Trump Sues AP, Reuters Over Story",
    "By the time AP reported it, the vote was over.",
    "Reuters contributed $5 million to the fund.",
    "Bloomberg Philanthropies",
    "The European Parliament (EP) and the Palestinian Authority (PA) agreed.",
]


@pytest.mark.parametrize(("fragment", "agency"), DATELINES.items())
def test_a_dateline_names_its_agency_and_spans_place_to_dash(fragment: str, agency: str) -> None:
    credit = find_credits(f"{fragment} {PROSE}{PROSE}")[0]

    assert (agency, "dateline", fragment) == (credit.agency, credit.role, credit.text)


@pytest.mark.parametrize("lead_in", ["Updated 5:14 p.m. | ", "The Latest on the storm (all times local): "])
def test_a_dateline_is_found_behind_what_leads_in(lead_in: str) -> None:
    found = find_credits(f"{lead_in}SEOUL, South Korea (AP) — {PROSE}{PROSE}")

    assert [("AP", "dateline", "SEOUL, South Korea (AP) —")] == [(c.agency, c.role, c.text) for c in found]


@pytest.mark.parametrize("dateline", ["(NTB-Reuters)", "OSLO (NTB-Reuters):", "Oslo (NTB/Reuters) –"])
def test_agencies_that_sign_together_are_one_credit_each(dateline: str) -> None:
    found = find_credits(f"{dateline} {PROSE}{PROSE}")

    assert [("NTB", "dateline", dateline), ("Reuters", "dateline", dateline)] == [
        (c.agency, c.role, c.text) for c in found
    ]


def test_links_below_the_article_do_not_hide_its_credit() -> None:
    links = "\n".join(["Lesen Sie auch:", *(f"Weitere Meldung {number} ohne Punkt" for number in range(8))])
    text = f"{PROSE * 3}{PROSE.strip()} (dpa/gem)\n{links}"

    assert [("dpa", "credit_line")] == [(credit.agency, credit.role) for credit in of_text(find_credits(text))]


def test_an_agency_that_closes_an_item_of_a_round_up_is_credited_for_that_item() -> None:
    item = f"{PROSE.strip()} Nobody asked why, and those who were there did not say. (Reuters)"
    found = find_credits(f"Five things\n{PROSE * 3}{item}\n{PROSE * 4}")

    assert [("Reuters", "credit_line", "passage", "(Reuters)")] == [(c.agency, c.role, c.scope, c.text) for c in found]


def test_a_label_in_brackets_is_no_picture_credit() -> None:
    assert [] == find_credits(f"{PROSE * 3}{PROSE.strip()} [MP3 SP]\n{PROSE * 4}")


def test_a_caption_amid_the_text_that_an_agency_closes_credits_no_text() -> None:
    assert not of_text(find_credits(f"{PROSE * 3}Documents were released on Monday. (AP)\n{PROSE * 4}"))


def test_a_caption_does_not_end_the_byline_zone() -> None:
    caption = f"{PROSE.strip()} (Manu Fernandez/AP)\n"
    text = f"Cup opens\n{caption}{caption}{caption}Associated Press\n{PROSE * 3}"

    assert [("AP", "byline")] == [(credit.agency, credit.role) for credit in of_text(find_credits(text))]


@pytest.mark.parametrize(("fragment", "agency"), BYLINES.items())
def test_a_byline_names_its_agency(fragment: str, agency: str) -> None:
    text = f"Parliament approves new measures\n{fragment}\n{PROSE * 3}"

    assert [(agency, "byline", fragment)] == [(c.agency, c.role, c.text) for c in find_credits(text)]


@pytest.mark.parametrize(
    ("role", "fragment", "agencies"),
    [(role, fragment, agencies) for role, lines in CLOSINGS.items() for fragment, agencies in lines.items()],
)
def test_a_closing_line_names_its_agencies(role: CreditRole, fragment: str, agencies: set[str | None]) -> None:
    found = of_text(find_credits(PROSE * 3 + fragment))

    assert agencies == {credit.agency for credit in found}
    assert {(role, "document")} == {(credit.role, credit.scope) for credit in found}


@pytest.mark.parametrize("fragment", PHOTOS)
def test_a_picture_credit_is_no_text_credit(fragment: str) -> None:
    for text in (PROSE + fragment + "\n" + PROSE * 2, PROSE * 2 + fragment):
        found = find_credits(text)

        assert not of_text(found)
        assert {("photo", "image")} == {(credit.role, credit.scope) for credit in found}


@pytest.mark.parametrize("fragment", LOOK_ALIKES)
def test_a_look_alike_credits_nobody(fragment: str) -> None:
    for text in (f"{fragment}\n{PROSE}", PROSE + fragment, f"{PROSE}{fragment}\n{PROSE}", f"{PROSE}{fragment} {PROSE}"):
        assert not of_text(find_credits(text))


def of_text(found: list[Credit]) -> list[Credit]:
    return [credit for credit in found if credit.role in TEXT_ROLES]
