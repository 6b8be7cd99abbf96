"""The one way to say that something could not be read."""

from dedup.model import Problem

MISSING_HINT = "check the spelling; paths are taken from the current folder"


def from_os_error(where: str, error: OSError) -> Problem:
    """Return the problem that the operating system reports."""
    if isinstance(error, FileNotFoundError):
        return Problem(where, "no such file or folder", MISSING_HINT)
    reason = error.strerror or str(error) or type(error).__name__
    hint = "check who may read it" if isinstance(error, PermissionError) else "check that the file is whole"
    return Problem(where, f"cannot be read: {reason[0].lower()}{reason[1:]}", hint)
