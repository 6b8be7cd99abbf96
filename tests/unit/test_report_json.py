"""JSON and JSONL say everything, once, in one order."""

import json
from datetime import datetime

from jsonschema import Draft202012Validator

from dedup.model import Coverage, Provenance
from dedup.reports import Form, render, render_clusters, render_match, schema
from dedup.reports.plain import plain
from tests.unit.report_samples import cluster, comparison, provenance, record, report

VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_a_report_with_every_field_filled_is_valid() -> None:
    VALIDATOR.validate(json.loads(render(provenance(), Form.JSON)))


def test_every_line_of_jsonl_is_valid_on_its_own() -> None:
    lines = [json.loads(line) for line in render(provenance(), Form.JSONL).splitlines()]

    assert ["draft.txt", "wire/1"] == [line["document"]["id"] for line in lines]
    for line in lines:
        VALIDATOR.validate(line)


def test_a_comparison_and_clusters_are_valid() -> None:
    VALIDATOR.validate(json.loads(render_match(*comparison(), Form.JSON)))
    VALIDATOR.validate(json.loads(render_clusters([cluster()], comparison()[1:], Form.JSON)))
    VALIDATOR.validate(json.loads(render_clusters([cluster()], comparison()[1:], Form.JSONL)))


def test_the_schema_refuses_a_field_that_it_does_not_name() -> None:
    written = json.loads(render(provenance(), Form.JSON))
    written["documents"][0]["passages"][0]["matches"][0]["colour"] = "red"

    assert not VALIDATOR.is_valid(written)


def test_every_object_of_the_schema_is_closed_and_requires_all_its_fields() -> None:
    objects = [item for item in schema()["$defs"].values() if item.get("type") == "object"]

    assert objects
    for item in objects:
        assert item["additionalProperties"] is False
        assert sorted(item["required"]) == sorted(item["properties"])


def test_the_text_of_a_document_stays_out() -> None:
    written = json.loads(render(provenance(), Form.JSON))["documents"][0]["document"]

    assert "text" not in written
    assert written["length"] == len(record().text)


def test_floats_are_rounded_dates_are_iso_and_letters_stay_letters() -> None:
    written = render(Provenance((report(record(title="Ночные паромы 🚢")),), (), ()), Form.JSON)

    assert '"identity": 0.8462' in written
    assert '"published": "2026-03-02T09:30:00+00:00"' in written
    assert "Ночные паромы 🚢" in written


def test_negative_nothing_is_nothing() -> None:
    assert str(plain(-0.00001)) == "0.0"


def test_the_same_report_is_written_byte_for_byte() -> None:
    assert render(provenance(), Form.JSON) == render(provenance(), Form.JSON)


def test_a_collection_without_documents_is_valid() -> None:
    VALIDATOR.validate(json.loads(render(Provenance((), (), ()), Form.JSON)))
    assert render(Provenance((), (), ()), Form.JSONL) == ""


def test_a_date_without_zone_stays_without() -> None:
    assert plain(datetime(2026, 3, 2)) == "2026-03-02T00:00:00"


def test_an_alignment_holds_the_text_of_both_sides() -> None:
    match, target, source = comparison()
    written = json.loads(render_match(match, target, source, Form.JSON))["alignments"][0]

    assert written["target"]["text"] == target.text[written["target"]["start"] : written["target"]["end"]]
    assert written["source"]["text"] == source.text[written["source"]["start"] : written["source"]["end"]]


def test_coverage_has_the_names_of_the_model() -> None:
    expected = ["verbatim", "edited", "paraphrased", "summarised", "original", "credited", "uncredited"]

    assert expected == list(plain(Coverage()))  # type: ignore[call-overload]
