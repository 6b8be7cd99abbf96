"""Fingerprints: few shingles of a text that find any passage it shares with another."""

from dedup import _core


def passages(text: str) -> dict[int, str]:
    hashes, starts, ends = _core.fingerprints(text)
    return {int(key): text[start:end] for key, start, end in zip(hashes, starts, ends, strict=True)}


def numbered(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last))


def test_a_fingerprint_knows_its_passage() -> None:
    text = f"«{numbered(0, 80)}.»"

    assert {5} == {len(passage.split()) for passage in passages(text).values()}


def test_texts_that_share_twelve_words_share_a_fingerprint() -> None:
    shared = numbered(0, 12)
    one, other = passages(f"{numbered(100, 150)} {shared}"), passages(f"{shared} {numbered(200, 250)}")

    assert all(passage in shared for passage in (one[key] for key in one.keys() & other.keys()))
    assert one.keys() & other.keys()


def test_fingerprints_are_few() -> None:
    assert len(passages(numbered(0, 1_000))) < 1_000 / 3


def test_short_texts_have_one_and_empty_ones_none() -> None:
    assert list(passages("Two words").values()) == ["Two words"]
    assert passages("...") == {}
