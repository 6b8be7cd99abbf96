"""Texts read again by number, held or on disk."""

import tempfile
from pathlib import Path

import pytest

from dedup.errors import InputError
from dedup.model import Document
from dedup.texts import Held, Spool


def test_a_spool_gives_back_what_it_took_in() -> None:
    with Spool() as spool:
        spool.add(["one", "", "drei “Grüße”"])
        spool.add(["네 번째"])

        assert ["네 번째", "one", "drei “Grüße”", ""] == [text.decode() for text in spool.load([3, 0, 2, 1])]


def test_a_spool_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.add(["text"])

    assert [] == list(tmp_path.iterdir())


def test_a_full_disk_is_one_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 - the spool closes it
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: full)
    with Spool() as spool, pytest.raises(InputError, match="No space left") as caught:
        spool.add(["text"])

    assert "TMPDIR" in str(caught.value.hint)


def test_held_texts_are_those_of_the_documents() -> None:
    with Held([Document("a", "one"), Document("b", "two")]) as held:
        assert ["two", "one"] == held.load([1, 0])
