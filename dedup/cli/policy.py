"""What counts as found: the default for drafts, or shares that the user sets with --fail-on."""

from collections.abc import Mapping, Sequence

from dedup.errors import UsageError
from dedup.model import Coverage, DocumentProvenance, Provenance
from dedup.reports.rewrites import is_rewritten
from dedup.reports.words import is_finding, reused

_SHARES = ("uncredited", "credited", "reused", "verbatim", "edited", "paraphrased", "summarised")


def parse_policy(options: Sequence[str]) -> dict[str, float]:
    """Return the highest share that each measure may have.

    Raises:
        UsageError: an option is no `MEASURE=SHARE`.

    Example:
        >>> parse_policy(["uncredited=0.2"])
        {'uncredited': 0.2}
    """
    return dict(_parse(part) for option in options for part in option.split(","))


def is_found(provenance: Provenance, policy: Mapping[str, float]) -> bool:
    """Return whether any document is above the policy; without one, whether it has an asserted uncredited passage.

    A document that is shown to be a rewrite of a source that it does not credit is found too.
    """
    return any(_is_above(report, policy) for report in provenance.documents)


def _is_above(report: DocumentProvenance, policy: Mapping[str, float]) -> bool:
    if not policy:
        return is_rewritten(report) or any(is_finding(passage) for passage in report.passages)
    return any(_share(report.coverage, measure) > limit for measure, limit in policy.items())


def _share(coverage: Coverage, measure: str) -> float:
    return reused(coverage) if measure == "reused" else float(getattr(coverage, measure))


def _parse(part: str) -> tuple[str, float]:
    measure, equals, value = (piece.strip() for piece in part.partition("="))
    hint = f"write MEASURE=SHARE, such as uncredited=0.2; the measures are {', '.join(_SHARES)}"
    if not equals or measure not in _SHARES:
        raise UsageError(f"--fail-on {part!r} is no policy", hint=hint)
    try:
        share = float(value)
    except ValueError:
        raise UsageError(f"--fail-on {part!r}: {value!r} is no number", hint=hint) from None
    if not 0 <= share <= 1:
        raise UsageError(f"--fail-on {part!r}: a share lies between 0 and 1", hint=hint)
    return measure, share
