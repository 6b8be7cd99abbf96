"""A process that takes the text out of pages, one at a time, and may be killed over each."""

import os
import pickle
import resource
import signal
import sys
import time
from dataclasses import dataclass
from typing import IO, Literal

from dedup.crawl.bodies import decode_payload
from dedup.extract import Article, Rung, read_article

# CPU time decides alike on a loaded machine; a page that only sleeps is ended by the clock, far beyond any load.
_WALL = 60
_RUNGS: tuple[Rung, ...] = ("balanced", "fast", "resiliparse")
_FIRST_PAGE = (
    "<html><body><article><p>The first page of all, from Reuters, shows what it is made of.</p></article></body></html>"
)
OUT_OF_MEMORY = 3
"""Exit code of a process that could not even say that it has no memory left."""

Stage = Literal["parse", "balanced", "fast", "resiliparse"]
"""How far a page has come: its tags are read, or an extractor is at its text."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to extract.

    Attributes:
        payload: its bytes, or its text where that was given.
        rungs: the extractors to try, in order.
        parsed: whether its tags may be read; a page over which that took too long is left to resiliparse.
        seconds: of CPU that each stage may take.
    """

    payload: bytes | str
    charset: str | None
    url: str | None
    rungs: tuple[Rung, ...]
    parsed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a page that the process lived through.

    Attributes:
        article: None where the page has no text, or memory ran out.
        seconds: of CPU.
    """

    article: Article | None
    out_of_memory: bool
    seconds: float


def write_message(stream: IO[bytes], message: object) -> None:
    """Write one message for `read_message` at the other end."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> object:
    """Return the next message, written by our own process at the other end.

    Raises:
        EOFError: there is none, or the other end died while it wrote.
    """
    head = stream.read(8)
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    if len(head) < 8 or len(data) < size:
        raise EOFError
    return pickle.loads(data)


def serve(memory: int) -> None:
    """Answer the tasks on stdin until it is closed: for each its stages as they begin, then an `Answer`.

    Args:
        memory: bytes of data that the process may hold.
    """
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not pass for an answer
    for rung in _RUNGS:  # what the libraries load and compile at their first page is not that page's doing
        read_article(_FIRST_PAGE, rungs=(rung,))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    try:
        while isinstance(task := read_message(sys.stdin.buffer), Task):
            write_message(stdout, _answer(task, stdout))
    except EOFError:
        return
    except MemoryError:  # over the message itself
        os._exit(OUT_OF_MEMORY)


def _answer(task: Task, stdout: IO[bytes]) -> Answer:
    started = time.process_time()

    def begin(stage: Stage) -> None:
        write_message(stdout, stage)
        # Nobody handles these signals, so the kernel ends the process when its time is up, whatever code it is in.
        signal.setitimer(signal.ITIMER_PROF, task.seconds)
        signal.setitimer(signal.ITIMER_REAL, _WALL * task.seconds)

    article, out_of_memory = None, False
    try:
        begin("parse")
        text = decode_payload(task.payload, task.charset) if isinstance(task.payload, bytes) else task.payload
        article = read_article(text, url=task.url, rungs=task.rungs, parsed=task.parsed, on_rung=begin)
    except MemoryError:
        out_of_memory = True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Answer(article, out_of_memory, time.process_time() - started)
