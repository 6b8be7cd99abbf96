"""What an editor reads in a terminal."""

import re
from dataclasses import replace

from dedup.cli.policy import is_found
from dedup.model import Coverage, Direction, Document, Provenance
from dedup.reports import Form, render, render_clusters, render_match
from dedup.reports.terminal import bar, clean, columns, shorten
from dedup.reports.words import percent
from tests.unit.report_samples import HERE, cluster, comparison, match, passage, provenance, record, report, rewrite

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def text_of(collection: Provenance) -> str:
    return render(collection, Form.TEXT)


def test_it_says_how_much_is_reused_and_not_credited() -> None:
    assert "41% reused, 31% uncredited, 10% credited" in text_of(provenance())


def test_who_published_first_is_no_finding_where_nobody_is_shown_to_have_copied() -> None:
    shared = passage("The ferry company", match(relation="unknown", direction=Direction("undirected"), counted=False))
    collection = Provenance((replace(report(), passages=(shared,), coverage=Coverage()),), (), ())
    written = text_of(collection)

    assert "edited, also elsewhere, asserted" in written
    assert "uncredited" not in written
    assert not is_found(collection, {})


def test_an_original_is_no_finding_for_what_others_copied_from_it() -> None:
    copied = passage("The ferry company", match(direction=Direction("to_source"), counted=False))
    collection = Provenance((replace(report(), passages=(copied,), coverage=Coverage()),), (), ())
    written = text_of(collection)

    assert "edited, copied by others, asserted" in written
    assert "uncredited" not in written
    assert "worth a look" not in written
    assert not is_found(collection, {})


def test_a_passage_stands_beside_its_source_with_the_evidence() -> None:
    written = text_of(provenance())

    assert "edited, uncredited, asserted (93% sure)" in written
    assert "here  21 “The ferry company said on Monday" in written
    assert "there 0 “The ferry company said on Monday" in written
    assert "copied from wire/1 (85% the same words)" in written
    assert "published 3 hours earlier (+0.50)" in written


def test_uncredited_passages_come_first() -> None:
    written = text_of(provenance())

    assert written.index("The ferry company said") < written.index("We regret the decision")


def test_stories_clusters_and_unread_records_stand_on_top() -> None:
    head = text_of(provenance()).split("──")[0]

    assert head.startswith("2 documents, 1 story, 1 cluster of near-duplicates, 1 problem in the input\n")
    assert "story of 2 documents" in head
    assert "71% alike,  82% contained" in head


def test_sources_credits_hypotheses_and_what_was_left_out_are_named() -> None:
    written = text_of(provenance())

    assert "36%  not credited  wire/1  (document)" in written
    assert "10%  credited      AFP  (agency, unseen)" in written
    assert "AFP, dateline, covers the document" in written
    assert "likely from AFP, unseen (50% sure): dateline in this document; credit line" in written
    assert "left out: 2 boilerplate" in written


def test_a_document_without_findings_says_so() -> None:
    assert "nothing asserted as reused" in text_of(provenance())


def test_only_possible_passages_are_worth_a_look_and_no_accusation() -> None:
    possible = passage("They meet on Friday to decide", match(band="possible"))
    one = replace(report(), passages=(possible,), coverage=Coverage())

    assert "nothing asserted as reused, 1 passage worth a look" in text_of(Provenance((one,), (), ()))


def test_colour_changes_nothing_but_the_colour() -> None:
    plain = render(provenance(), Form.TEXT)
    coloured = render(provenance(), Form.TEXT, colour=True)

    assert "\x1b[" in coloured
    assert plain == ESCAPES.sub("", coloured)


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (60, 80, 120):
        written = render(provenance(), Form.TEXT, width=width)

        assert max(columns(line) for line in written.splitlines()) <= width


def test_control_characters_of_a_document_never_reach_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e"
    one = report(record(document_id=f"d{hostile}", title=f"t{hostile}", outlet=hostile + "o"))
    written = text_of(Provenance((one, one), (), ()))

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", written)


def test_a_long_passage_keeps_its_beginning_and_its_end() -> None:
    shortened = shorten("The first words of it " + "and more " * 50 + "to the very last words", 60)

    assert shortened.startswith("The first words")
    assert shortened.endswith("last words")
    assert columns(shortened) <= 60


def test_wide_characters_take_two_columns() -> None:
    assert columns("한국") == 4
    assert columns(shorten("한국어" * 50, 31)) <= 31


def test_a_bar_shows_every_share_however_small() -> None:
    assert bar([("█", 0.001), ("▓", 0.5)], 10) == "█▓▓▓▓·····"
    assert bar([("█", 1.0)], 10) == "█" * 10


def test_a_trace_is_not_nothing_and_nearly_all_is_not_all() -> None:
    assert ["0%", "<1%", "1%", "99%", ">99%", "100%"] == [percent(x) for x in (0, 0.002, 0.01, 0.99, 0.998, 1)]


def test_many_passages_are_counted_not_listed() -> None:
    many = tuple(replace(passage(HERE[start : start + 5], match()), start=start) for start in range(60))
    written = text_of(Provenance((replace(report(), passages=many),), (), ()))

    assert "and 40 more passages" in written


def test_a_comparison_shows_both_sides() -> None:
    written = render_match(*comparison(), Form.TEXT)

    assert "resemblance 0.210, containment 0.400, 2 passages" in written
    assert len(re.findall(r"\bhere ", written)) == len(re.findall(r"\bthere ", written)) == 2


def test_clusters_name_the_anchor_and_each_members_measures() -> None:
    written = render_clusters([cluster()], [Document("draft.txt", "a"), Document("wire/1", "b")], Form.TEXT)

    assert written.startswith("2 documents, 1 cluster of near-duplicates, 1 copy\n")
    assert "anchor                        wire/1" in written


def test_cleaning_joins_lines() -> None:
    assert clean("a\r\n\tb\x00c") == "a b c"


def test_a_rewrite_is_named_with_its_evidence_in_plain_words() -> None:
    written = " ".join(text_of(provenance()).split())

    assert "reads as a rewrite of wire/2 (96% sure), not credited" in written
    assert "2 names and numbers of its own; keeps much of what the other tells, in the same order" in written
    assert "this has less of its own than the other (+0.30)" in written
    assert "possibly a rewrite of wire/3 (52% sure), worth a look" in written


def test_a_near_duplicate_is_a_copy_and_no_rewrite() -> None:
    collection = Provenance((replace(report(), rewritten_from=(rewrite("wire/1"),)),), (), ())

    assert "reads as a copy of wire/1" in text_of(collection)


def test_where_nothing_says_who_was_first_neither_is_the_rewrite_nor_found() -> None:
    named = rewrite(direction=Direction("undirected"), counted=False)
    collection = Provenance((replace(report(), passages=(), coverage=Coverage(), rewritten_from=(named,)),), (), ())

    written = " ".join(text_of(collection).split())

    assert "reads as a rewrite, or as the source, of wire/2 (96% sure), not clear who was first" in written
    assert not is_found(collection, {})


def test_a_rewrite_that_does_not_credit_its_source_is_found_and_one_that_does_is_not() -> None:
    plain = replace(report(), passages=(), coverage=Coverage())

    assert is_found(Provenance((replace(plain, rewritten_from=(rewrite(),)),), (), ()), {})
    assert not is_found(Provenance((replace(plain, rewritten_from=(rewrite(credited=True),)),), (), ()), {})
