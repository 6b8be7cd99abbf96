"""A sequence that is made when it is first looked at."""

from dedup.model import Later


def test_items_are_made_when_they_are_first_asked_for_and_once() -> None:
    asked: list[str] = []

    def make() -> list[int]:
        asked.append("made")
        return [1, 2, 3]

    later = Later(make)

    assert [] == asked
    assert (3, 2, (1, 2), [1, 2, 3]) == (len(later), later[1], later[:2], list(later))
    assert ["made"] == asked


def test_it_equals_the_tuple_of_its_items() -> None:
    assert Later(lambda: [1, 2]) == (1, 2)
    assert Later(lambda: [1, 2]) != (1,)
    assert hash((1, 2)) == hash(Later(lambda: [1, 2]))
