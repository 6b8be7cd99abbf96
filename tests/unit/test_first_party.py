"""Which bodies made the statements."""

import pytest

from dedup.first_party import find_first_parties
from dedup.language import by_code, cut
from dedup.speech import find_frames
from tests.unit.stories_samples import parsed


def frames(text: str) -> list[str]:
    return [text[frame.start : frame.end] for frame in find_frames(text, cut(text), by_code("en"))]


def names(*texts: str) -> list[list[str]]:
    found = find_first_parties([parsed(f"d{place}", text) for place, text in enumerate(texts)])
    return [[party.name for party in found[f"d{place}"]] for place in range(len(texts))]


def test_the_speaker_stands_before_the_verb() -> None:
    assert frames("Prices rose, the central bank said in a statement.") == ["the central bank said in a statement"]


def test_the_speaker_stands_behind_the_verb() -> None:
    assert frames("“It is over,” said the foreign ministry.") == ["said the foreign ministry"]


def test_an_aside_parts_speaker_and_verb() -> None:
    assert frames("Norway’s Air Force, in turn, said it flew home.") == ["Norway’s Air Force, in turn, said"]


def test_according_to_names_the_speaker() -> None:
    assert frames("It rained, according to the weather bureau.") == ["according to the weather bureau"]


def test_a_statement_issued_by_a_body_is_an_attribution() -> None:
    assert frames("A statement issued by the palace gave no date.") == ["A statement issued by the palace"]


def test_ten_per_cent_is_no_attribution() -> None:
    assert frames("It grew ten per cent last year.") == []


def test_a_person_is_no_first_party() -> None:
    assert names("Prices will rise, Anna Berg said.") == [[]]


def test_an_office_is_one_body_by_any_of_its_names() -> None:
    found = names(
        "President Ada Lund will travel, the presidential office said. The trip is short, the office added.",
        "Ada Lund will travel, Lund’s office said. President Ada Lund leaves today.",
        "She will travel soon, the presidency in Oslo announced.",
    )

    assert found == [["presidential office"] * 2, ["presidential office"], ["presidential office"]]


def test_according_to_the_statement_means_the_body_named_before() -> None:
    assert names("Taxes will fall, the finance ministry said. Fees will stay, according to the statement.") == [
        ["finance ministry", "finance ministry"]
    ]


def test_a_short_name_is_the_longer_one_of_the_story() -> None:
    assert names(
        "Trains stop, the Norwegian transport ministry said.", "Trains stop, the transport ministry said."
    ) == [
        ["Norwegian transport ministry"],
        ["Norwegian transport ministry"],
    ]


def test_two_ministries_stay_two() -> None:
    assert names("It rained, the defense ministry said. It snowed, the health ministry said.") == [
        ["defense ministry", "health ministry"]
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El puente cerrará el lunes, anunció el ministerio de Transportes.", ["ministerio de Transportes"]),
        (
            "es",
            "Los dos países cooperarán más, informó la Presidencia en un comunicado. La oficina del presidente Duval "
            "señaló que la reunión fue larga. El presidente Duval viajará pronto, dijo la oficina presidencial.",
            ["oficina presidencial"] * 3,
        ),
        (
            "fr",
            "« Les deux pays coopéreront », a déclaré la présidence dans un communiqué. Le président Duval partira "
            "lundi, a ajouté le bureau de Duval.",
            ["présidence"] * 2,
        ),
        (
            "fr",
            "Selon le ministère des Affaires étrangères, rien n'est prêt. Le ministère a indiqué que les pourparlers "
            "reprendront. D'après un communiqué du ministère, le texte est court.",
            ["ministère des Affaires étrangères"] * 3,
        ),
        (
            "de",
            "Laut dem Verteidigungsministerium wurden drei Drohnen abgeschossen. Nach Angaben des Ministeriums gab es "
            "keine Verletzten. In einer Mitteilung des Ministeriums hieß es, man prüfe die Trümmer.",
            ["Verteidigungsministerium"] * 3,
        ),
        (
            "de",
            "Die Reise dauert nicht lange, teilte das Präsidialamt am Mittwoch mit. Präsident Duval reist am Montag "
            "ab, sagte das Büro des Präsidenten.",
            ["Büro des Präsidenten"] * 2,
        ),
    ],
)
def test_bodies_of_other_languages_have_one_name(language: str, text: str, expected: list[str]) -> None:
    found = find_first_parties([parsed("a", text, language=language)])

    assert expected == [party.name for party in found["a"]]


@pytest.mark.parametrize("speaker", ["Senate leader Anna Berg", "Police chief Olu Bakare", "House Speaker Ada Lund"])
def test_who_leads_a_body_is_a_person(speaker: str) -> None:
    assert names(f"The bill will fail, {speaker} said.") == [[]]


def test_what_nobody_dared_to_say_is_no_attribution() -> None:
    assert frames("Neither government dared to tell its growers.") == []


def test_a_body_that_opens_a_sentence_speaks_at_its_end_too() -> None:
    line = "The harbour board sent divers to the wreck, and said that they had found nothing."

    assert ["and said"] == frames(line)
    assert [["harbour board"]] == names(line)


def test_a_person_that_opens_a_sentence_is_not_taken_for_a_body_at_its_end() -> None:
    assert [[]] == names("Maud Ellery sent divers to the wreck, and said that they had found nothing.")


def test_a_statement_that_adds_something_is_that_of_the_body_before() -> None:
    assert [["harbour board"] * 2] == names(
        "The harbour board said that tugs were coming. The statement added that divers had to wait for the tide."
    )
