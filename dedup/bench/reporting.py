"""The newest records shown: tables spliced into the READMEs, pictures beside them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dedup.bench.definitions import Definition, load_definitions
from dedup.bench.pictures import Bar, draw
from dedup.bench.records import find_newest, read_record
from dedup.bench.speed.charts import draw_all
from dedup.bench.speed.definitions import load_engines, load_speed_definitions
from dedup.bench.speed.records import find_newest_speed, read_speed_record
from dedup.bench.speed.tables import write_speed_details, write_speed_summary
from dedup.bench.tables import Newest, Row, find_rows, write_details, write_summary
from dedup.errors import InputError

_LEGEND = "green: dedup; orange: what it is meant to reach"
_FEW = 2  # bars from which a picture of one benchmark is worth its room


def render(benchmarks: Path) -> dict[Path, str]:
    """Return the files that show the newest records, with their content: two READMEs and the pictures.

    Speed stands in the README of the benchmarks, and in the other one if that has markers for it.

    Raises:
        InputError: there is no record, or a README lacks its markers.
    """
    records = [read_record(path) for path in sorted((benchmarks / "records").glob("quality-*.json"))]
    newest = find_newest(records)
    if not newest:
        raise InputError("there is no record of a whole run", hint="run 'dedup bench run quality --output FILE' first")
    definitions = load_definitions(benchmarks)
    details, summary = benchmarks / "README.md", benchmarks.parent / "README.md"
    shown = {
        details: _splice_index(
            benchmarks, splice(_read(details), "quality", write_details(newest, definitions), details.name)
        ),
        summary: splice(_read(summary), "quality", write_summary(newest, definitions), summary.name),
        **{benchmarks / "pictures" / name: picture for name, picture in _draw_all(newest, definitions)},
    }
    return shown | _render_speed(benchmarks, shown[details], shown[summary])


def _render_speed(benchmarks: Path, details: str, summary: str) -> dict[Path, str]:
    """Return the same of the newest records of speed, in the texts of the READMEs; nothing where there is no record."""
    records = [read_speed_record(path) for path in sorted((benchmarks / "records").glob("speed-*.json"))]
    newest = find_newest_speed(records)
    if not newest:
        return {}
    definitions, engines = load_speed_definitions(benchmarks), load_engines(benchmarks)
    tables = write_speed_details(newest, definitions, engines)
    shown = {benchmarks / "README.md": splice(details, "speed", tables, "README.md")}
    if "<!-- speed:" in summary:
        table = write_speed_summary(newest, engines)
        shown[benchmarks.parent / "README.md"] = splice(summary, "speed", table, "README.md")
    pictures = draw_all(newest, definitions, engines)
    return shown | {benchmarks / "pictures" / name: picture for name, picture in pictures}


def _splice_index(benchmarks: Path, details: str) -> str:
    """Return the README with the newest records of the index; as it is where there is none."""
    paths = sorted((benchmarks / "records").glob("index-*.json"))
    newest = find_newest_speed([read_speed_record(path) for path in paths])
    if not newest:
        return details
    tables = write_speed_details(newest, load_speed_definitions(benchmarks, "index"), load_engines(benchmarks))
    return splice(details, "index", tables, "README.md")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def splice(text: str, name: str, content: str, file: str) -> str:
    """Return a text with `content` between its two markers of this name; `file` is what an error calls it.

    Raises:
        InputError: a marker is missing.
    """
    start, end = f"<!-- {name}: written by dedup bench report -->\n", f"<!-- end of {name} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise InputError(f"{file} lacks {(end if found else start).strip()}", hint="put both markers in")
    return f"{before}{start}{content}{end}{after}"


def _draw_all(newest: Newest, definitions: Sequence[Definition]) -> Iterator[tuple[str, str]]:
    """Yield a picture for each benchmark with several published figures, and one for the shares of the others."""
    others: list[Row] = []
    for definition in definitions:
        rows = list(find_rows(definition, newest[definition.name][1])) if definition.name in newest else []
        compared = [row for row in rows if row[1].published is not None]
        if len(compared) >= _FEW:
            source = compared[0][1].source
            bars = [_bar(row, note="") for row in compared]
            yield f"{definition.name}.svg", draw(definition.title, f"{_LEGEND}; grey: {source}", bars)
        else:
            others += filter(_is_drawn, rows)
    bars = [_bar(row, note=row[0].title) for row in others]
    yield "quality.svg", draw("Quality on labelled corpora", f"{_LEGEND}; grey: published, or a baseline", bars)


def _bar(row: Row, *, note: str) -> Bar:
    _, reference, figure = row
    goal = float(reference.goal.value) if reference.goal else None
    return Bar(reference.label, note, float(figure.all), reference.published, goal)


def _is_drawn(row: Row) -> bool:
    """Whether the figure is a share of which more is better, and one that matters."""
    _, reference, figure = row
    matters = reference.headline if reference.goal is None else reference.goal.upward
    return matters and isinstance(figure.all, float) and 0 <= figure.all <= 1
