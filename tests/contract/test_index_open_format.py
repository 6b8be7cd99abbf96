"""What other tools read of an index: the examples of `dedup.index`, run as they stand."""

from pathlib import Path

import pytest

import dedup
import dedup.index
from tests.unit.index_samples import documents


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    index = dedup.Index.open("news.dedup", create=True)
    text = documents(0, 1)[0].text
    index.add(
        [
            dedup.Document("a", f"PARIS (AFP) - {text}", outlet="The Ledger", published="2024-05-02T08:00:00Z"),
            dedup.Document("b", f"PARIS (AFP) - {text} More.", outlet="The Ledger", published="2024-05-01T08:00:00Z"),
            *documents(1, 3),
        ]
    )
    return tmp_path


def test_duckdb_reads_the_documents(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    statements = _example("import duckdb")
    names: dict[str, object] = {}
    exec("\n".join(statements[:-1]), names)
    rows = duckdb.sql(f"SELECT id FROM '{names['stored']}' ORDER BY id").fetchall()

    assert [("The Ledger", 2, "2024-05-01T08:00:00+00:00")] == eval(statements[-1], names).fetchall()
    assert ["a", "b", "d0001", "d0002", "d0003"] == [id_ for (id_,) in rows]


def test_polars_and_numpy_read_the_documents_and_the_signatures(folder: Path) -> None:
    pytest.importorskip("polars")
    names: dict[str, object] = {}
    exec("\n".join(_example("import numpy, polars")), names)
    sketches = dedup.sketch(names["table"]["text"].to_list())  # type: ignore[index]

    assert ["a", "b", "d0001", "d0002", "d0003"] == names["table"]["id"].to_list()  # type: ignore[index]
    assert (sketches.signatures == names["signatures"]).all()
    assert sketches.resemblance(0, 1) == names["resemblance"]


def _example(first: str) -> list[str]:
    """Return the lines of the example that begins with a statement."""
    lines = (dedup.index.__doc__ or "").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == first)
    end = next((number for number in range(start + 1, len(lines)) if lines[number][:1].strip()), len(lines))
    return [line.strip() for line in lines[start:end] if line.strip()]
