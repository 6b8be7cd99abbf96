"""Which first party made the statement that several documents report."""

from collections import Counter
from collections.abc import Iterator

from dedup.attribute.collection import Body, Collection
from dedup.model import Span

Place = tuple[str, int]
"""A document's id and the index of one of its sentences."""


def find_statements(collection: Collection) -> dict[Place, str]:
    """Return the first party of each sentence that is ascribed to one, by itself or by a sentence aligned with it.

    A statement is re-translated by each outlet and often ascribed in some of them only: sentences joined by asserted
    alignments are one statement, and have one source when at least two thirds of the ascriptions among them agree.
    """
    own = _own_parties(collection)
    statements = dict(own)
    for places in _components(collection):
        names = Counter(own[place] for place in places if place in own)
        if not names:
            continue
        name, votes = min(names.items(), key=lambda item: (-item[1], item[0]))
        if 3 * votes >= 2 * names.total():
            statements.update((place, name) for place in places)
    return statements


def _own_parties(collection: Collection) -> dict[Place, str]:
    """Return the first party that each sentence names itself."""
    own: dict[Place, str] = {}
    for id_, body in collection.bodies.items():
        for party in collection.parties.get(id_, ()):
            for index in body.sentences(Span(party.start, party.end)):
                own.setdefault((id_, index), party.name)
    return own


def _components(collection: Collection) -> list[list[Place]]:
    """Return the groups of sentences joined by asserted alignments of sentence length."""
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
        parent.setdefault(place, place)
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for left, right in _links(collection):
        first, second = sorted((root(left), root(right)))
        parent[second] = first
    groups: dict[Place, list[Place]] = {}
    for place in sorted(parent):
        groups.setdefault(root(place), []).append(place)
    return list(groups.values())


def _links(collection: Collection) -> Iterator[tuple[Place, Place]]:
    for id_, matches in collection.matches.items():
        for match in matches:
            if match.source_id < id_:
                continue
            for alignment in match.alignments:
                ours = _single(collection.bodies[id_], alignment.target)
                theirs = _single(collection.bodies[match.source_id], alignment.source)
                if alignment.band == "asserted" and ours is not None and theirs is not None:
                    yield (id_, ours), (match.source_id, theirs)


def _single(body: Body, span: Span) -> int | None:
    """Return the one sentence that `span` stands for, or None when it is none or several."""
    found = body.sentences(span)
    return found[0] if len(found) == 1 else None
