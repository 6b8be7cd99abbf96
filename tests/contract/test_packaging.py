"""What is shipped: a wheel without Rust sources, and clear words where something is missing."""

import importlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dedup import _core
from dedup._core import _native

ROOT = Path(__file__).parents[2]


def test_a_wheel_is_for_this_python_and_holds_the_data_but_no_rust(tmp_path: Path) -> None:
    maturin = Path(sys.executable).with_name("maturin")
    subprocess.run([maturin, "build", "--release", "--quiet", "--out", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")

    names = zipfile.ZipFile(wheel).namelist()

    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    assert f"-{python}-{python}-" in wheel.name
    assert [] == [name for name in names if name.endswith((".rs", "Cargo.toml", "Cargo.lock"))]
    assert {
        "dedup/py.typed",
        "dedup/data/agencies.toml",
        "dedup/data/idf.tsv",
        "dedup/reports/provenance.schema.json",
    } <= {*names}


def test_a_build_without_optimisation_warns_when_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_native, "is_debug_build", lambda: True)

    with pytest.warns(UserWarning, match="without optimisation"):
        importlib.reload(_core)


def test_without_a_rust_toolchain_make_says_how_to_get_one(tmp_path: Path) -> None:
    for tool in ("make", "sh", "bash"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))

    result = subprocess.run(
        ["make", "build"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == result.returncode
    assert "rustup.rs" in result.stderr
