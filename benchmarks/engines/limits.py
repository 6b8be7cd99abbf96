"""The upper bounds of one core: dedup's kernels one by one, by the program `kernels` of its crate."""

import subprocess
import tempfile
from pathlib import Path

from benchmarks.engines.protocol import Program, Request, serve

_KERNELS = Path(__file__).parents[2] / "target" / "release" / "examples" / "kernels"


def measure(texts: list[str], _request: Request) -> dict[str, float]:
    """Return the seconds that each kernel takes for all texts, by its name."""
    if not _KERNELS.exists():
        raise FileNotFoundError("no kernels: run 'make engines'")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\0".join(text.replace("\0", " ") for text in texts))
        file.flush()
        done = subprocess.run([_KERNELS, "limits", file.name], capture_output=True, text=True, check=True)
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return {name: len(texts) / max(1e-9, float(seconds)) for name, seconds in rows}


if __name__ == "__main__":
    serve({"limits": Program(measure, lambda figures, _request: {"figures": figures})})
