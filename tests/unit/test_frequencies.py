"""How common a stem is in news."""

from math import log

from dedup.frequencies import Frequencies, load


def test_function_words_tell_nearly_nothing() -> None:
    assert load().idf("the") < 0.05


def test_a_stem_never_seen_tells_most() -> None:
    table = load()

    assert table.idf("zzyzx") == log((table.documents + 1) / 0.5)


def test_the_table_counts_no_stem_in_more_documents_than_there_are() -> None:
    table = load()

    assert all(0 < count <= table.documents for count in table.counts.values())


def test_the_most_common_stem_comes_first() -> None:
    assert load().stems[0] == "the"


def test_a_collection_adds_its_own_counts() -> None:
    table = Frequencies(10, {"ferri": 2}).with_counts(5, {"ferri": 5, "reef": 1})

    assert (table.documents, dict(table.counts)) == (15, {"ferri": 7, "reef": 1})


def test_the_table_is_read_once() -> None:
    assert load() is load()
