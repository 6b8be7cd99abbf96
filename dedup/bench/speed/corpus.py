"""The made corpus: news-like documents, and among them copies edited at known rates; the same on every machine."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.bench.speed.words import load_sentences, load_vocabulary

if TYPE_CHECKING:
    import numpy as np

VERSION = 1  # of the texts: corpora and exact answers that are kept are made anew when it changes
_SEED = 20_261_124
BLOCK = 1_000  # documents; copies stand in the block of their original, so that fewer documents are a prefix of more
_COPIES = 0.28  # share of copies among documents, as crawls of news have it
_SENTENCES = 22  # a document: about 455 words, 2.8 kB
_PLAIN = 0.12  # share of documents in plain ASCII, as in a sample of real ones
_RESEMBLANCES = (0.4, 1.0)  # of copies to their originals, evenly spread
_SAME = 0.15  # share of copies that nobody changed
_CUT = 0.25  # share of copies that are cut from below; the others have words replaced

_ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "Ł": "L", "ł": "l", "ø": "o", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy among the documents.

    Attributes:
        resemblance: of the copy to its original, as its edit was meant to leave it.
        kind: how it was made: "same", "cut" or "words".
    """

    original: int
    copy: int
    resemblance: float
    kind: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents and what was planted in them."""

    texts: Sequence[str]
    planted: Sequence[Planted]


def make_corpus(documents: int) -> Corpus:
    """Return the corpus of so many documents: the first ones of any larger one."""
    texts: list[str] = []
    planted: list[Planted] = []
    for block in range(-(-documents // BLOCK)):
        made = make_block(block)
        planted += made.planted
        texts += made.texts
    kept = [one for one in planted if one.original < documents and one.copy < documents]
    return Corpus(texts[:documents], kept)


def iterate_texts(documents: int) -> Iterator[str]:
    """Yield the texts of `make_corpus`, a block at a time in memory."""
    for block in range(-(-documents // BLOCK)):
        yield from make_block(block).texts[: documents - block * BLOCK]


def write_texts(texts: Iterable[str], path: Path) -> int:
    """Write texts for the engines, a JSON string a line, and return how many they were."""
    count = 0
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as lines:
        for text in texts:
            lines.write(json.dumps(text, ensure_ascii=False) + "\n")
            count += 1
    part.replace(path)
    return count


def read_texts(path: Path, documents: int | None = None) -> list[str]:
    """Return the first texts of a file that `write_texts` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(documents or 2**62), lines, strict=False)]


def read_real(path: Path) -> Iterator[str]:
    """Yield the texts of a corpus that dedup reads: a folder, JSONL, Parquet.

    Raises:
        InputError: it cannot be read, or there is nothing in it.
    """
    from dedup.pipeline import read_documents  # noqa: PLC0415 - loads what reads pages

    yield from (document.text for document in read_documents(path))


def make_block(block: int) -> Corpus:
    """Return the documents of one block, and what was planted in them; no copy stands in another block."""
    import numpy as np  # noqa: PLC0415 - heavy, and needed to make texts alone

    rng = np.random.Generator(np.random.PCG64([_SEED, block]))
    originals = round(BLOCK * (1 - _COPIES))
    texts = [_write(rng) for _ in range(originals)]
    copies = [_copy(texts, originals, rng) for _ in range(BLOCK - originals)]
    texts += [text for text, _ in copies]
    places = np.argsort(rng.random(BLOCK))  # where each one goes: `permutation` is less sure to stay the same
    order = np.argsort(places)
    start = block * BLOCK
    planted = [
        Planted(start + int(places[one.original]), start + int(places[originals + number]), one.resemblance, one.kind)
        for number, (_, one) in enumerate(copies)
    ]
    return Corpus([texts[place] for place in order], planted)


def _write(rng: "np.random.Generator") -> str:
    """Return a document: sentences drawn evenly, their words by Zipf's law, in paragraphs of two or three sentences."""
    import numpy as np  # noqa: PLC0415

    sentences, vocabulary = load_sentences(), load_vocabulary()
    count = _SENTENCES + int(rng.random() * 7)
    drawn = [sentences[int(place)] for place in rng.random(count) * len(sentences)]
    kinds = np.array([kind for one in drawn for kind in one.kinds])
    sizes, starts = np.array(vocabulary.sizes)[kinds], np.array(vocabulary.starts)[kinds]
    # A power of the size with an even exponent falls on rank r about as often as 1 / r.
    ranks = np.floor(sizes ** rng.random(len(kinds))).astype(np.int64) - 1
    words = vocabulary.words
    breaks = ("\n\n" if number % 3 == 2 else " " for number in range(count))
    form = "".join(one.form + gap for one, gap in zip(drawn, breaks, strict=True)).rstrip()
    text = form % tuple(words[place] for place in (starts + ranks).tolist())
    return _to_ascii(text) if rng.random() < _PLAIN else text


def _to_ascii(text: str) -> str:
    import unicodedata  # noqa: PLC0415

    return unicodedata.normalize("NFKD", text.translate(_ASCII)).encode("ascii", "ignore").decode()


def _copy(texts: Sequence[str], originals: int, rng: "np.random.Generator") -> tuple[str, Planted]:
    original = int(rng.random() * originals)
    kind = rng.random()
    least, most = _RESEMBLANCES
    resemblance = 1.0 if kind < _SAME else least + (most - least) * rng.random()
    name = "same" if kind < _SAME else "cut" if kind < _SAME + _CUT else "words"
    return edit(texts[original], resemblance, name, rng), Planted(original, -1, resemblance, name)


def edit(text: str, resemblance: float, kind: str, rng: "np.random.Generator") -> str:
    """Return the text changed so that about this share of the 5-grams of both is common."""
    if kind == "same":
        return text
    pieces = re.split(r"(\s+)", text)  # words at even places
    if kind == "cut":
        return "".join(pieces[: 2 * round((len(pieces) + 1) / 2 * resemblance) - 1])
    # A 5-gram stays if none of its words is replaced: p = (1 - rate)**5, and resemblance = p / (2 - p).
    rate = 1 - (2 * resemblance / (1 + resemblance)) ** 0.2
    vocabulary = load_vocabulary()
    start, size = vocabulary.starts[-2], vocabulary.sizes[-2]  # any word
    words = (len(pieces) + 1) // 2
    replaced = rng.random(words) < rate
    drawn = (start + (rng.random(words) * size)).astype(int)
    for place in range(words):
        if replaced[place]:
            word = pieces[2 * place]
            pieces[2 * place] = vocabulary.words[drawn[place]] + (word[-1] if word[-1] in ".,;:”" else "")
    return "".join(pieces)
