"""A candidate pair becomes a match: exact resemblance and containment, and the passages that both have."""

from functools import lru_cache

from dedup import _core, frequencies
from dedup.model import Alignment, Match, ParsedDocument, Span


def align(target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return what the target shares with the source; its alignments by place in the target.

    Alignments come from the bodies alone; `resemblance` and `containment` measure the whole texts.
    """
    return Match(
        target.id,
        source.id,
        _core.resemblance(target.shingles, source.shingles),
        _core.containment(target.shingles, source.shingles),
        find_alignments(target.tokens, source.tokens),
    )


def find_alignments(target: _core.Tokens, source: _core.Tokens) -> tuple[Alignment, ...]:
    """Return the passages that two tokenised texts share, by place in the target.

    Each place of the target is explained once: no passage lies by more than half in one that is surer. Words that
    both texts quote count little where the two may report one event: both heard the same speaker.

    Example:
        >>> text = "Officials had promised to publish the full list of repairs before the summer recess began."
        >>> [found.kind for found in find_alignments(_core.tokenize(text), _core.tokenize(f"He said: {text}"))]
        ['verbatim']
    """
    return tuple(
        Alignment(Span(*row[0:2]), Span(*row[2:4]), kind=row[4], identity=row[5], band=row[6], score=row[7])
        for row in _core.align(target, source, weights())
    )


@lru_cache(maxsize=1)
def weights() -> _core.Weights:
    """Return the shipped document frequencies, as the core reads them."""
    table = frequencies.load()
    forms = [(form, count) for stem, count in table.counts.items() for form in _spell(stem)]
    return _core.Weights([form for form, _ in forms], [count for _, count in forms], table.documents)


def _spell(stem: str) -> tuple[str, ...]:
    """Return the beginnings that words of a stem may have: the core keys words by five letters, unstemmed.

    Example:
        >>> _spell("parti"), _spell("larg"), _spell("minist")
        (('parti', 'party'), ('larg', 'large', 'largs'), ('minist',))
    """
    if len(stem) > 5:
        return (stem,)
    if stem.endswith("i"):
        return (stem, stem[:-1] + "y")
    return (stem, stem + "e", stem + "s") if len(stem) < 5 else (stem,)
