"""Names, order and candidates, each against something slow and obvious."""

from collections import Counter
from itertools import combinations_with_replacement
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.model import Document
from dedup.naming.candidates import find_candidates
from dedup.naming.evidence import _longest_run, _place, weigh
from dedup.naming.profiles import MOST_SENTENCES, make_profile
from dedup.naming.rarity import Counts
from dedup.samples import MOST, draw
from tests.corpus import load_newsroom
from tests.unit.stories_samples import parsed

ROWS = st.lists(st.dictionaries(st.integers(0, 3), st.floats(0, 1), max_size=4), min_size=1, max_size=4)


def names_of(text: str) -> list[tuple[set[str], bool]]:
    return [(set(name.stems), name.sure) for name in make_profile(parsed("a", text)).names]


def test_the_parts_of_a_name_are_one_name() -> None:
    assert [({"ils", "brandvold"}, True)] == names_of("Yesterday Ilse Brandvold spoke, and Brandvold smiled.")


def test_a_capital_where_a_sentence_begins_is_no_sure_name() -> None:
    assert [({"skafida"}, False)] == names_of("Skafidas admitted it all and wept.")


def test_numbers_have_one_spelling() -> None:
    profile = make_profile(parsed("a", "At 09:00 some 1,200 people came, at 9:00 again 1200, and 007 of them stayed."))

    assert {"9", "1200", "7"} == profile.numbers


def test_a_time_of_day_has_one_spelling() -> None:
    profile = make_profile(parsed("a", "It closes at 16:30 daily, it said, and not at 4:30 pm as on the other days."))

    assert {"4:30"} == profile.numbers


@pytest.mark.parametrize(
    ("target", "source", "own"),
    [
        ("It will leave the UK soon.", "It leaves the United Kingdom.", 0),
        ("It left the United Kingdom soon.", "It leaves the UK now, it said.", 0),
        ("It cost over 466,000 euros.", "It cost 466,219 euros.", 0),
        ("It cost 99,541 euros to build.", "It cost 99,541.98 euros.", 0),
        ("It cost over 470,000 euros.", "It cost 466,219 euros.", 1),
        ("It left the Port Linden again.", "It leaves the UK now.", 1),
    ],
)
def test_a_name_by_its_initials_and_a_rounded_number_are_not_the_texts_own(target: str, source: str, own: int) -> None:
    ours, theirs = (make_profile(parsed(id_, f"They say this. {id_}")) for id_ in (target, source))

    assert own == weigh(ours, theirs, Counts(draw([])).rarity_beside(ours, theirs)).own


def test_what_is_only_quoted_is_not_told() -> None:
    profile = make_profile(parsed("a", "He said the pier was closed. “The caissons moved,” he said of the pier."))

    assert "caisson" in profile.first
    assert "pier" in profile.told


def test_of_a_long_text_only_the_beginning_is_put_in_order() -> None:
    profile = make_profile(parsed("a", "A crane lifted stone number one over water. " * 2_000))

    assert MOST_SENTENCES == len(profile.sentences)


@given(ROWS)
def test_sentences_are_placed_as_well_as_any_placing_in_order(rows: list[dict[int, float]]) -> None:
    placings = combinations_with_replacement(range(4), len(rows))
    best = max(sum(row.get(place, 0.0) for row, place in zip(rows, places, strict=True)) for places in placings)

    assert abs(best - _place(rows, 4)) < 1e-9


@given(st.lists(st.integers(0, 9), max_size=8, unique=True))
def test_the_longest_run_is_the_longest_of_all_rising_choices(places: list[int]) -> None:
    best = [1] * len(places)
    for later in range(len(places)):
        earlier = [best[one] for one in range(later) if places[one] < places[later]]
        best[later] += max(earlier, default=0)

    assert max(best, default=0) == _longest_run(places)


def test_the_nearest_are_those_of_greatest_cosine() -> None:
    counts = {
        document.id: Counter(term.stem for one in parsed(document.id, document.text).sentences for term in one.terms)
        for document in load_newsroom()[0]
    }
    stems = {stem for words in counts.values() for stem in words}
    rarity = Counts(draw(load_newsroom()[0])).rarity(stems)

    def weight(id_: str, stem: str) -> float:
        return (1 + log(counts[id_][stem])) * rarity[stem] if stem in counts[id_] else 0.0

    def cosine(one: str, other: str) -> float:
        lengths = [sqrt(sum(weight(id_, stem) ** 2 for stem in counts[id_])) for id_ in (one, other)]
        return sum(weight(one, stem) * weight(other, stem) for stem in counts[one]) / (lengths[0] * lengths[1])

    for target, near in find_candidates(counts, rarity, counts, sorted(counts)).items():
        best = max(cosine(target, id_) for id_ in counts if id_ != target)

        assert best < 0.1 or abs(best - cosine(target, near[0])) < 1e-9


def test_a_word_means_the_same_in_a_small_and_in_a_large_collection() -> None:
    small = [Document(f"d{number}", f"The harbour and caisson{number}.") for number in range(20)]
    large = [Document(f"d{number}", f"The harbour and caisson{number}.") for number in range(2_000)]
    few, many = (Counts(draw(collection)).rarity(["harbour", "caisson", "unheard"]) for collection in (small, large))

    assert 1 == few["unheard"] == many["unheard"]
    assert few["harbour"] > many["harbour"] > 0
    assert few["caisson"] > 0.9 * many["caisson"]


def test_a_pair_is_judged_alike_whether_its_documents_are_counted_or_not() -> None:
    draft, wire = (Document(id_, "Skarholm closed its harbour to lift each caisson.") for id_ in ("draft", "wire"))
    others = [Document(f"d{number}", "The harbour is calm.") for number in range(20)]
    pair = [make_profile(parsed(one.id, one.text)) for one in (draft, wire)]
    among, beside = (Counts(draw(collection)).rarity_beside(*pair) for collection in ([*others, draft, wire], others))

    assert among == beside
    assert among["caisson"] > among["harbour"]


def test_of_thousands_no_more_are_read_than_tell_how_common_words_are(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def stems(document: Document) -> frozenset[str]:
        read.append(document.id)
        return frozenset({"harbour"})

    monkeypatch.setattr("dedup.samples.read_stems", stems)
    collection = [Document(f"d{number:05}", "The harbour.") for number in range(5_000)]

    assert Counts(draw(collection)).rarity(["harbour"]) == Counts(draw(collection[::-1])).rarity(["harbour"])
    assert 2 * MOST == len(read)
    assert 2 * MOST == 2 * len(set(read))
