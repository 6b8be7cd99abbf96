"""Records of speed: kept whole, compared beyond noise, shown."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dedup.bench.speed.charts import LogBar, draw_bars, draw_lines
from dedup.bench.speed.comparing import compare, find_drift, find_noise, write_differences
from dedup.bench.speed.ratios import find_goals, find_ratio
from dedup.bench.speed.records import find_newest_speed, read_speed_record, write_speed_record
from dedup.bench.speed.tables import write_speed_details, write_speed_summary, write_speed_text
from dedup.errors import InputError
from tests.unit.speed_samples import ENGINES, SIGNATURES, make_record, make_run

OURS = make_run("dedup", [0.10, 0.10, 0.11])
PEER = make_run("peer", [1.0, 1.1, 1.2])
RECORD = make_record(OURS, PEER)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    missing = replace(PEER, seconds=(), cpu_seconds=(), memory=(), figures={}, versions={}, missing="not installed")
    record = make_record(OURS, missing)
    (tmp_path / "speed-1.json").write_text(write_speed_record(record), encoding="utf-8")

    assert record == read_speed_record(tmp_path / "speed-1.json")


def test_something_else_is_no_record_of_speed(tmp_path: Path) -> None:
    (tmp_path / "quality.json").write_text('{"schema": "dedup.quality/1"}')

    with pytest.raises(InputError, match="no record of speed: its schema"):
        read_speed_record(tmp_path / "quality.json")


def test_the_newest_whole_run_is_shown() -> None:
    newer = replace(RECORD, date="2026-11-25T10:00:00+00:00")
    sample = replace(RECORD, date="2026-11-26T10:00:00+00:00", sample=True)

    assert newer is find_newest_speed([newer, sample, RECORD])["signatures"][0]


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    assert 11.0 == pytest.approx(find_ratio(OURS, PEER), rel=0.01)


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [([0.10, 0.10, 0.11], "same"), ([0.104, 0.104, 0.104], "same"), ([0.2, 0.2, 0.2], "worse"), ([0.05] * 3, "better")],
)
def test_a_time_is_worse_only_beyond_its_noise(seconds: list[float], verdict: str) -> None:
    found = compare(RECORD, make_record(make_run("dedup", seconds), PEER))

    assert verdict == next(one.verdict for one in found if one.measure == "seconds")


def test_a_machine_that_drifted_makes_noise() -> None:
    slower = make_record(make_run("dedup", [0.15] * 3), PEER, copied=5.0)

    assert 0.5 == find_drift([slower, RECORD])
    assert not any(one.is_worse for one in compare(RECORD, slower))


def test_half_the_range_of_the_samples_is_noise() -> None:
    assert 0.1 == pytest.approx(find_noise([0.9, 1.0, 1.1]))


def test_a_worse_figure_is_worse_whatever_the_times() -> None:
    found = compare(RECORD, make_record(make_run("dedup", [0.10, 0.10, 0.11], rmse=0.04), PEER))

    assert ["rmse"] == [one.measure for one in found if one.is_worse]


def test_a_timing_that_no_longer_counts_is_worse() -> None:
    void = make_record(make_run("dedup", [0.1] * 3, void="recall is .38"), PEER)

    assert ["void"] == [one.verdict for one in compare(RECORD, void) if one.is_worse]


def test_a_comparison_shows_ratio_noise_and_verdict() -> None:
    slower = make_record(make_run("dedup", [0.2, 0.2, 0.2]), PEER)
    shown = write_differences(compare(RECORD, slower), RECORD, slower)

    assert "x2.000  ±5%    worse" in shown


def test_a_void_timing_shows_its_reason_and_no_rate() -> None:
    shown = write_speed_text(make_record(OURS, make_run("peer", [1.0], void="recall is .38")), [SIGNATURES], ENGINES)

    assert "void: recall is .38" in shown
    assert "200,000" in shown


def test_a_void_peer_is_no_fastest_one() -> None:
    result = make_record(OURS, make_run("peer", [0.2] * 3, void="wrong"), make_run("slow", [2.0] * 3)).results[0]

    assert [("dedup: times fastest peer", "9", "20", "met")] == list(find_goals(SIGNATURES, result, ENGINES))


def test_tables_have_a_row_for_each_engine_and_goal() -> None:
    newest = find_newest_speed([make_record(OURS, make_run("slow", [2.0, 2.0, 2.0]))])
    details = write_speed_details(newest, [SIGNATURES], ENGINES)

    assert "| dedup, list[str] | 200,000 | 5% | 20.0 | 10 | .0300 |" in details
    assert "| dedup: times fastest peer | 9 | 20 | met |" in details


def test_the_summary_has_the_best_run_of_each_library() -> None:
    newest = find_newest_speed([make_record(OURS, make_run("slow", [2.0, 2.0, 2.0]))])

    assert "| dedup | 200,000 |  |" in write_speed_summary(newest, ENGINES)


def test_pictures_are_well_formed() -> None:
    bars = draw_bars("Ours & theirs", "<note>", [LogBar("a", 10.0, "theirs"), LogBar("b", 1000.0, "ours")])
    lines = draw_lines("Growth", "", [RECORD.results[0]], ENGINES)

    assert ["ours", "theirs"] == [one.get("class") for one in ET.fromstring(bars).iter() if one.tag.endswith("rect")]
    assert 2 == sum(one.tag.endswith("polyline") for one in ET.fromstring(lines).iter())
