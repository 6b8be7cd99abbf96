"""Where a text names agencies and outlets."""

import pytest

from dedup.agencies import AgencyTable, load_agencies


@pytest.mark.parametrize("name", ["AP", "Agence France-Presse", "Reuters", "Le Monde", "dpa"])
def test_an_agency_is_found_by_the_first_word_of_its_name_as_by_all_names_together(name: str) -> None:
    table = load_agencies()
    # One letter of another script, and all names are tried at every place.
    spaced, any_script = (list(table.find(f"Told to {name}, as {name}s {end}")) for end in ("say", "say 社"))

    assert spaced == any_script
    assert [(8, 8 + len(name))] == [(mention.start, mention.end) for mention in spaced]


def test_no_name_is_found_in_a_table_of_none() -> None:
    assert [] == list(AgencyTable([]).find("SEOUL (AP) - Troops arrived."))
