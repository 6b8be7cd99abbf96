"""What the benchmarks count: on corpora of a few lines, whose figures are known."""

import json
from pathlib import Path

import pytest

from dedup.bench.corpora import Task
from dedup.bench.figures import Figure, find_figures, mean
from dedup.bench.measures import NAMES, find_measure
from dedup.bench.measures.copies import exact_shingles
from dedup.bench.measures.editing import make_family
from dedup.errors import ConfigError
from tests.cli.command import DRAFT, LIFTED, OTHER, WIRE
from tests.corpus import load_newsroom

FERRY = next(one for one in load_newsroom()[0] if one.id == "ferry-ap")


def figures(measure: str, *corpora: Path) -> dict[str, float]:
    observe, score = find_measure(measure)
    return {figure.name: figure.all for figure in find_figures(observe(Task(corpora)), score)}


def test_every_measure_that_is_named_is_there() -> None:
    assert [] == [name for name in NAMES if len(find_measure(name)) != 2]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ConfigError, match="no measure 'speed'"):
        find_measure("speed")


def test_halves_are_every_other_observation_and_what_cannot_be_measured_is_left_out() -> None:
    found = find_figures([1, 1, 0], lambda ones: {"mean": mean(ones), "of none": mean([])})

    assert (Figure("mean", 0.66667, 0.5, 1.0),) == found


def test_alignment_counts_a_lifted_passage_as_the_annotation_says(tmp_path: Path) -> None:
    kind = tmp_path / "02-no-obfuscation"
    for folder in (kind, tmp_path / "susp", tmp_path / "src"):
        folder.mkdir()
    (tmp_path / "susp" / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "src" / "wire.txt").write_text(WIRE, encoding="utf-8")
    (kind / "pairs").write_text("draft.txt wire.txt\n", encoding="utf-8")
    case = (
        f'<feature name="plagiarism" this_offset="{DRAFT.index(LIFTED)}" this_length="{len(LIFTED)}" '
        f'source_reference="wire.txt" source_offset="{WIRE.index(LIFTED)}" source_length="{len(LIFTED)}" />'
    )
    (kind / "draft-wire.xml").write_text(f"<document>{case}</document>", encoding="utf-8")

    found = figures("alignment", tmp_path)

    assert 0.95 <= found["recall, no-obfuscation"] == found["recall, all"]
    assert 0 == found["detections in clean pairs"]


def test_answers_are_told_by_what_they_contain(tmp_path: Path) -> None:
    copies = {f"g{number}.txt": (WIRE[number:], "cut") for number in range(2)}
    others = {f"n{number}.txt": (OTHER[number:], "non") for number in range(2)}
    rows = [f"{name},{'ab'[number % 2]},{level}" for number, (name, (_, level)) in enumerate((copies | others).items())]
    (tmp_path / "file_information.csv").write_text("\n".join(["File,Task,Category", *rows]), encoding="utf-8")
    for name, (text, _) in (copies | others).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for task in "ab":
        (tmp_path / f"orig_task{task}.txt").write_text(WIRE, encoding="utf-8")

    found = figures("answers", tmp_path)

    assert 1.0 == found["accuracy, leave one out"] == found["accuracy by asserted share, leave one out"]
    assert 0.9 < found["containment, cut"]
    assert 0.0 == found["containment, non"] == found["answers with an asserted passage, non"]


def test_a_reprint_is_found_on_both_pages(tmp_path: Path) -> None:
    (tmp_path / "19160229").mkdir()
    for name, text in (("a.txt", WIRE), ("b.txt", DRAFT)):
        (tmp_path / "19160229" / name).write_text(text, encoding="utf-8")
    spans = [WIRE.index(LIFTED), WIRE.index(LIFTED) + len(LIFTED), DRAFT.index(LIFTED), DRAFT.index(LIFTED) + 100]
    row = "a.txt\t{}\t{}\tb.txt\t{}\t{}".format(*spans)
    header = "page_a\ta_start\ta_end\tpage_b\tb_start\tb_end"
    (tmp_path / "19160229_silver_passages.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")

    found = figures("reprints", tmp_path)

    assert 1.0 == found["passages found"] == found["passages of pairs that were candidates"]
    assert found["CPU seconds, 2 pages all against all"] < 10


