"""A yardstick that no change to dedup moves: fixed work of one core, before and after, shows how a machine drifts."""

import time

import numpy as np

from benchmarks.engines.protocol import Program, Request, serve

_WORDS = 16_000_000  # 128 MB, more than a cache holds
_STEPS = 3_000_000


def measure(_texts: list[str], _request: Request) -> dict[str, float]:
    """Return gigabytes copied and millions of integer steps of Python a second, the best of three each."""
    source, target = np.ones(_WORDS, np.uint64), np.zeros(_WORDS, np.uint64)
    copied = min(_time(lambda: np.copyto(target, source)) for _ in range(3))
    stepped = min(_time(_step) for _ in range(3))
    return {"copied GB/s": 16 * _WORDS / copied / 1e9, "Python steps, M/s": _STEPS / stepped / 1e6}


def _time(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


def _step() -> int:
    value = 1
    for _ in range(_STEPS):
        value = (value * 1_103_515_245 + 12_345) & 0x7FFFFFFF
    return value


if __name__ == "__main__":
    serve({"yardstick": Program(measure, lambda figures, _request: {"figures": figures})}, ("numpy",))
