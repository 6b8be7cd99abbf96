"""Clusters: anchored, threshold-exact, and the same whatever the order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dedup.clusters import find_clusters
from dedup.model import Match


def _order(count: int) -> list[str]:
    return [f"d{index}" for index in range(count)]


def _match(one: int, other: int, resemblance: float) -> Match:
    return Match(f"d{one}", f"d{other}", resemblance, resemblance)


def test_a_chain_of_likenesses_is_not_one_cluster() -> None:
    chain = [_match(0, 1, 0.8), _match(1, 2, 0.8), _match(2, 3, 0.8)]

    clusters = find_clusters(chain, _order(4), threshold=0.7)

    assert [("d0", "d1"), ("d2", "d3")] == [tuple(member.id for member in cluster.members) for cluster in clusters]


def test_a_match_at_the_threshold_counts_and_one_below_does_not() -> None:
    clusters = find_clusters([_match(0, 1, 0.7), _match(0, 2, 0.6999)], _order(3), threshold=0.7)

    assert [("d0", "d1")] == [tuple(member.id for member in cluster.members) for cluster in clusters]


def test_the_anchor_is_the_first_in_order() -> None:
    matches = [_match(0, 1, 0.9), _match(0, 2, 0.9), _match(1, 2, 0.9)]

    assert "d2" == find_clusters(matches, ["d2", "d0", "d1"], threshold=0.7)[0].anchor


def test_members_carry_their_own_containment_in_the_anchor() -> None:
    # target: 120 shingles, source: 150, 110 shared
    match = Match("d1", "d0", 110 / 160, 110 / 120)

    (cluster,) = find_clusters([match.mirrored()], _order(2), threshold=0.5)

    assert "d0" == cluster.anchor
    assert abs(cluster.members[1].containment - 110 / 120) < 1e-12


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.5, 1)), max_size=20), st.randoms())
def test_clusters_do_not_depend_on_order(edges: list[tuple[int, int, float]], random: Random) -> None:
    pairs = {(min(a, b), max(a, b)): likeness for a, b, likeness in edges if a != b}
    matches = [_match(a, b, likeness) for (a, b), likeness in pairs.items()]
    expected = find_clusters(matches, _order(8), threshold=0.7)
    shuffled = [match.mirrored() for match in matches]
    random.shuffle(shuffled)

    found = find_clusters(shuffled, _order(8), threshold=0.7)

    assert [(c.id, [m.id for m in c.members]) for c in expected] == [(c.id, [m.id for m in c.members]) for c in found]


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_a_mirrored_match_has_the_containment_of_the_other_side(target: int, source: int, data: st.DataObject) -> None:
    shared = data.draw(st.integers(0, min(target, source)))
    match = Match("t", "s", shared / (target + source - shared), shared / target)

    mirrored = match.mirrored()

    assert abs(mirrored.containment - shared / source) < 1e-9
