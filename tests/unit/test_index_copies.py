"""Near-duplicates in the index, looked up alone: those of a slow search through all, and no others."""

from pathlib import Path

import pytest

import dedup
from dedup.errors import UsageError
from dedup.index import Index
from dedup.model import Document
from tests.corpus import load_newsroom
from tests.unit.index_samples import documents


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index.open(tmp_path / "news.dedup", create=True)
    index.add(documents(0, 50))
    return index


def test_the_near_duplicates_are_those_of_a_search_through_all(index: Index) -> None:
    articles, _ = load_newsroom()
    index.add(articles)
    stored = list(index)
    for article in articles:
        draft = Document("draft", f"{article.text} And some more words.")
        whole = [dedup.find_pairs([draft, other], resemblance=0.5, containment=None) for other in stored]
        expected = {(pair.target_id, pair.source_id) for pairs in whole for pair in pairs}

        assert {other for pair in expected for other in pair} - {"draft"} == {
            match.source_id for match in index.find_copies(draft, resemblance=0.5)
        }


def test_the_most_alike_comes_first_and_dropped_ones_not_at_all(index: Index) -> None:
    text = documents(3, 1)[0].text
    index.add([Document("close", f"{text} more"), Document("gone", text), Document("short", "Four words of text.")])
    index.drop(id="gone")

    found = index.find_copies(Document("draft", text))
    assert [("d0003", 1.0, 1.0), ("close", 56 / 57, 1.0)] == [
        (match.source_id, match.resemblance, match.containment) for match in found
    ]
    assert ["short"] == [match.source_id for match in index.find_copies(Document("draft", "four words of text"))]
    assert [] == index.find_copies(Document("draft", "five other words of text"))


@pytest.mark.parametrize("resemblance", [0.4, 1.1])
def test_a_resemblance_out_of_range_is_refused(index: Index, resemblance: float) -> None:
    with pytest.raises(UsageError, match=f"resemblance is {resemblance}, not from 0.5 to 1"):
        index.find_copies(documents(0, 1)[0], resemblance=resemblance)
