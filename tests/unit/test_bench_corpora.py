"""Corpora are found in the folders that are named, packed or not."""

import tarfile
from pathlib import Path

import pytest

from dedup.bench.corpora import Corpora
from dedup.bench.definitions import Definition
from dedup.bench.runner import Watch, run
from dedup.errors import InputError


def pack(folder: Path, name: str, *, inside: str) -> None:
    source = folder / "source"
    source.mkdir()
    (source / "text.txt").write_text("A text.", encoding="utf-8")
    with tarfile.open(folder / f"{name}.tar.xz", "w:xz") as packed:
        packed.add(source, arcname=inside)


def test_an_archive_is_unpacked_while_it_is_needed_and_gone_afterwards(tmp_path: Path) -> None:
    pack(tmp_path, "news", inside="news_2020")
    told: list[str] = []

    with Corpora([tmp_path], on_unpack=told.append) as corpora:
        folder = corpora.find("news")

        assert folder is not None
        assert "A text." == (folder / "text.txt").read_text(encoding="utf-8")
        assert folder == corpora.find("news")

    assert ["news"] == told
    assert not folder.exists()


def test_a_folder_that_holds_one_folder_stands_for_that_one(tmp_path: Path) -> None:
    inner = tmp_path / "news" / "news_2020"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("A text.", encoding="utf-8")

    with Corpora([tmp_path]) as corpora:
        assert inner == corpora.find("news")


def test_the_first_folder_that_has_a_corpus_counts_and_a_missing_one_is_none(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rewrites.jsonl").write_text("{}\n", encoding="utf-8")

    with Corpora([tmp_path / "one", tmp_path / "two"]) as corpora:
        assert tmp_path / "one" / "rewrites.jsonl" == corpora.find("rewrites")
        assert corpora.find("wires") is None


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.tar.xz").write_bytes(b"no archive at all")

    with Corpora([tmp_path]) as corpora, pytest.raises(InputError, match=r"news\.tar\.xz cannot be unpacked"):
        corpora.find("news")


def test_a_benchmark_without_its_corpus_is_skipped_and_named(tmp_path: Path) -> None:
    definition = Definition("pan", 1, "A corpus", "alignment", ("pan",), "", "somewhere", "", 5, {})
    told: list[tuple[str, str]] = []

    record = run([definition], [tmp_path], watch=Watch(on_skip=lambda name, why: told.append((name, why))))

    assert [("pan", "no pan (somewhere)")] == told == list(record.skipped.items())
    assert () == record.results
