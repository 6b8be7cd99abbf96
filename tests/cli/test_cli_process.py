"""The command as a process: pipes, terminals, signals and what it loads."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dedup.cli.errors import ExitCode
from tests.cli.command import newsroom, run, start


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(newsroom(tmp_path))
    return tmp_path


def test_a_closed_pipe_is_success(desk: Path) -> None:
    process = start(["report", ".", "--format", "html"])
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate()

    assert process.returncode == 0
    assert errors == b""


def test_data_goes_to_stdout_and_warnings_to_stderr(desk: Path) -> None:
    (desk / "empty.txt").touch()
    data, errors = start(["report", ".", "--format", "jsonl"]).communicate()

    assert data.count(b"\n") == 3
    assert errors.startswith(b"warning: empty.txt")


def test_an_interrupt_ends_with_130(desk: Path) -> None:
    process = start(["report", "-"], stdin=subprocess.PIPE)
    time.sleep(1.5)  # until it waits for its input
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()

    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in errors


def on_terminal(args: list[str], environment: dict[str, str]) -> str:
    """Return what the command writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    variables = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TERM"}}
    variables |= {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", **environment}
    written = b""
    with subprocess.Popen([sys.executable, "-m", "dedup", *args], stdout=theirs, env=variables) as process:
        while process.poll() is None:
            written += _read(ours)
            time.sleep(0.01)
    written += _read(ours)
    os.close(theirs)
    os.close(ours)
    return written.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 20)
    except BlockingIOError:
        return b""


def test_a_terminal_shows_colour_and_no_color_takes_it_away(desk: Path) -> None:
    assert "\x1b[" in on_terminal(["report", "."], {})
    assert "\x1b[" not in on_terminal(["report", "."], {"NO_COLOR": "1"})


def test_a_pipe_shows_no_colour(desk: Path) -> None:
    assert "\x1b[" not in run("report", ".").stdout


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = "import sys, dedup.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"numpy", "pyarrow", "trafilatura", "datasketch", "jinja2", "lxml"} & set(loaded)


def test_a_fault_of_dedup_does_not_look_like_a_finding(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise ValueError("unforeseen")

    monkeypatch.setattr("dedup.pipeline.report", fail)
    result = run("report", ".")

    assert result.exit_code == ExitCode.BUG
    assert result.stderr.startswith("error: a fault of dedup: ValueError: unforeseen\nhint: ")
