"""Clusters: anchored, threshold-exact, and the same whatever the order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dedup.clusters import find_clusters
from dedup.model import Document, Match


def _documents(count: int) -> list[Document]:
    return [Document(f"d{index}", "text " * (count - index)) for index in range(count)]


def _match(one: int, other: int, resemblance: float) -> Match:
    return Match(f"d{one}", f"d{other}", resemblance, resemblance)


def test_a_chain_of_likenesses_is_not_one_cluster() -> None:
    chain = [_match(0, 1, 0.8), _match(1, 2, 0.8), _match(2, 3, 0.8)]

    clusters = find_clusters(_documents(4), chain, threshold=0.7)

    assert [("d0", "d1"), ("d2", "d3")] == [tuple(member.id for member in cluster.members) for cluster in clusters]


def test_a_match_at_the_threshold_counts_and_one_below_does_not() -> None:
    clusters = find_clusters(_documents(3), [_match(0, 1, 0.7), _match(0, 2, 0.6999)], threshold=0.7)

    assert [("d0", "d1")] == [tuple(member.id for member in cluster.members) for cluster in clusters]


def test_the_anchor_is_the_best_source_then_the_first_published_then_the_longest() -> None:
    short = Document("a", "x", published="2024-01-02")
    long = Document("b", "x y z", published="2024-01-02")
    early = Document("c", "x", published="2024-01-01T10:00:00+00:00")
    matches = [Match("a", "b", 0.9, 0.9), Match("a", "c", 0.9, 0.9), Match("b", "c", 0.9, 0.9)]
    documents = [short, long, early]

    assert "c" == find_clusters(documents, matches, threshold=0.7)[0].anchor
    assert "b" == find_clusters(documents, matches, threshold=0.7, ranks={"c": 1})[0].anchor
    assert "a" == find_clusters(documents, matches, threshold=0.7, ranks={"c": 1, "b": 1})[0].anchor


def test_members_carry_their_own_containment_in_the_anchor() -> None:
    # target: 120 shingles, source: 150, 110 shared
    match = Match("d1", "d0", 110 / 160, 110 / 120)

    (cluster,) = find_clusters(_documents(2), [match.mirrored()], threshold=0.5)

    assert "d0" == cluster.anchor
    assert abs(cluster.members[1].containment - 110 / 120) < 1e-12


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.5, 1)), max_size=20), st.randoms())
def test_clusters_do_not_depend_on_order(edges: list[tuple[int, int, float]], random: Random) -> None:
    pairs = {(min(a, b), max(a, b)): likeness for a, b, likeness in edges if a != b}
    matches = [_match(a, b, likeness) for (a, b), likeness in pairs.items()]
    documents = _documents(8)
    expected = find_clusters(documents, matches, threshold=0.7)
    shuffled = [match.mirrored() for match in matches]
    random.shuffle(shuffled)
    random.shuffle(documents)

    found = find_clusters(documents, shuffled, threshold=0.7)

    assert [(c.id, [m.id for m in c.members]) for c in expected] == [(c.id, [m.id for m in c.members]) for c in found]


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_a_mirrored_match_has_the_containment_of_the_other_side(target: int, source: int, data: st.DataObject) -> None:
    shared = data.draw(st.integers(0, min(target, source)))
    match = Match("t", "s", shared / (target + source - shared), shared / target)

    mirrored = match.mirrored()

    assert abs(mirrored.containment - shared / source) < 1e-9
