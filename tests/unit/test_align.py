"""Claims about passage alignment: what is found, where exactly, and what is left alone."""

import random
from pathlib import Path

import pytest

from dedup import _core, pipeline
from dedup.align import align, find_alignments, weights
from dedup.model import Alignment, Document, ParsedDocument

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = (
    "The river rose above its banks before dawn, and volunteers stacked sandbags along the market square. "
    "Engineers had warned the council twice last year that the old sluice would not hold a spring flood. "
    "By noon the bakery, the library and most of the cellars behind the church stood under brown water. "
    "Nobody was hurt, a spokeswoman for the fire brigade said, although eleven families slept in the gym."
)
GERMAN = (
    "Der Fluss trat vor Tagesanbruch über die Ufer, und Freiwillige stapelten Säcke voll Sand am Markt, während der "
    "Bürgermeister die Schulen schließen ließ und die Feuerwehr aus den Nachbarorten um Hilfe bat."
)
OTHER = (
    "Shares in the carmaker fell after it cut its outlook for the third time since the summer holidays. "
    "Analysts blamed weak demand abroad, costly batteries and a strike at the supplier of its seats. "
    "The chairman told reporters that the plant would keep every apprentice, whatever the quarter brings. "
    "Rivals have meanwhile promised cheaper models and a network of chargers along the coastal motorway."
)
WEATHER = (
    "A dry week lies ahead for the hills, with light winds from the east and mist in the valleys at daybreak. "
    "Gardeners may sow beans and lettuce, but should cover seedlings, since clear nights still bring frost. "
    "Temperatures climb slowly to nineteen degrees by Friday, when thin cloud arrives from the ocean."
)
FILLER = " ".join("".join(random.Random(at).choices("bcdfghklmnprstvz", k=7)) for at in range(150))


def find(target: str, source: str) -> list[Alignment]:
    return list(find_alignments(_core.tokenize(target), _core.tokenize(source)))


def asserted(target: str, source: str) -> list[Alignment]:
    return [found for found in find(target, source) if found.band == "asserted"]


def cut(text: str, found: Alignment) -> str:
    return text[found.target.start : found.target.end]


def parse(identity: str, text: str) -> ParsedDocument:
    return ParsedDocument(Document(identity, text), (), (), _core.shingle(text), _core.tokenize(text), ())


def read_seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


def test_a_lifted_passage_is_found_to_the_letter() -> None:
    target = f"{OTHER}\n\n{STORY}\n\n{WEATHER}"

    (found,) = asserted(target, f"Floods hit the valley.\n\n{STORY}")

    assert (STORY, "verbatim", 1.0) == (cut(target, found), found.kind, found.identity)


def test_two_lifts_in_another_order_are_two_passages() -> None:
    target, source = f"{STORY}\n\n{WEATHER}\n\n{WEATHER}\n\n{OTHER}", f"{OTHER}\n\n{FILLER}\n\n{STORY}"

    assert [STORY, OTHER] == [cut(target, found) for found in asserted(target, source)]


def test_lifts_side_by_side_in_another_order_are_both_found() -> None:
    target, source = f"{STORY}\n\n{OTHER}", f"{OTHER}\n\n{STORY}"

    covered = sum(len(found.target) for found in asserted(target, source))

    assert covered >= 0.98 * len(STORY + OTHER)


def test_texts_on_other_topics_share_nothing() -> None:
    assert [] == find(f"{STORY}\n\n{WEATHER}", OTHER)


def test_an_empty_text_shares_nothing() -> None:
    assert [] == find("", STORY) + find(STORY, "") + find("", "")


def test_a_text_is_its_own_copy() -> None:
    (found,) = find(STORY, STORY)

    assert ((0, len(STORY)), 1.0, "asserted") == (
        (found.target.start, found.target.end),
        found.identity,
        found.band,
    )


@pytest.mark.parametrize("every", [6, 8, 12])
def test_dropped_words_make_a_passage_edited_not_lost(every: int) -> None:
    words = STORY.split()
    thinned = " ".join(word for at, word in enumerate(words) if at % every)

    (found, *parts) = asserted(f"{OTHER}\n\n{thinned}\n\n{WEATHER}", STORY)

    assert "edited" == found.kind or found.identity >= 0.9
    assert len(found.target) >= 0.95 * len(thinned)
    assert all(part.target.start >= found.target.start for part in parts)


def test_swapped_neighbours_keep_the_passage() -> None:
    words = STORY.split()
    for at in range(0, len(words) - 1, 5):
        words[at], words[at + 1] = words[at + 1], words[at]
    swapped = " ".join(words)

    (found,) = asserted(f"{OTHER}\n\n{swapped}\n\n{WEATHER}", STORY)

    assert len(found.target) >= 0.95 * len(swapped)


def test_shuffled_sentences_keep_the_passage() -> None:
    sentences = STORY.split(". ")
    random.Random(5).shuffle(sentences)
    shuffled = ". ".join(sentences)
    target = f"{OTHER}\n\n{shuffled}\n\n{WEATHER}"

    covered = {at for found in asserted(target, STORY) for at in range(found.target.start, found.target.end)}

    assert len(covered) >= 0.9 * len(shuffled)