def test_credit_cases_are_counted_by_role(tmp_path: Path) -> None:
    path = tmp_path / "credits.md"
    path.write_text(
        "| place | fragment |\n|---|---|\n| dateline | `PARIS (AFP) -` · `Nowhere at all` |\n"
        "| photo | `(AP Photo/Jane Doe)` |\n",
        encoding="utf-8",
    )

    found = figures("credit_cases", path)

    assert 1.0 == found["look-alikes that credit nobody"]
    assert round(2 / 3, 5) == found["dateline, F1"]


def test_reports_of_one_event_that_share_a_paragraph_are_seen(tmp_path: Path) -> None:
    for event, texts in {"harbour": [WIRE, DRAFT], "music": [OTHER, OTHER[::-1]]}.items():
        (tmp_path / event).mkdir()
        for number, text in enumerate(texts):
            (tmp_path / event / f"{number}.txt").write_text(text, encoding="utf-8")

    found = figures("events", tmp_path)

    assert 2 == found["pairs of one event"]
    assert 0.5 == found["pairs with anything asserted"]


def test_a_rewrite_names_its_source_and_none_where_it_is_absent(tmp_path: Path) -> None:
    rewrites, news = tmp_path / "rewrites.jsonl", tmp_path / "news"
    news.mkdir()
    (news / "news.csv").write_text(f'date,text\n2020-01-01,"{OTHER}"\n', encoding="utf-8")
    records = [
        {"id": "wire", "kind": "source", "text": WIRE},
        {"id": "draft", "kind": "rewrite", "model": "m", "source_id": "wire", "text": WIRE.replace("eleven", "ten")},
    ]
    rewrites.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    found = figures("rewrites", rewrites, news)

    assert 1.0 == found["source named"]
    assert 0.0 == found["one named though the source is absent"]


def test_copies_are_the_same_on_every_machine_and_one_is_no_near_duplicate() -> None:
    family = make_family(FERRY)
    original = exact_shingles(FERRY.text)
    near = [
        one.id
        for one in family
        if len(original & exact_shingles(one.text)) >= 0.7 * len(original | exact_shingles(one.text))
    ]

    assert family == make_family(FERRY)
    assert 7 == len(family)
    assert "ferry-ap/changed-15" not in near
    assert 6 >= len(near) >= 5


def test_a_sample_is_spread_over_the_whole_corpus() -> None:
    assert [0, 25, 50, 75] == Task([], sample=4).pick(range(100))


def test_the_newsroom_has_a_figure_for_each_judgement() -> None:
    found = figures("newsroom", Path(__file__).parents[1] / "corpus")

    assert 0.5 < found["passages, relation"] <= found["passages, found"] <= 1
    assert found["look-alikes asserted"] < 0.1 * found["look-alikes"]


def test_copies_of_one_article_are_found_as_the_exhaustive_comparison_says(tmp_path: Path) -> None:
    (tmp_path / "newsroom.jsonl").write_text(json.dumps({"id": FERRY.id, "text": FERRY.text}) + "\n", encoding="utf-8")

    found = figures("copies", tmp_path)

    assert 7 == found["documents"]
    assert 1.0 == found["pairs at resemblance 0.7, F1"] == found["cluster pairs, F1"]
    assert 0.0 == found["containment, largest error"]


def test_a_document_is_read_from_the_columns_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text(f'date,text\n2020-01-01,"{FERRY.text}"\n', encoding="utf-8")

    assert 7 == figures("copies", tmp_path)["documents"]
