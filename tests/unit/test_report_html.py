"""The page: self-contained, escaped, usable by keyboard, and whole whatever the passages do."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from dedup.model import Alignment, Coverage, Credit, Direction, Document, Match, Problem, Provenance, Span
from dedup.reports import Form, render, render_match
from dedup.reports.views import safe_link
from tests.unit.report_samples import HERE, comparison, match, passage, provenance, record, report, rewritten, wire

HOSTILE = "<script>alert(1)</script>\"' onmouseover=alert(1) </title></style><!--<img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """Every element of a page with its attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, name: str) -> list[str]:
        return [value for _, held in self.elements if (value := held.get(name)) is not None]

    def marks(self) -> list[dict[str, str | None]]:
        return [held for tag, held in self.elements if tag == "a" and "data-p" in held]


def page_of(*reports: object) -> Page:
    return Page(render(Provenance(reports, (), ()), Form.HTML))  # type: ignore[arg-type]


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(render(provenance(), Form.HTML))

    assert not {"link", "img", "iframe", "object", "embed"} & {tag for tag, _ in page.elements}
    assert not page.attributes("src")
    assert "@import" not in page.text
    assert "url(" not in page.text


def test_the_policy_of_the_page_names_its_own_script_alone() -> None:
    page = Page(render(provenance(), Form.HTML))
    policy = next(held["content"] for _, held in page.elements if held.get("http-equiv") == "Content-Security-Policy")

    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    assert [tag for tag, _ in page.elements].count("script") == 1


def test_whatever_a_document_holds_is_text() -> None:
    document = record(HOSTILE, HOSTILE + HERE, title=HOSTILE, outlet=HOSTILE, language=HOSTILE, url=HOSTILE)
    lifted = replace(passage("The ferry", match(HOSTILE, text=HOSTILE, target_start=0, target_end=9)), text=HOSTILE)
    credit = Credit(HOSTILE, "dateline", 0, 9, "document", HOSTILE)
    one = replace(report(document), passages=(lifted,), credits=(credit,))
    collection = Provenance((one, wire()), (), (), (Problem(HOSTILE, HOSTILE, HOSTILE),))
    page = Page(render(collection, Form.HTML))

    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [name for _, held in page.elements for name in held if name.startswith("on")]


def test_only_web_addresses_become_links() -> None:
    assert safe_link("https://news.example/a?b=1&c=2") == "https://news.example/a?b=1&c=2"
    for url in ("javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//news.example", "file:///x", ""):
        assert safe_link(url) is None
        assert url not in page_of(report(record(url=url))).attributes("href")


def test_every_mark_leads_to_its_passage_without_the_script() -> None:
    page = Page(render(provenance(), Form.HTML))
    targets = set(page.attributes("id"))

    assert len(page.marks()) == 3
    assert all(str(mark["href"]).removeprefix("#") in targets for mark in page.marks())


def test_kind_and_credit_are_told_apart_and_said_in_words() -> None:
    marks = Page(render(provenance(), Form.HTML)).marks()

    assert ["passage uncredited edited asserted", "passage credited verbatim asserted"] == [
        mark["class"] for mark in marks[:2]
    ]
    assert marks[0]["aria-description"] == "edited, 85% the same words, asserted, uncredited"


def test_where_passages_overlap_the_strongest_is_shown_and_all_are_listed() -> None:
    outer = passage("The ferry company said on Monday that", match(kind="edited"))
    inner = passage("company said", match(kind="verbatim", identity=1.0))
    marks = page_of(replace(report(), passages=(outer, inner))).marks()

    assert [("0", False), ("1 0", True), ("0", False)] == [
        (str(mark["data-p"]), "verbatim" in str(mark["class"])) for mark in marks
    ]


def test_where_passages_overlap_the_one_that_says_most_of_the_origin_is_shown() -> None:
    shared = passage("The ferry company said on Monday that", match("other", relation="common_source"))
    copied = passage("The ferry company said on Monday", match("wire/1", relation="copied_from"))
    marks = page_of(replace(report(), passages=(shared, copied))).marks()

    assert ["1 0", "0"] == [mark["data-p"] for mark in marks]


def test_words_that_others_copied_are_not_shown_as_reuse() -> None:
    copied = passage("The ferry company", match(direction=Direction("to_source"), counted=False))
    page = page_of(replace(report(), passages=(copied,)))

    assert ["passage lent edited asserted"] == [mark["class"] for mark in page.marks()]
    assert ["edited, 85% the same words, asserted, copied by others"] == page.attributes("aria-description")


def test_a_fact_of_the_event_is_not_shown_as_reuse() -> None:
    fact = passage(
        "The ferry company", match(relation="same_event_fact", direction=Direction("undirected"), counted=False)
    )

    assert ["passage fact edited asserted"] == [
        mark["class"] for mark in page_of(replace(report(), passages=(fact,))).marks()
    ]


