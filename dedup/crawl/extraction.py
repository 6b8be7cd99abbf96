"""Records become documents: the text taken out of their pages by killable processes, in order, and kept."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Literal, Self

from dedup.crawl.cache import ArticleCache
from dedup.crawl.model import Extracted, Record
from dedup.crawl.processes import Death, Failure, Worker
from dedup.crawl.urls import Addresses, syndicated_from
from dedup.crawl.worker import Stage, Task
from dedup.extract import Article, Rung
from dedup.model import Document

_TAKEN = frozenset(("ok", "partial", "suspect:digest"))  # what the text is taken out of
_AHEAD = 8  # pages a worker: enough that none waits while the owner is at other work
_DETAILS: dict[Failure, str] = {
    "failed:timeout": "its extraction took more CPU time than --page-timeout allows",
    "failed:memory": "its extraction took more memory than --page-memory allows",
    "failed:crash": "its extraction crashed",
}


@dataclass(frozen=True, slots=True)
class ExtractionSettings:
    """How text is taken out of pages.

    Attributes:
        workers: processes at a time. The outcome does not depend on it.
        page_timeout: seconds of CPU that each stage of a page may take.
        page_memory: bytes of data that a process may hold.
        extractor: which one to ask first.
        fast: pass over trafilatura's comparisons with other extractors.
        cache: folder in which extracted text is kept; None for nowhere.
    """

    workers: int = 1
    page_timeout: float = 5.0
    page_memory: int = 2 << 30
    extractor: Literal["trafilatura", "resiliparse"] = "trafilatura"
    fast: bool = False
    cache: Path | None = None

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The extractors to try, in order."""
        if self.extractor == "resiliparse":
            return ("resiliparse",)
        return ("fast", "resiliparse") if self.fast else ("balanced", "fast", "resiliparse")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a page: its article, or why there is none; neither where it has no text."""

    article: Article | None
    failure: Failure | None = None
    seconds: float = 0.0


class Extractor:
    """Takes the text out of records, in processes that it starts when they are needed and ends when it is left.

    Example:
        >>> from dedup.model import RawPage
        >>> given = Record("a", "news.jsonl", 1, page=RawPage("a", "Plain news.", is_html=False))
        >>> with Extractor(ExtractionSettings()) as extractor:
        ...     [extracted.document.text for extracted in extractor.extract([given])]
        ['Plain news.']
    """

    def __init__(self, settings: ExtractionSettings) -> None:
        self._settings = settings
        self._workers = [Worker(settings.page_memory) for _ in range(settings.workers)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(settings.workers, thread_name_prefix="dedup-extract")
        self._cache = ArticleCache(settings.cache, settings.rungs) if settings.cache else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()
        if self._cache:
            self._cache.close()

    def extract(self, records: Iterable[Record]) -> Iterator[Extracted]:
        """Yield what became of each record, in order; a few records are taken ahead."""
        waiting: deque[Extracted | tuple[Record, Future[_Outcome]]] = deque()
        try:
            for record in records:
                waiting.append(self._begin(record))
                while waiting and (_is_done(waiting[0]) or len(waiting) > _AHEAD * self._settings.workers):
                    yield self._finish(waiting.popleft())
            while waiting:
                yield self._finish(waiting.popleft())
        finally:
            for one in waiting:
                if not isinstance(one, Extracted):
                    one[1].cancel()

    def _begin(self, record: Record) -> "Extracted | tuple[Record, Future[_Outcome]]":
        """Return the outcome where that costs nothing, else a promise of it."""
        if record.status not in _TAKEN:
            return Extracted(_bare(record), record.status, record.detail)
        page = record.page
        if page is not None and not page.is_html:
            document = _document(record, page.content, {})
            return Extracted(_bare(record), record.status, record.detail, document, "given")
        kept = self._cache.find(record) if self._cache else None
        if kept is not None:
            return _extracted(record, _Outcome(kept.article))
        payload = page.content if page is not None else record.payload
        task = Task(payload, record.charset, _url(record), self._settings.rungs, True, self._settings.page_timeout)
        return record, self._threads.submit(self._run, task)

    def _finish(self, one: "Extracted | tuple[Record, Future[_Outcome]]") -> Extracted:
        if isinstance(one, Extracted):
            return one
        record, promise = one
        outcome = promise.result()
        if self._cache and (outcome.article is not None or outcome.failure is None):
            self._cache.keep(record, outcome.article)
        return _extracted(record, outcome)

    def _run(self, task: Task) -> _Outcome:
        worker = self._idle.get()
        try:
            return _climb_down(worker, task)
        finally:
            self._idle.put(worker)


def _climb_down(worker: Worker, task: Task) -> _Outcome:
    """Return the outcome of the first extractor that lives through the page."""
    following: Task | None = task
    seconds = 0.0
    failure: Failure | None = None
    while following is not None:
        task = following
        stage, result = worker.run(task)
        if isinstance(result, Death):
            seconds, failure = seconds + task.seconds, result.cause
        else:
            seconds += result.seconds
            if not result.out_of_memory:
                return _Outcome(result.article, failure if result.article is None else None, seconds)
            failure = "failed:memory"
        following = _below(task, stage)
    return _Outcome(None, failure, seconds)


def _below(task: Task, stage: Stage) -> Task | None:
    """Return the page's next attempt after one that did not get beyond a stage."""
    if stage == "parse":
        return replace(task, rungs=("resiliparse",), parsed=False) if task.parsed else None
    rungs = task.rungs[task.rungs.index(stage) + 1 :]
    return replace(task, rungs=rungs) if rungs else None


def _is_done(one: "Extracted | tuple[Record, Future[_Outcome]]") -> bool:
    return isinstance(one, Extracted) or one[1].done()


def _extracted(record: Record, outcome: _Outcome) -> Extracted:
    article = outcome.article
    if article is None and outcome.failure is not None:
        return Extracted(_bare(record), outcome.failure, _DETAILS[outcome.failure], seconds=outcome.seconds)
    if article is None:
        return Extracted(_bare(record), "empty", "no text in the page", seconds=outcome.seconds)
    url, said = _url(record), article.addresses
    own = Addresses.of(url, canonical=said.canonical, og=said.shared, linked=said.data).own
    document = _document(record, article.text, article.fields)
    return Extracted(
        _bare(record),
        record.status,
        record.detail,
        document,
        article.rung,
        own,
        syndicated_from(url, own),
        outcome.seconds,
    )


def _url(record: Record) -> str | None:
    return (record.page.fields.get("url") if record.page is not None else None) or record.url


def _document(record: Record, text: str, fields: dict[str, str]) -> Document:
    """Return the document; what the record says of it wins over what the page says."""
    properties: dict[str, Any] = dict(fields)  # a document parses the date itself
    if record.url is not None:
        properties["url"] = record.url
    if record.page is not None:
        properties |= record.page.fields
    return Document(record.id, text, **properties)


def _bare(record: Record) -> Record:
    """Return the record without what its document holds now."""
    return replace(record, payload=b"", page=None)
