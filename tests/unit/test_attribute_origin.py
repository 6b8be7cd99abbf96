"""Where a document says that its text comes from."""

import pytest

from dedup.attribute.origin import Origin, find_origin
from dedup.model import CreditRole
from tests.unit.attribution import WIRE, parsed


@pytest.mark.parametrize("role", ["dateline", "byline", "credit_line", "copyright"])
def test_a_credit_of_the_whole_text_makes_a_carrier(role: CreditRole) -> None:
    inside = parsed("one", f"{WIRE}\nAFP", credits_=[("AFP", role)], outlet="North")
    beside = parsed("one", WIRE, beside=[("AFP", role)], outlet="North")

    assert Origin("carrier", frozenset({"AFP"})) == find_origin(inside) == find_origin(beside)


@pytest.mark.parametrize("role", ["contribution", "in_text", "photo", "staff"])
def test_any_other_credit_says_nothing_of_the_text(role: CreditRole) -> None:
    assert Origin("unknown") == find_origin(parsed("one", f"{WIRE}\nAFP", credits_=[("AFP", role)]))


def test_an_agencys_page_is_its_own_text() -> None:
    assert Origin("agency", frozenset({"AFP"})) == find_origin(parsed("one", WIRE, agency="AFP"))


@pytest.mark.parametrize(
    "label",
    [
        "FOR IMMEDIATE RELEASE",
        "Press release",
        "NOTA DE PRENSA",
        "Communiqué de presse",
        "Пресс-релиз",
        "プレスリリース",
    ],
)
def test_the_label_of_a_press_office_makes_a_release(label: str) -> None:
    assert "release" == find_origin(parsed("one", f"{label}\n{WIRE}")).kind
    assert "unknown" == find_origin(parsed("one", f"{WIRE} The {label} came late.")).kind


def test_a_release_stands_nearer_to_its_author_than_an_agency_and_an_agency_than_any_other_page() -> None:
    kinds = [Origin("release"), Origin("agency"), Origin("carrier"), Origin("unknown")]

    assert [2, 1, 0, 0] == [origin.rank for origin in kinds]
    assert [True, True, False, False] == [origin.is_first_hand for origin in kinds]
