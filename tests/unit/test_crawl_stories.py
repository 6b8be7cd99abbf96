from pathlib import Path

from dedup.crawl.decide import decide
from dedup.crawl.policy import Policy
from dedup.index import Index
from dedup.model import Document
from tests.unit.crawl_samples import words, write_units

EVENT = words(0, 30)


def report(number: int, *, day: int = 1) -> Document:
    """Return a report of the event in words of its own: no five of another report's are in a row."""
    own = words(1_000 * number, 90).split()
    mixed = [word for pair in zip(own, EVENT.split() * 3, strict=True) for word in pair]
    return Document(f"r{number}", " ".join(mixed), published=f"2026-11-{day:02}")


def other(number: int) -> Document:
    return Document(f"o{number}", words(1_000 * number, 150), published="2026-11-01")


def stories(folder: Path, *documents: Document, policy: Policy | None = None) -> list[tuple[str, str]]:
    found = decide(write_units(folder / "units", documents), policy=policy).stories
    return list(zip(found["story"].to_pylist(), found["document"].to_pylist(), strict=True))


OTHERS = [other(number) for number in range(20, 60)]


def test_reports_of_one_event_are_a_story_with_the_copies_of_each(tmp_path: Path) -> None:
    copy = Document("copy", report(2).text, published="2026-11-02")

    assert [("copy", "copy"), ("copy", "r1"), ("copy", "r2")] == stories(tmp_path, report(1), report(2), copy, *OTHERS)


def test_what_is_told_weeks_later_is_another_story(tmp_path: Path) -> None:
    assert [] == stories(tmp_path, report(1), report(2, day=20), *OTHERS)


def test_stories_are_found_only_where_they_are_asked_for(tmp_path: Path) -> None:
    assert [] == stories(tmp_path, report(1), report(2), *OTHERS, policy=Policy(stories=False))


def test_copies_of_a_stored_document_are_of_its_story(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "news.dedup", create=True)
    index.add([Document("stored", report(1).text), *OTHERS])
    units = write_units(tmp_path / "units", [Document(f"c{number}", report(1).text) for number in range(2)])
    found = decide(units, index.snapshot()).stories

    assert ["c0", "c1", "stored"] == found["document"].to_pylist()
