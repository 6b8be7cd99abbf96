"""Write the golden reports anew: `python -m tests.golden.build`; then read the diff."""

from pathlib import Path

import dedup
from dedup.model import Provenance
from dedup.reports import Form, render
from tests.corpus import load_newsroom

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


def main() -> None:
    """Write every report."""
    for name, text in golden_reports().items():
        (HERE / name).write_text(text, encoding="utf-8")


def golden_reports() -> dict[str, str]:
    """Return the reports by file name: of the newsroom whole as text, of one story of it also as JSON."""
    newsroom, seeds = load_newsroom()[0], report_seeds()
    ferry = [document for document in newsroom if document.id.startswith("ferry-")]
    return {
        "newsroom.txt": render(dedup.report(newsroom), Form.TEXT),
        "ferry.json": render(dedup.report(ferry), Form.JSON),
        "seeds.txt": render(seeds, Form.TEXT),
    }


def report_seeds() -> Provenance:
    """Return the report on the seeds, each named by its file alone."""
    paths = sorted(SEEDS.glob("*.txt"))
    return dedup.report(dedup.Document(path.stem, path.read_bytes().decode()) for path in paths)


if __name__ == "__main__":
    main()
