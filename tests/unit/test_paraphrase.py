"""Sentences of one story that say the same."""

import random
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import paraphrase
from dedup.model import Alignment
from dedup.paraphrase import _identity, find_paraphrases
from dedup.paraphrase.scores import Likeness, likeness
from dedup.paraphrase.units import Unit
from tests.unit.stories_samples import parsed

REST = {
    "a": "Snow fell over the northern valleys. Schools closed early and buses stopped. Nobody was hurt in the village.",
    "b": "Farmers complained about prices of hay. A market in the old town burned down. Children sang in the square.",
    "c": "The museum opened a new wing. Tickets cost twelve crowns. Visitors praised the bright halls and the garden.",
}
STATEMENT = {
    "a": "The ministry hopes to devise effective measures against smuggling of rare timber, the ministry said.",
    "b": "“We want to find measures that counter the smuggling of rare timber effectively,” the ministry said.",
    "c": "The ministry said in a statement that it would seek effective measures to stop timber smuggling.",
}


def found(**texts: str) -> dict[tuple[str, str], tuple[Alignment, ...]]:
    return find_paraphrases([parsed(id_, text) for id_, text in texts.items()])


def asserted(**texts: str) -> list[tuple[str, str]]:
    return [
        (texts[one][a.target.start : a.target.end], texts[other][a.source.start : a.source.end])
        for (one, other), alignments in found(**texts).items()
        for a in alignments
        if a.band == "asserted"
    ]


def test_one_statement_in_two_wordings_is_found() -> None:
    pairs = asserted(a=f"{REST['a']} {STATEMENT['a']}", b=f"{STATEMENT['b']} {REST['b']}")

    assert [("smuggling of rare timber" in one, "smuggling of rare timber" in other) for one, other in pairs] == [
        (True, True)
    ]


def test_only_the_clause_that_matches_is_shown() -> None:
    aside = "The mayor of Tarn, who came by train, opened a fair and praised the bakers of the town, and "
    pairs = asserted(a=f"{REST['a']} {STATEMENT['a']}", b=f"{REST['b']} {aside}{STATEMENT['b']}")

    assert [False] == ["bakers" in other for _, other in pairs]


def test_an_event_told_with_names_alone_is_not_asserted() -> None:
    one = f"{REST['a']} President Ada Lund met Prime Minister Olu Bakare in Oslo on Monday."
    other = f"{REST['b']} In Oslo, Ada Lund met Olu Bakare of Nigeria."

    assert asserted(a=one, b=other) == []


@pytest.mark.parametrize(("clause", "count"), [("loosen rusty handcuffs", 0), ("ever loosen the rusty handcuffs", 1)])
def test_a_clause_of_five_words_is_no_statement(clause: str, count: int) -> None:
    one = f"The clerk filed it: refused to {clause}, the ministry said."
    other = f"A bell rang twice; refused to {clause}, the ministry said."

    assert count == len(asserted(a=f"{REST['a']} {one}", b=f"{other} {REST['b']}"))


def test_other_numbers_make_it_less_sure() -> None:
    line = "Rescuers found 12 miners and 30 guards dead in a collapsed shaft near the river, police said."
    reworded = "Police said rescuers had found {} miners and {} guards dead near the river, in a shaft that collapsed."
    same = found(a=f"{REST['a']} {line}", b=f"{REST['b']} {reworded.format(12, 30)}")
    differ = found(a=f"{REST['a']} {line}", b=f"{REST['b']} {reworded.format(5, 44)}")

    assert differ["a", "b"][0].score < same["a", "b"][0].score


def test_the_same_words_from_another_mouth_make_it_less_sure() -> None:
    line = "the harvest will suffer badly from frost and from drought, {} said."
    same = found(
        a=f"{REST['a']} In Tarn {line.format('Anna Berg')}", b=f"{REST['b']} She thinks {line.format('Anna Berg')}"
    )
    other = found(
        a=f"{REST['a']} In Tarn {line.format('Anna Berg')}", b=f"{REST['b']} She thinks {line.format('Olu Bakare')}"
    )

    assert other[("a", "b")][0].score < same[("a", "b")][0].score


