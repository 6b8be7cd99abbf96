"""Naming on the newsroom and the seeds: every rewrite names its source, and no report of its own is named."""

from pathlib import Path

import pytest

import dedup
from dedup.model import Provenance
from tests.corpus import load_newsroom

DOCUMENTS, TRUTH = load_newsroom()
SEEDS = Path(__file__).parents[2] / "seeds"
# Written anew, cut or edited as a whole from another document of the newsroom, by the editor.
REWRITTEN = [
    ("accord-reordered", "accord-reuters"),
    ("accord-rewritten", "accord-reuters"),
    ("ferry-cut", "ferry-afp"),
    ("ferry-update", "ferry-ap"),
    ("merger-brief", "merger-bloomberg"),
]


@pytest.fixture(scope="module")
def report() -> Provenance:
    return dedup.report(DOCUMENTS)


@pytest.mark.parametrize(("target", "source"), REWRITTEN)
def test_a_rewritten_article_names_its_source_first(target: str, source: str, report: Provenance) -> None:
    (found,) = [one.rewritten_from for one in report.documents if one.document.id == target]

    assert (source, "asserted", "from_source") == (found[0].document, found[0].band, found[0].direction.value)


def test_whoever_counts_as_a_source_is_one_by_the_editor(report: Provenance) -> None:
    true = {(reuse.target, reuse.source) for reuse in TRUTH.reuse}
    counted = {
        (one.document.id, named.document) for one in report.documents for named in one.rewritten_from if named.counted
    }

    assert set() == counted - true
    assert len(counted) >= len(REWRITTEN)


def test_no_document_names_one_of_another_event(report: Provenance) -> None:
    event = {true.id: true.story for true in TRUTH.documents}
    named = {(one.document.id, named.document) for one in report.documents for named in one.rewritten_from}

    assert set() == {pair for pair in named if event[pair[0]] != event[pair[1]]}


def test_each_rewrite_names_its_source_in_an_archive_of_five() -> None:
    texts = {document.id: document for document in DOCUMENTS}
    archive = [texts[id_] for id_ in ("accord-reuters", "ferry-ap", "ferry-afp", "merger-bloomberg", "valley-bees")]
    drafts = [target for target, source in REWRITTEN if source in {document.id for document in archive}]
    found = {draft: dedup.check(texts[draft], archive).rewritten_from for draft in drafts}

    assert dict(REWRITTEN) == {draft: named[0].document for draft, named in found.items()}


def test_a_rewrite_whose_source_is_missing_names_nobody_outside_its_event() -> None:
    event = {true.id: true.story for true in TRUTH.documents}
    for target, _ in REWRITTEN:
        others = [document for document in DOCUMENTS if event[document.id] != event[target]]
        (draft,) = [document for document in DOCUMENTS if document.id == target]

        assert () == dedup.check(draft, others).rewritten_from


def test_five_independent_reports_of_one_event_name_none() -> None:
    assert [()] * 5 == [one.rewritten_from for one in dedup.report(dedup.read_documents(SEEDS)).documents]
