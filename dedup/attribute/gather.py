"""Gather: explain a document by its sources, and say what share each has."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dedup.attribute.collection import Body, Collection
from dedup.attribute.relation import Finding, is_passage_credited
from dedup.model import AlignmentKind, Coverage, Source, SourceType

_STRENGTH: dict[AlignmentKind, int] = {"verbatim": 4, "edited": 3, "paraphrased": 2, "summarised": 1}


def cover(target: Body, findings: Iterable[Finding]) -> Coverage:
    """Return the shares of the body's tokens, each token counted once under its strongest kind."""
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.counted:
            for token in target.tokens(finding.alignment.target):
                found.setdefault(token, []).append(finding)
    total = max(1, len(target))
    kinds = Counter(
        max((one.alignment.kind for one in several), key=_STRENGTH.__getitem__) for several in found.values()
    )
    credited = sum(is_passage_credited(_closest(several)) for several in found.values())
    return Coverage(
        **{kind: kinds[kind] / total for kind in _STRENGTH},
        original=1 - len(found) / total,
        credited=credited / total,
        uncredited=(len(found) - credited) / total,
    )


def _closest(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return those in which the words are the same, or where there are none all: they say more than a rewording."""
    return [one for one in findings if one.alignment.kind in ("verbatim", "edited")] or findings


def gather(target: Body, findings: Sequence[Finding], collection: Collection) -> tuple[Source, ...]:
    """Return the sources that explain the body, by the greedy cover's order (Nemhauser et al. 1978).

    The next source is always the one that explains most of what is left; one that adds nothing is left out.
    """
    tokens: dict[str, set[int]] = {}
    credited: set[str] = set()
    for finding in findings:
        if finding.counted and finding.source:
            tokens.setdefault(finding.source, set()).update(target.tokens(finding.alignment.target))
            if finding.credited:
                credited.add(finding.source)
    total = max(1, len(target))
    left = set().union(*tokens.values()) if tokens else set()
    sources = []
    while left:
        best = min(tokens, key=lambda id_: (-len(tokens[id_] & left), -len(tokens[id_]), id_))
        new = tokens[best] & left
        left -= new
        sources.append(_source(best, len(new) / total, len(tokens[best]) / total, best in credited, collection))
    return tuple(sources)


def _source(id_: str, unique: float, matched: float, credited: bool, collection: Collection) -> Source:
    kind, _, name = id_.partition(":")
    types: dict[str, SourceType] = {"document": "document", "agency": "agency", "first_party": "first_party"}
    observed = kind == "document" or name in collection.observed
    return Source(id_, types[kind], name, observed, unique, matched, credited)