def score(one: str, other: str) -> float:
    pairs = found(a=f"{REST['a']} {one}", b=f"{REST['b']} {other}").get(("a", "b"), ())
    return max((pair.score for pair in pairs), default=0.0)


HOPED = "Ministers hope to build a cheap railway across the marshes before the harvest festival."


def test_who_hopes_has_not_agreed() -> None:
    told = "They {} to build the cheap railway across the marshes before that harvest festival."

    assert score(HOPED, told.format("agreed")) < score(HOPED, told.format("wish"))


def test_what_somebody_says_counts_for_more_than_what_everybody_knows() -> None:
    known = "the cheap railway across the marshes of Tarn opens before that harvest festival."

    assert score(HOPED, f"In spring {known}") < score(HOPED, f"Engineers confirmed that {known}")


def test_he_is_who_spoke_before() -> None:
    before = "In Tarn, {} said that the weather was fine. {}"
    one = "Dredging the harbour basin would cost eleven cold winters, he said."
    other = "He said that eleven winters were needed for dredging that harbour basin."
    berg = before.format("Olaf Berg", one)

    assert score(berg, before.format("Olu Bakare", other)) < score(berg, before.format("Olaf Berg", other))


def test_alignments_are_seen_from_the_smaller_id() -> None:
    one, other = f"{REST['a']} {STATEMENT['a']}", f"{STATEMENT['b']} {REST['b']}"

    assert set(found(z=one, b=other)) == {("b", "z")}


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [parsed(id_, f"{REST[id_]} {STATEMENT[id_]}") for id_ in "abc"]
    first, *others = [find_paraphrases(order) for order in permutations(documents)]

    assert all(first == other for other in others)


def test_what_two_say_of_a_third_they_say_of_each_other() -> None:
    texts = {id_: f"{REST[id_]} {STATEMENT[id_]}" for id_ in "abc"}

    assert set(found(**texts)) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_identical_sentences_are_left_to_alignment() -> None:
    assert found(a=f"{STATEMENT['a']} {REST['a']}", b=f"{REST['b']} {STATEMENT['a']}") == {}


def test_hundred_copies_of_one_article_are_done_at_once() -> None:
    copies = {f"d{place:03}": f"{REST['a']} {STATEMENT['a']} {REST['b']} Page {place}." for place in range(100)}

    assert found(**copies) == {}


def test_what_one_denies_the_other_does_not_say() -> None:
    told = "Engineers confirmed that the old reservoir dam {} leaking through its northern spillway."
    other = "The northern spillway of the reservoir dam was leaking, engineers said."

    assert score(told.format("was not"), other) < score(told.format("was still"), other)


def test_sixty_articles_of_one_story_cost_few_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 708,000 pairs of sentences those are looked at that share two of the story's rarer words."""
    draw, calls = random.Random(3), 0
    words = ["".join(draw.choices("bdfgklmnprst", k=3)) + "aeiou"[place % 5] * 2 for place in range(1_500)]
    common = words[:40]

    def counted(one: Unit, other: Unit) -> Likeness | None:
        nonlocal calls
        calls += 1
        return likeness(one, other)

    monkeypatch.setattr(paraphrase, "likeness", counted)
    article = [" ".join([*draw.sample(common, 3), *draw.sample(words, 8)]).capitalize() for _ in range(60 * 19)]
    texts = {
        f"d{number:02}": f"{STATEMENT['abc'[number % 3]]} {'. '.join(article[19 * number : 19 * number + 19])}."
        for number in range(60)
    }
    pairs = found(**texts)

    assert calls < 0.02 * (60 * 59 / 2) * 20**2
    assert len(pairs) >= 0.6 * 60 * 59 / 2


RETOLD = (
    (
        "Farmers in the valley lost half of their apricots to a late frost.",
        "A late frost cost valley farmers apricots.",
    ),
    ("A cooperative opened a cannery beside the railway depot.", "Beside the depot a cannery was opened."),
    ("Its chairman bought machines from a bankrupt brewery.", "Machines came from a brewery that had gone bankrupt."),
    ("Pickers demanded wages in advance.", "Wages in advance were what pickers wanted."),
    ("An insurer refused to cover orchards on slopes.", "Orchards on slopes found no insurer."),
)


