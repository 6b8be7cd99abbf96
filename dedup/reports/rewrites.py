"""The words that readers see where a document reads as a rewrite of another."""

from math import exp

from dedup.model import DocumentProvenance, NamedSource
from dedup.reports.words import DIRECTIONS

# Half of the rewrites by language models keep more than this of the telling words, nine in ten more than that; of
# independent reports of one event none, and one in seven.
_MOST = 0.3
_MUCH = 0.15
# So well in the source's order are three rewrites in four and no independent reports, and nine in ten and three in ten.
_SAME_ORDER = 0.3
_LIKE_ORDER = 0.1


def sureness(named: NamedSource) -> float:
    """Return how likely a rewrite is, in [0, 1), where a report of its own is as likely beforehand."""
    return min(0.995, 1 / (1 + exp(-named.score)))


def standing(named: NamedSource) -> str:
    """Return what the rewrite is for its document: "not credited", "credited", or why it is not to its charge."""
    if named.band == "possible":
        return "worth a look"
    if not named.counted:
        return DIRECTIONS[named.direction.value]
    return "credited" if named.credited else "not credited"


def reading(named: NamedSource, report: DocumentProvenance) -> str:
    """Return how the document reads; the other document's name follows."""
    what = "copy" if any(named.document == other.document for other in report.near_duplicates) else "rewrite"
    if named.band == "possible":
        return f"possibly a {what} of"
    return f"reads as a {what} of" if named.counted else f"reads as a {what}, or as the source, of"


def reasons(named: NamedSource) -> str:
    """Return the evidence in plain words.

    Example:
        >>> from dedup.model import RewriteEvidence
        >>> evidence = RewriteEvidence(own=1, names=0.9, numbers=0.9, kept=0.4, order=0.5)
        >>> reasons(NamedSource("wire", "asserted", 6.1, 2.0, evidence))
        '1 name or number of its own; keeps most of what the other tells, in the same order'
    """
    evidence = named.evidence
    own = f"{evidence.own or 'no'} name{'s and numbers' if evidence.own > 1 else ' or number'} of its own"
    kept = "most" if evidence.kept >= _MOST else "much" if evidence.kept >= _MUCH else "some"
    order = "in the same order" if evidence.order >= _SAME_ORDER else "partly in the same order"
    return (
        f"{own}; keeps {kept} of what the other tells, {order if evidence.order >= _LIKE_ORDER else 'in another order'}"
    )


def is_uncredited(named: NamedSource) -> bool:
    """Return whether the document is shown to be a rewrite of a source that it does not credit."""
    return named.counted and not named.credited


def is_rewritten(report: DocumentProvenance) -> bool:
    """Return whether any source of a document is rewritten and not credited."""
    return any(map(is_uncredited, report.rewritten_from))
