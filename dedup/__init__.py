"""Near-duplicates and provenance of news: which passage came from where, how, and whether it is credited."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedup.credits import find_credits
    from dedup.errors import DedupError
    from dedup.index import Index
    from dedup.model import (
        Alignment,
        Cluster,
        Credit,
        Document,
        DocumentProvenance,
        Match,
        Member,
        Problem,
        Provenance,
        Span,
        Story,
    )
    from dedup.pipeline import (
        check,
        check_many,
        cluster,
        compare,
        find_pairs,
        read_document,
        read_documents,
        report,
    )
    from dedup.sketches import Sketches, sketch

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "Cluster",
    "Credit",
    "DedupError",
    "Document",
    "DocumentProvenance",
    "Index",
    "Match",
    "Member",
    "Problem",
    "Provenance",
    "Sketches",
    "Span",
    "Story",
    "__version__",
    "check",
    "check_many",
    "cluster",
    "compare",
    "find_credits",
    "find_pairs",
    "read_document",
    "read_documents",
    "report",
    "sketch",
]

# Each name is loaded when it is first asked for: a command that prints its help needs none of them.
_ROOMS = {
    "dedup.credits": ("find_credits",),
    "dedup.errors": ("DedupError",),
    "dedup.index": ("Index",),
    "dedup.pipeline": (
        "check",
        "check_many",
        "cluster",
        "compare",
        "find_pairs",
        "read_document",
        "read_documents",
        "report",
    ),
    "dedup.sketches": ("Sketches", "sketch"),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


if not TYPE_CHECKING:  # a type checker shall see the names above, and no others

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'dedup' has no attribute {name!r}")
        value = getattr(import_module(_HOMES.get(name, "dedup.model")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
