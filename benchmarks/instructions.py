"""The kernels' instruction counts, held against `instructions.json`: `python -m benchmarks.instructions [--record]`.

Callgrind counts; a count says the same on a busy machine. Where nothing can be compared it says why, and fails nothing:
there is no valgrind, or another compiler or kind of processor than the baseline's. Times never fail anything.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dedup.bench.records import find_flags
from dedup.bench.speed.corpus import make_corpus

ROOT = Path(__file__).parents[1]
BASELINE = Path(__file__).with_name("instructions.json")
TOLERANCE = 0.03  # what the C library's own dispatch and the allocator can differ by between machines
PATH = "avx2"  # of the kernels: the widest that valgrind knows
KERNELS = (
    "words",
    "shingles of words",
    "minima of shingles",
    "minima, scalar",
    "signatures",
    "band keys",
    "exact resemblance",
    "fingerprints",
    "pairs",
)
_TEXTS = 30
_TIMES = (1, 3)  # what the two counts differ by is the work of two


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, and what it depends on.

    Attributes:
        texts: a checksum of what the kernels worked on.
    """

    compiler: str
    architecture: str
    texts: str
    kernels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tools:
    """The program that is counted."""

    kernels: Path
    compiler: str


def main() -> int:
    """Compare or record, and return the exit code."""
    tools = find_tools()
    if isinstance(tools, str):
        print(f"instructions: not counted: {tools}", file=sys.stderr)
        return 0
    if sys.argv[1:] == ["--record"]:
        BASELINE.write_text(json.dumps(asdict(count(tools)), indent=1) + "\n", encoding="utf-8")
        return 0
    baseline = read_baseline()
    unlike = find_unlike(baseline, tools.compiler)
    if unlike:
        print(f"instructions: not compared: {unlike}", file=sys.stderr)
        return 0
    counts = count(tools)
    for line in describe(baseline, counts):
        print(line)
    return int(bool(find_worse(baseline, counts)))


def find_tools() -> Tools | str:
    """Return what is needed to count, or why it is not there."""
    for tool in ("valgrind", "cargo", "rustc"):
        if shutil.which(tool) is None:
            return f"there is no {tool}"
    if PATH not in find_flags():
        return f"this processor has no {PATH}, which the baseline was counted with"
    build = ["cargo", "build", "--release", "--locked", "--quiet", "--example", "kernels"]
    subprocess.run(build, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return Tools(target / "release" / "examples" / "kernels", _run(["rustc", "--version"]).stdout.strip())


def count(tools: Tools, kernels: Sequence[str] = KERNELS) -> Counts:
    """Return the instructions that each kernel needs for the texts."""
    data = "\0".join(make_corpus(_TEXTS).texts)
    with tempfile.TemporaryDirectory(prefix="dedup-bench-") as folder:
        path = Path(folder, "texts")
        path.write_text(data, encoding="utf-8")
        counted = {name: _count(tools, name, path) for name in kernels}
    digest = hashlib.blake2b(data.encode(), digest_size=8).hexdigest()
    return Counts(tools.compiler, platform.machine(), digest, counted)


def read_baseline() -> Counts:
    """Return the committed counts."""
    return Counts(**json.loads(BASELINE.read_text(encoding="utf-8")))


def find_unlike(baseline: Counts, compiler: str) -> str | None:
    """Return why counts of this machine cannot be compared with the baseline, or None."""
    for one, other in ((baseline.compiler, compiler), (baseline.architecture, platform.machine())):
        if one != other:
            return f"counted with {one}, this is {other}: 'make instructions' counts anew"
    return None


def find_worse(baseline: Counts, counts: Counts) -> list[str]:
    """Return what fails: a kernel that needs more instructions than it may, or that the baseline does not know."""
    if baseline.texts != counts.texts:
        return ["the texts are not those of the baseline: 'make instructions' counts anew"]
    new = [
        f"{name} is not in the baseline: 'make instructions' counts anew"
        for name in counts.kernels.keys() - baseline.kernels
    ]
    more = [
        f"{name} needs {now:,} instructions, {now / before - 1:+.1%}: at most {TOLERANCE:.0%} more than {before:,}"
        for name, before, now in _pair(baseline, counts)
        if now > before * (1 + TOLERANCE)
    ]
    return sorted(new) + more


def describe(baseline: Counts, counts: Counts) -> Iterator[str]:
    """Yield a line for each kernel, and what fails."""
    for name, before, now in _pair(baseline, counts):
        yield f"  {name:<24}{now:>14,}  {now / before - 1:+.1%}"
    yield from (f"error: {line}" for line in find_worse(baseline, counts))


def _pair(baseline: Counts, counts: Counts) -> Iterator[tuple[str, int, int]]:
    for name, now in counts.kernels.items():
        if name in baseline.kernels:
            yield name, baseline.kernels[name], now


def _count(tools: Tools, kernel: str, path: Path) -> int:
    first, second = (_collect(tools, kernel, times, path) for times in _TIMES)
    return (second - first) // (_TIMES[1] - _TIMES[0])


def _collect(tools: Tools, kernel: str, times: int, path: Path) -> int:
    options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = _run(["valgrind", *options, str(tools.kernels), "count", kernel, str(times), str(path)])
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        raise RuntimeError(f"valgrind counted nothing: {done.stderr[-300:]}")
    return int(found[1])


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEDUP_SIMD": PATH}
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)


if __name__ == "__main__":
    raise SystemExit(main())
