"""A record as tables: in text for a terminal, in Markdown for the READMEs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dedup.bench.bounds import show
from dedup.bench.definitions import Definition, Reference
from dedup.bench.figures import Figure
from dedup.bench.records import Record, Result

Newest = Mapping[str, tuple[Record, Result]]
Row = tuple[Definition, Reference, Figure]
_COLUMNS = ("all", "even", "odd", "goal", "published")


def write_text(record: Record, definitions: Sequence[Definition]) -> str:
    """Return every figure of a record, a table for each benchmark."""
    by_name = {definition.name: definition for definition in definitions}
    blocks = [_write_block(result, by_name[result.benchmark]) for result in record.results]
    skipped = [f"{name}: not measured, {why}" for name, why in record.skipped.items()]
    kind = "a sample of each corpus" if record.sample else "whole corpora"
    return "\n\n".join([*blocks, *skipped, f"{record.date}, {kind}"]) + "\n"


def write_details(newest: Newest, definitions: Iterable[Definition]) -> str:
    """Return for each benchmark, in Markdown, what it is and the figures that its definition lists."""
    return "\n".join(_write_details(one, *newest[one.name]) for one in definitions if one.name in newest)


def write_summary(newest: Newest, definitions: Iterable[Definition]) -> str:
    """Return the headline figures in one table, in Markdown."""
    rows = list(find_headlines(newest, definitions))
    lines = ["| corpus | measure | dedup | published, or a baseline |", "|---|---|---|---|"]
    before = None
    for definition, reference, figure in rows:
        title = "" if definition.name == before else definition.title
        lines.append(f"| {title} | {reference.label} | {show(figure.all)} | {_published(reference)} |")
        before = definition.name
    return "\n".join(lines) + "\n"


def find_headlines(newest: Newest, definitions: Iterable[Definition]) -> Iterator[Row]:
    """Yield the figures that stand in the README, in the order of their definitions."""
    for definition in definitions:
        if definition.name in newest:
            yield from (row for row in find_rows(definition, newest[definition.name][1]) if row[1].headline)


def find_rows(definition: Definition, result: Result) -> Iterator[Row]:
    """Yield the figures that a definition lists and the result has."""
    for name, reference in definition.figures.items():
        figure = result.find(name)
        if figure is not None:
            yield definition, reference, figure


def _write_block(result: Result, definition: Definition) -> str:
    empty = Reference("")
    rows = [_cells(one, definition.figures.get(one.name, empty)) for one in result.figures]
    head = f"{result.benchmark}: {definition.title}, {result.observations:,} observed in {result.seconds:,.1f} s of CPU"
    width = max(len(figure.name) for figure in result.figures)
    widths = [max(len(cell) for cell in column) for column in zip(_COLUMNS, *rows, strict=True)]
    lines = [_line("", _COLUMNS, width, widths)]
    lines += [_line(figure.name, row, width, widths) for figure, row in zip(result.figures, rows, strict=True)]
    return "\n".join([head, *lines])


def _line(name: str, cells: Sequence[str], width: int, widths: Sequence[int]) -> str:
    aligned = "".join(f"  {cell:>{room}}" for cell, room in zip(cells, widths, strict=True))
    return f"  {name:<{width}}{aligned}".rstrip()


def _cells(figure: Figure, reference: Reference) -> tuple[str, ...]:
    published = show(reference.published) if reference.published is not None else ""
    return (show(figure.all), show(figure.even), show(figure.odd), _goal(figure, reference), published)


def _goal(figure: Figure, reference: Reference) -> str:
    if reference.goal is None:
        return ""
    return f"{reference.goal} {'met' if reference.goal.holds(figure.all) else 'missed'}"


def _published(reference: Reference) -> str:
    return f"{show(reference.published)} ({reference.source})" if reference.published is not None else ""


def _write_details(definition: Definition, record: Record, result: Result) -> str:
    lines = [
        f"### {definition.name}: {definition.title}",
        "",
        definition.method.strip(),
        "",
        f"Corpus: {definition.obtain}. Licence: {definition.licence}. Measured on {record.date[:10]} with "
        f"{record.versions['newsdedup']}: {result.observations:,} observations, {result.seconds:,.0f} s of CPU.",
        "",
        "| | all | even | odd | goal | published, or a baseline |",
        "|---|---|---|---|---|---|",
    ]
    for _, reference, figure in find_rows(definition, result):
        cells = [show(figure.all), show(figure.even), show(figure.odd), _goal(figure, reference), _published(reference)]
        lines.append(f"| {reference.label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
