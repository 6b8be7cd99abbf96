"""Every record that is given comes back once, in order, whatever its page does to the process that reads it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dedup.crawl.extraction import ExtractionSettings, Extractor
from dedup.crawl.model import Extracted, Record
from dedup.crawl.processes import Death, Worker
from dedup.crawl.worker import Answer, Task
from dedup.extract import Article, Rung
from dedup.extract.metadata import Addresses
from dedup.model import RawPage
from tests.unit.crawl_pages import ATTRIBUTE_BOMB, BAD_PAGES, PAGE, STORY, TABLE_BOMB, good_records, record

SETTINGS = ExtractionSettings(page_timeout=1.5)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(SETTINGS) as opened:
        yield opened


def one(extractor: Extractor, given: Record) -> Extracted:
    [extracted] = extractor.extract([given])
    return extracted


def text(extracted: Extracted) -> str:
    assert extracted.document is not None
    return extracted.document.text


def children() -> list[str]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if "dedup.crawl.worker" in line or " Z" in line]


def test_a_page_becomes_a_document_with_its_fields(extractor: Extractor) -> None:
    extracted = one(extractor, record("a", PAGE))

    assert extracted.document is not None
    assert ("ok", "balanced", b"") == (extracted.status, extracted.rung, extracted.record.payload)
    assert ("a", "Storm closes harbour", "https://courier.example/a") == (
        extracted.document.id,
        extracted.document.title,
        extracted.document.url,
    )
    assert extracted.seconds > 0


def test_a_canonical_address_elsewhere_tells_where_the_page_was_taken_from(extractor: Extractor) -> None:
    page = PAGE.replace("<title>", "<link rel='canonical' href='https://www.example.com/1'><title>")

    extracted = one(extractor, replace(record("a", page), url="https://courier.example.org/a"))
    assert ("https://www.example.com/1", "example.com") == (extracted.canonical, extracted.syndicated_from)


def test_text_that_is_given_starts_no_process() -> None:
    page = RawPage("x", "Plain news.", is_html=False, fields={"outlet": "Courier"})

    with Extractor(SETTINGS) as opened:
        extracted = one(opened, Record("a", "news.jsonl", 1, url="https://courier.example/a", page=page))
        assert not children()
    assert extracted.document is not None
    assert ("Plain news.", "Courier", "given") == (
        extracted.document.text,
        extracted.document.outlet,
        extracted.rung,
    )


def test_a_given_page_of_html_is_extracted_and_its_record_is_believed(extractor: Extractor) -> None:
    page = RawPage("x", PAGE, is_html=True, fields={"title": "Given"})

    extracted = one(extractor, Record("a", "news.jsonl", 1, page=page))
    assert extracted.document is not None
    assert ("Given", "balanced") == (extracted.document.title, extracted.rung)


def test_a_record_that_cannot_be_read_passes_as_it_is(extractor: Extractor) -> None:
    extracted = one(extractor, replace(record("a", PAGE), status="skipped:type", detail="a PDF"))

    assert ("skipped:type", "a PDF", None) == (extracted.status, extracted.detail, extracted.document)


@pytest.mark.parametrize("status", ["partial", "suspect:digest"])
def test_a_doubtful_record_is_extracted_and_stays_doubtful(extractor: Extractor, status: str) -> None:
    extracted = one(extractor, replace(record("a", PAGE), status=status))  # type: ignore[arg-type]

    assert status == extracted.status
    assert "port authority" in text(extracted)


@pytest.mark.parametrize("payload", [b"", b"<html></html>", b"<img src=a>", b"\0\0\0", b"<script>var a = 1</script>"])
def test_a_page_without_text_is_empty(extractor: Extractor, payload: bytes) -> None:
    assert one(extractor, record("a", payload)).status == "empty"


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_bad_page_gives_its_text(extractor: Extractor, name: str) -> None:
    payload, charset, words = BAD_PAGES[name]

    extracted = one(extractor, record(name, payload, charset))
    assert extracted.status == "ok"
    assert words in text(extracted)


def test_a_table_over_which_trafilatura_would_hang_is_left_to_a_lower_rung(extractor: Extractor) -> None:
    extracted = one(extractor, record("table", TABLE_BOMB))

    assert "ok" == extracted.status
    assert extracted.rung in {"fast", "resiliparse"}
    assert "port authority" in text(extracted)


def test_a_page_over_which_a_rung_dies_is_left_to_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_: Worker, task: Task) -> tuple[Rung, Answer | Death]:
        first, *lower = task.rungs
        article = Article("Storm closes harbour.", first, {}, Addresses())
        return first, Death(-signal.SIGPROF) if lower else Answer(article, False, 0.1)

    monkeypatch.setattr(Worker, "run", run)
    with Extractor(SETTINGS) as opened:
        extracted = one(opened, record("table", PAGE.encode()))

    assert ("ok", "resiliparse") == (extracted.status, extracted.rung)
    assert extracted.seconds == pytest.approx(2 * SETTINGS.page_timeout + 0.1)


@pytest.mark.parametrize("payload", [f"<html><body>{'<p>a few words ' * 200_000}", f"<body>{STORY * 100_000}"])
def test_a_huge_page_is_one_record_whatever_becomes_of_it(payload: str) -> None:
    with Extractor(replace(SETTINGS, page_timeout=0.4)) as opened:
        assert one(opened, record("huge", payload)).status in {"ok", "failed:timeout"}


def test_a_page_over_which_every_library_hangs_fails_and_the_run_goes_on() -> None:
    good = list(good_records(3))
    with Extractor(replace(SETTINGS, page_timeout=0.4)) as opened:
        found = list(opened.extract([good[0], record("bomb", ATTRIBUTE_BOMB), *good[1:]]))

    assert [("good-0", "ok"), ("bomb", "failed:timeout"), ("good-1", "ok"), ("good-2", "ok")] == [
        (each.record.id, each.status) for each in found
    ]
    assert "--page-timeout" in found[1].detail


def test_a_page_that_takes_too_much_memory_fails_and_the_run_goes_on() -> None:
    page = f"<body>{'<i>a</i>' * 600_000}"
    with Extractor(ExtractionSettings(page_memory=150 << 20, page_timeout=20)) as opened:
        statuses = [each.status for each in opened.extract([record("big", page), *good_records(1)])]

    assert ["failed:memory", "ok"] == statuses


def test_the_outcome_is_the_same_for_any_number_of_workers() -> None:
    given = [*good_records(5), record("bomb", ATTRIBUTE_BOMB), *good_records(5)]

    def outcome(workers: int) -> list[Extracted]:
        with Extractor(replace(SETTINGS, workers=workers, page_timeout=1.0)) as opened:
            return [replace(each, seconds=0) for each in opened.extract(given)]

    assert outcome(1) == outcome(2)


def test_a_process_that_is_killed_from_outside_is_replaced_and_no_page_is_lost() -> None:
    with Extractor(SETTINGS) as opened:
        found = []
        for extracted in opened.extract(good_records(30)):
            found.append(extracted.status)
            if len(found) in {5, 15}:
                for line in children():
                    os.kill(int(line.split()[0]), signal.SIGKILL)

    assert ["ok"] * 30 == found


def test_records_are_taken_only_a_little_ahead() -> None:
    taken = []

    def counted() -> Iterator[Record]:
        for given in good_records(1_000):
            taken.append(given.id)
            yield given

    with Extractor(SETTINGS) as opened:
        next(iter(opened.extract(counted())))

    assert len(taken) <= 10


def test_no_process_is_left_after_a_run_nor_after_an_error() -> None:
    with pytest.raises(KeyError), Extractor(replace(SETTINGS, workers=2)) as opened:
        for extracted in opened.extract([*good_records(3), record("bomb", ATTRIBUTE_BOMB)]):
            if extracted.record.id == "good-2":
                raise KeyError

    assert not children()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_no_process(tmp_path: Path, stop: signal.Signals) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "from tests.unit.crawl_pages import ATTRIBUTE_BOMB, good_records, record\n"
        "from dedup.crawl.extraction import ExtractionSettings, Extractor\n"
        "with Extractor(ExtractionSettings(workers=2, page_timeout=0.5)) as extractor:\n"
        "    for one in extractor.extract([*good_records(4), record('bomb', ATTRIBUTE_BOMB)]):\n"
        "        print(one.record.id, flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert run.stdout is not None
    for _ in range(4):
        run.stdout.readline()
    workers = _workers_of(run.pid)
    run.send_signal(stop)
    run.wait(timeout=30)
    run.stdout.close()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert workers
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def _workers_of(pid: int) -> list[str]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def test_another_extractor_can_be_chosen() -> None:
    with Extractor(replace(SETTINGS, extractor="resiliparse")) as opened:
        extracted = one(opened, record("a", PAGE))

    assert extracted.document is not None
    assert ("resiliparse", "Storm closes harbour") == (extracted.rung, extracted.document.title)


def test_the_comparisons_can_be_passed_over() -> None:
    with Extractor(replace(SETTINGS, fast=True)) as opened:
        assert one(opened, record("a", PAGE)).rung == "fast"
