"""A text that hundreds carry: one cluster, one story, whatever command asks, and work that grows with the copies."""

import pytest

import dedup
from dedup import matching
from dedup.align import align
from dedup.model import Document, Match, ParsedDocument
from tests.corpus import load_newsroom

COPIES = 90
ARTICLE = {document.id: document for document in load_newsroom()[0]}["ferry-local"].text


def _carried(**options: str) -> list[Document]:
    """Return copies that differ in a last line, and one of another id that may have more to it."""
    copies = [Document(f"a{number:03}", f"{ARTICLE}\n\nReader {number} liked this.") for number in range(COPIES)]
    return [*copies, Document("zz", ARTICLE, **options)]


def test_a_report_and_the_clusters_alone_agree_on_what_many_carry() -> None:
    report = dedup.report(_carried())

    assert [COPIES + 1] == [len(cluster.members) for cluster in report.clusters]
    assert dedup.cluster(_carried()) == list(report.clusters)


def test_what_many_carry_is_one_story() -> None:
    assert [COPIES + 1] == [len(story.documents) for story in dedup.report(_carried()).stories]


def test_the_agencys_own_page_is_the_anchor_of_its_copies() -> None:
    documents = _carried(url="https://www.afp.com/en/news/1")

    assert ["zz"] == [cluster.anchor for cluster in dedup.cluster(documents)]
    assert ["zz"] == [cluster.anchor for cluster in dedup.report(documents).clusters]
    assert [COPIES + 1] == [len(cluster.members) for cluster in dedup.cluster(documents)]


def test_copies_are_compared_with_their_anchor_and_not_with_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    aligned: list[tuple[str, str]] = []

    def count(target: ParsedDocument, source: ParsedDocument) -> Match:
        aligned.append((target.id, source.id))
        return align(target, source)

    monkeypatch.setattr(matching, "align", count)
    dedup.report(_carried())

    assert COPIES <= len(aligned) <= 3 * COPIES


def test_a_draft_that_carries_it_too_names_the_one_that_stands_for_all() -> None:
    found = dedup.check(Document("draft", ARTICLE), _carried(url="https://www.afp.com/en/news/1")).rewritten_from

    assert [("zz", "from_source")] == [(one.document, one.direction.value) for one in found]


def test_a_draft_never_stands_for_the_archive() -> None:
    found = dedup.check(Document("a draft", ARTICLE), [Document("b archived", ARTICLE)]).rewritten_from

    assert ["b archived"] == [one.document for one in found]
