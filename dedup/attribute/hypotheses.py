"""Sources that nobody supplied, named with reasons and never as findings."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from dedup.attribute.collection import Body, Collection
from dedup.attribute.origin import covers_document
from dedup.attribute.relation import Finding
from dedup.model import Hypothesis, HypothesisClaim

# "Text of AGENCY" needs half of the body in credited texts of two other outlets, one agency or 3:1. Hiding known
# credits and naming the agency so was right 106 times of 106; the priors below are lower than that.
_HALF = 0.5
_OUTLETS = 2
_RATIO = 3
_CREDITED, _SHOWN, _PART, _LIKELY, _DATELINE = 0.95, 0.9, 0.6, 0.5, 0.3
_RAISED = 0.05  # a dateline without a name, or a note that the agency contributed
_CLAIMS: tuple[HypothesisClaim, ...] = ("text", "part", "likely")


@dataclass(slots=True)
class _Case:
    """What speaks for one agency."""

    claims: list[tuple[HypothesisClaim, float]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def add(self, claim: HypothesisClaim, confidence: float, why: Iterable[str]) -> None:
        self.claims.append((claim, confidence))
        self.why += why


@dataclass(frozen=True, slots=True)
class _Carried:
    """How much of a body stands in other outlets' texts that credit one agency, and in how many outlets."""

    agency: str
    share: float
    outlets: int


def suppose(target: Body, findings: Sequence[Finding], collection: Collection) -> tuple[Hypothesis, ...]:
    """Return the unseen sources that credits and copies point to, by name."""
    cases: dict[str, _Case] = {}
    for credit in target.parsed.credits:
        if credit.agency and covers_document(credit, contributions=True):
            case = cases.setdefault(credit.agency, _Case())
            said = [f"{credit.role.replace('_', ' ')} “{credit.text}”"]
            if credit.role == "contribution":
                case.add("part", _PART, said)
            else:
                case.add("text", _CREDITED, said)
    others = () if target.origin.is_first_hand else _count(target, findings, collection)
    for carried, claim in _weigh(others, target.origin.agencies):
        case = cases.setdefault(carried.agency, _Case())
        case.add(claim, *_show(target, carried, claim))
    if not (cases or target.origin.is_first_hand) and _has_bare_dateline(target):
        cases["an agency"] = _Case([("likely", _DATELINE)], ["a dateline without the agency's name"])
    seen = {collection.bodies[finding.other].parsed.agency for finding in findings if finding.counted}
    seen.add(target.parsed.agency)
    return tuple(_conclude(name, case) for name, case in sorted(cases.items()) if name not in seen)


def _conclude(name: str, case: _Case) -> Hypothesis:
    """Return the strongest claim, and the highest confidence it has."""
    claim = min((claim for claim, _ in case.claims), key=_CLAIMS.index)
    confidence = max(confidence for one, confidence in case.claims if one == claim)
    return Hypothesis(name, tuple(case.why), claim, confidence)


def _count(target: Body, findings: Iterable[Finding], collection: Collection) -> list[_Carried]:
    """Return for each agency what of the body stands in texts of others that credit it, most outlets first."""
    outlets: dict[str, set[str]] = {}
    tokens: dict[str, set[int]] = {}
    for finding in findings:
        other = collection.bodies[finding.other]
        if not finding.counted or (other.house and other.house == target.house):
            continue
        for agency in other.origin.agencies:
            tokens.setdefault(agency, set()).update(target.tokens(finding.alignment.target))
            outlets.setdefault(agency, set()).add(other.house or other.id)
    total = max(1, len(target))
    found = [_Carried(agency, len(tokens[agency]) / total, len(outlets[agency])) for agency in outlets]
    return sorted(found, key=lambda one: (-one.outlets, one.agency))


def _weigh(carried: Sequence[_Carried], own: Set[str]) -> Iterator[tuple[_Carried, HypothesisClaim]]:
    """Yield the agencies that half of the body points to: the one it is, or those it likely is.

    With one partner alone, or where partners name different agencies, the text is shared and no more is known.
    """
    half = [one for one in carried if one.share >= _HALF and own <= {one.agency}]
    for one in half[:1]:
        rivals = max((other.outlets for other in carried if other.agency != one.agency), default=0)
        if one.outlets >= _OUTLETS and one.outlets >= _RATIO * rivals:
            yield one, "text"
            return
    yield from ((one, "likely") for one in half if one.outlets == half[0].outlets)


def _show(target: Body, carried: _Carried, claim: HypothesisClaim) -> tuple[float, list[str]]:
    """Return how sure the claim is, and why."""
    others = (
        "another outlet's text that credits"
        if carried.outlets == 1
        else f"{carried.outlets} other outlets' texts that credit"
    )
    why = [f"{carried.share:.0%} of the body stands in {others} {carried.agency}"]
    credited = {credit.role for credit in target.parsed.credits if credit.agency == carried.agency}
    raised = []
    if carried.agency not in target.origin.agencies:
        why.append("this document does not credit it")
        if "contribution" in credited:
            raised.append("it says that the agency contributed")
        if _has_bare_dateline(target):
            raised.append("its dateline lacks an agency's name")
    base = _SHOWN if claim == "text" else _LIKELY
    return base + _RAISED * len(raised), why + raised


def _has_bare_dateline(target: Body) -> bool:
    zones = any(zone.kind == "dateline" for zone in target.parsed.zones)
    return zones and not any(credit.role == "dateline" for credit in target.parsed.credits)
