"""A night after other nights: what an index holds goes before what is crawled tonight."""

from pathlib import Path

import numpy as np

from dedup.crawl.decide import Decisions, decide
from dedup.crawl.model import Decision
from dedup.crawl.policy import Policy
from dedup.index import Index
from dedup.model import Document
from tests.unit.crawl_samples import words, write_units


def story(number: int) -> str:
    return words(1_000 * number, 200)


def night(number: int, first: int, count: int) -> list[Document]:
    return [Document(f"n{number}-{place}", story(place)) for place in range(first, first + count)]


def run(folder: Path, documents: list[Document], policy: Policy | None = None) -> Decisions:
    """Decide a night, and add what is kept to the index."""
    index = Index.open(folder / "news.dedup", create=True)
    units = write_units(folder / f"night-{len(index)}", documents, size=7)
    found = decide(units, index.snapshot(), policy)
    kept = {one.id for one in found if one.keep}
    index.add(document for document in documents if document.id in kept)
    return found


def test_what_the_night_before_had_is_removed_and_names_it(tmp_path: Path) -> None:
    run(tmp_path, night(1, 0, 30))
    second = {one.id: one for one in run(tmp_path, night(2, 20, 30))}

    removed = {id_: one for id_, one in second.items() if not one.keep}
    assert {f"n2-{place}" for place in range(20, 30)} == set(removed)
    assert all(f"n1-{id_[3:]}" == one.anchor and one.reason == "exact" for id_, one in removed.items())


def test_a_stored_document_goes_before_an_earlier_one_of_an_agency(tmp_path: Path) -> None:
    stored = Document("stored", story(1), published="2026-11-05")
    run(tmp_path, [stored, *night(1, 2, 9)])
    copy = Document(
        "wire", story(1).replace("baaaward ", "changed "), published="2026-11-01", url="https://reuters.com/a"
    )
    found = {one.id: one for one in run(tmp_path, [copy, *night(2, 20, 3)])}

    assert (False, "near", "stored") == (found["wire"].keep, found["wire"].reason, found["wire"].anchor)


def test_what_was_dropped_is_no_anchor(tmp_path: Path) -> None:
    run(tmp_path, night(1, 0, 3))
    Index.open(tmp_path / "news.dedup").drop(id="n1-1")
    found = {one.id: one for one in run(tmp_path, night(2, 0, 3))}

    assert [False, True, False] == [found[f"n2-{place}"].keep for place in range(3)]


def test_a_short_item_of_an_earlier_night_is_found(tmp_path: Path) -> None:
    run(tmp_path, [Document("a", "The bridge is closed."), *night(1, 0, 3)])
    found = {one.id: one for one in run(tmp_path, [Document("b", "THE BRIDGE IS CLOSED"), *night(2, 5, 2)])}

    assert Decision("b", False, "exact", "a", 1.0, 1.0, "exact") == found["b"]


def test_what_a_stored_article_holds_is_flagged_and_kept(tmp_path: Path) -> None:
    run(tmp_path, [Document("long", f"{story(1)} {story(2)}"), *night(1, 3, 3)])
    found = {one.id: one for one in run(tmp_path, [Document("brief", words(1_020, 90)), *night(2, 9, 2)])}

    assert (True, "contained", "long", 1.0, "flagged") == (
        found["brief"].keep,
        found["brief"].reason,
        found["brief"].anchor,
        found["brief"].containment,
        found["brief"].rule,
    )


def test_a_policy_may_remove_what_another_holds(tmp_path: Path) -> None:
    documents = [
        Document("long", f"{story(1)} {story(2)}", published="2026-11-02"),
        Document("brief", words(1_020, 90)),
    ]
    found = {one.id: one for one in run(tmp_path, documents, Policy(remove=("contained",)))}

    assert (False, "contained", "long") == (found["brief"].keep, found["brief"].reason, found["brief"].anchor)


def test_what_others_name_is_not_removed_for_being_held(tmp_path: Path) -> None:
    documents = [
        Document("long", f"{story(1)} {story(2)} {story(3)}"),
        Document("brief", story(1), published="2026-11-01"),
        Document("copy", story(1).replace("baaaward ", "changed ")),
    ]
    found = {one.id: one for one in run(tmp_path, documents, Policy(remove=("near", "contained")))}

    assert (True, "anchor", "long") == (found["brief"].keep, found["brief"].rule, found["brief"].anchor)
    assert (False, "brief") == (found["copy"].keep, found["copy"].anchor)


def test_segments_of_an_index_change_nothing(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    stored = [Document(f"s{number}", words(30 * number, 200)) for number in range(60)]
    tonight = [Document(f"t{number}", words(int(rng.integers(2_000)), 180)) for number in range(60)]
    results = []
    for name, size in (("one", 60), ("many", 13)):
        index = Index.open(tmp_path / name, create=True)
        for first in range(0, 60, size):
            index.add(stored[first : first + size])
        units = write_units(tmp_path / f"units-{name}", tonight, size=size)
        results.append(list(decide(units, index.snapshot())))

    assert results[0] == results[1]
    assert 0 < sum(one.anchor is not None for one in results[0])


def test_of_two_that_hold_each_other_one_is_named(tmp_path: Path) -> None:
    copy = story(1).replace("baaaward ", "changed ")
    documents = [Document("a", story(1)), Document("b", copy)]
    found = list(run(tmp_path, documents, Policy(near=0.99, remove=("contained",))))

    assert [("a", "b", "contained")] == [(one.id, one.anchor, one.reason) for one in found if one.anchor]
