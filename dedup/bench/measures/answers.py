"""Short answers copied to several degrees: Clough and Stevenson's corpus of plagiarised short answers (2011).

The corpus: `file_information.csv` with File, Task and Category (non, light, heavy, cut), the answers, and for each task
its original `orig_taskX.txt`.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.plagdet import cover
from dedup.model import Span
from dedup.pipeline import compare, read_document

_LEVELS = ("non", "heavy", "light", "cut")  # the least copied first


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer beside the original of its task.

    Attributes:
        asserted: share of its characters that stand in passages asserted as taken from the original.
    """

    task: str
    level: str
    containment: float
    asserted: float

    @property
    def is_copied(self) -> bool:
        """Whether it was written with the original at hand."""
        return self.level != "non"


def observe(task: Task) -> list[Answer]:
    """Return every answer, by file name."""
    (corpus,) = task.corpora
    with (corpus / "file_information.csv").open(encoding="utf-8-sig", newline="") as lines:
        answers = [row for row in csv.DictReader(lines) if row["Category"] in _LEVELS]
    rows = task.pick(sorted(answers, key=lambda row: row["File"]))
    observed = []
    for number, row in enumerate(rows, 1):
        observed.append(_observe(corpus, row["File"], row["Task"], row["Category"]))
        task.on_progress(number, len(rows))
    return observed


def score(answers: Sequence[Answer]) -> Scores:
    """Return how well containment tells copied answers from others, and what is asserted for each level."""
    by_level = {level: [one for one in answers if one.level == level] for level in _LEVELS}
    containments = {level: mean([one.containment for one in found]) for level, found in by_level.items()}
    return {
        "accuracy, leave one out": _accuracy(answers, _by_containment, lambda one, other: other is not one),
        "accuracy, threshold of other tasks": _accuracy(answers, _by_containment, _is_of_other_task),
        "accuracy by asserted share, leave one out": _accuracy(answers, _by_share, lambda one, other: other is not one),
        "accuracy by asserted share, threshold of other tasks": _accuracy(answers, _by_share, _is_of_other_task),
        "accuracy by any asserted passage": mean([(one.asserted > 0) == one.is_copied for one in answers]),
        **{f"containment, {level}": value for level, value in containments.items()},
        "levels in order": sum(containments[less] < containments[more] for less, more in pairwise(_LEVELS)),
        **{
            f"answers with an asserted passage, {level}": mean([one.asserted > 0 for one in found])
            for level, found in by_level.items()
        },
    }


def find_threshold(labelled: Sequence[tuple[float, bool]]) -> float:
    """Return the value that parts the true ones, above it, from the others with the fewest errors.

    Of several the middle of the lowest gap is taken.

    Example:
        >>> find_threshold([(0.1, False), (0.3, False), (0.5, True), (0.6, True)])
        0.4
    """
    seen = sorted({value for value, _ in labelled})
    middles = [(low + high) / 2 for low, high in pairwise(seen)] or [0.5]
    return max(middles, key=lambda threshold: sum((value > threshold) == true for value, true in labelled))


def _observe(corpus: Path, file: str, task: str, level: str) -> Answer:
    answer = read_document(corpus / file)
    match = compare(answer, read_document(corpus / f"orig_task{task}.txt"))
    whole = Span(0, len(answer.text))
    spans = [one.target for one in match.alignments if one.band == "asserted"]
    return Answer(task, level, match.containment, cover(whole, spans) / len(whole))


def _accuracy(
    answers: Sequence[Answer], value: Callable[[Answer], float], teaches: Callable[[Answer, Answer], bool]
) -> float:
    """Return the share of answers told rightly by a threshold that the answers set which teach about each."""
    right = []
    for one in answers:
        threshold = find_threshold([(value(other), other.is_copied) for other in answers if teaches(one, other)])
        right.append((value(one) > threshold) == one.is_copied)
    return mean(right)


def _by_containment(answer: Answer) -> float:
    return answer.containment


def _by_share(answer: Answer) -> float:
    return answer.asserted


def _is_of_other_task(one: Answer, other: Answer) -> bool:
    return one.task != other.task