def test_what_is_retold_in_order_needs_fewer_words() -> None:
    article, retelling = (" ".join(lines) for lines in zip(*RETOLD, strict=True))
    shuffled = " ".join(RETOLD[place][1] for place in (3, 1, 4, 0, 2))

    assert len(asserted(a=article, b=shuffled)) < len(asserted(a=article, b=retelling))


KEPT = (
    "Judges of the county fair threw out four marrows for being filled with sand.",
    "A goat that had won twice was found to be two goats.",
    "Ribbons will be engraved in future, the committee decided after a long supper.",
)
HEAD = "Growers protested against water rates for the allotments, a quarrel that had twice ended in broken glasshouses."
HEAD_AGAIN = (
    "For the second summer broken panes mark a dispute about what the owners of allotments pay for their water."
)


SURE = (
    "The harbour office said that tugs had freed the stranded grain carrier from the sandbank after eleven hours.",
    "After eleven hours tugs freed the grain carrier from the sandbank on which it was stranded, the harbour "
    "office said.",
)
NEXT = (
    "The harbour office said that the pilot who steered it there had been sent home.",
    "The {} said that its pilot was sent on leave.",
)


def test_a_statement_that_two_report_in_order_needs_fewer_words_after_a_sure_sentence() -> None:
    one = f"{REST['a']} {SURE[0]} {NEXT[0]}"
    same, another = (f"{SURE[1]} {NEXT[1].format(who)} {REST['b']}" for who in ("harbour office", "shipping union"))

    assert 2 == len(asserted(a=one, b=same))
    assert 1 == len(asserted(a=one, b=another))


def test_what_stands_above_copied_sentences_needs_fewer_words_to_be_retold() -> None:
    article = " ".join([HEAD, *KEPT])

    assert [] == asserted(a=article, b=" ".join([HEAD_AGAIN, *REST["b"].split(". ")]))
    assert [True] == ["panes" in other for _, other in asserted(a=article, b=" ".join([HEAD_AGAIN, *KEPT]))]


def test_what_stands_above_the_questions_of_two_interviews_is_no_retelling() -> None:
    questions = " ".join(
        (
            "Which of your vegetables would you save from a flood?",
            "Who taught you to talk to marrows in winter?",
            "What should the fair committee do about sand?",
        )
    )

    assert [] == asserted(a=f"{HEAD} {questions}", b=f"{HEAD_AGAIN} {questions}")


def test_what_stands_above_copied_sentences_of_ones_own_house_is_news() -> None:
    one, other = (parsed(id_, " ".join([head, *KEPT])) for id_, head in (("a", HEAD), ("b", HEAD_AGAIN)))
    versions = [replace(document, agency="AFP") for document in (one, other)]

    bands = [found.band for alignments in find_paraphrases(versions).values() for found in alignments]

    assert "asserted" not in bands


def test_behind_a_thousand_sentences_nothing_is_compared() -> None:
    filler = " ".join(f"Barge {number} carried {number} tons of grain upstream." for number in range(1_000))

    assert found(a=f"{STATEMENT['a']} {filler}", b=f"{STATEMENT['b']} {REST['b']}")
    assert found(a=f"{filler} {STATEMENT['a']}", b=f"{STATEMENT['b']} {REST['b']}") == {}


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "", "b": ""}, {"a": "Yes.", "b": "Yes."}])
def test_documents_with_nothing_to_say_have_no_paraphrases(texts: dict[str, str]) -> None:
    assert found(**texts) == {}


def slow_lcs(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + slow_lcs(one[1:], other[1:])
    return max(slow_lcs(one[1:], other), slow_lcs(one, other[1:]))


@given(st.text("ab", max_size=7), st.text("ab", max_size=7))
def test_identity_is_the_longest_common_subsequence(one: str, other: str) -> None:
    assert _identity(list(one), list(other)) == slow_lcs(one, other) / max(len(one), len(other), 1)