def test_a_short_run_of_telling_words_is_found_by_its_words_alone() -> None:
    run = "the transfer of weapons and technology between the two armies across a closed border"
    target = f"{WEATHER} Diplomats raised “{run}”, it is said. {OTHER}"

    (found,) = asserted(target, f"{STORY} On Monday {run} worried nobody in town.")

    assert (run, "verbatim") == (cut(target, found), found.kind)


@pytest.mark.parametrize(
    "run",
    [
        "Ukrainian Defense Minister Rustem Umerov met with South Korean President Yoon",
        "it was not clear if they would be able to do so",
        "spoke on condition of anonymity because they were not authorized to speak to the media",
        "on November 27, 2024, at 10:30 and 11:45",
        "dropped out of the presidential race",
    ],
)
def test_names_numbers_function_words_and_idioms_are_no_reuse(run: str) -> None:
    assert [] == asserted(f"{WEATHER} {run}. {STORY[:90]}", f"{OTHER} {run}. {OTHER[:80]}")


def test_a_foreign_phrase_of_seven_words_is_no_reuse() -> None:
    phrase = "en el marco de la reunión de"
    left = f"El ministro habló ayer {phrase} alcaldes, donde nadie aplaudió los recortes previstos."
    right = f"La orquesta tocó {phrase} antiguos alumnos, bajo una lluvia fina que vació la plaza."

    assert [] == asserted(left, right)


def test_a_foreign_copy_is_reuse() -> None:
    copied = (
        "Los pescadores del puerto rechazaron el acuerdo porque las cuotas de merluza bajan un tercio, mientras los "
        "barcos grandes conservan sus licencias y las lonjas pequeñas temen cerrar antes del próximo verano."
    )

    (found,) = asserted(f"La niebla retrasó el ferri. {copied}", f"{copied} El alcalde calló durante la visita.")

    assert 1.0 == found.identity


def test_a_chinese_copy_is_reuse_and_a_common_phrase_is_not() -> None:
    copied = "渔民周二在港口抗议新的捕捞配额,他们表示大型船只保留许可证,而小型市场可能在夏季之前被迫关闭。"
    target, source = f"大雾推迟了渡轮。{copied}", f"{copied}市长没有发表评论。"

    assert any(found.identity == 1.0 for found in asserted(target, source))
    assert [] == asserted("外交部发言人周三表示欢迎访问团", "财政部官员昨天说外交部发言人不在北京")


def test_the_same_event_told_independently_is_not_asserted_as_one_passage() -> None:
    seeds = [Document(str(number), read_seed(f"00{number}")) for number in range(5)]
    whole = [
        found
        for one in range(5)
        for other in range(5)
        if one != other
        for found in pipeline.compare(seeds[one], seeds[other]).alignments
        if found.band == "asserted" and len(found.target) > 600
    ]

    assert [] == whole


def test_the_seeds_share_one_long_run_at_its_exact_place() -> None:
    (run,) = [found for found in find(read_seed("001"), read_seed("004")) if found.kind == "verbatim"]

    assert (1982, 2065, 769, 852) == (run.target.start, run.target.end, run.source.start, run.source.end)


def test_a_match_measures_the_whole_texts_and_lists_passages_by_place() -> None:
    match = align(parse("a", f"{STORY}\n\n{OTHER}"), parse("b", f"{OTHER}\n\n{WEATHER}\n\n{STORY}"))

    assert ("a", "b") == (match.target_id, match.source_id)
    assert match.containment > match.resemblance > 0.4
    assert sorted(match.alignments, key=lambda found: found.target) == list(match.alignments)


def words_of(count: int, seed: int) -> list[str]:
    letters = random.Random(seed)
    return ["".join(letters.choices("bcdfghklmnprstvz", k=7)) for _ in range(count)]


PATHOLOGIES = {
    "two identical documents": (" ".join(words_of(40_000, 1)),) * 2,
    "one sentence repeated": (f"{STORY[:101]} " * 2_000,) * 2,
    "one shingle ten thousand times": ("the mayor opened the bridge " * 10_000,) * 2,
    "one word": ("no " * 50_000,) * 2,
    "a thousand times as long": (" ".join(words_of(60, 2)), " ".join(words_of(60_000, 3))),
    "few words, drawn at random": (
        " ".join(random.Random(4).choices(words_of(300, 5), k=30_000)),
        " ".join(random.Random(6).choices(words_of(300, 5), k=30_000)),
    ),
    "two megabytes against two": (" ".join(words_of(250_000, 8)), " ".join(words_of(250_000, 9))),
    "documents in two languages": (f"{STORY} " * 300 + f"{GERMAN} " * 300, f"{GERMAN} {OTHER} " * 200),
    "the same paragraphs shuffled": (
        " ".join(words_of(30_000, 7)),
        " ".join(" ".join(words_of(30_000, 7)[at : at + 100]) for at in range(29_900, -1, -100)),
    ),
}


@pytest.mark.parametrize("name", PATHOLOGIES)
def test_work_stays_linear_in_the_texts(name: str) -> None:
    target, source = (_core.tokenize(text) for text in PATHOLOGIES[name])

    work = _core.count_work(target, source, weights())

    # A pair of news articles takes about 15 readings a token; the bound is that of hot words and bigrams.
    assert work <= 250 * (len(target) + len(source))
