"""A night's tables to what its page tells: counts, stories, what is carried, who carries it, when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from dedup.agencies import load_agencies, plain_name
from dedup.model import Suppressed
from dedup.moments import in_zone
from dedup.reports.night import CarriedText, Count, NightSummary, OutletReuse, Period, ToldStory

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = 20  # lines of a table of the page
_HOURS = 49  # so many are shown hour by hour, more day by day
_DAYS = 62  # so many days are shown, the last ones

Row = dict[str, Any]


class Lookup(Protocol):
    """What the tables do not say of documents."""

    def titles(self, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
        """Return title and outlet of stored documents; a few."""

    def origins(self, ids: Sequence[str]) -> "dict[str, Origin]":
        """Return outlet and time of stored documents."""

    def said(self, ids: Set[str]) -> Iterator[tuple[str, str]]:
        """Yield the ids of some of tonight's documents, and all that each says: its text, byline and credit."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from; the address is known of tonight's."""

    outlet: str | None
    published: datetime | None
    url: str | None = None


def summarise(
    tables: "Mapping[str, pa.Table]", *, night: str, indexed: int, bounded: Iterable[Suppressed], lookup: Lookup
) -> NightSummary:
    """Return what the page of a night tells.

    Args:
        indexed: documents of the index before.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    documents, kept, removed = (tables[name] for name in ("documents", "keep", "removed"))
    held = documents.filter(documents["keep"].is_valid())
    pairs = _pairs(tables["matches"])
    flagged = kept.filter(pc.not_equal(kept["rule"], "new"))
    return NightSummary(
        night=night,
        records=len(documents),
        statuses=_counts(documents, "status"),
        kept=len(kept),
        flagged=_counts(flagged, "rule"),
        removed=_counts(removed, "rule"),
        clusters=pc.count_distinct(tables["clusters"]["cluster"]).as_py(),
        indexed=indexed,
        story_count=pc.count_distinct(tables["stories"]["story"]).as_py(),
        stories=_stories(held),
        carried=_carried(held, removed, pairs, lookup),
        outlets=_reuse(held, pairs, lookup),
        periods=_periods(held),
        undated=held["published"].null_count,
        bounded=tuple(Count(one.reason, one.count) for one in bounded),
    )


def _tally(table: "pa.Table", *columns: str) -> "list[tuple[Any, ...]]":
    """Return each combination of values that is there with its number."""
    found = table.select(columns).group_by(list(columns)).aggregate([([], "count_all")])
    return list(zip(*(found[name].to_pylist() for name in (*columns, "count_all")), strict=True))


def _counts(table: "pa.Table", column: str) -> tuple[Count, ...]:
    """Return how often each value comes, the most often first."""
    return tuple(Count(*one) for one in sorted(_tally(table, column), key=lambda one: (-one[1], one[0])))


def _choose(table: "pa.Table", column: str, values: Sequence[str]) -> list[Row]:
    """Return the rows that have one of the values."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    rows: list[Row] = table.filter(pc.is_in(table[column], pa.array(values, pa.string()))).to_pylist()
    return rows


def _stories(held: "pa.Table") -> tuple[ToldStory, ...]:
    told = held.filter(held["story"].is_valid())
    biggest = [name for name, _ in sorted(_tally(told, "story"), key=lambda one: (-one[1], one[0]))[:_SHOWN]]
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _choose(told.select(["id", "story", "title", "outlet", "published"]), "story", biggest):
        rows[row["story"]].append(row)
    return tuple(_story(rows[name]) for name in biggest)


def _story(rows: Sequence[Row]) -> ToldStory:
    moments = sorted(filter(None, (_moment(row["published"]) for row in rows)))
    named = sorted((row for row in rows if row["title"]), key=lambda row: (row["published"] or "~", row["id"]))
    title = named[0]["title"] if named else min(row["id"] for row in rows)
    first, last = (moments[0], moments[-1]) if moments else (None, None)
    return ToldStory(title, len(rows), len({row["outlet"] for row in rows if row["outlet"]}), first, last)


def _pairs(matches: "pa.Table") -> list[tuple[str, str]]:
    """Return target and source of the matches with an asserted passage."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    asserted = matches.filter(pc.equal(matches["band"], "asserted"))
    return sorted((target, source) for target, source, _ in _tally(asserted, "document", "source"))


