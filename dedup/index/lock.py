"""One writer at a time, over processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dedup.errors import IndexLockedError

_NAME = "lock"


@contextmanager
def writing(folder: Path, *, wait: bool) -> Iterator[None]:
    """Be the writer of an index; the system ends that with the process, whatever happens to it.

    Raises:
        IndexLockedError: another process is, and `wait` is false.
    """
    with (folder / _NAME).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise IndexLockedError(
                f"another process writes to {folder}", hint="try again when it has ended, or wait for it with --wait"
            ) from None
        yield
