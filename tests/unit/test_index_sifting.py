"""Checking against many: what cannot lead to a finding is not read further, and what can is."""

from pathlib import Path

import pytest

import dedup
from dedup.index import Index, snapshot
from dedup.index.sifting import Bearing, Rarity, choose
from dedup.model import Document
from dedup.samples import Sample, draw, read_stems
from tests.corpus import load_newsroom
from tests.unit.index_samples import documents

NEWSROOM = load_newsroom()[0]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index.open(tmp_path_factory.mktemp("sifting") / "news.dedup", create=True)
    made.add([*NEWSROOM, *documents(0, 300)])
    return made


def draft_of(article: Document) -> Document:
    return Document("draft", article.text, outlet=article.outlet, published=article.published)


@pytest.mark.parametrize("number", range(3, len(NEWSROOM), 10))
def test_passages_and_sources_are_those_found_in_a_list(index: Index, number: int) -> None:
    draft = draft_of(NEWSROOM[number])
    expected, found = dedup.check(draft, NEWSROOM), index.check(draft)

    assert expected.near_duplicates == found.near_duplicates
    assert expected.passages == found.passages
    assert expected.sources == found.sources
    assert expected.coverage == found.coverage


def test_a_text_that_shares_nothing_is_held_against_none(index: Index) -> None:
    assert [] == index.snapshot().find_near([Document("draft", "Violets bloom unseen where nobody ever walks.")])


def test_several_drafts_are_answered_as_one_by_one(index: Index) -> None:
    drafts = [
        Document(f"draft {number}", NEWSROOM[number].text, published=NEWSROOM[number].published) for number in (0, 30)
    ]
    together = index.check_many(drafts).documents

    assert [index.check(draft).sources for draft in drafts] == [one.sources for one in together]


def test_an_index_says_what_words_are_common_without_reading_a_document(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedup.index.tables.Documents.load", lambda *_: pytest.fail("a document was read"))
    sample = snapshot.take(index.path).sample
    known = {one.id: one for one in [*NEWSROOM, *documents(0, 300)]}

    assert 300 == len(sample.stems)
    assert {id_: read_stems(known[id_]) for id_ in sample.stems} == dict(sample.stems)


def test_no_word_of_a_dropped_document_stays_in_the_sample(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "news.dedup", create=True)
    index.add(documents(0, 310))
    dropped = min(index.snapshot().sample.stems)
    index.drop(id=dropped)

    assert dropped not in index.snapshot().sample.stems


def test_samples_and_documents_are_drawn_from_together_whatever_their_order() -> None:
    first, second = documents(0, 200), documents(200, 400)
    drawn = draw(second, [draw(first)])

    assert draw(second[::-1], [draw(first[::-1])]).stems == drawn.stems
    assert draw([*first, *second]).stems == drawn.stems


def test_a_document_of_the_story_is_kept_for_what_it_shares_with_those_nearest_to_the_draft() -> None:
    bearings = [Bearing(0.5, False), Bearing(0.1, False), Bearing(0.1, False)]

    assert [0, 1] == choose([TOLD, TOLD, "Violets."], bearings, Rarity(Sample({})))


TOLD = "The harbour authority of Port Linden will close the eastern breakwater on Monday, Marta Quill said."