def test_the_common_source_is_named_by_its_title_and_linked() -> None:
    shared = passage(
        "The ferry company",
        match("other", relation="common_source", source="document:draft.txt", direction=Direction("undirected")),
    )
    page = page_of(replace(report(), passages=(shared,)))

    assert "Both from Night ferries stop." in page.text


def test_a_passage_over_several_paragraphs_is_marked_in_each_and_a_stop_once() -> None:
    lines = passage(HERE[60:140], match())
    marks = page_of(replace(report(), passages=(lines,))).marks()

    assert [None, "-1"] == [mark.get("tabindex") for mark in marks]


def test_a_credit_is_marked_in_the_text() -> None:
    page = Page(render(provenance(), Form.HTML))

    assert "credit: AFP, dateline, covers the document" in page.attributes("title")


def test_the_whole_text_stands_on_the_page() -> None:
    page = page_of(replace(wire(), document=record()))

    for line in HERE.splitlines():
        assert line in page.text


def test_a_passage_of_hundreds_of_copies_names_the_rest() -> None:
    copies = tuple(match(f"copy{index:04}") for index in range(500))
    page = render(Provenance((replace(report(), passages=(passage("The ferry", *copies),)),), (), ()), Form.HTML)

    assert page.count('<section class="match">') == 8
    assert "and 432 more" in page


def test_the_timeline_is_by_date_and_documents_without_date_stand_apart() -> None:
    early = report(record("early", published=datetime(2026, 3, 1)))
    late = report(record("late", published=datetime(2026, 3, 2, tzinfo=UTC)))
    page = render(Provenance((late, early, wire()), (), ()), Form.HTML)
    timeline = page[page.index('<ol class="timeline">') :]

    assert re.findall(r'<time datetime="([^"]+)"', timeline) == ["2026-03-01T00:00:00", "2026-03-02T00:00:00+00:00"]
    assert "Without a date:" in timeline


def test_every_id_is_given_once() -> None:
    ids = Page(render(provenance(), Form.HTML)).attributes("id")

    assert len(ids) == len(set(ids))


def test_the_label_of_a_quoted_passage_does_not_decide_how_it_runs() -> None:
    page = page_of(report())

    assert {"ltr"} == {held.get("dir") for tag, held in page.elements if tag == "b"}


def test_a_single_document_stands_before_its_story() -> None:
    page = render(replace(provenance(), documents=(report(),)), Form.HTML)

    assert page.index('<article class="document"') < page.index('id="stories"')


def test_the_overview_begins_with_what_is_least_credited() -> None:
    credited = replace(report(record("credited")), coverage=Coverage(0.5, credited=0.5))
    collection = Provenance((wire(), credited, report()), (), ())
    overview = render(collection, Form.HTML).partition("</table>")[0]

    assert ["#d2", "#d1", "#d0"] == re.findall(r'<th scope="row"><a href="([^"]+)"', overview)


def test_nul_and_line_breaks_of_any_kind_do_no_harm() -> None:
    text = "\ufeffone\r\ntwo\0three\n\n\nfour"
    page = render(Provenance((replace(wire(), document=record(text=text, zones=())),), (), ()), Form.HTML)

    assert "\0" not in page
    assert Page(page).text.count("four") == 1


def test_a_comparison_shows_both_texts_with_marks_that_lead_to_each_other() -> None:
    page = Page(render_match(*comparison(), Form.HTML))
    ids = set(page.attributes("id"))

    assert len(page.marks()) == 4
    assert all(str(mark["href"]).removeprefix("#") in ids for mark in page.marks())


def test_the_titles_of_compared_documents_are_escaped() -> None:
    document = Document(HOSTILE, HOSTILE, title=HOSTILE)
    alignment = Alignment(Span(0, 9), Span(0, 9), "verbatim", 1.0, "asserted")
    page = Page(render_match(Match(HOSTILE, HOSTILE, 1.0, 1.0, (alignment,)), document, document, Form.HTML))

    assert [tag for tag, _ in page.elements].count("script") == 1


def test_thousands_of_passages_make_a_page_of_linear_size() -> None:
    text = "several words of a passage here. " * 3000
    many = tuple(
        replace(passage("The ferry", match()), start=index * 33, end=index * 33 + 20, text="short")
        for index in range(3000)
    )
    page = render(Provenance((replace(report(record(text=text)), passages=many),), (), ()), Form.HTML)

    assert len(page) < 3000 * 2500


def test_a_rewrite_is_named_above_the_text_and_leads_to_its_source() -> None:
    page = page_of(rewritten(), replace(wire(), document=record("wire/2")))
    text = " ".join(page.text.split())

    assert "Reads as a rewrite of Night ferries stop not credited 96% sure: 2 names and numbers of its own" in text
    assert "Possibly a rewrite of wire/3 worth a look" in text
    assert "#d1" in page.attributes("href")
