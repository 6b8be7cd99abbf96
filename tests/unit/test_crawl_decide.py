from pathlib import Path

import numpy as np
import pytest

import dedup
from dedup.crawl.decide import Decisions, decide
from dedup.crawl.model import Decision
from dedup.crawl.policy import Policy
from dedup.errors import ConfigError, DuplicateIdError
from dedup.model import Document
from tests.unit.crawl_samples import words, write_units

STORY = words(0, 200)


def decided(folder: Path, *documents: Document, policy: Policy | None = None) -> dict[str, Decision]:
    return {one.id: one for one in _decide(folder, *documents, policy=policy)}


def _decide(folder: Path, *documents: Document, policy: Policy | None = None) -> Decisions:
    return decide(write_units(folder, documents), policy=policy)


def test_the_same_words_are_removed_in_favour_of_the_first(tmp_path: Path) -> None:
    found = decided(
        tmp_path,
        Document("late", STORY.upper(), published="2026-11-02"),
        Document("early", STORY, published="2026-11-01"),
        Document("other", words(1_000, 200)),
    )

    assert Decision("late", False, "exact", "early", 1.0, 1.0, "exact") == found["late"]
    assert Decision("early", True) == found["early"]
    assert Decision("other", True) == found["other"]


def test_an_agency_s_own_page_goes_before_earlier_copies(tmp_path: Path) -> None:
    found = decided(
        tmp_path,
        Document("copy", STORY, published="2026-11-01", url="https://paper.example/a"),
        Document("wire", STORY, published="2026-11-02", url="https://www.reuters.com/world/a"),
    )

    assert "wire" == found["copy"].anchor


def test_a_near_duplicate_is_removed_with_its_measures(tmp_path: Path) -> None:
    copy = STORY.replace("baward ", "changed ")
    found = decided(tmp_path, Document("a", STORY, published="2026-11-01"), Document("b", copy))
    match = dedup.compare(copy, STORY)

    assert Decision("b", False, "near", "a", match.resemblance, match.containment, "near") == found["b"]


def test_no_chain_leads_to_a_removed_document(tmp_path: Path) -> None:
    versions = [words(10 * step, 200) for step in range(8)]  # each resembles its neighbours, and fewer others
    found = decided(tmp_path, *(Document(f"v{step}", text) for step, text in enumerate(versions)))

    removed = [one for one in found.values() if not one.keep]
    assert removed
    assert all(found[one.anchor or ""].keep and one.resemblance >= 0.8 for one in removed)


def test_a_near_duplicate_with_a_sentence_of_its_own_is_kept(tmp_path: Path) -> None:
    longer = f"{words(0, 400)} {words(9_000, 31)}"
    found = decided(tmp_path, Document("a", words(0, 400), published="2026-11-01"), Document("b", longer))

    assert (True, "near", "a", "addition") == (
        found["b"].keep,
        found["b"].reason,
        found["b"].anchor,
        found["b"].rule,
    )


def test_a_number_for_a_number_is_a_correction(tmp_path: Path) -> None:
    found = decided(
        tmp_path,
        Document("a", STORY.replace("baward ", "12 "), published="2026-11-01", url="https://one.example/a"),
        Document("b", STORY.replace("baward ", "13 "), published="2026-11-02", url="https://two.example/b"),
    )

    assert (True, "correction") == (found["b"].keep, found["b"].rule)


@pytest.mark.parametrize("url", ["http://www.one.example/a#top", "https://one.example/a/"])
def test_a_page_crawled_again_with_another_text_is_an_update(tmp_path: Path, url: str) -> None:
    found = decided(
        tmp_path,
        Document("a", STORY, published="2026-11-01", url="https://one.example/a"),
        Document("b", STORY.replace("baward ", "changed "), published="2026-11-02", url=url),
    )

    assert (True, "update", "a") == (found["b"].keep, found["b"].rule, found["b"].anchor)


def test_short_texts_are_removed_only_where_they_are_the_same(tmp_path: Path) -> None:
    short = words(0, 20)
    found = decided(tmp_path, Document("a", short), Document("b", short), Document("c", short + " more"))

    assert [True, False, True] == [found[id_].keep for id_ in "abc"]


def test_a_policy_may_keep_short_texts_and_protect_outlets(tmp_path: Path) -> None:
    policy = Policy(keep_short=True, protected=("One.example", "The Gazette"))
    found = decided(
        tmp_path,
        *(Document(f"short{number}", words(0, 20)) for number in range(2)),
        Document("a", STORY, published="2026-11-01"),
        Document("b", STORY, url="https://www.one.example/b"),
        Document("c", STORY, outlet="the gazette"),
        policy=policy,
    )

    assert {"short1": "short", "b": "protected", "c": "protected"} == {
        one.id: one.rule for one in found.values() if one.reason
    }
    assert all(one.keep for one in found.values())


def test_a_text_without_words_is_kept(tmp_path: Path) -> None:
    found = decided(tmp_path, Document("a", "…"), Document("b", "…"))

    assert all(one.keep for one in found.values())


def test_rows_say_what_is_kept_of_each_unit(tmp_path: Path) -> None:
    documents = [Document(f"d{number}", words(1_000 * (number % 4), 50)) for number in range(10)]
    units = write_units(tmp_path, documents, size=6)
    found = decide(units)

    assert [True] * 4 + [False] * 2 == found.kept(0).tolist()
    assert [False] * 4 == found.kept(1).tolist()
    assert ["d0", "d0", "d0"] == found.clusters["anchor"].to_pylist()[:3]


def test_nothing_to_decide_is_decided(tmp_path: Path) -> None:
    assert [] == list(decide([]))
    assert [] == list(decide(write_units(tmp_path, [])))


def test_two_documents_of_one_id_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(DuplicateIdError):
        _decide(tmp_path, Document("a", STORY), Document("a", "Other."))


@pytest.mark.parametrize("options", [{"near": 0.0}, {"contained": 1.5}, {"own_words": -1}, {"remove": ("old",)}])
def test_a_policy_that_makes_no_sense_is_an_error(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Policy(**options)  # type: ignore[arg-type]


def test_policies_that_decide_alike_have_one_version() -> None:
    assert Policy().version == Policy(near=0.8).version
    assert Policy().version != Policy(near=0.9).version


def test_units_order_and_threads_change_nothing(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    documents = [
        Document(f"d{number:03d}", words(40 * int(rng.integers(60)), 200), published=f"2026-11-{1 + number % 28:02d}")
        for number in range(300)
    ]
    shuffled = [documents[place] for place in rng.permutation(len(documents))]
    plain = decide(write_units(tmp_path / "a", documents), threads=1)
    other = decide(write_units(tmp_path / "b", shuffled, size=17)[::-1], threads=3)

    assert list(plain) == list(other)
    assert plain.clusters.equals(other.clusters)
    assert 0 < sum(not one.keep for one in plain)
