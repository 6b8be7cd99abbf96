"""Records, floors, tables and pictures of the benchmarks."""

import json
import platform
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from dedup.bench.bounds import Bound, read_bound
from dedup.bench.definitions import Definition, Reference, load_definitions, select
from dedup.bench.figures import Figure
from dedup.bench.floors import find_breaches, find_lowered, parse_floors
from dedup.bench.pictures import Bar, draw
from dedup.bench.records import Result, find_newest, make_record, read_record, write_record
from dedup.bench.reporting import splice
from dedup.bench.tables import write_details, write_summary, write_text
from dedup.errors import ConfigError, DedupError, InputError, UsageError

FIGURES = (Figure("plagdet", 0.9718, 0.97, 0.9736), Figure("found", 3, None, 1))
RECORD = make_record([Result("pan", 12, 1.5, FIGURES)], {"news": "news missing"}, sample=False)
PAN = Definition(
    name="pan",
    place=1,
    title="A corpus",
    measure="alignment",
    corpora=("pan",),
    method="Counted.",
    obtain="somewhere",
    licence="none",
    sample=5,
    figures={
        "plagdet": Reference("plagdet, all", Bound(0.98, upward=True), 0.877, "Somebody 2014", headline=True),
        "missing": Reference("not measured"),
    },
)
FLOORS = '{"schema": "dedup.floors/1", "floors": {"pan": {"plagdet": %s, "found": {"at_most": 3}}}}'


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(write_record(RECORD), encoding="utf-8")

    assert RECORD == read_record(path)


def test_a_record_tells_no_path_and_no_host() -> None:
    written = write_record(RECORD)

    assert [] == [
        name for name in (platform.node(), str(Path.home()), str(Path.cwd())) if len(name) > 3 and name in written
    ]


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    for text in ("{}", "[", '{"schema": "other/1"}'):
        (tmp_path / "record.json").write_text(text, encoding="utf-8")

        with pytest.raises(InputError, match=r"record\.json is no record"):
            read_record(tmp_path / "record.json")


def test_the_newest_whole_run_of_each_benchmark_counts() -> None:
    old = replace(RECORD, date="2026-01-01T00:00:00+00:00", results=(*RECORD.results, Result("old", 1, 1.0, ())))
    new = replace(RECORD, date="2026-02-01T00:00:00+00:00")
    sample = replace(RECORD, date="2026-03-01T00:00:00+00:00", sample=True)

    newest = find_newest([sample, new, old])

    assert {"pan": new.date, "old": old.date} == {name: record.date for name, (record, _) in newest.items()}


def test_a_figure_below_its_floor_is_a_breach() -> None:
    floors = parse_floors(FLOORS % '{"at_least": 0.98}')

    assert ["pan: plagdet is .9718; its floor is ≥ .9800"] == [str(one) for one in find_breaches(RECORD, floors)]


def test_a_figure_that_is_missing_though_its_corpus_is_there_is_a_breach() -> None:
    floors = parse_floors(FLOORS % '{"at_least": 0.97}')
    record = replace(RECORD, results=(replace(RECORD.results[0], figures=FIGURES[:1]),))

    assert ["pan: found was not measured; its floor is ≤ 3"] == [str(one) for one in find_breaches(record, floors)]


def test_a_benchmark_that_nobody_runs_any_more_is_a_breach_and_one_without_its_corpus_is_none() -> None:
    floors = parse_floors(FLOORS % '{"at_least": 0.97}')
    gone = replace(RECORD, results=())

    assert 2 == len(list(find_breaches(gone, floors)))
    assert [] == list(find_breaches(replace(gone, skipped={"pan": "pan missing"}), floors))
    assert [] == list(find_breaches(gone, floors, only=["news"]))


def test_a_sample_has_floors_of_its_own() -> None:
    floors = parse_floors(FLOORS % '{"whole": {"at_least": 0.98}, "sample": {"at_least": 0.96}}')

    assert [] == list(find_breaches(replace(RECORD, sample=True), floors))
    assert 1 == len(list(find_breaches(RECORD, floors)))


