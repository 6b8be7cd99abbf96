"""An engine's answer held against the exact one: figures, and the reason why a timing does not count."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import sqrt
from typing import Any

from dedup.bench.bounds import Bound, show
from dedup.bench.speed.queries import Queries

Figures = dict[str, float]
Pair = tuple[int, int]


def judge_estimates(estimates: Sequence[float], exact: Sequence[float], num_perm: int = 128) -> Figures:
    """Return the error and the bias of estimated resemblances, and the error that theory gives such signatures.

    Example:
        >>> judge_estimates([0.5, 0.7], [0.5, 0.5])
        {'rmse': 0.1414, 'rmse by theory': 0.0442, 'bias': 0.1, 'bias, absolute': 0.1}
    """
    errors = [estimate - true for estimate, true in zip(estimates, exact, strict=True)]
    bias = sum(errors) / max(1, len(errors))
    figures = {
        "rmse": sqrt(sum(error * error for error in errors) / max(1, len(errors))),
        "rmse by theory": sqrt(sum(true * (1 - true) for true in exact) / max(1, len(exact)) / num_perm),
        "bias": bias,
        "bias, absolute": abs(bias),
    }
    return {name: round(value, 5 if "bias" in name else 4) for name, value in figures.items()}


def judge_pairs(found: Iterable[Sequence[int]], exact: AbstractSet[Pair]) -> Figures:
    """Return recall, precision and F1 of pairs.

    Example:
        >>> judge_pairs([(0, 1), (2, 1)], {(0, 1)})
        {'recall': 1.0, 'precision': 0.5, 'F1': 0.6667}
    """
    return _score({(min(pair), max(pair)) for pair in found}, exact)


def judge_flags(found: Iterable[int], exact: AbstractSet[Pair]) -> Figures:
    """Return recall, precision and F1 of flagged documents: those with a partner are to be flagged."""
    return _score(set(found), {number for pair in exact for number in pair})


def judge_answer(answer: Mapping[str, Any], exact: AbstractSet[Pair], documents: int) -> Figures:
    """Return the figures of an answer of pairs, flags or clusters, over the first documents.

    Clusters are judged as flags, and each member's pair with its anchor must be exact, too.
    """
    if "pairs" in answer:
        return judge_pairs((pair for pair in answer["pairs"] if max(pair) < documents), exact)
    wrong = [star for star in answer.get("stars", ()) if max(star) < documents and (min(star), max(star)) not in exact]
    flags = {number for number in answer["flags"] if number < documents}
    figures = judge_flags(flags, exact)
    if wrong:
        figures["precision"] = round(min(figures["precision"], 1 - len(wrong) / len(answer["stars"])), 4)
        figures["F1"] = round(_f1(figures["recall"], figures["precision"]), 4)
    return figures


def judge_lookups(found: Mapping[str, Sequence[int]], queries: Queries) -> Figures:
    """Return recall and precision of near-duplicates, and the recall of sources of a part, over the questions' answers.

    Args:
        found: documents by the question's number; an engine that is asked for near-duplicates alone leaves parts out.
    """
    answers = {int(number): set(documents) for number, documents in found.items()}
    near = _score(*(_flatten(one, queries.near) for one in (answers, queries.near)))
    figures = {"recall": near["recall"], "precision": near["precision"]}
    if not answers.keys().isdisjoint(queries.part):
        figures["recall of parts"] = _score(*(_flatten(one, queries.part) for one in (answers, queries.part)))["recall"]
    return figures


def _flatten(answers: Mapping[int, AbstractSet[int]], asked: Mapping[int, object]) -> set[Pair]:
    return {(number, document) for number in asked for document in answers.get(number, ())}


def find_void(figures: Mapping[str, float], *expected: Mapping[str, Bound]) -> str | None:
    """Return why a timing does not count, or None.

    Example:
        >>> find_void({"recall": 0.38}, {"recall": Bound(0.7, upward=True)})
        'recall is .3800, expected ≥ .7000'
    """
    for bounds in expected:
        for name, bound in bounds.items():
            if name not in figures:
                return f"no {name} was measured"
            if not bound.holds(figures[name]):
                return f"{name} is {show(figures[name])}, expected {bound}"
    return None


def find_disagreement(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return for each engine whose value is not that of most why its timing does not count.

    Example:
        >>> find_disagreement({"a": 1, "b": 1, "c": 2})
        {'c': 'its signatures are not those of a'}
    """
    values = list(answers.values())
    if not values:
        return {}
    usual = max(values, key=values.count)
    first = next(name for name, value in answers.items() if value == usual)
    return {name: f"its signatures are not those of {first}" for name, value in answers.items() if value != usual}


def _score(found: AbstractSet[Any], exact: AbstractSet[Any]) -> Figures:
    shared = len(found & exact)
    recall = shared / len(exact) if exact else 1.0
    precision = shared / len(found) if found else 1.0
    return {"recall": round(recall, 4), "precision": round(precision, 4), "F1": round(_f1(recall, precision), 4)}


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
