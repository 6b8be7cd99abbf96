"""Benchmarks of speed to a record: engines take turns, and every answer is judged before its time counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

from dedup.bench.speed.calling import Refusal, Reply, call, find_missing
from dedup.bench.speed.definitions import Engine, SpeedDefinition
from dedup.bench.speed.judging import find_disagreement, find_void, judge_answer, judge_estimates, judge_lookups
from dedup.bench.speed.material import EXACT, Material, pick
from dedup.bench.speed.records import Run, SpeedResult

_YARDSTICK = Engine("yardstick", "yardstick", "yardstick", "split")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a benchmark is run.

    Attributes:
        engines: those that are wanted, by name.
        rounds: None is what the definition says.
        on_progress: told of the benchmark, the runs done, and those to do.
    """

    benchmarks: Path
    engines: Mapping[str, Engine]
    rounds: int | None = None
    sample: bool = False
    on_progress: Callable[[str, int, int], None] = field(default=lambda _name, _done, _total: None)


@dataclass(slots=True)
class _Turn:
    """One engine over one number of documents, and what it has replied so far."""

    engine: Engine
    documents: int
    replies: list[Reply] = field(default_factory=list)
    void: str | None = None
    missing: str | None = None


def run_benchmark(definition: SpeedDefinition, material: Material, plan: Plan) -> SpeedResult:
    """Return the result of one benchmark over a corpus."""
    turns = list(_take_turns(definition, material, plan))
    rounds = plan.rounds or (1 if plan.sample else definition.rounds)
    done = 0
    for number in range(rounds):
        shift = number % max(1, len(turns))  # nobody always comes first
        for turn in [*turns[shift:], *turns[:shift]]:
            plan.on_progress(definition.name, done, rounds * len(turns))
            done += 1
            if turn.missing is None and turn.void is None:
                _ask(turn, definition, material, plan, number)
    plan.on_progress(definition.name, done, done)
    runs = [_judge(turn, definition, material) for turn in turns]
    return SpeedResult(definition.name, material.name, material.documents, tuple(_agree(runs, turns, definition)))


def measure_yardstick(benchmarks: Path) -> dict[str, float]:
    """Return what this machine does just now: fixed work that no change to dedup moves."""
    reply = call(_YARDSTICK, benchmarks, {"measure": "yardstick", "corpus": "/dev/null", "documents": 0})
    return dict(reply.answer["figures"]) if isinstance(reply, Reply) else {}


def _take_turns(definition: SpeedDefinition, material: Material, plan: Plan) -> Iterator[_Turn]:
    sizes = [size for size in definition.sizes if size < material.documents]
    for size in [*sizes, material.documents]:
        for name in definition.engines:
            most = definition.most.get(name, size)
            if name in plan.engines and (size <= most or not definition.sizes):
                engine = plan.engines[name]
                yield _Turn(engine, min(size, most), missing=find_missing(engine, plan.benchmarks))


def _ask(turn: _Turn, definition: SpeedDefinition, material: Material, plan: Plan, number: int) -> None:
    """Let an engine do its work once, and keep its reply."""
    request = _make_request(turn, definition, material, number)
    reply = call(turn.engine, plan.benchmarks, request)
    if isinstance(reply, Refusal):
        turn.void = reply.reason
    else:
        turn.replies.append(reply)


def _make_request(turn: _Turn, definition: SpeedDefinition, material: Material, number: int) -> dict[str, object]:
    engine = turn.engine
    request: dict[str, object] = {
        "measure": engine.measure or definition.measure,
        "corpus": str(material.path.resolve()),
        "documents": turn.documents,
        "input": engine.input,
        "threads": engine.threads,
        "threshold": definition.threshold,
        "bands": definition.bands,
        "rows": definition.rows,
        "seed": 1 + (number if definition.seeds else 0),
    }
    if definition.asks:
        queries = material.find_queries(engine.words, turn.documents, definition.threshold)
        request |= {"queries": str(queries.path.resolve()), "later": round(turn.documents * definition.batch)}
    if definition.measure == "signatures":
        request["pairs"] = pick(material.find_exact(engine.words, turn.documents))[0]
    return request


def _judge(turn: _Turn, definition: SpeedDefinition, material: Material) -> Run:
    engine, replies = turn.engine, turn.replies
    figures = _find_figures([reply.answer for reply in replies], turn, definition, material)
    ours = [definition.expect_ours] if engine.is_ours else []
    void = turn.void or (find_void(figures, definition.expect, *ours) if _is_judged(replies) else None)
    return Run(
        engine=engine.name,
        label=engine.label,
        documents=turn.documents,
        threads=engine.threads,
        seconds=tuple(reply.seconds for reply in replies),
        cpu_seconds=tuple(reply.cpu_seconds for reply in replies),
        memory=tuple(reply.memory for reply in replies),
        figures=figures,
        versions=replies[0].versions if replies else {},
        void=None if turn.missing else void,
        missing=turn.missing,
    )


def _find_figures(
    answers: Sequence[Mapping[str, Any]], turn: _Turn, definition: SpeedDefinition, material: Material
) -> dict[str, float]:
    """Return the figures of an engine's answers of all rounds: the worst of pairs, those over all estimates."""
    if not answers:
        return {}
    if "found" in answers[0]:
        queries = material.find_queries(turn.engine.words, turn.documents, definition.threshold)
        judged = [answer["figures"] | judge_lookups(answer["found"], queries) for answer in answers]
        return {name: round(median(one[name] for one in judged), 6) for name in judged[0]}
    if "figures" in answers[0]:
        names = answers[0]["figures"]
        return {name: round(median(answer["figures"][name] for answer in answers), 6) for name in names}
    if not {"estimates", "pairs", "flags"} & answers[0].keys():
        return {}
    exact = material.find_exact(turn.engine.words, turn.documents)
    if "estimates" in answers[0]:
        estimates = [value for answer in answers for value in answer["estimates"]]
        return judge_estimates(estimates, pick(exact)[1] * len(answers))
    true = exact.at_least(definition.threshold)
    judged = [judge_answer(answer, true, min(turn.documents, EXACT)) for answer in answers]
    return min(judged, key=lambda figures: figures["F1"])


def _is_judged(replies: Sequence[Reply]) -> bool:
    return bool(replies) and bool({"estimates", "pairs", "flags", "found"} & replies[0].answer.keys())


def _agree(runs: Sequence[Run], turns: Sequence[_Turn], definition: SpeedDefinition) -> Iterator[Run]:
    """Yield the runs; those are void whose signatures are not the same as of the engines they must agree with."""
    void: dict[str, str] = {}
    for figure, names in definition.same.items():
        asked = [turn for turn in turns if turn.engine.name in names and turn.replies]
        answers = {turn.engine.name: [reply.answer.get(figure) for reply in turn.replies][-1] for turn in asked}
        void |= find_disagreement(answers)
    for run in runs:
        yield replace(run, void=run.void or void.get(run.engine)) if run.missing is None else run
