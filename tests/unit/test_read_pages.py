"""Whatever is named is read; whatever cannot be read is said in one line with a hint."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.errors import DuplicateIdError, InputError
from dedup.model import Problem, RawPage
from dedup.read import parse_fields, read_pages

RECORDS = b'{"id": "a", "text": "One."}\n\n{"id": "b", "text": "Two."}\n'


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, content: bytes | str) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*inputs: str, fields: str = "") -> tuple[list[RawPage], list[Problem]]:
    problems: list[Problem] = []
    return list(read_pages(inputs, fields=parse_fields(fields), on_problem=problems.append)), problems


def ids(*inputs: str) -> list[str]:
    pages, problems = read(*inputs)
    assert not problems
    return [page.id for page in pages]


def problem(*inputs: str) -> Problem:
    pages, problems = read(*inputs)
    assert not pages
    (only,) = problems
    assert "\n" not in only.message + only.hint
    assert only.hint
    return only


def test_a_text_file_is_one_page_exactly_as_it_stands() -> None:
    content = "\ufeffNews.\r\nMore\0 news.\n"

    pages, _ = read(write("wires/a.txt", content))

    assert pages == [RawPage("wires/a.txt", content, is_html=False, where="wires/a.txt")]


def test_an_html_file_is_html_and_one_without_a_tag_is_text() -> None:
    pages, _ = read(write("a.html", "<p>News."), write("b.htm", "News."), write("c.txt", "<html><p>News."))

    assert [page.is_html for page in pages] == [True, False, True]


def test_a_folder_gives_its_documents_in_order_at_any_depth() -> None:
    for name in ("b/c.html", "a.txt", "b/a/x.TXT", "z.jsonl.gz", ".hidden.txt", ".git/x.txt", "README.md", "gold.json"):
        write(f"w/{name}", gzip.compress(RECORDS, mtime=0) if name.endswith(".gz") else "News.")

    assert ids("./w/") == ["w/a.txt", "w/b/a/x.TXT", "w/b/c.html", "a", "b"]


def test_a_named_file_is_read_whatever_it_is_called() -> None:
    assert ids(write("notes.md", "News."), write("draft", "News.")) == ["notes.md", "draft"]


def test_a_file_named_twice_is_read_once() -> None:
    write("w/a.txt", "News.")

    assert ids("w", "w/a.txt", "./w/../w/a.txt", "w/*.txt") == ["w/a.txt"]


def test_a_glob_gives_what_it_matches_in_order() -> None:
    for name in ("w/b.txt", "w/a.txt", "w/x/c.txt", "w/d.html"):
        write(name, "News.")

    assert ids("w/*.txt") == ["w/a.txt", "w/b.txt"]
    assert ids("w/**/*.txt") == ["w/a.txt", "w/b.txt", "w/x/c.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file() -> None:
    assert ids(write("a[1].txt", "News.")) == ["a[1].txt"]


def test_jsonl_gives_a_page_a_line_by_id_or_line_number() -> None:
    pages, _ = read(write("w.jsonl", RECORDS + b'{"text": "Three."}'))

    assert [(page.id, page.where) for page in pages] == [
        ("a", "w.jsonl:1"),
        ("b", "w.jsonl:3"),
        ("w.jsonl:4", "w.jsonl:4"),
    ]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_jsonl_may_have_a_mark_and_windows_line_ends(prefix: bytes) -> None:
    assert ids(write("w.ndjson", prefix + RECORDS.replace(b"\n", b"\r\n"))) == ["a", "b"]


def test_jsonl_may_be_utf16() -> None:
    assert ids(write("w.jsonl", RECORDS.decode().encode("utf-16"))) == ["a", "b"]


def test_a_line_in_another_encoding_spoils_no_other_line() -> None:
    write(
        "w.jsonl", '{"text": "서울"}\n'.encode() + '{"text": "café"}\n'.encode("cp1252") + '{"text": "Київ"}\n'.encode()
    )

    pages, _ = read("w.jsonl")

    assert [page.content for page in pages] == ["서울", "café", "Київ"]


def test_line_separators_inside_a_record_do_not_end_it() -> None:
    pages, _ = read(write("w.jsonl", '{"text": "One\u2028two\x85three"}\n'))

    assert [page.content for page in pages] == ["One\u2028two\x85three"]


def test_gzip_and_zstd_are_unpacked_on_the_way() -> None:
    with pa.CompressedOutputStream("w.jsonl.zst", "zstd") as out:
        out.write(RECORDS)

    assert ids("w.jsonl.zst") == ["a", "b"]
    assert ids(write("w.jsonl.gz", gzip.compress(RECORDS, mtime=0))) == ["a", "b"]
    assert ids(write("a.txt.gz", gzip.compress(b"News.", mtime=0))) == ["a.txt.gz"]


@pytest.mark.parametrize("content", ['[{"text": "One."},\n {"text": "Two."}]', '{"text": "One."}\n{"text": "Two."}'])
def test_a_json_file_holds_a_list_or_an_object_a_line(content: str) -> None:
    assert ids(write("w.json", content)) == ["w.json:1", "w.json:2"]


def test_a_json_file_may_hold_one_object() -> None:
    assert ids(write("w.json", '{\n  "text": "One."\n}')) == ["w.json"]


def test_parquet_gives_a_page_a_row() -> None:
    table = pa.table({"id": ["a", None], "text": ["One.", "Two."], "unread": [1, 2]})
    pq.write_table(table, "w.parquet")

    assert ids("w.parquet") == ["a", "w.parquet:2"]


def test_the_users_mapping_is_used() -> None:
    pages, _ = read(write("w.jsonl", '{"key": "k", "story": "News.", "text": "Not this."}'), fields="id=key,text=story")

    assert [(page.id, page.content) for page in pages] == [("k", "News.")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"News.", [("stdin", False)]),
        (b"<!doctype html><p>News.", [("stdin", True)]),
        (RECORDS, [("a", False), ("b", False)]),
        (b'{"text": "One."}', [("stdin:1", False)]),
        (b'{\n"text": "One."}', [("stdin", False)]),
        (b"{curly} news", [("stdin", False)]),
    ],
)
def test_stdin_may_be_text_html_or_records(
    content: bytes, expected: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    pages, problems = read("-")

    assert (expected, []) == ([(page.id, page.is_html) for page in pages], problems)


def test_an_empty_stdin_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert problem("-").where == "stdin"


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n\0", "no words"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF, not text"),
        ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image, not text"),
        ("a.html", b"PK\x03\x04....", "a ZIP archive"),
        ("a.txt", gzip.compress(b"News.", mtime=0), "gzip-compressed"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "a WARC archive"),
        ("a.bin", bytes(range(256)) * 40, "a binary file"),
        ("a.txt", "News in UTF-16 without its mark.".encode("utf-16-le"), "a binary file"),
        ("a.parquet", b"News.", "not Parquet"),
        ("a.parquet", b"PAR1 but broken", "no readable Parquet"),
        ("a.jsonl", b"\n \n", "no records"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b"[1,", "no JSON"),
        ("a.jsonl.gz", b"News.", "not a gzipped file"),
        ("a.txt.gz", gzip.compress(b"News. " * 999, mtime=0)[:-12], "end too early"),
        ("a.txt.zst", b"News.", "cannot be read"),
    ],
)
def test_a_file_that_holds_no_text_is_one_problem(path: str, content: bytes, message: str) -> None:
    found = problem(write(path, content))

    assert found.where == path
    assert message in found.message


def test_a_text_with_a_few_control_bytes_is_no_binary() -> None:
    assert ids(write("a.txt", b"A\x00 page\x0c break, \x1b[1mbold\x1b[0m and caf\xe9 news of the day. " * 9)) == [
        "a.txt"
    ]


@pytest.mark.parametrize("path", ["missing.txt", "missing/", "no*match.txt", ""])
def test_a_path_that_leads_nowhere_is_a_problem(path: str) -> None:
    assert problem(path).message in {"no such file or folder", "no file matches", "no path"}


def test_a_folder_without_documents_is_a_problem() -> None:
    Path("empty").mkdir()
    write("other/gold.json", "{}")

    assert problem("empty").message == "an empty folder"
    assert ".jl .parquet, also packed as .gz or .zst; name" in (problem("empty").hint or "")
    assert problem("other").message == "a folder with no documents (1 other files)"


def test_a_file_that_may_not_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", deny)

    assert problem("a.txt").message == "cannot be read: permission denied"


def test_a_folder_that_may_not_be_read_is_a_problem_and_its_neighbours_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("w/a/x.txt", "News.")
    write("w/b.txt", "News.")
    list_folder = os.listdir

    def deny(path: str) -> list[str]:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(os, "listdir", deny)

    pages, problems = read("w")

    assert (["w/b.txt"], ["w/a"]) == ([page.id for page in pages], [found.where for found in problems])


def test_links_in_a_folder_are_read_but_neither_loops_nor_pipes() -> None:
    write("w/a.txt", "News.")
    Path("w/b.txt").symlink_to("a.txt")
    Path("w/loop").symlink_to(".")
    os.mkfifo("w/pipe.txt")

    assert ids("w") == ["w/a.txt", "w/b.txt"]


def test_a_dangling_link_is_a_problem() -> None:
    Path("w").mkdir()
    Path("w/a.txt").symlink_to("gone.txt")

    assert problem("w").where == "w/a.txt"


def test_one_path_may_be_given_as_it_is() -> None:
    write("a.txt", "News.")

    assert [page.id for page in read_pages("a.txt")] == ["a.txt"]
    assert [page.id for page in read_pages(Path("a.txt"))] == ["a.txt"]


def test_a_file_name_with_control_characters_stays_on_one_line() -> None:
    assert ids(write("a\n\x1b[1m.txt", "News.")) == ["a\\x0a\\x1b[1m.txt"]


def test_reading_text_loads_nothing_heavy() -> None:
    heavy = {"pyarrow", "trafilatura", "lxml", "charset_normalizer"}
    code = f"import sys, dedup.extract, dedup.read; print({heavy} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_a_file_name_that_is_no_utf8_gets_a_writable_id() -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("News.")

    assert ids(".") == ["caf\\xe9.txt"]


@pytest.mark.parametrize(
    "line", ['{"text": "br', "nonsense", "[1]", "null", "[" * 100_000, '{"id": ' + "9" * 5000 + "}"]
)
def test_a_broken_line_is_reported_by_its_number_and_the_rest_goes_on(line: str) -> None:
    pages, problems = read(write("w.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n'))

    assert [page.id for page in pages] == ["w.jsonl:1", "w.jsonl:3"]
    assert [found.where for found in problems] == ["w.jsonl:2"]


def test_every_record_is_one_page_or_one_problem() -> None:
    lines = ['{"text": "One."}', "{", '{"title": "t"}', '{"text": "Two."}', "7"]

    pages, problems = read(write("w.jsonl", "\n".join(lines)))

    assert len(lines) == len(pages) + len(problems)


def test_a_repeated_id_is_a_problem_that_names_both_places() -> None:
    pages, problems = read(write("w.jsonl", RECORDS), write("x.jsonl", RECORDS))

    assert [page.where for page in pages] == ["w.jsonl:1", "w.jsonl:3"]
    assert (problems[0].where, problems[0].message) == ("x.jsonl:1", "the id 'a' is already that of w.jsonl:1")


def test_without_a_listener_the_first_problem_is_raised() -> None:
    with pytest.raises(InputError, match=r"^missing\.txt: no such file or folder$") as caught:
        list(read_pages(["missing.txt"]))

    assert caught.value.hint


def test_without_a_listener_a_repeated_id_is_raised() -> None:
    with pytest.raises(DuplicateIdError, match="already that of"):
        list(read_pages([write("w.jsonl", RECORDS), write("x.jsonl", RECORDS)]))


def test_lone_surrogates_in_a_record_do_no_harm() -> None:
    pages, problems = read(
        write("w.jsonl", '{"id": "a\\ud800", "text": "One\\udfff two.", "\\ud801": 1}\n{"\\ud801": 1}')
    )

    assert (["a\ufffd"], ["One\udfff two."]) == ([page.id for page in pages], [page.content for page in pages])
    assert problems[0].message.isascii()


def test_a_big_file_of_records_is_streamed() -> None:
    pages = read_pages([write("w.jsonl", RECORDS * 50_000)], unique=False)

    assert next(pages).id == "a"
    assert next(pages).id == "b"


def test_a_record_of_ten_megabytes_in_one_line_is_read() -> None:
    pages, _ = read(write("w.jsonl", '{"text": "' + "news " * 2_000_000 + '"}'))

    assert len(pages[0].content) == 10_000_000


def test_fifty_megabytes_of_text_are_read() -> None:
    pages, _ = read(write("big.txt", b"All the news of the day, line by line.\n" * 1_300_000 + b"caf\xe9"))

    assert len(pages[0].content) == 39 * 1_300_000 + 4
    assert pages[0].content.endswith("café")
