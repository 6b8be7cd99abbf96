"""The index where the clock goes back: nothing in it depends on the time of day."""

import os
from pathlib import Path

from dedup.index import Index
from tests.unit.index_samples import documents, ids


def test_a_clock_that_goes_back_changes_nothing(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "news.dedup", create=True)
    for number, year in enumerate((2100, 1970, 2038)):
        before = index.snapshot()
        index.add(documents(10 * number, 10))
        for path in (index.path, *index.path.rglob("*")):
            os.utime(path, (365 * 86_400 * (year - 1970),) * 2)

        assert 10 * number == len(before)
        assert documents(0, 10 * number + 10) == list(Index.open(index.path)) == list(index)

    index.drop(id="d0003")
    index.compact()

    assert {f"d{number:04}" for number in range(30)} - {"d0003"} == ids(index)
    assert [] == index.verify()
