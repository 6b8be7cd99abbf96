"""The fictional newsroom's truth is consistent with its articles and with itself."""

import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache

import lxml.html
import pytest

from tests.corpus import NEWSROOM, PAGES, TRUTH, Negative, Quote, TrueDocument, TruePassage, Truth, load_newsroom
from tests.corpus.build import build_newsroom, build_truth, locate, read_articles

SHARED_WORDS = 6
SHINGLE = 5
CLUSTER_THRESHOLD = 0.7
# The truth does not hang on how a program splits words: no pair lies this close to the threshold.
CLUSTER_MARGIN = 0.02

DOCUMENTS, LOADED = load_newsroom()
TEXTS = {document.id: document.text for document in DOCUMENTS}
OUTLETS = {document.id: document.outlet for document in DOCUMENTS}
STORIES = {document.id: document.story for document in LOADED.documents}
PASSAGES = [(reuse, passage) for reuse in LOADED.reuse for passage in reuse.passages]
# An agency's own texts: its dateline, and no outlet.
AGENCY_OF = {
    true.id: credit.agency
    for true in LOADED.documents
    for credit in true.credits
    if credit.role == "dateline" and OUTLETS[true.id] is None
}
PAIRS = list(itertools.combinations(sorted(TEXTS), 2))


def test_the_built_files_are_those_of_the_articles_and_judgements() -> None:
    articles = read_articles()

    assert NEWSROOM.read_text(encoding="utf-8") == build_newsroom(articles)
    assert TRUTH.read_text(encoding="utf-8") == build_truth(articles)


def test_each_article_has_one_judgement() -> None:
    assert sorted(TEXTS) == sorted(document.id for document in LOADED.documents)


def test_each_judgement_stands_in_the_file_of_its_articles_story() -> None:
    for path in (TRUTH.parent / "truth").glob("*.toml"):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        names = [*story["documents"], *(entry["target"] for entry in story.get("reuse", []))]
        names += [entry["a"]["document"] for entry in story.get("negative", [])]

        assert {path.stem} == {name.partition("-")[0] for name in names}


def test_every_quote_is_what_its_document_holds_there() -> None:
    quotes = list(_quotes(LOADED))

    assert len(quotes) > 400
    assert [quote.text for quote in quotes] == [TEXTS[quote.document][quote.start : quote.end] for quote in quotes]
    assert all(quote.text == quote.text.strip() != "" for quote in quotes)


def test_zones_of_a_document_are_sorted_and_disjoint() -> None:
    for document in LOADED.documents:
        for before, after in itertools.pairwise(zone.quote for zone in document.zones):
            assert before.end <= after.start, (document.id, before.text, after.text)


def test_an_article_and_the_judgement_agree_on_its_headline() -> None:
    titles = {document.id: document.title for document in DOCUMENTS}
    headlines = [zone.quote for document in LOADED.documents for zone in document.zones if zone.kind == "headline"]

    assert [quote.text for quote in headlines] == [titles[quote.document] for quote in headlines]


def test_reused_passages_and_negatives_lie_in_the_body_unless_they_are_boilerplate() -> None:
    zones = {document.id: [zone.quote for zone in document.zones] for document in LOADED.documents}
    quotes = [quote for _, passage in PASSAGES for quote in (passage.target, passage.source)]
    quotes += [side for negative in LOADED.negatives if negative.kind != "boilerplate" for side in _sides(negative)]

    assert [quote for quote in quotes if any(_overlap(quote, zone) for zone in zones[quote.document])] == []


def test_passages_of_one_target_do_not_overlap() -> None:
    targets = sorted((passage.target for _, passage in PASSAGES), key=lambda quote: (quote.document, quote.start))

    assert [pair for pair in itertools.pairwise(targets) if _overlap(*pair)] == []


def test_a_verbatim_passage_has_its_sources_words_and_an_edited_one_most_of_them() -> None:
    for _, passage in PASSAGES:
        target, source = _words(passage.target.text), _words(passage.source.text)
        same = target == source
        share = len(set(target) & set(source)) / max(len(set(target)), len(set(source)))

        assert same == (passage.kind == "verbatim"), passage
        assert passage.kind != "edited" or share > 0.6, passage
        assert passage.kind not in ("paraphrased", "summarised") or share < 0.6, passage


def test_what_is_copied_names_its_evidence_and_what_is_shared_its_upstream() -> None:
    for reuse in LOADED.reuse:
        copied = reuse.relation == "copied_from"

        assert bool(reuse.because) == copied == (reuse.upstream is None), reuse
        assert reuse.direction == ("from_source" if copied else "undirected")


def test_a_source_named_for_its_time_is_the_earlier_one() -> None:
    published = {document.id: document.published for document in DOCUMENTS}

    for reuse in LOADED.reuse:
        target, source = published[reuse.target], published[reuse.source]
        earlier = bool(target and source and source < target)

        assert earlier or "earlier_time" not in reuse.because, reuse


