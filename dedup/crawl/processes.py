"""The worker processes as their owner sees them: started when needed, replaced when killed, never left behind."""

import contextlib
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Literal, cast

from dedup.crawl.worker import OUT_OF_MEMORY, Answer, Stage, Task, read_message, write_message

Failure = Literal["failed:timeout", "failed:memory", "failed:crash"]

# Not multiprocessing, whose children import the caller's main module anew.
_CODE = "import sys; sys.path[:] = sys.argv[2:]; from dedup.crawl.worker import serve; serve(int(sys.argv[1]))"
# A process that is exchanged now and then cannot grow with what its libraries keep; starting one costs 0.7 s.
_MOST_PAGES = 2_000
_CAUSES: dict[int, Failure] = {
    -signal.SIGPROF: "failed:timeout",
    -signal.SIGALRM: "failed:timeout",
    OUT_OF_MEMORY: "failed:memory",
    -signal.SIGKILL: "failed:memory",  # what the kernel sends when the machine runs out of it
}


@dataclass(frozen=True, slots=True)
class Death:
    """How a process ended over a page: its exit code, or the signal that ended it as a negative number."""

    code: int

    @property
    def cause(self) -> Failure:
        """What the page did to it."""
        return _CAUSES.get(self.code, "failed:crash")


class Closed(Exception):  # noqa: N818 - no error: its owner closed the worker
    """The worker was closed while it ran."""


class Worker:
    """One process at a time, that takes the text out of pages.

    Args:
        memory: bytes of data that the process may hold.
    """

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._closed = False
        self._lock = threading.Lock()

    def run(self, task: Task) -> tuple[Stage, Answer | Death]:
        """Return how far the page came, and the answer or how the process ended over it.

        A page over which the process was killed from outside is tried once more: it need not be the page's doing.

        Raises:
            Closed: the worker was closed.
        """
        stage, result = self._attempt(task)
        if isinstance(result, Death) and result.code == -signal.SIGKILL:
            stage, result = self._attempt(task)
        return stage, result

    def close(self) -> None:
        """End the process, also in the middle of a page, for good."""
        with self._lock:
            self._closed = True
            self._end()

    def _attempt(self, task: Task) -> tuple[Stage, Answer | Death]:
        stage: Stage = "parse"
        process = self._ready()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            write_message(process.stdin, task)
            while not isinstance(message := read_message(process.stdout), Answer):
                stage = cast("Stage", message)
        except (EOFError, OSError, ValueError):
            return stage, Death(self._bury())
        self._pages += 1
        return stage, message

    def _ready(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise Closed
            if self._pages >= _MOST_PAGES:
                self._end()
            if self._process is None:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _CODE, str(self._memory), *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    process_group=0,  # Ctrl-C is for the owner, who then ends its processes
                )
            return self._process

    def _bury(self) -> int:
        """Return the exit code of a process that closed its pipes."""
        with self._lock:
            if self._closed or self._process is None:
                raise Closed
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=10)
            code = self._process.poll()
            self._end()
            return code if code is not None else -signal.SIGALRM  # it closed its pipes and lives on

    def _end(self) -> None:
        process, self._process, self._pages = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()
