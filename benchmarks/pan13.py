"""Passage alignment on PAN-PC-13: plagdet, recall, precision and granularity for each kind of obfuscation.

Run `python -m benchmarks.pan13 DIR`, DIR being the unpacked corpus: `susp/`, `src/`, and a folder of pairs and
annotations for each kind. Measures after Potthast et al. 2010, macro-averaged over cases, in characters.
"""

import argparse
import math
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dedup import _core
from dedup.align import find_alignments
from dedup.model import Alignment, Span


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of the suspicious document and its passage in the source."""

    target: Span
    source: Span

    def overlaps(self, other: "Case") -> bool:
        """Whether both sides overlap."""
        return self.target.overlap(other.target) > 0 and self.source.overlap(other.source) > 0


@dataclass(frozen=True, slots=True)
class Pair:
    """What a pair of documents truly shares, and what was found."""

    kind: str
    cases: tuple[Case, ...]
    detections: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one kind of obfuscation."""

    recall: float
    precision: float
    granularity: float

    @property
    def plagdet(self) -> float:
        """F1 over the logarithm of granularity."""
        total = self.recall + self.precision
        f1 = 2 * self.recall * self.precision / total if total else 0.0
        return f1 / math.log2(1 + self.granularity)


def main() -> None:
    """Print a line for each kind of obfuscation, for all pairs, and for the time taken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pan13", description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="DIR", help="the unpacked corpus")
    parser.add_argument(
        "--shortest", type=int, default=0, metavar="N", help="leave out findings of fewer characters in the source"
    )
    parser.add_argument("--possible", action="store_true", help="count possible passages as found, too")
    options = parser.parse_args()
    started = time.perf_counter()
    pairs = list(read_pairs(options.corpus, shortest=options.shortest, possible=options.possible))
    elapsed = time.perf_counter() - started
    print(f"{'kind':26}{'pairs':>6}{'cases':>7}{'found':>7}{'plagdet':>9}{'recall':>8}{'prec.':>8}{'gran.':>8}")
    for kind in [*sorted({pair.kind for pair in pairs}), "all"]:
        print(format_row(kind, [pair for pair in pairs if kind in (pair.kind, "all")]))
    print(f"{elapsed / len(pairs) * 1000:.2f} ms a pair, reading and tokenising included")


def read_pairs(corpus: Path, *, shortest: int, possible: bool) -> Iterable[Pair]:
    """Yield every pair of the corpus with its true cases and what the aligner finds."""
    for folder in sorted(path for path in corpus.iterdir() if (path / "pairs").exists()):
        for line in (folder / "pairs").read_text("utf-8").splitlines():
            names = line.split()
            if len(names) != 2:
                continue
            target, source = names
            annotation = folder / f"{Path(target).stem}-{Path(source).stem}.xml"
            found = list(find_alignments(_tokens(corpus / "susp" / target), _tokens(corpus / "src" / source)))
            found = [one for one in found if len(one.source) >= shortest]
            yield Pair(folder.name, tuple(read_cases(annotation)), count_detections(found, possible=possible))


def read_cases(annotation: Path) -> Iterable[Case]:
    """Yield the true cases of an annotation."""
    for feature in ET.parse(annotation).getroot().iter("feature"):
        if feature.get("name") == "plagiarism" and feature.get("source_reference"):
            yield Case(_read_span(feature.attrib, "this"), _read_span(feature.attrib, "source"))


def count_detections(alignments: Iterable[Alignment], *, possible: bool) -> tuple[Case, ...]:
    """Return the findings that count: the asserted ones and summaries, none inside another.

    A summary is only possible to a reader, who must not accuse by it; the corpus counts it.
    """
    wanted = [a for a in alignments if possible or a.band == "asserted" or a.kind == "summarised"]
    wanted.sort(key=lambda a: (-len(a.target), a.target))
    kept: list[Case] = []
    for alignment in wanted:
        case = Case(alignment.target, alignment.source)
        if not any(2 * case.target.overlap(other.target) > len(case.target) for other in kept):
            kept.append(case)
    return tuple(kept)


def measure(pairs: Sequence[Pair]) -> Scores:
    """Return the measures over pairs."""
    recall = _mean_share([(pair.cases, pair.detections) for pair in pairs])
    precision = _mean_share([(pair.detections, pair.cases) for pair in pairs])
    counts = [sum(case.overlaps(found) for found in pair.detections) for pair in pairs for case in pair.cases]
    hits = [count for count in counts if count]
    return Scores(recall, precision, sum(hits) / len(hits) if hits else 1.0)


def format_row(kind: str, pairs: Sequence[Pair]) -> str:
    """Return a line of the table."""
    scores = measure(pairs)
    cases, found = sum(len(pair.cases) for pair in pairs), sum(len(pair.detections) for pair in pairs)
    return (
        f"{kind:26}{len(pairs):>6}{cases:>7}{found:>7}{scores.plagdet:>9.4f}{scores.recall:>8.4f}"
        f"{scores.precision:>8.4f}{scores.granularity:>8.4f}"
    )


def _read_span(attributes: Mapping[str, str], side: str) -> Span:
    start = int(attributes[f"{side}_offset"])
    return Span(start, start + int(attributes[f"{side}_length"]))


def _mean_share(sides: Iterable[tuple[Sequence[Case], Sequence[Case]]]) -> float:
    """Return the mean share of each case's characters, on both sides, that the others cover."""
    shares = []
    for cases, others in sides:
        for case in cases:
            near = [other for other in others if case.overlaps(other)]
            covered = _cover(case.target, [other.target for other in near])
            covered += _cover(case.source, [other.source for other in near])
            shares.append(covered / (len(case.target) + len(case.source)))
    return sum(shares) / len(shares) if shares else 0.0


def _cover(span: Span, others: Iterable[Span]) -> int:
    """Return how many characters of a span the others cover together."""
    covered, reached = 0, span.start
    for other in sorted(others):
        end = min(other.end, span.end)
        covered += max(0, end - max(other.start, reached))
        reached = max(reached, end)
    return covered


@lru_cache(maxsize=4096)
def _tokens(path: Path) -> _core.Tokens:
    # Offsets of the annotations count characters after universal newlines.
    return _core.tokenize(path.read_text("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
