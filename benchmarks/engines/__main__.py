"""Make the peers' environments, one for each file in `requirements/`: `python -m benchmarks.engines [NAME...]`.

One that cannot be made keeps its reason in `.venv/NAME.failed`, which the benchmarks show.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENTS = HERE / ".venv"  # the name that .gitignore knows


def main() -> None:
    """Make those that are named, or all, unless they are there with the same requirements."""
    for path in sorted((HERE / "requirements").glob("*.txt")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        reason = make(path)
        print(f"{path.stem}: {reason or 'ready'}", file=sys.stderr)


def make(requirements: Path) -> str | None:
    """Make the environment of a file of requirements, and return why that failed, if it did."""
    folder = ENVIRONMENTS / requirements.stem
    failed, made = folder.with_suffix(".failed"), folder / "requirements.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if made.exists() and made.read_text(encoding="utf-8") == wanted:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    failed.unlink(missing_ok=True)
    commands = [[sys.executable, "-m", "venv", str(folder)], _install(folder, requirements, wanted)]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
            failed.parent.mkdir(parents=True, exist_ok=True)
            failed.write_text(reason + "\n", encoding="utf-8")
            return reason
    made.write_text(wanted, encoding="utf-8")
    return None


def _install(folder: Path, requirements: Path, wanted: str) -> list[str]:
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [*pip, *(["--no-deps"] if "(--no-deps)" in wanted else []), "--requirement", str(requirements)]


if __name__ == "__main__":
    main()
