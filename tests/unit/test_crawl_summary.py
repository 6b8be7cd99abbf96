"""The page of a night: what is carried, and who carries it without naming it."""

import re
from pathlib import Path

import pytest

from dedup.cli.progress import Lines
from dedup.crawl.progress import Timing
from tests.cli.command import WIRE
from tests.unit.nights import article, finish, night_of, page, write_jsonl


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a night with a wire story, a copy of it, and two articles that have passages of it."""
    folder = tmp_path_factory.mktemp("night")
    at = "2024-11-27T{:02}:00:00Z".format
    names = f"{article(1)}\n{WIRE}\nReuters reported that."
    records = [
        page(0, id="wire", text=WIRE, outlet="Reuters", title="Breakwater closed", published=at(8)),
        page(1, id="copy", text=WIRE, outlet="Courier", published=at(9)),
        page(2, id="silent", text=f"{article(2)}\n{WIRE.partition('- ')[2]}", outlet="Ledger", published=at(10)),
        page(3, id="naming", text=names, outlet="Herald", published=at(11)),
        page(4, id="early", text=f"{article(4)}\n{WIRE.partition('- ')[2]}", outlet="Post", published=at(7)),
    ]
    night = night_of(folder, write_jsonl(folder / "a.jsonl", records))
    finish(night)
    return (night.output / "summary.html").read_text("utf-8")


def cells(shown: str, head: str) -> list[str]:
    """Return the cells of the row that a name heads."""
    (row,) = re.findall(rf'<tr><th scope="row"><bdi>{head}</bdi>(.*?)</tr>', shown, re.DOTALL)
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)


def test_who_has_a_passage_and_names_nobody_is_counted_as_not_crediting(shown: str) -> None:
    assert ["1", "1", "1"] == cells(shown, "Ledger")


def test_who_names_the_agency_is_counted_as_crediting(shown: str) -> None:
    assert ["1", "1", "–"] == cells(shown, "Herald")


def test_who_was_first_is_not_counted(shown: str) -> None:
    assert "<bdi>Post</bdi></th>" not in shown.partition("Passages of others")[2]


def test_a_carried_text_stands_there_with_its_copies_and_its_outlets(shown: str) -> None:
    copies, *_, outlets = cells(shown, "Breakwater closed")

    assert "1" == copies
    assert int(outlets) >= 2


def test_the_page_has_no_script_and_loads_nothing(shown: str) -> None:
    assert "default-src 'none'" in shown.replace("&#39;", "'")
    assert [] == re.findall(r"<script|<img|<link|src=|@import|url\(", shown)


def test_hours_are_shown_with_what_was_kept_and_removed(shown: str) -> None:
    assert re.search(
        r'<th scope="row">2024-11-27 09:00</th>.*?<td class="number">–</td><td class="number">1</td>', shown, re.DOTALL
    )


def test_a_log_has_a_line_for_each_stage_with_its_rate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.begin("read", 100)
    lines.end(Timing(2.0, 1.5, 5000))

    assert "read: 5,000 in 2.0 s, 2,500/s\n" == capsys.readouterr().err


def test_a_long_stage_tells_how_much_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("dedup.cli.progress.monotonic", lambda: now[0])
    lines = Lines()
    lines.begin("read", 1000)
    now[0] = 40.0
    lines.advance(80, 200)

    assert "read: 80 so far, 2/s, 20%, 3 min left\n" == capsys.readouterr().err
