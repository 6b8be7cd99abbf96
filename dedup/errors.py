"""The exceptions of dedup, each with a hint that says what to do.

::

    DedupError
    ├── UsageError             an option or argument that makes no sense
    │   └── ConfigError        a setting out of range, or an unknown one
    ├── InputError             something that cannot be read as documents
    │   ├── ExtractError       a page without text
    │   └── DuplicateIdError   two documents with one id
    └── IndexError_            the index
        ├── IndexDamagedError      a file is missing, or holds other bytes than were written
        ├── IndexLockedError       another process writes to it
        ├── IndexMismatchError     built with other settings than this run's
        └── IndexMissingError      no index at that path
"""


class DedupError(Exception):
    """Base of every error that dedup raises on purpose.

    Attributes:
        hint: what the reader can do about it, or None.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(DedupError):
    """An option or argument that makes no sense."""


class ConfigError(UsageError):
    """A setting out of range, or an unknown one."""


class InputError(DedupError):
    """Something that cannot be read as documents: a missing file, a broken line, a binary."""


class ExtractError(InputError):
    """A page from which no text could be extracted."""


class DuplicateIdError(InputError):
    """Two documents of one collection with the same id."""


class IndexError_(DedupError):  # noqa: N801, N818 - the trailing underscore keeps Python's own IndexError visible
    """An index that cannot be used."""


class IndexDamagedError(IndexError_):
    """An index of which a file is missing or holds other bytes than were written."""


class IndexLockedError(IndexError_):
    """An index that another process is writing to."""


class IndexMismatchError(IndexError_):
    """An index built with other settings than this run's."""


class IndexMissingError(IndexError_):
    """No index at that path."""
