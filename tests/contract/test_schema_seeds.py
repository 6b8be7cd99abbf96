"""The JSON of a real report holds what its schema promises, no more and no less."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dedup import pipeline
from dedup.model import Provenance
from dedup.reports import Form, render, schema

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> Provenance:
    return pipeline.report(pipeline.read_documents(sorted(str(path) for path in SEEDS.glob("*.txt"))))


def test_the_report_on_the_seeds_fits_the_schema(seeds: Provenance) -> None:
    Draft202012Validator(schema()).validate(json.loads(render(seeds, Form.JSON)))


def test_the_schema_names_the_report_that_is_shipped(seeds: Provenance) -> None:
    assert schema()["$id"] == json.loads(render(seeds, Form.JSON))["schema"]


def test_offsets_slice_back_to_the_passage(seeds: Provenance) -> None:
    texts = {report.document.id: report.document.text for report in seeds.documents}
    for report in seeds.documents:
        for passage in report.passages:
            assert texts[report.document.id][passage.start : passage.end] == passage.text
            for match in passage.matches:
                assert texts[match.document][match.start : match.end] == match.text


def test_every_form_of_the_report_names_every_document(seeds: Provenance) -> None:
    for form in Form:
        written = render(seeds, form)

        assert all(report.document.id in written for report in seeds.documents)