def test_what_came_from_an_agency_is_credited_where_the_target_names_it() -> None:
    named = {document.id: {c.agency for c in document.credits if c.role != "photo"} for document in LOADED.documents}

    for reuse in LOADED.reuse:
        if reuse.relation == "copied_from" and reuse.source in AGENCY_OF:
            assert reuse.credited == (AGENCY_OF[reuse.source] in named[reuse.target]), reuse


def test_what_came_from_an_outlet_is_credited_where_its_words_name_it_or_are_its_own() -> None:
    for reuse in LOADED.reuse:
        if reuse.relation == "copied_from" and reuse.source not in AGENCY_OF:
            own = OUTLETS[reuse.target] == OUTLETS[reuse.source]

            assert reuse.credited == (own or reuse.credit is not None), reuse


def test_no_negative_contradicts_a_passage() -> None:
    for negative in LOADED.negatives:
        for _, passage in PASSAGES:
            assert not _joins(passage, negative.a, negative.b), (negative.why, passage)
            assert not _joins(passage, negative.b, negative.a), (negative.why, passage)


def test_clusters_are_the_documents_that_resemble_their_anchor() -> None:
    shingles = {name: _runs(_words(text), SHINGLE) for name, text in TEXTS.items()}
    anchors = {document.id: document.cluster for document in LOADED.documents}

    for a, b in PAIRS:
        resemblance = len(shingles[a] & shingles[b]) / len(shingles[a] | shingles[b])
        together = anchors[a] == anchors[b]

        assert abs(resemblance - CLUSTER_THRESHOLD) > CLUSTER_MARGIN, (a, b, resemblance)
        assert (resemblance > CLUSTER_THRESHOLD) == together, (a, b, resemblance)


def test_every_six_words_that_two_bodies_share_are_accounted_for() -> None:
    runs = {document.id: _body_runs(document) for document in LOADED.documents}
    shared = [(a, b, run) for a, b in PAIRS for run in sorted(runs[a] & runs[b])]

    assert len(shared) > 2500
    assert [(a, b, " ".join(run)) for a, b, run in shared if not _is_explained(run, a, b)] == []


def test_a_page_holds_its_article_paragraph_by_paragraph() -> None:
    for page in PAGES.glob("*.html"):
        paragraphs = lxml.html.fromstring(page.read_text(encoding="utf-8")).xpath("//article//p")

        assert "\n\n".join(p.text_content() for p in paragraphs) == TEXTS[page.stem].rstrip("\n")


def test_a_quote_with_an_ellipsis_spans_what_lies_between() -> None:
    assert locate("One two three four.", "two … four") == (4, 18)


@pytest.mark.parametrize("quote", ["absent", "two", "one … absent"])
def test_a_quote_that_is_missing_or_ambiguous_is_refused(quote: str) -> None:
    with pytest.raises(ValueError):
        locate("one two, two", quote)


def _quotes(truth: Truth) -> Iterator[Quote]:
    for document in truth.documents:
        yield from (credit.quote for credit in document.credits)
        yield from (zone.quote for zone in document.zones)
    for reuse in truth.reuse:
        yield from [reuse.credit] if reuse.credit else []
        for passage in reuse.passages:
            yield from (passage.target, passage.source)
    for negative in truth.negatives:
        yield from _sides(negative)


def _sides(negative: Negative) -> tuple[Quote, Quote]:
    return negative.a, negative.b


def _overlap(a: Quote, b: Quote) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def _joins(passage: TruePassage, a: Quote, b: Quote) -> bool:
    return _overlap(passage.target, a) and _overlap(passage.source, b)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,:']\w+)*", text.casefold().replace("’", "'"))


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def _body_runs(document: TrueDocument) -> set[tuple[str, ...]]:
    starts = [0, *(zone.quote.end for zone in document.zones)]
    ends = [*(zone.quote.start for zone in document.zones), len(TEXTS[document.id])]
    pieces = [TEXTS[document.id][start:end] for start, end in zip(starts, ends, strict=True)]
    return set().union(*(_runs(_words(piece), SHARED_WORDS) for piece in pieces))


def _is_explained(run: tuple[str, ...], a: str, b: str) -> bool:
    """Whether the run is linked, or reaches from one linked passage into the next or two words past its end."""
    parts = [(run[:cut], run[cut:]) for cut in range(len(run))]
    return any(all(len(part) <= 2 or _is_linked(part, a, b) for part in pair) for pair in parts)


def _is_linked(run: tuple[str, ...], a: str, b: str) -> bool:
    """Whether passages or negatives that hold the run on both sides lead from one document to the other."""
    reached, before = {a}, set[str]()
    while reached != before:
        before = set(reached)
        reached.update(*(ends for ends in _holders(run) if ends & before))
    return b in reached


@cache
def _holders(run: tuple[str, ...]) -> list[set[str]]:
    links = [(passage.target, passage.source) for _, passage in PASSAGES]
    links += [_sides(negative) for negative in LOADED.negatives]
    return [{a.document, b.document} for a, b in links if _holds(a, run) and _holds(b, run)]


def _holds(quote: Quote, run: tuple[str, ...]) -> bool:
    return f" {' '.join(run)} " in _padded(quote)


@cache
def _padded(quote: Quote) -> str:
    return f" {' '.join(_words(quote.text))} "
