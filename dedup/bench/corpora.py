"""Where the corpora are: folders and archives that the user names, and what the checkout itself holds."""

import lzma
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dedup.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """What a measure works on.

    Attributes:
        corpora: where each corpus that the definition names stands: a folder or a file, in its order.
        sample: how many items are wanted at most; None for all.
        on_progress: told of the items done and those to do.
    """

    corpora: Sequence[Path]
    sample: int | None = None
    on_progress: Callable[[int, int], None] = field(default=lambda _done, _total: None)

    def pick(self, items: Sequence[T]) -> list[T]:
        """Return the items, or as many as the sample wants, evenly spread.

        Example:
            >>> Task([], sample=3).pick("abcdefgh")
            ['a', 'c', 'f']
        """
        if self.sample is None or len(items) <= self.sample:
            return list(items)
        return [items[place * len(items) // self.sample] for place in range(self.sample)]


class Corpora:
    """The corpora of some folders; what is packed is unpacked into a temporary folder while this is open."""

    def __init__(self, folders: Sequence[Path], *, on_unpack: Callable[[str], None] = lambda _name: None) -> None:
        self._folders = folders
        self._on_unpack = on_unpack
        self._unpacked = tempfile.TemporaryDirectory(prefix="dedup-bench-")

    def __enter__(self) -> "Corpora":
        return self

    def __exit__(self, *error: object) -> None:
        self._unpacked.cleanup()

    def find(self, name: str) -> Path | None:
        """Return where a corpus stands, or None: `NAME/`, `NAME.tar.xz`, `NAME.jsonl` or `NAME.md` of a folder.

        A folder that holds nothing but one other folder stands for that one.

        Raises:
            InputError: an archive cannot be unpacked.
        """
        for folder in self._folders:
            for suffix in ("", ".tar.xz", ".jsonl", ".md"):
                path = folder / f"{name}{suffix}"
                if path.exists():
                    return _innermost(self._unpack(name, path) if suffix == ".tar.xz" else path)
        return None

    def _unpack(self, name: str, archive: Path) -> Path:
        target = Path(self._unpacked.name) / name
        if target.exists():
            return target
        self._on_unpack(name)
        try:
            with tarfile.open(archive) as packed:
                packed.extractall(target, filter="data")
        except (tarfile.TarError, lzma.LZMAError, EOFError, OSError) as error:
            raise InputError(f"{archive.name} cannot be unpacked: {error}", hint="fetch it again") from error
        return target


def _innermost(path: Path) -> Path:
    while path.is_dir():
        entries = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
        if len(entries) != 1 or not entries[0].is_dir():
            break
        path = entries[0]
    return path
