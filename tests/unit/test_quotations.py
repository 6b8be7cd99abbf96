"""Shared quotations: the same words in quotation marks on both sides, and nothing else."""

from dedup import _core
from dedup.model import Document, ParsedDocument, Zone
from dedup.quotations import find_shared_quotations

SAID = "This is a truce with the river"


def _quoting(text: str) -> ParsedDocument:
    marks = [place for place, character in enumerate(text) if character == '"']
    zones = tuple(Zone("quotation", first, last + 1) for first, last in zip(marks[::2], marks[1::2], strict=True))
    return ParsedDocument(Document("d", text), zones, (), _core.shingle(text), _core.tokenize(text), ())


def _shared(target: str, source: str) -> list[tuple[str, str]]:
    return [
        (target[found.target.start : found.target.end], source[found.source.start : found.source.end])
        for found in find_shared_quotations(_quoting(target), _quoting(source))
    ]


def test_the_same_words_in_quotation_marks_are_shared() -> None:
    assert [(SAID, SAID)] == _shared(f'"{SAID}," she said.', f'He heard her say: "{SAID}."')


def test_of_a_longer_quotation_the_shared_part_is_given() -> None:
    longer = f'"Listen. {SAID}, not with each other," she said.'

    assert [(SAID, SAID)] == _shared(f'"{SAID}," she said.', longer)
    assert [(SAID, SAID)] == _shared(longer, f'"{SAID}," she said.')


def test_words_that_only_one_side_quotes_or_that_are_few_are_not_shared() -> None:
    assert [] == _shared(f'"{SAID}," she said.', f"{SAID}, she said.")
    assert [] == _shared('The "truce with the old river" held.', 'The "truce with the old river" broke.')


def test_a_quotation_with_one_other_word_is_not_shared() -> None:
    assert [] == _shared(f'"{SAID}," she said.', f'"{SAID.replace("truce", "peace")}," she said.')


def test_a_refrain_is_paired_with_its_first_place_alone() -> None:
    refrain = f'"{SAID}," she said. '

    found = find_shared_quotations(_quoting(refrain * 3_000), _quoting(refrain * 2_000))

    assert 3_000 + 2_000 - 1 == len(found)
    assert 1 == len({alignment.source for alignment in found[:3_000]})


def test_what_either_side_quotes_more_of_is_found_among_many_quotations() -> None:
    lines = [f'"Line {number} of the old song goes on and on."' for number in range(300)]
    whole = f'"And then: line {7} of the old song goes on and on. So she said."'

    assert [("Line 7 of the old song goes on and on",) * 2] == [
        (one, other.replace("line", "Line")) for one, other in _shared(" ".join(lines), whole)
    ]
