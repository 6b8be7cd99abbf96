"""Passages beside their source, for a terminal."""

from collections.abc import Iterator, Sequence

from dedup.model import Alignment, Document, Match, Passage, PassageMatch, Span
from dedup.reports.terminal import Terminal, clean, shorten
from dedup.reports.words import (
    BANDS,
    STANDINGS,
    Standing,
    count,
    percent,
    relation,
    standing,
    strength,
    strongest,
    verdict,
)

_SHOWN = 20  # passages of one document in a terminal; the page and the JSON hold all
_COLOURS: dict[Standing, str] = {"uncredited": "red", "credited": "green", "open": "dim", "lent": "dim", "fact": "dim"}
_OTHERS = 3  # further documents named for one passage


def passage_lines(passages: Sequence[Passage], terminal: Terminal) -> Iterator[str]:
    """Yield the passages: uncredited ones first and others' copies last, then by strength, then by place."""
    ranked = sorted(passages, key=_rank)
    if ranked:
        yield terminal.paint("   passages", "bold")
    for passage in ranked[:_SHOWN]:
        yield from _passage(passage, terminal)
    if len(ranked) > _SHOWN:
        more = count(len(ranked) - _SHOWN, "more passage")
        yield terminal.paint(f"     and {more}: --format html or json shows all", "dim")


def match_text(match: Match, target: Document, source: Document, terminal: Terminal) -> str:
    """Return a comparison: the measures, then each passage above the source's."""
    lines = [
        terminal.rule(f"{target.title or target.id}  ⇠  {source.title or source.id}"),
        f"   resemblance {match.resemblance:.3f}, containment {match.containment:.3f}, "
        + count(len(match.alignments), "passage"),
    ]
    for alignment in match.alignments:
        lines += ["", *_alignment(alignment, target, source, terminal)]
    return "\n".join(lines) + "\n"


def _rank(passage: Passage) -> tuple[int, object, int]:
    first = strongest(passage)
    return (
        list(STANDINGS).index(standing(passage)),
        strength(first) if first else (True, 9, 9, 0.0, 0.0),
        passage.start,
    )


def _passage(passage: Passage, terminal: Terminal) -> Iterator[str]:
    first = strongest(passage)
    if first is None:
        return
    quoted = ", in a quotation" if passage.in_quotation else ""
    yield f"     {terminal.paint(first.kind, 'bold')}, {_standing(passage, terminal)}, {_sure(first)}{quoted}"
    yield _side("here", passage.start, passage.text, terminal)
    yield _side("there", first.start, first.text, terminal)
    same = f"({percent(first.identity)} the same words)"
    yield from terminal.indented(f"{relation(first)} {first.document} {same}", 7)
    yield from _verdict(first, terminal)
    yield from _others(passage, first, terminal)


def _standing(passage: Passage, terminal: Terminal) -> str:
    found = standing(passage)
    return terminal.paint(STANDINGS[found], _COLOURS[found])


def _alignment(alignment: Alignment, target: Document, source: Document, terminal: Terminal) -> Iterator[str]:
    same = f"{percent(alignment.identity)} the same words"
    yield f"     {terminal.paint(alignment.kind, 'bold')}, {same}, {BANDS[alignment.band]}"
    yield _side("here", alignment.target.start, _slice(target, alignment.target), terminal)
    yield _side("there", alignment.source.start, _slice(source, alignment.source), terminal)


def _sure(match: PassageMatch) -> str:
    return f"{match.band} ({percent(match.confidence)} sure)"


def _side(label: str, start: int, text: str, terminal: Terminal) -> str:
    place = f"{start:,}"
    room = max(20, terminal.width - 16 - len(place))
    return f"       {label:<5} {terminal.paint(place, 'dim')} “{shorten(text, room)}”"


def _slice(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _verdict(match: PassageMatch, terminal: Terminal) -> Iterator[str]:
    details = "; ".join(f"{clean(item.detail)} ({item.weight:+.2f})" for item in match.direction.evidence)
    words = ": ".join(part for part in (clean(verdict(match)), details) if part)
    if words:
        yield from terminal.indented(words, 7, "dim")


def _others(passage: Passage, first: PassageMatch, terminal: Terminal) -> Iterator[str]:
    others = sorted({match.document for match in passage.matches} - {first.document})
    if not others:
        return
    named = ", ".join(clean(other) for other in others[:_OTHERS])
    more = f" and {len(others) - _OTHERS:,} more" if len(others) > _OTHERS else ""
    yield from terminal.indented(f"also in {named}{more}", 7, "dim")
