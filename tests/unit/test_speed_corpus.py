"""The made corpus: the same everywhere, news-like, with copies at the rates that were planted."""

from pathlib import Path
from statistics import mean

import pytest

from dedup import _core
from dedup.bench.speed.corpus import Corpus, Planted, iterate_texts, make_corpus, read_real, read_texts, write_texts
from dedup.bench.speed.oracle import find_pairs, find_resemblances, hash_texts
from dedup.errors import InputError


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(1_000)


def test_fewer_documents_are_the_first_of_more(corpus: Corpus) -> None:
    more = list(iterate_texts(1_010))

    assert list(corpus.texts) == more[:1_000]
    assert 1_010 == len(more)


def test_documents_have_the_length_and_the_shingles_of_news(corpus: Corpus) -> None:
    size = mean(len(text.encode()) for text in corpus.texts)
    shingles = mean(len(_core.shingle(text)) for text in corpus.texts)

    assert 2_600 < size < 2_900
    assert 440 < shingles < 465


def test_one_document_in_eight_is_plain_ascii(corpus: Corpus) -> None:
    assert 0.08 < mean(text.isascii() for text in corpus.texts) < 0.16


def test_words_follow_no_even_distribution(corpus: Corpus) -> None:
    words = [word for text in corpus.texts[:200] for word in text.lower().split()]

    assert len(set(words)) > 7_000
    assert 0.03 < words.count("the") / len(words) < 0.12


@pytest.mark.parametrize(("kind", "spread"), [("same", 0.001), ("cut", 0.01), ("words", 0.15)])
def test_a_copy_resembles_its_original_as_planted(corpus: Corpus, kind: str, spread: float) -> None:
    planted = [one for one in corpus.planted if one.kind == kind]
    errors = _errors(corpus, planted)

    assert abs(mean(errors)) < 0.02
    assert max(map(abs, errors)) < spread + 0.05


def test_documents_of_different_families_are_no_pairs(corpus: Corpus) -> None:
    families = {frozenset((one.original, one.copy)) for one in corpus.planted}
    origins = {one.copy: one.original for one in corpus.planted}
    exact = find_pairs(hash_texts(corpus.texts, "words"))

    strangers = [
        pair
        for pair in exact.at_least(0.5)
        if frozenset(pair) not in families and origins.get(pair[0], pair[0]) != origins.get(pair[1], pair[1])
    ]

    assert [] == strangers


def test_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    texts = ["“Łódź”\n\n— a line", "", "plain"]

    assert 3 == write_texts(texts, tmp_path / "texts.jsonl")
    assert texts == read_texts(tmp_path / "texts.jsonl")
    assert texts[:2] == read_texts(tmp_path / "texts.jsonl", 2)


def test_a_corpus_of_ones_own_is_read_as_dedup_reads_it(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text('{"id": "a", "text": "One text."}\n{"id": "b", "text": "Another."}\n')

    assert ["One text.", "Another."] == list(read_real(tmp_path / "own.jsonl"))


def test_an_empty_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("")

    with pytest.raises(InputError, match="empty"):
        next(read_real(tmp_path / "own.jsonl"))


def _errors(corpus: Corpus, planted: list[Planted]) -> list[float]:
    shingles = hash_texts(corpus.texts, "words")
    exact = find_resemblances(shingles, [(one.original, one.copy) for one in planted])
    return [true - one.resemblance for true, one in zip(exact, planted, strict=True)]
