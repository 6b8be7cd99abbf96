"""What a document takes, and what it refuses."""

from datetime import date, datetime
from typing import Any

import pytest

from dedup.errors import InputError
from dedup.model import Document


def test_a_day_is_midnight_without_a_zone() -> None:
    expected = datetime(2024, 11, 27)

    assert expected == Document("a", "Text.", published=date(2024, 11, 27)).published
    assert expected == Document("a", "Text.", published="2024-11-27").published


@pytest.mark.parametrize(
    "options", [{"published": 3}, {"published": "yesterday"}, {"outlet": 7}, {"title": b"Bytes"}, {"url": ["a"]}]
)
def test_an_option_of_another_kind_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"^a: "):
        Document("a", "Text.", **options)


def test_what_no_encoding_can_write_is_replaced_one_for_one() -> None:
    document = Document("a\ud800", "\udfff text", title="\ud83d!")

    assert ("a\ufffd", "\ufffd text", "\ufffd!") == (document.id, document.text, document.title)
