"""Everything that decides what an index answers, written down in it."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from dedup import _core
from dedup.errors import IndexMismatchError

Role = Literal["wire", "press", "publisher"]
Passages = Literal["all", "upstream", "none"]

UPSTREAM: frozenset[Role] = frozenset({"wire", "press"})
FORMAT = 4
_REBUILT = ("2", "3")  # formats whose documents are as this one's
# Pairs of at least this resemblance share a band 199 times in 200; what is contained shares passages.
_RESEMBLANCE = 0.5
_PERMUTATIONS = 128


@dataclass(frozen=True, slots=True)
class Settings:
    """How an index was written.

    Attributes:
        format: of the folder.
        folding: version of the folding of words.
        passages: whose passages are kept: of all documents, of wires and press releases alone, or of none.
    """

    format: int
    folding: int
    scheme: str
    seed: int
    permutations: int
    shingle: int
    bands: int
    rows: int
    passages: Passages

    def keeps(self, role: Role | None) -> bool:
        """Whether the passages of a document of that role are kept."""
        return self.passages == "all" or (self.passages == "upstream" and role in UPSTREAM)

    @classmethod
    def read(cls, written: dict[str, str], path: Path, *, rebuilds: bool = False) -> Self:
        """Return the settings that were written down.

        Args:
            rebuilds: take those of an older format whose documents this version reads.

        Raises:
            IndexMismatchError: they are of another format.
        """
        found = written.get("format", "unknown")
        if found != str(FORMAT) and not (rebuilds and found in _REBUILT):
            again = f"dedup index rebuild {path}" if found in _REBUILT else "dedup index create, dedup index add"
            raise IndexMismatchError(
                f"{path} is an index of format {found}, this version reads format {FORMAT}",
                hint=f"write it anew from its documents: {again}",
            )
        try:
            return cls(**{one.name: _convert(one.type, written[one.name]) for one in fields(cls)})
        except (KeyError, ValueError):
            raise IndexMismatchError(
                f"{path} has no usable settings", hint="restore its catalogue.sqlite from a backup"
            ) from None

    def require(self, path: Path) -> None:
        """Check that this version answers as the one did that wrote the index.

        Raises:
            IndexMismatchError: it does not.
        """
        ours = asdict(current(self.passages))
        other = {name: value for name, value in asdict(self).items() if value != ours[name]}
        if other:
            found = ", ".join(f"{name}={value}" for name, value in other.items())
            wanted = ", ".join(f"{name}={ours[name]}" for name in other)
            raise IndexMismatchError(
                f"{path} was written with {found}, this version has {wanted}",
                hint=f"write it anew from its documents: dedup index rebuild {path}",
            )


def _convert(kind: object, value: str) -> Any:  # noqa: ANN401 - an int or a str, as the field has it
    return int(value) if kind is int else value


@cache
def current(passages: Passages) -> Settings:
    """Return the settings that this version writes."""
    bands, rows = _core.choose_banding(_RESEMBLANCE, _PERMUTATIONS)
    return Settings(FORMAT, _core.FOLDING_VERSION, "affine32", 1, _PERMUTATIONS, 5, bands, rows, passages)
