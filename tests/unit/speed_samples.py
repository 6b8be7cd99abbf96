"""Records of speed to compare and to show, without a run."""

from dedup.bench.bounds import Bound
from dedup.bench.speed.definitions import Engine, SpeedDefinition
from dedup.bench.speed.records import Run, SpeedRecord, SpeedResult

ENGINES = {
    "dedup": Engine("dedup", "dedup, list[str]", "dedup", "words"),
    "peer": Engine("peer", "A peer", "peer", "split", requirements="peer"),
    "slow": Engine("slow", "A slow peer", "slow", "split", requirements="slow"),
}
SIGNATURES = SpeedDefinition(
    name="signatures",
    place=1,
    title="Text to signatures",
    measure="signatures",
    documents=20_000,
    sample=1_000,
    rounds=3,
    engines=("dedup", "peer", "slow"),
    yardstick="slow",
    method="How it is done.",
    goals={"dedup: times fastest peer": Bound(9, upward=True)},
)


def make_run(engine: str, seconds: list[float], *, rmse: float = 0.03, void: str | None = None) -> Run:
    """Return a run of 20,000 documents."""
    return Run(
        engine=engine,
        label=ENGINES[engine].label,
        documents=20_000,
        seconds=tuple(2 * one for one in seconds),
        cpu_seconds=tuple(seconds),
        memory=tuple(10_000_000 for _ in seconds),
        figures={"rmse": rmse, "rmse by theory": 0.03},
        versions={engine: "1.0"},
        void=void,
    )


def make_record(*runs: Run, copied: float = 10.0) -> SpeedRecord:
    """Return a record of one benchmark with these runs."""
    machine = {"processor": "a processor", "cores": 2, "flags": ["avx2"]}
    result = SpeedResult("signatures", "made", 20_000, runs)
    yardstick = ({"copied GB/s": 10.0}, {"copied GB/s": copied})
    return SpeedRecord("2026-11-24T10:00:00+00:00", "abc123", False, machine, yardstick, (result,))
