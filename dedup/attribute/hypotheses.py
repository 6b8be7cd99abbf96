"""Sources that nobody supplied, named with reasons and never as findings."""

from collections import Counter
from collections.abc import Sequence

from dedup.attribute.collection import TEXT_ROLES, Body, Collection
from dedup.attribute.credited import names_for_document
from dedup.attribute.relation import Finding
from dedup.model import Hypothesis

# "Text of AGENCY, uncredited" needs half of the body in credited texts of two other outlets, one agency or 3:1.
_HALF = 0.5
_OUTLETS = 2
_RATIO = 3


def suppose(target: Body, findings: Sequence[Finding], collection: Collection) -> tuple[Hypothesis, ...]:
    """Return the unseen sources that credits and copies point to, by name."""
    seen = {collection.bodies[finding.other].parsed.agency for finding in findings if finding.counted}
    seen.add(target.parsed.agency)
    reasons: dict[str, list[str]] = {}
    for credit in target.parsed.credits:
        if credit.agency and credit.role in TEXT_ROLES | {"contribution"}:
            reasons.setdefault(credit.agency, []).append(f"{credit.role.replace('_', ' ')} “{credit.text}”")
    carrier = _carried(target, findings, collection)
    if carrier:
        agency, outlets = carrier
        why = f"half of the body or more stands in {outlets} other texts that credit {agency}"
        reasons.setdefault(agency, []).append(why)
        if not names_for_document(target, agency):
            reasons[agency].append("this document does not credit it")
    if not reasons and _has_bare_dateline(target):
        reasons["an agency"] = ["a dateline without the agency's name"]
    return tuple(Hypothesis(name, tuple(why)) for name, why in sorted(reasons.items()) if name not in seen)


def _carried(target: Body, findings: Sequence[Finding], collection: Collection) -> tuple[str, int] | None:
    """Return the agency whose text this is by the copies' credits, and how many other outlets carry it."""
    votes: Counter[str] = Counter()
    outlets: dict[str, set[str]] = {}
    tokens: dict[str, set[int]] = {}
    for finding in findings:
        other = collection.bodies[finding.other]
        if not finding.counted or finding.relation == "same_event_fact":
            continue
        for agency in other.agencies:
            tokens.setdefault(agency, set()).update(target.tokens(finding.alignment.target))
            outlet = other.parsed.document.outlet or other.id
            if outlet not in outlets.setdefault(agency, set()):
                outlets[agency].add(outlet)
                votes[agency] += 1
    own = target.agencies
    for agency, count in votes.most_common():
        enough = len(tokens[agency]) >= _HALF * max(1, len(target)) and count >= _OUTLETS
        rivals = max((votes[name] for name in votes if name != agency), default=0)
        if enough and count >= _RATIO * rivals and own <= {agency}:
            return agency, count
    return None


def _has_bare_dateline(target: Body) -> bool:
    zones = any(zone.kind == "dateline" for zone in target.parsed.zones)
    return zones and not any(credit.role == "dateline" for credit in target.parsed.credits) and not target.parsed.agency
