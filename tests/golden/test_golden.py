"""The reports are those that were read and found right."""

import pytest

from tests.golden.build import HERE, golden_reports


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    return golden_reports()


@pytest.mark.parametrize("name", ["newsroom.txt", "ferry.json", "seeds.txt"])
def test_a_report_reads_as_it_was_approved(name: str, reports: dict[str, str]) -> None:
    approved = (HERE / name).read_text(encoding="utf-8")

    assert approved == reports[name], "read the diff after `python -m tests.golden.build`, and commit it if it is right"