@pytest.mark.parametrize(
    ("entry", "lowered"),
    [
        ('{"at_least": 0.97}', False),
        ('{"at_least": 0.98}', False),
        ('{"at_least": 0.96}', True),
        ('{"at_most": 0.97}', True),
        ('{"sample": {"at_least": 0.97}}', True),
    ],
)
def test_a_floor_that_asks_for_less_is_seen(entry: str, lowered: bool) -> None:
    old, new = parse_floors(FLOORS % '{"at_least": 0.97}'), parse_floors(FLOORS % entry)

    assert ([("pan", "plagdet")] if lowered else []) == find_lowered(old, new)
    assert [("pan", "plagdet"), ("pan", "found")] == find_lowered(old, [])


@pytest.mark.parametrize("entry", [{}, {"at_least": "much"}, {"at_least": 1, "at_most": 2}, {"about": 1}])
def test_what_is_no_bound_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="no bound"):
        read_bound(entry, "floors.json")


def test_a_definition_with_a_field_too_many_is_refused(tmp_path: Path) -> None:
    (tmp_path / "definitions").mkdir()
    (tmp_path / "definitions" / "pan.toml").write_text('corpora = ["pan"]\nspeed = 1\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r"pan\.toml is no definition"):
        load_definitions(tmp_path)


def test_a_benchmark_that_does_not_exist_is_refused_with_the_names_of_those_that_do() -> None:
    with pytest.raises(UsageError, match="no benchmark 'bam'") as refused:
        select([PAN], ["bam"])

    assert "the benchmarks are pan" == refused.value.hint


def test_the_text_shows_every_figure_with_its_goal_and_what_is_missing() -> None:
    assert f"""\
pan: A corpus, 12 observed in 1.5 s of CPU
             all   even    odd            goal  published
  plagdet  .9718  .9700  .9736  ≥ .9800 missed      .8770
  found        3      –      1

news: not measured, news missing

{RECORD.date}, whole corpora
""" == write_text(RECORD, [PAN])


def test_the_readmes_show_what_definitions_list() -> None:
    newest = find_newest([RECORD])

    assert "| A corpus | plagdet, all | .9718 | .8770 (Somebody 2014) |" in write_summary(newest, [PAN])
    assert "| plagdet, all | .9718 | .9700 | .9736 | ≥ .9800 missed | .8770 (Somebody 2014) |" in write_details(
        newest, [PAN]
    )


def test_a_readme_keeps_what_stands_outside_its_markers() -> None:
    text = "before\n<!-- quality: written by dedup bench report -->\nold\n<!-- end of quality -->\nafter\n"

    spliced = splice(text, "quality", "new\n", "README.md")

    assert spliced.splitlines()[0::2] == ["before", "new", "after"]


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(DedupError, match=r"README\.md lacks <!-- quality"):
        splice("nothing here\n", "quality", "new\n", "README.md")


def test_a_picture_is_well_formed_and_dark_pages_have_colours_of_their_own() -> None:
    picture = draw("Ours & theirs", "a <note>", [Bar("one", "", 0.5, 0.25, 0.75), Bar("two", "", 2.0)])
    bars = [one for one in ET.fromstring(picture).iter() if one.tag.endswith("rect")]

    assert ["ours", "theirs", "ours"] == [bar.get("class") for bar in bars]
    assert "prefers-color-scheme: dark" in picture


def test_the_committed_files_are_sound() -> None:
    benchmarks = Path(__file__).parents[2] / "benchmarks"
    definitions = {one.name: one for one in load_definitions(benchmarks)}
    floors = parse_floors((benchmarks / "floors.json").read_text(encoding="utf-8"))
    records = [read_record(path) for path in (benchmarks / "records").glob("quality-*.json")]
    newest = find_newest(records)

    assert [] == [floor for floor in floors if floor.benchmark not in definitions]
    assert [] == [
        (name, figure)
        for name, (_, result) in newest.items()
        for figure in definitions[name].figures
        if result.find(figure) is None
    ]
    assert json.loads((benchmarks / "floors.json").read_text(encoding="utf-8"))["floors"]