def _carried(
    held: "pa.Table", removed: "pa.Table", pairs: Sequence[tuple[str, str]], lookup: Lookup
) -> tuple[CarriedText, ...]:
    """Return the documents that most of tonight's repeat, or have passages of."""
    copies = Counter(dict(_tally(removed, "anchor")))
    passages = Counter(source for _, source in pairs)
    carriers = sorted(copies.keys() | passages.keys(), key=lambda id_: (-copies[id_] - passages[id_], id_))[:_SHOWN]
    users: dict[str, set[str]] = defaultdict(set)
    for row in _choose(removed.select(["anchor", "outlet"]), "anchor", carriers):
        users[row["anchor"]].add(row["outlet"])
    named = [(target, source) for target, source in pairs if source in set(carriers)]
    about = ["id", "title", "outlet"]
    outlet = {row["id"]: row["outlet"] for row in _choose(held.select(about), "id", [target for target, _ in named])}
    for target, source in named:
        users[source].add(outlet[target])
    own = {row["id"]: (row["title"], row["outlet"]) for row in _choose(held.select(about), "id", carriers)}
    titles = own | lookup.titles([id_ for id_ in carriers if id_ not in own])
    return tuple(
        CarriedText(
            id_,
            *titles.get(id_, (None, None)),
            *(copies[id_], passages[id_], len(users[id_] - {None})),
            is_stored=id_ not in own,
        )
        for id_ in carriers
    )


def _reuse(held: "pa.Table", pairs: Sequence[tuple[str, str]], lookup: Lookup) -> tuple[OutletReuse, ...]:
    """Return the outlets of which most documents have passages of others that they do not name."""
    origins = _origins(held, sorted({id_ for pair in pairs for id_ in pair}), lookup)
    sources: dict[str, list[Origin]] = defaultdict(list)
    for target, source in pairs:
        if target in origins and source in origins and _takes(origins[target], origins[source]):
            sources[target].append(origins[source])
    reusing = Counter(str(origins[target].outlet) for target in sources)
    uncredited = Counter(
        str(origins[target].outlet)
        for target, said in lookup.said(sources.keys())
        if not (any(_names(said, source) for source in sources[target]) or _names_agency(said))
    )
    kept = dict(_tally(held.filter(held["keep"]), "outlet"))
    order = sorted(reusing, key=lambda name: (-uncredited[name], -reusing[name], name))[:_SHOWN]
    return tuple(OutletReuse(name, kept[name], reusing[name], uncredited[name]) for name in order)


def _origins(held: "pa.Table", ids: Sequence[str], lookup: Lookup) -> dict[str, Origin]:
    own = {
        row["id"]: Origin(row["outlet"], _moment(row["published"]), row["url"])
        for row in _choose(held.select(["id", "outlet", "published", "url"]), "id", ids)
    }
    return own | lookup.origins([id_ for id_ in ids if id_ not in own])


def _takes(target: Origin, source: Origin) -> bool:
    """Return whether another outlet's document was published before."""
    if target.published is None or source.published is None or target.published <= source.published:
        return False
    return bool(target.outlet and source.outlet) and plain_name(target.outlet) != plain_name(source.outlet)


def _names(said: str, source: Origin) -> bool:
    """Return whether a text names an outlet or its agency anywhere: that is enough not to hold it against it."""
    outlet = source.outlet or ""
    return outlet.casefold() in said.casefold() or any(name in said for name in _spellings(outlet, source.url))


def _names_agency(said: str) -> bool:
    """Return whether a text names any agency: the passage may be that one's, and what was found another copy of it."""
    return any(one.kind == "agency" for one in load_agencies().find(said))


@lru_cache(maxsize=1 << 12)
def _spellings(outlet: str, url: str | None) -> frozenset[str]:
    owners = load_agencies().of_outlet(outlet=outlet, url=url)
    return frozenset(spelling for owner in owners for spelling, kind in owner.spellings if kind != "weak")


def _periods(held: "pa.Table") -> tuple[Period, ...]:
    """Return how much was kept and removed of each hour, or of each day where there are many."""
    tally = _tally(held, "published", "keep")
    moments = [(moment, keep, count) for published, keep, count in tally if (moment := _moment(published))]
    for form, most in (("%Y-%m-%d %H:00", _HOURS), ("%Y-%m-%d", None)):
        counts: Counter[tuple[str, bool]] = Counter()
        for moment, keep, count in moments:
            counts[moment.strftime(form), keep] += count
        names = sorted({name for name, _ in counts})
        if most is None or len(names) <= most:
            break
    return tuple(Period(name, counts[name, True], counts[name, False]) for name in names[-_DAYS:])


def _moment(published: str | None) -> datetime | None:
    return None if published is None else in_zone(datetime.fromisoformat(published)).astimezone(UTC)
