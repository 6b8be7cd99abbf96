"""Findings to passages: what matches the same stretch of a document is one passage."""

from collections.abc import Sequence

from dedup.attribute.collection import Body, Collection
from dedup.attribute.relation import Finding, is_passage_credited
from dedup.model import RELATIONS, AlignmentKind, Band, Passage, PassageMatch, Span

# Ends that differ by a word or two are one passage: intersection over union.
_SAME = 0.8

# How far a finding of each kind can be trusted to be the same text; priors, not calibrated frequencies.
_TRUST: dict[AlignmentKind, float] = {"verbatim": 0.99, "edited": 0.95, "paraphrased": 0.8, "summarised": 0.7}
_BAND: dict[Band, float] = {"asserted": 1.0, "possible": 0.5}


def group_passages(target: Body, findings: Sequence[Finding], collection: Collection) -> tuple[Passage, ...]:
    """Return the passages by place, each with the match first that says most of its origin."""
    groups: list[tuple[Span, list[Finding]]] = []
    for finding in sorted(findings, key=_place):
        span = finding.alignment.target
        index = _find_same(groups, span)
        if index is None:
            groups.append((span, [finding]))
        else:
            whole, members = groups[index]
            members.append(finding)
            groups[index] = (Span(whole.start, max(whole.end, span.end)), members)
    return tuple(_passage(target, span, members, collection) for span, members in sorted(groups, key=lambda g: g[0]))


def _find_same(groups: Sequence[tuple[Span, list[Finding]]], span: Span) -> int | None:
    """Return the number of the group that `span` belongs to; groups stand in the order of their starts."""
    for index in range(len(groups) - 1, -1, -1):
        whole, _ = groups[index]
        if span.start - whole.start > (1 / _SAME - 1) * len(span):
            return None  # from here on too much stands before the span
        if _is_same(whole, span):
            return index
    return None


def _passage(target: Body, span: Span, findings: Sequence[Finding], collection: Collection) -> Passage:
    matches = sorted(
        (_match(finding, collection) for finding in findings),
        key=_order,
    )
    return Passage(
        start=span.start,
        end=span.end,
        text=target.parsed.document.text[span.start : span.end],
        in_quotation=target.is_quotation(span),
        credited=is_passage_credited(findings),
        matches=tuple(matches),
    )


def _order(match: PassageMatch) -> tuple[bool, int, float, float, str, int]:
    relation = RELATIONS.index(match.relation)
    return (match.band != "asserted", relation, -match.confidence, -match.identity, match.document, match.start)


def _match(finding: Finding, collection: Collection) -> PassageMatch:
    alignment = finding.alignment
    text = collection.bodies[finding.other].parsed.document.text
    return PassageMatch(
        document=finding.other,
        start=alignment.source.start,
        end=alignment.source.end,
        text=text[alignment.source.start : alignment.source.end],
        target_start=alignment.target.start,
        target_end=alignment.target.end,
        kind=alignment.kind,
        identity=alignment.identity,
        band=alignment.band,
        relation=finding.relation,
        source=finding.source,
        direction=finding.direction,
        confidence=_TRUST[alignment.kind] * _BAND[alignment.band],
        counted=finding.counted,
    )


def _place(finding: Finding) -> tuple[Span, str, Span]:
    return (finding.alignment.target, finding.other, finding.alignment.source)


def _is_same(one: Span, other: Span) -> bool:
    shared = one.overlap(other)
    return shared >= _SAME * (len(one) + len(other) - shared) > 0
