"""Where results go: standard output, or a file that is written whole or not at all."""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from dedup.cli.errors import ExitCode, close_pipe
from dedup.errors import UsageError


def write(text: str, output: Path | None) -> None:
    """Write a result in UTF-8; a terminal that cannot show a character gets its replacement."""
    if _is_stdout(output):
        encoding = sys.stdout.encoding or "utf-8"
        write_bytes(text.encode(encoding if sys.stdout.isatty() else "utf-8", "replace"), None)
    else:
        write_bytes(text.encode("utf-8", "replace"), output)


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write a result as it is."""
    if output is not None and not _is_stdout(output):
        _replace(output, data)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        close_pipe()
        raise _exit_clear() from None


def require_writable(output: Path | None) -> None:
    """Raise before the work begins if the output cannot be written.

    Raises:
        UsageError: its folder is missing, or it is a folder.
    """
    if output is None or _is_stdout(output):
        return
    if output.is_dir():
        raise UsageError(f"{output} is a folder", hint="name a file for --output")
    if not output.parent.is_dir():
        raise UsageError(f"{output} cannot be written: no folder {output.parent}", hint="create the folder first")


def shows_colour(output: Path | None) -> bool:
    """Return whether text may be coloured: on a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return _is_stdout(output) and not plain and sys.stdout.isatty()


def width(output: Path | None) -> int:
    """Return the columns to write text in."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns)) if _is_stdout(output) else 100


def _is_stdout(output: Path | None) -> bool:
    return output is None or str(output) == "-"


def _exit_clear() -> Exception:
    import typer  # noqa: PLC0415 - only to leave

    return typer.Exit(ExitCode.CLEAR)


def _replace(output: Path, data: bytes) -> None:
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():  # a pipe or device cannot be replaced
            target.write_bytes(data)
            return
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                _write_through(file, data)
            Path(beside).chmod(_mode(target))
            Path(beside).replace(target)
        except BaseException:  # an interrupt too: nothing half written stays beside the output
            with suppress(OSError):
                Path(beside).unlink()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"{output} cannot be written: {reason}", hint="name another file, or free space and check permissions"
        ) from error


def _write_through(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _mode(target: Path) -> int:
    """Return the mode of the file that is replaced, else what a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
