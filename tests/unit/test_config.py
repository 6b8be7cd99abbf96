"""One configuration: defaults, then a file, then flags."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from dedup.config import NAME, Config, load, to_toml
from dedup.errors import ConfigError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def options() -> set[str]:
    return {f"{one.name}.{option.name}" for one in fields(Config) for option in fields(getattr(Config(), one.name))}


def test_without_a_file_the_defaults_hold() -> None:
    assert Config() == load()


def test_a_file_in_the_current_folder_is_read(folder: Path) -> None:
    (folder / NAME).write_text("[crawl]\nunit = 10\n")

    assert 10 == load().crawl.unit


def test_a_named_file_is_read_in_its_place_and_flags_go_before_it(folder: Path) -> None:
    (folder / NAME).write_text("[crawl]\nunit = 10\n")
    (folder / "other.toml").write_text("[crawl]\nunit = 20\nmetrics = 'a.prom'\n")
    config = load(folder / "other.toml", {"crawl.unit": 30, "crawl.metrics": None})

    assert (30, "a.prom") == (config.crawl.unit, config.crawl.metrics)


def test_what_is_printed_has_every_option_and_reads_back_equal(folder: Path) -> None:
    config = load(None, {"crawl.unit": 7, "fields.text": ['bö"dy\\', "x"]})
    (folder / NAME).write_text(to_toml(config))
    printed = tomllib.loads(to_toml(config))

    assert config == load()
    assert options() == {f"{section}.{option}" for section, held in printed.items() for option in held}


def test_every_option_is_explained_where_it_is_printed() -> None:
    lines = to_toml(Config()).splitlines()
    places = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]

    assert [] == [lines[number] for number in places if not lines[number - 1].startswith("# ")]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[crawl]\nunits = 10\n", "crawl has no option 'units'", "did you mean unit?"),
        ("[craul]\nunit = 10\n", r"no section \[craul\]", "did you mean crawl?"),
        ("unit = 10\n", r"no section \[unit\]", "there are crawl, input, extraction, policy, fields"),
        ("crawl = 10\n", "crawl is no section", "write [crawl] and its options below"),
        ("[crawl]\nunit = 0\n", r"crawl\.unit is 0", "give a number from 1 to 1,000,000"),
        ("[crawl]\nunit = true\n", r"crawl\.unit is True", "give a whole number"),
        ("[fields]\ntext = 'body'\n", r"fields\.text is 'body'", "give a list of strings"),
        ("[crawl\n", "is no TOML", "'dedup config' prints a valid one"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint(folder: Path, text: str, message: str, hint: str) -> None:
    (folder / NAME).write_text(text)

    with pytest.raises(ConfigError, match=message) as caught:
        load()
    assert hint in str(caught.value.hint)


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        load(folder / "none.toml")
