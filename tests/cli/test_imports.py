"""Importing dedup is light: what a user does not use is not loaded."""

import subprocess
import sys

import dedup

HEAVY = (
    *("trafilatura", "pyarrow", "datasketch", "scipy", "numpy", "jinja2", "lxml"),
    *("fastwarc", "isal", "brotli", "courlan", "tld"),
)


def _loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_importing_dedup_and_its_names_loads_nothing_heavy() -> None:
    assert set() == _loaded("from dedup import *").intersection(HEAVY)


def test_help_loads_no_stage() -> None:
    loaded = _loaded("import dedup.cli")

    assert set() == loaded.intersection({*HEAVY, "dedup.pipeline", "dedup.credits", "dedup.zones"})


def test_every_public_name_is_there_and_sorted() -> None:
    assert sorted(dedup.__all__) == dedup.__all__
    assert [] == [name for name in dedup.__all__ if getattr(dedup, name, None) is None]


def test_functions_named_like_stages_stay_functions_when_the_stages_are_loaded() -> None:
    _loaded("import dedup, dedup.reports, dedup.clusters, dedup.sketches\nassert callable(dedup.report)")
