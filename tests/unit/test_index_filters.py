"""A check that looks at some of the stored documents: at all of those, however many others are nearer."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import dedup
from dedup.errors import UsageError
from dedup.index import Filter, Index, make_filter, snapshot
from dedup.model import Document
from tests.corpus import load_newsroom
from tests.unit.index_samples import documents

WIRE = "PORT LINDEN (Reuters) - " + documents(1, 1)[0].text
RELEASE = "LINDEN, May 3 /PRNewswire/ -- " + documents(2, 1)[0].text


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index.open(tmp_path / "news.dedup", create=True)
    index.add(documents(0, 30))
    return index


@pytest.fixture
def large(index: Index, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index of which not all documents are looked at, but the one that is nearest by each way."""
    monkeypatch.setattr(snapshot, "FEW", 0)
    monkeypatch.setattr(snapshot, "_SHARED", 1)
    monkeypatch.setattr(snapshot, "NEAREST", 1)
    return index


def copies(count: int, **options: str) -> list[Document]:
    """Copies of a stored document, which are as near to it as it is itself."""
    text = documents(7, 1)[0].text
    return [Document(f"copy{number:03}", text, **options) for number in range(count)]


@pytest.mark.parametrize(
    "wanted",
    [
        make_filter(outlet="OUTLET1"),
        make_filter(outlet=["outlet0", "outlet2", "none"]),
        make_filter(agency="Reuters"),
        make_filter(agency=["AP", "AFP"]),
        make_filter(since="2024-05-03"),
        make_filter(until="2024-05-03"),
        make_filter(outlet="outlet1", since="2024-05-03T08:00:00Z", until=date(2024, 5, 9)),
        make_filter(outlet="nobody"),
    ],
)
def test_a_filter_lets_the_same_documents_pass_stored_or_not(index: Index, wanted: Filter) -> None:
    index.add([Document("bare", "No more."), Document("signed", "No more.", byline="Jane Doe, AP")])
    index.add(load_newsroom()[0])
    index.drop(id="d0004")

    assert [one for one in index if wanted.admits(one)] == list(index.snapshot().only(wanted))


def test_an_article_of_the_outlet_is_found_behind_nearer_ones_of_others(large: Index) -> None:
    large.add(copies(20, outlet="Elsewhere"))
    draft = Document("draft", documents(7, 1)[0].text)

    assert ["d0007"] == [one.document for one in large.check(draft, outlet="outlet1").near_duplicates]
    assert () == large.check(draft, outlet="outlet2").near_duplicates


def test_the_oldest_of_a_formula_is_found_where_the_newest_are_not_wanted(
    large: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_MOST", 2)
    large.add(copies(20, published="2024-06-01T08:00:00Z"))
    draft = Document("draft", documents(7, 1)[0].text)

    assert ["d0007"] == [one.document for one in large.check(draft, until="2024-05-31").near_duplicates]


def test_a_day_is_wanted_whole_and_a_time_to_the_microsecond(index: Index) -> None:
    def count(since: str | None = None, until: date | str | None = None) -> int:
        return len(index.snapshot().only(make_filter(since=since, until=until)))

    # Two stand on each of the first two days, and one on the others, at eight o'clock.
    assert (1, 4) == (count("2024-05-28"), count(until=date(2024, 5, 2)))
    assert (1, 0) == (count("2024-05-28T10:00+02:00"), count("2024-05-28T10:00:00.000001+02:00"))
    assert 2 == count(until=datetime(2024, 5, 1, 8, tzinfo=UTC))


def test_an_agency_is_known_by_any_of_its_names() -> None:
    assert {"AFP"} == make_filter(agency="Agence France-Presse").agencies == make_filter(agency="afp").agencies


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"agency": "Nobody"}, "there is no agency 'Nobody'"),
        ({"since": "soon"}, "since is 'soon', not a date"),
        ({"until": "2024-13-01"}, "until is '2024-13-01', not a date"),
        ({"since": "2024-05-02", "until": "2024-05-01"}, "since, 2024-05-02, is after until, 2024-05-01"),
    ],
)
def test_what_is_no_filter_is_refused(index: Index, options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        index.check(documents(0, 1)[0], **options)


def test_texts_are_an_agencys_by_outlet_dateline_and_credit_and_not_by_what_they_say_in_their_midst(
    index: Index,
) -> None:
    midst = documents(40, 1)[0].text.split()
    index.add(
        [
            Document("own", "Some words.", url="https://www.reuters.com/world/a"),
            Document("dateline", WIRE, outlet="The Ledger"),
            Document("credit", "Other words.", credit="© Reuters 2024"),
            Document("told", " ".join([*midst[:30], ", the mayor told Reuters,", *midst[30:]])),
        ]
    )
    found = index.snapshot().only(make_filter(agency="Reuters"))

    assert ["own", "dateline", "credit"] == [one.id for one in found]


def test_a_filtered_check_of_a_small_index_is_one_against_a_list(index: Index) -> None:
    articles, _ = load_newsroom()
    index.add(articles)
    wanted = make_filter(agency=["AP", "Reuters", "AFP"])
    chosen = [one for one in articles if wanted.admits(one)]

    for article in articles[::10]:
        draft = Document("draft", article.text, outlet=article.outlet, published=article.published)
        expected, found = dedup.check(draft, chosen), index.check(draft, agency=["AP", "Reuters", "AFP"])
        assert (expected.passages, expected.near_duplicates) == (found.passages, found.near_duplicates)


def test_what_documents_are_is_told_by_outlet_and_credit(index: Index) -> None:
    index.add(
        [
            Document("agency", "Some words.", outlet="AFP"),
            Document("feed", WIRE),
            Document("release", "Some words.", url="https://www.prnewswire.com/a"),
            Document("printed", RELEASE, outlet="The Ledger"),
            Document("carried", WIRE, outlet="The Ledger"),
            Document("staff", "Some words.", outlet="The Ledger"),
        ]
    )
    index.add([Document("said", WIRE)], role="publisher")
    roles = {one.document.id: one.role for segment in index.snapshot().segments for one in segment}

    assert {
        "agency": "wire",
        "feed": "wire",
        "release": "press",
        "printed": "press",
        "carried": None,
        "staff": None,
        "said": "publisher",
    } == {id_: role for id_, role in roles.items() if not id_.startswith("d0")}
    assert {"press": 2, "publisher": 1, "wire": 2} == index.info().roles


def test_agencies_and_roles_stay_through_compaction(index: Index) -> None:
    index.add([Document("feed", WIRE)])
    index.compact()
    Index.rebuild(index.path)

    assert ["feed"] == [one.id for one in index.snapshot().only(make_filter(agency="Reuters"))]
    assert {"wire": 1} == index.info().roles
