"""Direction: who was first, on what evidence, and that no original is accused."""

import pytest

from dedup.model import ParsedDocument
from tests.unit.attribution import LEAD, OWN, WIRE, aligned, parsed, trace


def test_an_original_is_not_accused_of_copying_its_copy() -> None:
    wire = parsed("wire", WIRE, agency="AFP")
    copy = parsed("copy", WIRE)

    original = trace([wire, copy], aligned(copy, wire, WIRE))["wire"]

    assert "to_source" == original.passages[0].matches[0].direction.value
    assert (1.0, 0.0) == (original.coverage.original, original.coverage.uncredited)
    assert () == original.sources


def test_publication_time_alone_does_not_decide_who_was_first() -> None:
    early = parsed("early", WIRE, published="2024-05-01T08:00:00Z")
    late = parsed("late", WIRE, published="2024-05-01T09:00:00Z")

    direction = trace([early, late], aligned(late, early, WIRE))["late"].passages[0].matches[0].direction

    assert "undirected" == direction.value
    assert ["published"] == [found.type for found in direction.evidence]


def test_time_and_a_cut_together_decide() -> None:
    early = parsed("early", WIRE, published="2024-05-01T08:00:00Z")
    late = parsed("late", LEAD, published="2024-05-01T09:00:00Z")

    direction = trace([early, late], aligned(late, early, LEAD))["late"].passages[0].matches[0].direction

    assert "from_source" == direction.value
    assert ["published", "containment"] == [found.type for found in direction.evidence]


def test_a_day_too_late_vetoes_the_source() -> None:
    wire = parsed("wire", WIRE, agency="AFP", published="2024-05-03T08:00:00Z")
    brief = parsed("brief", LEAD, published="2024-05-01T09:00:00Z")

    direction = trace([wire, brief], aligned(brief, wire, LEAD))["brief"].passages[0].matches[0].direction

    assert "undirected" == direction.value


def test_an_original_has_nothing_to_credit() -> None:
    wire, copy = parsed("wire", WIRE, agency="AFP"), parsed("copy", WIRE)

    traced = trace([wire, copy], aligned(copy, wire, WIRE))

    assert (True, False) == (traced["wire"].passages[0].credited, traced["copy"].passages[0].credited)


def test_where_nobody_is_shown_to_be_first_the_one_published_first_is_not_accused() -> None:
    early = parsed("early", f"{OWN} {WIRE}", published="2024-05-01T08:00:00Z")
    late = parsed("late", f"{WIRE} And {OWN.lower()}", published="2024-05-03T08:00:00Z")

    traced = trace([early, late], aligned(late, early, WIRE))

    assert ("undirected", "undirected") == tuple(
        traced[id_].passages[0].matches[0].direction.value for id_ in ("early", "late")
    )
    assert (False, True) == tuple(traced[id_].passages[0].matches[0].counted for id_ in ("early", "late"))
    assert 0.0 == traced["early"].coverage.uncredited
    assert 0.5 < traced["late"].coverage.uncredited


def test_an_agency_is_not_accused_because_a_copy_was_stamped_before_it() -> None:
    wire = parsed("wire", WIRE, agency="AFP", published="2024-05-01T10:00:00Z")
    copy = parsed("copy", WIRE, published="2024-05-01T09:30:00Z")

    original = trace([wire, copy], aligned(copy, wire, WIRE))["wire"]

    assert (1.0, ()) == (original.coverage.original, original.sources)


@pytest.mark.parametrize("agency", ["AFP", None])
def test_who_published_days_before_the_agencys_text_did_not_copy_it(agency: str | None) -> None:
    late = parsed("late", f"{WIRE}\nAFP", credits_=[("AFP", "dateline")], agency=agency, published="2024-05-04")
    early = parsed("early", WIRE, published="2024-05-01")

    original = trace([late, early], aligned(early, late, WIRE))["early"]

    assert ("unknown", 1.0) == (original.passages[0].matches[0].relation, original.coverage.original)


def test_times_of_which_one_lacks_its_zone_are_compared_beyond_half_a_day() -> None:
    early = parsed("early", WIRE, published="2024-05-01T20:00:00")
    near, far = (
        parsed(id_, WIRE, published=f"2024-05-02T{hour}:00:00Z") for id_, hour in (("near", "09"), ("far", 11))
    )

    def evidence(late: ParsedDocument) -> list[str]:
        match = trace([early, late], aligned(late, early, WIRE))[late.id].passages[0].matches[0]
        return [found.type for found in match.direction.evidence]

    assert ([], ["published"]) == (evidence(near), evidence(far))
