"""What a night is made of, written down where its outputs go, so that only the same night goes on there."""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from dedup.errors import InputError, UsageError
from dedup.index import disk
from dedup.read.problems import MISSING_HINT

WORK = ".night"
"""The folder inside the outputs' where a night's work lies until it is finished."""

RUN = "run.json"
"""The output that is written last: where it stands, the night is finished."""

_PLAN = "plan.json"
_LOCK = "lock"

State = Literal["new", "begun", "finished"]


@dataclass(frozen=True, slots=True)
class Input:
    """A file of the night; standard input has no size and no time.

    Attributes:
        modified: in nanoseconds since 1970.
    """

    path: str
    bytes: int
    modified: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides the outputs of a night.

    Attributes:
        inputs: by path.
        settings: every setting that changes what comes out, by section and name.
        index: where the index lies.
    """

    inputs: tuple[Input, ...]
    settings: Mapping[str, Any]
    index: str


def plan_night(files: Sequence[str], settings: Mapping[str, Any], index: Path) -> Plan:
    """Return the plan for files, in whatever order they are given.

    Raises:
        InputError: a file is missing.
    """
    return Plan(tuple(_to_input(path) for path in sorted(files)), settings, str(index.absolute()))


def claim(folder: Path, plan: Plan) -> State:
    """Make a folder the night's, or find that it is, and return how far the night has come.

    Raises:
        UsageError: the folder holds something else, another night, or cannot be made.
    """
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = {path.name for path in folder.iterdir()}
        return _claim(folder, plan, held)


def _claim(folder: Path, plan: Plan, held: Set[str]) -> State:
    written = folder / WORK / _PLAN
    if not written.is_file():
        if held - {WORK}:
            raise UsageError(
                f"{folder} is not empty, and none of dedup's nights", hint="name a new or an empty folder as --output"
            )
        _write(written, plan)
        return "new"
    _require_same(folder, json.loads(written.read_text("utf-8")), _to_json(plan))
    return "finished" if RUN in held else "begun"


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Be the one process that works on a night; the system ends that with the process, whatever happens to it.

    Raises:
        UsageError: another process works on it.
    """
    with (folder / WORK / _LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"another process works on {folder}", hint="let it end, or name another --output"
            ) from None
        yield


@contextmanager
def naming(folder: Path) -> Iterator[None]:
    """Turn what the system says against writing into an error that names the folder of the outputs.

    Raises:
        UsageError: the disk is full, or the folder cannot be written to.
    """
    try:
        yield
    except OSError as error:
        if error.filename and folder not in (Path(error.filename), *Path(error.filename).parents):
            raise  # of an input, or of the index
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = (
            f"no space left, {shutil.disk_usage(folder).free:,} bytes are free"
            if full
            else os.strerror(error.errno or 0)
        )
        raise UsageError(
            f"cannot write to {folder}: {reason}", hint="see to that, and go on with the same command"
        ) from None


def _to_input(path: str) -> Input:
    if path == "-":
        return Input(path, 0, 0)
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder", hint=MISSING_HINT) from None
    except OSError:
        return Input(path, 0, 0)  # its record will say why it cannot be read
    return Input(path, found.st_size, found.st_mtime_ns)


def _write(path: Path, plan: Plan) -> None:
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".tmp")
    disk.write_json(beside, _to_json(plan))
    disk.rename(beside, path)


def _to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as it is when it has been written and read."""
    value: dict[str, Any] = json.loads(json.dumps(asdict(plan)))
    return value


def _require_same(folder: Path, written: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Raise a UsageError where a folder is another night's, with what is other."""
    if written == wanted:
        return
    other = [f"another {name}" for name in ("index",) if written.get(name) != wanted[name]]
    other += _other_inputs(written.get("inputs", []), wanted["inputs"])
    other += _other_settings(written.get("settings", {}), wanted["settings"])
    raise UsageError(
        f"{folder} is the output of another night: {', '.join(other) or 'another version'}",
        hint=f"give the night's own inputs and settings, or name another --output; remove {folder} to begin it anew",
    )


def _other_inputs(written: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[str]:
    before, now = ({one["path"]: one for one in side} for side in (written, wanted))
    names = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    more = f" and {len(names) - 1:,} more" if names[1:] else ""
    return [f"other inputs ({names[0]}{more})"] if names else []


def _other_settings(written: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    return [
        f"{section}.{name} was {before!r}, not {now!r}"
        for section in sorted(written.keys() | wanted.keys())
        for name in sorted(written.get(section, {}).keys() | wanted.get(section, {}).keys())
        if (before := written.get(section, {}).get(name)) != (now := wanted.get(section, {}).get(name))
    ]
