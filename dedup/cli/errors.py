"""Whatever goes wrong becomes an `error:` line, a `hint:` line and an exit code, never a traceback."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from typing import NoReturn

import typer
from typer.core import TyperGroup

from dedup.errors import DedupError
from dedup.reports.terminal import clean


class ExitCode(IntEnum):
    """What the exit code says."""

    CLEAR = 0
    FOUND = 1
    WRONG = 2  # usage or input
    BUG = 70  # EX_SOFTWARE of sysexits.h: 1 would read as "found"
    INTERRUPTED = 130
    TERMINATED = 143  # as shells have it: 128 and the number of SIGTERM


class Group(TyperGroup):
    """The commands, with every error caught at this one edge."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: object,
    ) -> NoReturn:
        """Run the command line and exit."""
        run = partial(super().main, args, prog_name, complete_var, False, windows_expand_args, **extra)
        sys.exit(_run(run))


def say(kind: str, message: str) -> None:
    """Write one line on stderr: `error:`, `hint:` or `warning:`."""
    print(f"{kind}: {clean(message)}", file=sys.stderr)


def _run(command: Callable[[], object]) -> int:
    try:
        code = command()
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return close_pipe()
    except Exception as error:  # noqa: BLE001 - the edge: a bug must not look like the exit code of a finding
        return _fail(error)
    return code if isinstance(code, int) else ExitCode.CLEAR


def _fail(error: Exception) -> int:
    if isinstance(error, DedupError):
        return _wrong(str(error), error.hint)
    if isinstance(error, typer.TyperException):
        return _wrong(_sentence(error.format_message()), _usage_hint(error))
    if isinstance(error, MemoryError):
        return _wrong("out of memory", "give fewer documents at once")
    if isinstance(error, OSError):
        return _wrong(f"{error.filename or 'input'}: {error.strerror or error}", "check the path and its permissions")
    return _bug(error)


def close_pipe() -> int:
    """Take a reader that has gone away (`dedup … | head`) as success."""
    # What is still buffered would fail again when Python exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return ExitCode.CLEAR


def _wrong(message: str, hint: str | None) -> int:
    say("error", message)
    if hint:
        say("hint", hint)
    return ExitCode.WRONG


def _bug(error: Exception) -> int:
    if os.environ.get("DEDUP_TRACEBACK"):
        traceback.print_exception(error)
    say("error", f"a fault of dedup: {type(error).__name__}: {error}")
    say("hint", "please report it with the output of the same command under DEDUP_TRACEBACK=1")
    return ExitCode.BUG


def _sentence(message: str) -> str:
    message = clean(message).rstrip(".").replace("Value error, ", "")
    return message[:1].lower() + message[1:]


def _usage_hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "dedup"
    return f"see '{command} --help'"
