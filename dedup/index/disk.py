"""What is done to the disk, step by step: between any two of them the machine may stop."""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import xxhash

from dedup.errors import IndexError_

_CHUNK = 1 << 20
_LEAST = 1 << 12  # bytes of a block, as most file systems have them

# Told of each step before it is done; tests let the process die there, or the disk be full.
on_step: Callable[[str], None] | None = None


def step(name: str) -> None:
    """Tell that a step is about to be done."""
    if on_step:
        on_step(name)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, onto the disk."""
    step(f"sync {path.name}")
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(path: Path, name: Path) -> None:
    """Give a finished folder its name, and bring the name onto the disk."""
    step(f"rename {name.name}")
    path.rename(name)
    sync(name.parent)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it."""
    step(f"remove {folder.name}")
    shutil.rmtree(folder)


def digest(path: Path) -> str:
    """Return xxh3-128 of a file, in hexadecimal digits."""
    state = xxhash.xxh3_128()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            state.update(chunk)
    return state.hexdigest()


def write_json(path: Path, value: object) -> None:
    """Write a value to a file, and bring it onto the disk."""
    path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", "utf-8")
    sync(path)


@dataclass(slots=True)
class Need:
    """How many bytes a change takes at least, as far as it is known."""

    bytes: int = 0


@contextmanager
def naming(folder: Path) -> Iterator[Need]:
    """Turn what the system says against writing into an error that names the index; the need is told in it.

    Raises:
        IndexError_: the disk is full, or the folder cannot be written to.
    """
    need = Need()
    try:
        yield need
    except OSError as error:
        if error.filename and folder not in Path(error.filename).parents:
            raise  # of a document that is read, not of the index
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            free = shutil.disk_usage(folder).free
            # It has failed, so that it takes more than there is.
            missing = max(_LEAST, need.bytes - free)
            raise IndexError_(
                f"no space left for {folder}: the change takes at least {free + missing:,} bytes, {free:,} are free, "
                f"{missing:,} are missing; the index stays as it was",
                hint="free some space, or keep the index on a larger disk",
            ) from None
        raise IndexError_(
            f"cannot write to {folder}: {error.strerror or error}", hint="see that its folder may be written to"
        ) from None
