"""What the user names becomes files: folders are walked, globs expanded, in one order on every machine."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dedup.model import Problem
from dedup.read.kinds import FOLDER_SUFFIXES
from dedup.read.problems import MISSING_HINT, from_os_error

STDIN = "-"
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def find_files(
    inputs: Iterable[str | os.PathLike[str]], suffixes: tuple[str, ...] = FOLDER_SUFFIXES
) -> Iterator[str | Problem]:
    """Yield the path of each file that the inputs name, once, or the problem in its place.

    A file that is named is read whatever it is called. From a folder come the files whose suffix says that
    they hold documents, at any depth; hidden ones stay out. `-` is passed on.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _expand(os.fspath(given), suffixes):
            if isinstance(found, Problem):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _expand(given: str, suffixes: tuple[str, ...]) -> Iterator[str | Problem]:
    if given == STDIN:
        yield STDIN
        return
    if not given or "\0" in given:
        yield Problem(printable(given) or "''", "no path", MISSING_HINT)
    elif glob.has_magic(given) and not os.path.lexists(given):
        yield from _expand_glob(given, suffixes)
    else:
        yield from _files_of(os.path.normpath(given), suffixes)


def _expand_glob(pattern: str, suffixes: tuple[str, ...]) -> Iterator[str | Problem]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    if not matches:
        yield Problem(printable(pattern), "no file matches", "check the pattern; ** reaches into folders")
    for match in matches:
        # With ** a folder is matched beside each of its files; those speak for it.
        if not ("**" in pattern and Path(match).is_dir()):
            yield from _files_of(os.path.normpath(match), suffixes)


def _files_of(path: str, suffixes: tuple[str, ...]) -> Iterator[str | Problem]:
    if not Path(path).is_dir():
        yield path
        return
    found = passed_over = 0
    for entry in _walk(path):
        if isinstance(entry, Problem) or entry.lower().endswith(suffixes):
            found += 1
            yield entry
        else:
            passed_over += 1
    if not found:
        what = f"a folder with no documents ({passed_over} other files)" if passed_over else "an empty folder"
        yield Problem(
            printable(path),
            what,
            f"documents end in {' '.join(_plain(suffixes))}, also packed as .gz or .zst; name other files one by one",
        )


def _plain(suffixes: tuple[str, ...]) -> Iterator[str]:
    return (suffix for suffix in suffixes if not suffix.endswith((".gz", ".zst")))


def _walk(folder: str) -> Iterator[str | Problem]:
    """Yield the files below a folder by name, depth first; links to folders are not followed, pipes not opened."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            mode = os.lstat(path).st_mode
            if stat.S_ISDIR(mode):
                names = (name for name in os.listdir(path) if not name.startswith("."))  # noqa: PTH208 - str paths keep their bytes
                waiting += sorted((os.path.join(path, name) for name in names), reverse=True)  # noqa: PTH118
            elif stat.S_ISREG(mode) or (stat.S_ISLNK(mode) and stat.S_ISREG(Path(path).stat().st_mode)):
                yield os.path.normpath(path)
        except OSError as error:
            yield from_os_error(printable(path), error)


def printable(path: str) -> str:
    """Return the path as an id: on one line, with forward slashes, and writable whatever bytes the file's name has."""
    name = path.replace(os.sep, "/")
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", name)
