"""What find_credits says of roles, scopes, spans, and a page's own outlet."""

from pathlib import Path

import pytest

from dedup.agencies import load_agencies
from dedup.credits import find_credits

SEEDS = Path(__file__).parents[2] / "seeds"
PROSE = "The government announced new measures on Monday after a long debate in parliament, they added.\n" * 3

IN_SEEDS = {
    "000_695838230917437b.txt": [
        ("AP", "in_text", 2792, 2859),
        ("AP", "in_text", 3101, 3120),
        ("Reuters", "contribution", 3285, 3310),
    ],
    "001_8244b1a7be382859.txt": [(None, "photo", 1483, 1512), ("Korea JoongAng Daily", "byline", 5457, 5496)],
    "002_8e540b75dc353c88.txt": [
        ("Bloomberg", "dateline", 0, 14),
        ("KBS", "in_text", 2157, 2185),
        (None, "staff", 3232, 3275),
        ("Bloomberg", "copyright", 3318, 3338),
    ],
    "003_b33be8d49f6d0075.txt": [],
    "004_0fae519774b44e73.txt": [("AFP", "credit_line", 2066, 2074)],
}
IN_TEXT = {
    "The number has doubled, according to the AP.": ("AP", "according to the AP"),
    "It was, in the sober words of Agence France-Presse, a bad day.": (
        "AFP",
        "in the sober words of Agence France-Presse",
    ),
    "He told Reuters that talks would go on.": ("Reuters", "told Reuters"),
    "She was quoted on Monday by the Associated Press as saying so.": (
        "AP",
        "was quoted on Monday by the Associated Press as saying",
    ),
    "Talks failed, the state broadcaster NRK reported.": ("NRK", "the state broadcaster NRK reported"),
    "Talks failed, according to the Daily Chronicle.": ("Daily Chronicle", "according to the Daily Chronicle"),
    "The New York Times reported the deal.": ("New York Times", "The New York Times reported"),
    "Laut dpa sind die Gespräche gescheitert.": ("dpa", "Laut dpa"),
    "Les discussions ont échoué, a-t-il déclaré à l'AFP.": ("AFP", "déclaré à l'AFP"),
    "Las conversaciones fracasaron, según la agencia EFE.": ("EFE", "según la agencia EFE"),
    "Об этом сообщает ТАСС.": ("TASS", "сообщает ТАСС"),
    "Про це повідомляє Укрінформ.": ("Ukrinform", "повідомляє Укрінформ"),
    "연합뉴스에 따르면 회담은 결렬됐다.": ("Yonhap", "연합뉴스에 따르면"),
    "据新华社报道，会谈失败。": ("Xinhua", "据新华社报道"),
}
NO_ATTRIBUTION = [
    "He told reporters that talks would go on.",
    "According to officials, the talks failed.",
    "Mayor Bloomberg said the city would act; Michael Bloomberg said so twice.",
    "According to Bloomberg Intelligence the market grows.",
    "The agency was founded as Reuters in London.",
]


@pytest.mark.parametrize(("name", "expected"), IN_SEEDS.items())
def test_credits_of_the_seeds_are_exact_to_the_character(name: str, expected: list[tuple[str, str, int, int]]) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")

    assert expected == [(c.agency, c.role, c.start, c.end) for c in find_credits(text)]


@pytest.mark.parametrize(("sentence", "expected"), IN_TEXT.items())
def test_an_attribution_is_the_smallest_phrase_that_names_the_source(sentence: str, expected: tuple[str, str]) -> None:
    found = find_credits(f"{PROSE}{sentence} And more.\n{PROSE}{PROSE}")

    assert [(*expected, "in_text", "passage")] == [(c.agency, c.text, c.role, c.scope) for c in found]


@pytest.mark.parametrize("sentence", NO_ATTRIBUTION)
def test_a_sentence_that_cites_no_news_organisation_has_no_attribution(sentence: str) -> None:
    assert [] == find_credits(f"{PROSE}{sentence} And more.\n{PROSE}{PROSE}")


def test_an_agency_on_its_own_site_credits_nobody() -> None:
    text = f"SEOUL (AP) — {PROSE}"

    assert find_credits(text)
    assert [] == find_credits(text, url="https://www.apnews.com/article/1")
    assert [] == find_credits(text, outlet="Associated Press")
    assert [] == find_credits(text, outlet="The Associated Press")


def test_an_outlet_that_says_it_published_first_credits_nobody() -> None:
    text = f"{PROSE}Originally published on Live Science."

    assert find_credits(text)
    assert [] == find_credits(text, url="https://www.livescience.com/1.html")
    assert [] == find_credits(text, outlet="Live Science")


def test_a_byline_with_a_mail_address_of_an_unknown_outlet_credits_nobody() -> None:
    assert [] == find_credits(f"{PROSE}BY JANE DOE [jane@gazette.example]")


def test_a_list_of_agencies_is_one_credit_each_with_the_same_span() -> None:
    found = find_credits(f"{PROSE}(AP, AFP)")

    assert [("AP", "(AP, AFP)"), ("AFP", "(AP, AFP)")] == [(c.agency, c.text) for c in found]


def test_credits_come_by_place_and_slice_back_to_their_text() -> None:
    text = (
        f"\ufeffBERLIN (Reuters) - {PROSE}\r\nHe told AFP so.\r\n(Reporting by Ann Lee; Editing by Bo Ek)\r\n© Reuters"
    )

    found = find_credits(text)

    assert ["dateline", "in_text", "contribution", "copyright"] == [credit.role for credit in found]
    assert [text[credit.start : credit.end] for credit in found] == [credit.text for credit in found]


def test_the_table_knows_agencies_by_mail_and_web_domain() -> None:
    table = load_agencies()
    owners = [table.of_domain(host) for host in ("www.reuters.com", "mail.dpa.com", "reuters.example", "com")]

    assert ["Reuters", "dpa", None, None] == [owner.name if owner else None for owner in owners]


def test_an_empty_text_has_no_credits() -> None:
    assert [] == find_credits("")
