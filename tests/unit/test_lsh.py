"""Pairs: what is proposed by bands and fingerprints and verified on the texts."""

import random
from datetime import datetime
from itertools import combinations

import numpy as np
import pytest

from dedup import _core
from dedup.errors import DuplicateIdError, UsageError
from dedup.lsh import find_candidates, find_copies, find_near, find_pairs, find_shared
from dedup.model import Document, Match, ParsedDocument, Suppressed
from dedup.sketches import sketch

Found = list[tuple[str, str, float, float]]


def prose(chance: random.Random, length: int) -> list[str]:
    return [f"word{chance.randrange(4_000)}" for _ in range(length)]


def edited(chance: random.Random, words: list[str], rate: float) -> list[str]:
    return [f"new{chance.randrange(4_000)}" if chance.random() < rate else word for word in words]


def derive(chance: random.Random, base: list[str]) -> list[list[str]]:
    """Return an edited copy, a cut copy, an expanded copy, and a copy lost in a long text."""
    return [
        edited(chance, base, chance.uniform(0.01, 0.15)),
        base[: len(base) * chance.randint(3, 8) // 10],
        [*edited(chance, base, 0.05), *prose(chance, chance.randrange(600))],
        [*prose(chance, chance.randrange(400)), *base, *prose(chance, 1_000)],
    ]


def make_corpus(seed: int, stories: int) -> list[Document]:
    chance = random.Random(seed)
    documents = []
    for story in range(stories):
        base = prose(chance, chance.randint(40, 500))
        for number, words in enumerate([base, *derive(chance, base)]):
            documents.append(Document(f"{story}-{number}", " ".join(words)))
    return documents


def search_all(documents: list[Document], least: float) -> set[frozenset[str]]:
    """Return the pairs that reach either measure, comparing everything with everything."""
    shingled = [(one.id, _core.shingle(one.text)) for one in documents]
    return {
        frozenset((one, other))
        for (one, a), (other, b) in combinations(shingled, 2)
        if min(len(a), len(b)) >= 20
        and max(_core.resemblance(a, b), _core.containment(a, b), _core.containment(b, a)) >= least
    }


def found(documents: list[Document], **options: float | None) -> Found:
    pairs = find_pairs(documents, **options)  # type: ignore[arg-type]
    return [(pair.target_id, pair.source_id, pair.resemblance, pair.containment) for pair in pairs]


@pytest.mark.parametrize("least", [0.3, 0.5, 0.8])
def test_pairs_are_those_of_comparing_everything(least: float) -> None:
    documents = make_corpus(seed=1, stories=40)
    expected = search_all(documents, least)
    pairs = {frozenset(pair[:2]) for pair in found(documents, resemblance=least, containment=least)}

    assert pairs <= expected
    assert len(pairs) >= 0.99 * len(expected) > 100


def test_texts_of_a_stream_are_read_again_from_disk() -> None:
    documents = make_corpus(seed=12, stories=30)

    assert found(documents) == found(iter(documents))  # type: ignore[arg-type]


@pytest.mark.parametrize("least", [0.4, 0.7, 0.9])
def test_resemblance_alone_finds_what_comparing_everything_finds(least: float) -> None:
    chance = random.Random(10)
    bases = [prose(chance, chance.randint(40, 500)) for _ in range(100)]
    copies = [edited(chance, base, chance.uniform(0, (1 - least) / 5)) for base in bases]
    documents = [Document(f"{number:03}", " ".join(words)) for number, words in enumerate(bases + copies)]
    sets = {one.id: _core.shingle(one.text) for one in documents}
    expected = {
        frozenset((one, other))
        for one, other in combinations(sets, 2)
        if min(len(sets[one]), len(sets[other])) >= 20 and _core.resemblance(sets[one], sets[other]) >= least
    }
    pairs = {frozenset(pair[:2]) for pair in found(documents, resemblance=least, containment=None)}

    assert pairs <= expected
    assert len(pairs) >= 0.99 * len(expected) > 50


def test_measures_are_exact() -> None:
    documents = make_corpus(seed=2, stories=10)
    sets = {one.id: _core.shingle(one.text) for one in documents}

    for target, source, resemblance, containment in found(documents):
        assert resemblance == _core.resemblance(sets[target], sets[source])
        assert containment == _core.containment(sets[target], sets[source])
        assert containment >= _core.containment(sets[source], sets[target])


def test_neither_order_nor_threads_change_the_pairs() -> None:
    documents = make_corpus(seed=3, stories=20)
    shuffled = random.Random(4).sample(documents, len(documents))

    assert found(documents, threads=1) == found(shuffled, threads=2)


def test_the_claim_to_be_an_anchor_goes_by_rank_then_time_then_length() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    short = Document("a", text, published="2024-01-02")
    long = Document("b", text + " x y z", published="2024-01-02")
    early = Document("c", text, published="2024-01-01T10:00:00+00:00")
    far = Document("d", "Something else.")

    def order(ranks: dict[str, int]) -> list[str]:
        documents = [short, long, early, far]
        return find_copies(documents, threshold=0.7, rank=lambda one: ranks.get(one.id, 0))[1]

    assert ["c", "b", "a"] == order({})
    assert ["b", "a", "c"] == order({"c": 1})
    assert ["a", "b", "c"] == order({"c": 2, "b": 1})


def test_of_two_equal_documents_the_earlier_is_the_source() -> None:
    text = " ".join(f"word{number}" for number in range(30))
    early, late = datetime(2024, 1, 1), datetime(2024, 1, 2)
    documents = [Document("a", text, published=late), Document("b", text, published=early), Document("c", text)]

    assert [("a", "b"), ("c", "a"), ("c", "b")] == [pair[:2] for pair in found(documents)]


def test_short_texts_match_only_their_like() -> None:
    brief = "The mayor opened the new bridge on Monday"
    documents = [Document("a", brief), Document("b", brief + "!"), Document("c", brief + " morning")]

    assert [("b", "a", 1.0, 1.0)] == [(max(pair[:2]), min(pair[:2]), *pair[2:]) for pair in found(documents)]


def test_texts_without_words_match_nothing() -> None:
    assert [] == found([Document("a", ""), Document("b", ""), Document("c", "...")])


def test_containment_can_be_left_out() -> None:
    words = [f"word{number}" for number in range(100)]
    documents = [Document("brief", " ".join(words[:40])), Document("story", " ".join(words))]

    assert [("brief", "story")] == [pair[:2] for pair in found(documents)]
    assert [] == found(documents, containment=None)


def test_a_hundred_thousand_copies_all_pair_with_the_first() -> None:
    text = " ".join(f"word{number}" for number in range(30))
    pairs = list(find_pairs(Document(f"{number:06}", text) for number in range(100_000)))

    assert Match("000001", "000000", 1.0, 1.0) == pairs[0]
    assert 99_999 == len(pairs)
    assert {"000000"} == {pair.source_id for pair in pairs}


def test_what_is_left_out_is_counted() -> None:
    text = " ".join(f"word{number}" for number in range(30))
    told: list[Suppressed] = []
    list(find_pairs((Document(str(number), text) for number in range(100)), on_bounded=told.append))

    assert [Suppressed("pairs of equal documents, seen through the first of them", 100 * 99 // 2 - 99)] == told


def search_texts(texts: list[str]) -> _core.Pairs:
    collection = _core.Collection(0.5)
    collection.add(texts)
    return collection.find_pairs(np.arange(len(texts), dtype=np.uint32), lambda numbers: [texts[i] for i in numbers])


def test_ten_thousand_pages_of_one_template_pair_with_few_leaders() -> None:
    chance = random.Random(5)
    template = prose(chance, 60)
    pages = [" ".join([*template, *prose(chance, 20)]) for _ in range(10_000)]
    pairs = search_texts(pages)

    assert len(pairs) < 40 * len(pages)
    assert set(range(1, len(pages))) <= {*pairs.targets.tolist(), *pairs.sources.tolist()}


def test_the_work_on_pages_of_one_template_grows_with_their_number() -> None:
    chance = random.Random(11)
    template = prose(chance, 60)
    pages = [" ".join([*template, *prose(chance, 20)]) for _ in range(4_000)]
    some, all_ = search_texts(pages[:1_000]).compared, search_texts(pages).compared

    assert 0 < all_ < 6 * some


def test_a_load_that_gives_too_few_texts_is_an_error() -> None:
    collection = _core.Collection(0.5)
    collection.add([" ".join(prose(random.Random(1), 40))] * 2)
    collection.add([" ".join(prose(random.Random(1), 39))])

    with pytest.raises(ValueError, match="asked for 2 texts, got 0"):
        collection.find_pairs(np.arange(3, dtype=np.uint32), lambda _: [])
    with pytest.raises(ValueError, match="every text once"):
        collection.find_pairs(np.array([0, 0, 1], np.uint32), lambda _: [])


def test_a_story_on_three_hundred_sites_still_finds_the_brief_cut_from_it() -> None:
    chance = random.Random(6)
    story = prose(chance, 400)
    sites = [Document(f"site{number:03}", " ".join([*story, *prose(chance, 40)])) for number in range(300)]
    brief = Document("zbrief", " ".join(story[:100]))

    assert any("zbrief" == target for target, *_ in found([*sites, brief]))


@pytest.mark.parametrize("options", [{"resemblance": 0.0}, {"resemblance": 1.5}, {"containment": -1.0}])
def test_measures_out_of_range_are_named(options: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=next(iter(options))):
        found([], **options)


def test_no_threads_and_one_id_for_two_documents_are_refused() -> None:
    with pytest.raises(UsageError, match="threads is 0"):
        list(find_pairs([], threads=0))
    with pytest.raises(DuplicateIdError, match="one id"):
        list(find_pairs([Document("a", "One text."), Document("a", "Another text.")]))


def parsed(id_: str, words: list[str]) -> ParsedDocument:
    document = Document(id_, " ".join(words))
    shingles, tokens = _core.shingle(document.text), _core.tokenize(document.text)
    return ParsedDocument(document, (), (), shingles, tokens, ())


def test_documents_that_share_twelve_words_share_a_fingerprint() -> None:
    chance = random.Random(7)
    lifted = prose(chance, 12)
    documents = [parsed(id_, [*prose(chance, 300), *lifted, *prose(chance, 300)]) for id_ in "cab"]

    assert [("a", "b"), ("a", "c"), ("b", "c")] == list(find_shared([*documents, parsed("d", prose(chance, 300))]))


def test_signatures_alike_are_candidates() -> None:
    base = prose(random.Random(8), 200)
    texts = [" ".join(base), " ".join(prose(random.Random(9), 200)), " ".join(base[3:]), ""]

    assert [[0, 2]] == find_candidates(sketch(texts).signatures).tolist()


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9])
def test_bands_find_pairs_at_the_threshold_all_but_one_in_two_hundred(threshold: float) -> None:
    bands, rows = _core.choose_banding(threshold, 128)

    assert 1 - (1 - threshold**rows) ** bands >= 0.995
    assert 1 - (1 - threshold**rows) ** (bands - 1) < 0.995
    assert bands * rows <= 128


def strangers(count: int) -> list[Document]:
    chance = random.Random(7)
    return [Document(f"far-{number}", " ".join(prose(chance, 60))) for number in range(count)]


def test_of_many_documents_the_nearest_by_rare_words_are_kept() -> None:
    draft = Document("draft", "The Halcyon Star ran aground off Lessandra and its crew left by helicopter at dawn.")
    report = Document("report", "Off Lessandra a ferry is on the rocks. The crew of the Halcyon Star is safe.")
    kept = find_near([draft], [*strangers(50), report], most=1)

    assert [report] == kept


def test_of_many_documents_those_that_share_a_run_of_words_are_all_kept() -> None:
    chance = random.Random(3)
    wire = prose(chance, 60)
    copies = [Document(f"copy-{number}", " ".join([*wire[:40], *prose(chance, 200)])) for number in range(5)]
    kept = find_near([Document("draft", " ".join(wire))], [*strangers(50), *copies], most=2)

    assert copies == [one for one in kept if one in copies]


def test_few_documents_are_all_kept() -> None:
    assert strangers(3) == find_near([Document("draft", "Something else.")], strangers(3), most=3)
