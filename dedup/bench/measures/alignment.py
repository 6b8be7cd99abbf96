"""Passage alignment on a corpus in the layout of PAN's text alignment task: plagdet for each kind of obfuscation.

The corpus: `susp/`, `src/`, and a folder for each kind with a file `pairs` and an annotation for each pair.
"""

import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup import _core
from dedup.align import find_alignments
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.plagdet import Case, Judged, measure
from dedup.model import Alignment, Span
from dedup.pipeline import compare

# The corpus has no case of fewer characters in the source; dedup also reports single lifted sentences.
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair of documents: its true cases, what is found, and the CPU time that the aligner took.

    Attributes:
        kind: the obfuscation, as its folder is called.
        found: what `compare` finds.
        bare: what the aligner alone finds in texts without zones.
    """

    kind: str
    cases: tuple[Case, ...]
    found: tuple[Alignment, ...]
    bare: tuple[Alignment, ...]
    seconds: float


def observe(task: Task) -> list[Aligned]:
    """Return every pair of the corpus, aligned."""
    (corpus,) = task.corpora
    pairs = task.pick(list(_read_pairs(corpus)))
    observed = []
    for number, (folder, target, source) in enumerate(pairs, 1):
        observed.append(_align(corpus, folder, target, source))
        task.on_progress(number, len(pairs))
    return observed


def score(pairs: Sequence[Aligned]) -> Scores:
    """Return the measures of each kind for several notions of a finding, false alarms and time."""
    scores: dict[str, float | int] = {}
    kinds = sorted({pair.kind for pair in pairs if pair.cases})
    for name, choose in _CHOICES.items():
        for kind in ["all", *kinds]:
            judged = [Judged(pair.cases, choose(pair.found)) for pair in pairs if kind in ("all", pair.kind)]
            scores.update(_measures(f"{kind}{name}", judged))
        clean = [choose(pair.found) for pair in pairs if pair.kind == "no-plagiarism"]
        scores[f"detections in clean pairs{name}"] = sum(map(len, clean))
    bare = [Judged(pair.cases, _find_asserted(pair.bare)) for pair in pairs]
    scores["plagdet, all, aligner alone"] = measure(bare).plagdet
    scores["CPU milliseconds a pair, aligner alone"] = 1000 * mean([pair.seconds for pair in pairs])
    return scores


def _measures(name: str, pairs: Sequence[Judged]) -> Iterator[tuple[str, float]]:
    found = measure(pairs)
    yield f"plagdet, {name}", found.plagdet
    yield f"recall, {name}", found.recall
    yield f"precision, {name}", found.precision
    yield f"granularity, {name}", found.granularity


def _find_asserted(found: Iterable[Alignment]) -> tuple[Case, ...]:
    return tuple(Case(one.target, one.source) for one in found if one.band == "asserted")


def _find_as_corpus(found: Iterable[Alignment]) -> tuple[Case, ...]:
    """Return what the corpus counts: no short cases."""
    return tuple(case for case in _find_asserted(found) if len(case.source) >= _SHORTEST)


def _once(found: Iterable[Alignment]) -> tuple[Case, ...]:
    """Return the longest findings; what lies inside another is left out."""
    kept: list[Case] = []
    for one in sorted(found, key=lambda one: (-len(one.target), one.target)):
        if not any(2 * one.target.overlap(other.target) > len(one.target) for other in kept):
            kept.append(Case(one.target, one.source))
    return tuple(kept)


_CHOICES = {
    "": _find_asserted,
    ", as the corpus counts": _find_as_corpus,
    ", with possible": _once,
}


def _read_pairs(corpus: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the folder and the two file names of each pair."""
    for folder in sorted(path for path in corpus.iterdir() if (path / "pairs").exists()):
        for line in (folder / "pairs").read_text("utf-8").splitlines():
            if line.strip():
                target, source = line.split()
                yield folder, target, source


def _align(corpus: Path, folder: Path, target: str, source: str) -> Aligned:
    texts = [(corpus / side / name).read_text("utf-8") for side, name in (("susp", target), ("src", source))]
    started = time.process_time()
    ours, theirs = map(_core.tokenize, texts)
    bare = find_alignments(ours, theirs)
    seconds = time.process_time() - started
    cases = tuple(_read_cases(folder / f"{Path(target).stem}-{Path(source).stem}.xml"))
    return Aligned(folder.name.partition("-")[2], cases, compare(*texts).alignments, bare, seconds)


def _read_cases(annotation: Path) -> Iterator[Case]:
    for feature in ET.parse(annotation).getroot().iter("feature"):
        if feature.get("name") == "plagiarism" and feature.get("source_reference"):
            yield Case(_read_span(feature.attrib, "this"), _read_span(feature.attrib, "source"))


def _read_span(attributes: Mapping[str, str], side: str) -> Span:
    start = int(attributes[f"{side}_offset"])
    return Span(start, start + int(attributes[f"{side}_length"]))
