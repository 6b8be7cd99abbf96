"""Documents of a made night, and the units that they come in."""

from collections.abc import Sequence
from pathlib import Path

from dedup.index import tables
from dedup.index.tables import Stored
from dedup.model import Document


def write_units(folder: Path, documents: Sequence[Document], *, size: int = 1_000) -> list[Path]:
    """Write documents as a night's units of so many each, and return their folders."""
    units = []
    for first in range(0, max(1, len(documents)), size):
        unit = folder / f"unit-{first:06d}"
        unit.mkdir(parents=True)
        with tables.open_writer(unit / tables.NAME) as writer:
            tables.write(writer, [Stored(one, None) for one in documents[first : first + size]])
        units.append(unit)
    return units


def words(first: int, count: int) -> str:
    """Return a text of so many words, each of which no other number gives."""
    return " ".join(f"{_letters(number)}ward" for number in range(first, first + count))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
