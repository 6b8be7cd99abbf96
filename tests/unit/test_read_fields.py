"""A mapping says which field is which."""

import pytest

from dedup.errors import UsageError
from dedup.read import FieldMapping, parse_fields


def test_an_option_replaces_the_properties_it_names_alone() -> None:
    mapping = parse_fields("text=story, id=key")

    assert (("story",), ("key",)) == (mapping.text, mapping.id)
    assert FieldMapping().url == mapping.url


def test_a_property_named_twice_may_come_from_either_field() -> None:
    assert parse_fields("text=lead,text=story").text == ("lead", "story")


def test_an_empty_option_changes_nothing() -> None:
    assert parse_fields(" ") == FieldMapping()


@pytest.mark.parametrize("option", ["text", "text=", "=body", "colour=red", "columns=a"])
def test_a_part_that_makes_no_sense_is_an_error_with_a_hint(option: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_fields(option)

    assert caught.value.hint
