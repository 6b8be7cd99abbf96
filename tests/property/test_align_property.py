"""The aligner against slow, obvious oracles, and over any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup import _core
from dedup.align import find_alignments
from dedup.model import Alignment

LETTERS = "bcdfghklmnprstvz"
# Words of seven letters: two of them share a key (their first five) about once in a million.
WORD = st.text(LETTERS, min_size=7, max_size=7)


def find(target: str, source: str) -> list[Alignment]:
    return list(find_alignments(_core.tokenize(target), _core.tokenize(source)))


def words_within(text: str, start: int, end: int) -> list[int]:
    tokens = _core.tokenize(text)
    places = zip(tokens.starts.tolist(), tokens.ends.tolist(), tokens.words.tolist(), strict=True)
    return [word for first, last, word in places if start <= first and last <= end]


def naive_common_length(left: list[int], right: list[int]) -> int:
    row = [0] * (len(right) + 1)
    for one in left:
        before = row[:]
        for at, other in enumerate(right):
            row[at + 1] = before[at] + 1 if one == other else max(before[at + 1], row[at])
    return row[-1]


def naive_longest_run(left: list[str], right: list[str]) -> int:
    return max(
        (
            next((n for n, (a, b) in enumerate(zip(left[i:], right[j:], strict=False)) if a != b), None)
            or min(len(left) - i, len(right) - j)
            for i in range(len(left))
            for j in range(len(right))
            if left[i] == right[j]
        ),
        default=0,
    )


@st.composite
def planted(draw: st.DrawFn) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    """Return two beginnings, a passage, and two endings; no word stands twice."""
    words = draw(st.lists(WORD, min_size=130, max_size=260, unique_by=lambda word: word[:5]))
    edges = sorted(draw(st.lists(st.integers(0, len(words) - 40), min_size=3, max_size=3)))
    first, second, third = edges
    passage = words[third : third + 40]
    rest = words[third + 40 :]
    return words[:first], words[first:third], passage, rest[: second - first], rest[second - first :]


@settings(max_examples=60, deadline=None)
@given(planted())
def test_a_planted_copy_is_found_to_the_token(
    parts: tuple[list[str], list[str], list[str], list[str], list[str]],
) -> None:
    ours, theirs, passage, our_end, their_end = parts
    target = " ".join([*ours, *passage, *our_end])
    source = " ".join([*theirs, *passage, *their_end])

    (found,) = find(target, source)

    assert " ".join(passage) == target[found.target.start : found.target.end]
    assert " ".join(passage) == source[found.source.start : found.source.end]


@st.composite
def reworded(draw: st.DrawFn) -> tuple[str, str]:
    """Return a passage and its copy with words dropped, put in and moved."""
    words = draw(st.lists(WORD, min_size=40, max_size=90, unique_by=lambda word: word[:5]))
    copy = list(words)
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(copy) - 1))
        match draw(st.sampled_from(["drop", "put in", "move"])):
            case "drop":
                del copy[at]
            case "put in":
                copy.insert(at, draw(WORD))
            case _:
                copy.append(copy.pop(at))
    return " ".join(copy), " ".join(words)


@settings(max_examples=80, deadline=None)
@given(reworded())
def test_identity_is_that_of_the_textbook_table(pair: tuple[str, str]) -> None:
    target, source = pair
    for found in find(target, source):
        left = words_within(target, found.target.start, found.target.end)
        right = words_within(source, found.source.start, found.source.end)

        assert naive_common_length(left, right) / max(len(left), len(right)) == found.identity


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
def test_texts_without_a_run_of_six_words_have_no_verbatim_passage(left: list[str], right: list[str]) -> None:
    if naive_longest_run(left, right) < 6:
        found = find(" ".join(left), " ".join(right))

        assert [] == [one for one in found if one.kind == "verbatim"]


ANY_TEXT = st.text(max_size=300)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.text(min_size=40, max_size=300))
def test_passages_lie_within_their_texts_and_begin_and_end_with_words(one: str, other: str, shared: str) -> None:
    target, source = one + shared, shared + other
    for found in find(target, source):
        assert 0 <= found.target.start < found.target.end <= len(target)
        assert 0 <= found.source.start < found.source.end <= len(source)
        assert words_within(target, found.target.start, found.target.end)
        assert words_within(source, found.source.start, found.source.end)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_what_stands_before_a_text_only_moves_its_offsets(text: str, lead: str) -> None:
    source = f"{text}\n\n{text}"
    moved = [(found.target.start, found.kind) for found in find(f"\n\n{text}", source)]

    assert moved == [(found.target.start + 2, found.kind) for found in find(text, source)]
