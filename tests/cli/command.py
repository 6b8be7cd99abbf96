"""The command line as a user meets it: in this process, or as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from dedup.cli import app

WIRE = (
    "PORT LINDEN (Reuters) - The harbour authority said on Tuesday it would close the eastern breakwater for "
    "eleven weeks after divers found cracks in four of its caissons.\n"
    "Engineers discovered the damage during a routine survey last month, when a sonar image showed water seeping "
    "through joints that had been sealed only two winters ago.\n"
    "“Nobody was in danger, but we could not wait for another storm season,” harbour master Ilse Brandvold told a "
    "news conference.\n"
    "Ferries will be diverted to the western pier, adding about twenty minutes to each crossing, and fishing crews "
    "will be paid for the days on which they cannot land their catch.\n"
)
LIFTED = WIRE.splitlines()[1]
DRAFT = (
    "Fishing families along the coast woke up to bad news this week as work on the breakwater was announced.\n"
    f"{LIFTED}\n"
    "For the Aldous brothers, who have landed crab here since their schooldays, the summer now looks uncertain.\n"
)
OTHER = (
    "The town orchestra will open its season with a programme of dances from the islands, played on restored "
    "instruments that a retired teacher collected over forty years.\n"
    "Tickets go on sale at the library on Saturday morning and cost less than a bus ride for pupils.\n"
)


def run(*args: object, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    """Return what `dedup ARGS` wrote and its exit code."""
    return CliRunner(env=env).invoke(app, [str(arg) for arg in args], input=stdin)


def start(args: Sequence[object], **options: object) -> "subprocess.Popen[bytes]":
    """Return `dedup ARGS` as a running process."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [sys.executable, "-m", "dedup", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **options,  # type: ignore[call-overload]
    )
    return process


def newsroom(folder: Path) -> Path:
    """Write a wire story, a draft that lifts a paragraph of it, and an unrelated article; return the folder."""
    for name, text in (("wire.txt", WIRE), ("draft.txt", DRAFT), ("other.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def assert_refused(result: Result, *, message: str) -> None:
    """Assert that the command ended with one error, one hint, exit code 2 and nothing else."""
    lines = result.stderr.splitlines()

    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert [line.split(":")[0] for line in lines] == ["error", "hint"], lines
    assert message in lines[0]
    assert "Traceback" not in result.output
