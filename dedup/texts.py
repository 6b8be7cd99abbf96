"""Where the texts of a collection are while it is searched, to be read again by number: with the caller or on disk."""

import os
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from typing import Self

from dedup.errors import InputError
from dedup.model import Document


class Held:
    """The texts of documents that the caller holds anyway; nothing is copied."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def add(self, texts: Iterable[str]) -> None:
        """Take in no text: all are there."""

    def load(self, numbers: Sequence[int]) -> list[str]:
        """Return texts by number."""
        return [self._documents[number].text for number in numbers]


class Spool:
    """The texts of a stream, in a file without a name that the system removes whatever happens.

    It takes the bytes of the texts in the folder for temporary files (`TMPDIR`), and eight bytes a text in memory.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="dedup-", buffering=0)  # noqa: SIM115 - closed by __exit__
        self._ends = array("Q", [0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, texts: Iterable[str]) -> None:
        """Take in more texts, numbered as they come.

        Raises:
            InputError: the disk is full.
        """
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        try:
            rest = memoryview(b"".join(encoded))
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise InputError(
                f"cannot keep the texts in {tempfile.gettempdir()}: {error.strerror}",
                hint="free some space there, or set TMPDIR to a folder with as much space as the texts take",
            ) from None
        for text in encoded:
            self._ends.append(self._ends[-1] + len(text))

    def load(self, numbers: Sequence[int]) -> list[bytes]:
        """Return texts by number, as UTF-8."""
        descriptor, ends = self._file.fileno(), self._ends
        return [os.pread(descriptor, ends[number + 1] - ends[number], ends[number]) for number in numbers]
