from pathlib import Path
from typing import Any

from dedup.crawl.decide import decide
from dedup.crawl.policy import Policy
from dedup.index import Index
from dedup.model import Document
from tests.unit.crawl_samples import words, write_units

PASSAGE = words(500, 80)
WIRE = Document("wire", f"{words(0, 90)}. {PASSAGE}. {words(100, 90)}.", published="2026-11-01", outlet="The Wire")
COPY = Document("copy", f"{words(2_000, 150)}. {PASSAGE}. {words(2_200, 90)}.", published="2026-11-02", outlet="Daily")


def matches(
    folder: Path, *documents: Document, stored: tuple[Document, ...] = (), policy: Policy | None = None
) -> list[dict[str, Any]]:
    index = Index.open(folder / "news.dedup", create=True)
    index.add(stored)
    found = decide(write_units(folder / "units", documents), index.snapshot(), policy).matches
    return list(found.to_pylist())


def test_a_passage_is_found_on_both_sides(tmp_path: Path) -> None:
    (found,) = matches(tmp_path, COPY, WIRE)

    assert ("copy", "wire", "verbatim", "asserted", 1.0) == tuple(
        found[name] for name in ("document", "source", "kind", "band", "identity")
    )
    assert PASSAGE in COPY.text[found["start"] : found["end"]]
    assert COPY.text[found["start"] : found["end"]] == WIRE.text[found["source_start"] : found["source_end"]]


def test_a_passage_of_an_earlier_night_is_found(tmp_path: Path) -> None:
    (found,) = matches(tmp_path, COPY, stored=(WIRE,))

    assert ("copy", "wire") == (found["document"], found["source"])


def test_what_one_outlet_repeats_is_its_own(tmp_path: Path) -> None:
    own = Document("own", WIRE.text, published="2026-11-01", outlet="daily")

    assert [] == matches(tmp_path / "tonight", COPY, own)
    assert [] == matches(tmp_path / "stored", COPY, stored=(own,))


def test_a_short_passage_is_no_more_than_possible(tmp_path: Path) -> None:
    notice = words(500, 20)
    one = Document("one", f"{words(0, 90)}. {notice}.", published="2026-11-01")
    other = Document("other", f"{words(2_000, 90)}. {notice}.")

    assert ["possible"] == [found["band"] for found in matches(tmp_path, one, other)]


def test_those_that_share_most_are_looked_at_first(tmp_path: Path) -> None:
    less = Document("less", f"{words(5_000, 150)}. {words(500, 40)}.", published="2026-11-01")
    found = matches(tmp_path, COPY, WIRE, less, policy=Policy(most_passages=1))

    assert {("copy", "wire")} == {(one["document"], one["source"]) for one in found}


def test_passages_are_looked_up_only_where_they_are_asked_for(tmp_path: Path) -> None:
    assert [] == matches(tmp_path, COPY, WIRE, policy=Policy(passages=0))


def test_a_flagged_document_s_passages_are_found(tmp_path: Path) -> None:
    fixed = Document("fixed", WIRE.text.replace("baward ", "12 "), published="2026-11-02", outlet="Daily")
    wire = Document("first", WIRE.text.replace("baward ", "13 "), published="2026-11-01", outlet="The Wire")
    found = matches(tmp_path, fixed, wire)

    assert {("fixed", "first", "asserted")} == {(one["document"], one["source"], one["band"]) for one in found}
