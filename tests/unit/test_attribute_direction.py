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


def verdict(target: ParsedDocument, source: ParsedDocument) -> tuple[str, str, bool]:
    """Return the relation, direction and count of the one passage, seen from the target."""
    traced = trace([target, source], aligned(target, source, WIRE))[target.id]
    match = traced.passages[0].matches[0]
    return match.relation, match.direction.value, match.counted


def test_two_copies_that_nothing_tells_apart_are_held_against_neither() -> None:
    one, other = parsed("one", WIRE), parsed("other", WIRE)

    assert ("unknown", "undirected", False) == verdict(one, other) == verdict(other, one)


def test_a_copy_of_what_was_there_before_counts_when_it_is_checked() -> None:
    draft, old = parsed("draft", WIRE), parsed("old", WIRE)

    traced = trace([draft, old], aligned(draft, old, WIRE), archive={"old"})

    assert {"draft": 1.0} == {id_: one.coverage.uncredited for id_, one in traced.items()}
    assert "undirected" == traced["draft"].passages[0].matches[0].direction.value


def test_of_two_copies_the_one_published_later_counts() -> None:
    early = parsed("early", WIRE, published="2024-05-01T08:00:00Z")
    late = parsed("late", WIRE, published="2024-05-01T09:00:00Z")

    assert ("unknown", "undirected", True) == verdict(late, early)
    assert ("unknown", "undirected", False) == verdict(early, late)


def test_who_names_the_other_outlet_has_it_from_there() -> None:
    paper = parsed("paper", WIRE, outlet="Nordmärkische Zeitung")
    agency = parsed("agency", f"{WIRE} Das sagte er der «Nordmärkischen Zeitung».", agency="dpa")

    assert ("copied_from", "from_source", True) == verdict(agency, paper)
    assert ("copied_from", "to_source", False) == verdict(paper, agency)


def test_a_short_name_must_stand_in_a_credit_to_show_where_a_text_is_from() -> None:
    paper = parsed("paper", WIRE, outlet="Bild")
    mention = parsed("mention", f"{WIRE} Ein Bild der Lage.", outlet="North")
    credited = parsed("credited", f"{WIRE} Das sagte er Bild.", outlet="North", credits_=[("Bild", "in_text")])

    assert ("undirected", "from_source") == (verdict(mention, paper)[1], verdict(credited, paper)[1])


def test_outlets_that_name_each_other_show_nothing() -> None:
    north = parsed("north", f"{WIRE} So did the Southern Gazette.", outlet="Northern Gazette")
    south = parsed("south", f"{WIRE} So did the Northern Gazette.", outlet="Southern Gazette")

    assert "undirected" == verdict(north, south)[1]


@pytest.mark.parametrize("label", ["PRESS RELEASE", "Nota de prensa", "Pressemitteilung 12/2024", "보도자료"])
def test_a_press_release_is_the_source_of_what_outlets_print(label: str) -> None:
    release = parsed("release", f"{label}\n{WIRE}", published="2024-05-01T10:00:00Z")
    article = parsed("article", WIRE, outlet="North", published="2024-05-01T09:30:00Z")

    assert ("copied_from", "undirected", True) == verdict(article, release)
    assert not verdict(release, article)[2]


def test_a_press_release_is_credited_as_a_statement_and_not_by_quoting() -> None:
    release = parsed("release", f"PRESS RELEASE\n{WIRE}")
    named = parsed("named", f"{WIRE} The ministry put that in a statement.", language="en")
    quoted = parsed("quoted", f"{WIRE} The minister said she was sorry.", language="en")

    traced = trace([release, named, quoted], aligned(named, release, WIRE), aligned(quoted, release, WIRE))

    assert (True, False) == (traced["named"].passages[0].credited, traced["quoted"].passages[0].credited)


def test_times_decide_between_one_agencys_versions_together_with_whose_they_are() -> None:
    first = parsed("first", WIRE, agency="AFP", published="2024-05-01T08:00:00Z")
    update = parsed("update", WIRE, agency="AFP", published="2024-05-01T12:00:00Z")

    direction = trace([first, update], aligned(update, first, WIRE))["update"].passages[0].matches[0].direction

    assert ("from_source", ["published", "credit"]) == (direction.value, [found.type for found in direction.evidence])


def test_no_kind_of_evidence_decides_by_time_alone() -> None:
    early = parsed("early", WIRE, published="2024-05-01")
    late = parsed("late", WIRE, published="2024-06-01")

    assert "undirected" == verdict(late, early)[1]


def test_between_two_outlets_a_credit_never_makes_one_the_copier_of_the_other() -> None:
    credited = parsed(
        "credited", f"{WIRE} {OWN}\nAFP", outlet="North", credits_=[("AFP", "credit_line")], published="2024-05-01"
    )
    cut = parsed("cut", WIRE, outlet="South", published="2024-05-03")
    traced = trace([credited, cut], aligned(cut, credited, WIRE))

    for id_ in ("credited", "cut"):
        match = traced[id_].passages[0].matches[0]

        assert ("common_source", "agency:AFP", "undirected") == (match.relation, match.source, match.direction.value)


@pytest.mark.parametrize(
    ("url", "published", "expected"),
    [
        ("https://post.example/opinion/ferries", "2024-05-01T09:00:00Z", "from_source"),
        ("https://post.example/news/ferries", "2024-05-01T09:00:00Z", "undirected"),
        ("https://post.example/opinion/ferries", None, "undirected"),
        ("https://post.example/opinion/ferries", "2024-05-01T07:00:00Z", "undirected"),
    ],
    ids=["a later column", "a later report", "a column without a date", "an earlier column"],
)
def test_a_column_takes_its_facts_from_a_report_before_it(url: str, published: str | None, expected: str) -> None:
    more = (
        "Divers of the coast guard began at noon. A crane is on its way from the south. The mayor cut short a holiday."
    )
    news = parsed("news", f"{WIRE} {more} {more.upper()}", published="2024-05-01T08:00:00Z")
    column = parsed("column", f"{OWN} {WIRE}", published=published, url=url)

    direction = trace([news, column], aligned(column, news, WIRE))["column"].passages[0].matches[0].direction

    assert expected == direction.value
