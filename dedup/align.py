"""A candidate pair becomes a match: exact resemblance and containment, and the passages that both have."""

from functools import lru_cache

from dedup import _core, frequencies
from dedup.model import Alignment, Match, ParsedDocument, Span


def align(target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return what the target shares with the source; its alignments by place in the target.

    Alignments come from the bodies alone; `resemblance` and `containment` measure the whole texts.
    """
    rows = _core.align(target.tokens, source.tokens, _weights())
    return Match(
        target.id,
        source.id,
        _core.resemblance(target.shingles, source.shingles),
        _core.containment(target.shingles, source.shingles),
        tuple(
            Alignment(Span(*row[0:2]), Span(*row[2:4]), kind=row[4], identity=row[5], band=row[6], score=row[7])
            for row in rows
        ),
    )


@lru_cache(maxsize=1)
def _weights() -> _core.Weights:
    """Return the shipped document frequencies, as the core reads them."""
    table = frequencies.load()
    forms = [(form, count) for stem, count in table.counts.items() for form in _spell(stem)]
    return _core.Weights([form for form, _ in forms], [count for _, count in forms], table.documents)


def _spell(stem: str) -> tuple[str, ...]:
    """Return the beginnings that words of a stem may have: the core keys words by five letters, unstemmed.

    Example:
        >>> _spell("parti"), _spell("larg"), _spell("minist")
        (('parti', 'party'), ('larg', 'large'), ('minist',))
    """
    if len(stem) > 5:
        return (stem,)
    if stem.endswith("i"):
        return (stem, stem[:-1] + "y")
    return (stem, stem + "e") if len(stem) < 5 else (stem,)
