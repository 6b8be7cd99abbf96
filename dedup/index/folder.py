"""Whether an index stands in a folder, and making an empty one there."""

from os import PathLike
from pathlib import Path

from dedup.errors import IndexDamagedError, IndexError_, IndexMissingError
from dedup.index import catalogue, changes, disk, lock
from dedup.index.catalogue import FOLDER
from dedup.index.settings import Settings


def is_index(path: str | PathLike[str]) -> bool:
    """Return whether an index stands at `path`."""
    return (Path(path) / catalogue.NAME).is_file()


def require(folder: Path) -> Path:
    """Return the folder of an index.

    Raises:
        IndexMissingError: there is no index.
    """
    if not is_index(folder):
        raise IndexMissingError(f"no index at {folder}", hint=f"create it: dedup index create {folder}")
    return folder


def make(folder: Path, settings: Settings) -> None:
    """Make an empty index; it is there whole or not at all.

    Raises:
        IndexDamagedError: what stands there has lost its catalogue.
        IndexError_: the folder cannot be made, or not written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexError_(f"cannot make the folder {folder}: {error.strerror}", hint="name another folder") from None
    with disk.naming(folder), lock.writing(folder, wait=True):
        if is_index(folder):
            return
        if (folder / FOLDER).exists() and any((folder / FOLDER).iterdir()):
            raise IndexDamagedError(
                f"{folder} has lost its {catalogue.NAME}",
                hint=f"restore it from a backup, or add {folder / FOLDER}/*/documents.parquet to a new index",
            )
        (folder / FOLDER).mkdir(exist_ok=True)
        changes.create(folder, settings)
