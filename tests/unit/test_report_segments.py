"""A text is cut at every edge, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from dedup.reports.segments import Layer, paragraphs, segments

TEXTS = st.text(alphabet="ab \n한é", max_size=30)


@st.composite
def texts_with_layers(draw: st.DrawFn) -> tuple[str, list[Layer[int]]]:
    text = draw(TEXTS)
    edges = st.integers(-1, len(text) + 1)
    spans = draw(st.lists(st.tuples(edges, edges, st.integers(0, 3)), max_size=7))
    return text, [Layer(start, end, rank, index) for index, (start, end, rank) in enumerate(spans)]


@given(texts_with_layers())
def test_segments_join_to_the_text(case: tuple[str, list[Layer[int]]]) -> None:
    text, layers = case

    assert text == "".join(text[part.start : part.end] for part in segments(text, layers))


@given(texts_with_layers())
def test_each_character_is_covered_by_the_layers_that_hold_it_strongest_first(
    case: tuple[str, list[Layer[int]]],
) -> None:
    text, layers = case
    inside = [layer for layer in layers if 0 <= layer.start < layer.end <= len(text)]

    for part in segments(text, layers):
        for place in range(part.start, part.end):
            holding = [layer for layer in inside if layer.start <= place < layer.end]
            expected = [layer.value for layer in sorted(holding, key=lambda layer: (layer.rank, layer.value))]

            assert expected == list(part.layers)


@given(texts_with_layers())
def test_paragraphs_are_the_lines_that_are_not_blank(case: tuple[str, list[Layer[int]]]) -> None:
    text, layers = case
    found = ["".join(text[part.start : part.end] for part in line) for line in paragraphs(text, layers)]

    assert [line for line in text.split("\n") if line.strip()] == found


def test_an_overlap_is_a_segment_of_both() -> None:
    found = list(segments("abcdef", [Layer(0, 4, 1, "edited"), Layer(2, 6, 0, "verbatim")]))

    assert [("edited",), ("verbatim", "edited"), ("verbatim",)] == [part.layers for part in found]


def test_thousands_of_nested_layers_stay_linear_in_size() -> None:
    text = "word " * 400
    nested = [Layer(index, len(text) - index, 0, index) for index in range(800)]

    assert max(len(part.layers) for part in segments(text, nested)) == 8
