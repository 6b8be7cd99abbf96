"""Near-duplicates and provenance of news: which passage came from where, how, and whether it is credited."""

import dedup.report  # loaded first, for the function of that name to stay what `dedup.report` means
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
from dedup.pipeline import (  # after the stages, whose names some of these functions take over
    check,
    cluster,
    compare,
    find_pairs,
    read_document,
    read_documents,
    report,
)
from dedup.sketch import Sketches, sketch

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
    "cluster",
    "compare",
    "find_credits",
    "find_pairs",
    "read_document",
    "read_documents",
    "report",
    "sketch",
]
