"""The exceptions of dedup, each with a hint that says what to do.

::

    DedupError
    ├── UsageError             an option or argument that makes no sense
    │   └── ConfigError        a setting out of range, or an unknown one
    ├── InputError             something that cannot be read as documents
    │   ├── ExtractError       a page without text
    │   └── DuplicateIdError   two documents with one id
    └── IndexError_            the index
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


class IndexMismatchError(IndexError_):
    """An index built with other settings than this run's."""


class IndexMissingError(IndexError_):
    """No index at that path."""
