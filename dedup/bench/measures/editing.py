"""Copies of an article by known edits, the same on every machine."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dedup.model import Document

_HEADER = "Subscribe to our morning letter\nHome News Weather Sport Culture\n"
_FOOTER = "\nRead more on this subject in our archive.\nAll times are local. Write to the editors at the desk."
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"\w+")


def make_family(article: Document) -> tuple[Document, ...]:
    """Return the article and a copy for each edit, published an hour later each."""
    start = article.moment or _FIRST
    texts = {"original": article.text}
    for name, edit in _EDITS.items():
        texts[name] = edit(article.text, random.Random(f"{article.id} {name}"))
    return tuple(
        replace(article, id=f"{article.id}/{name}", text=text, published=start + timedelta(hours=hour))
        for hour, (name, text) in enumerate(texts.items())
    )


def cut(text: str, rng: random.Random) -> str:
    """Return the first 75 to 95 of a hundred parts, as an editor cuts from below."""
    return text[: int(len(text) * rng.uniform(0.75, 0.95))]


def move_paragraphs(text: str, rng: random.Random) -> str:
    """Return the paragraphs, the sentences where there is but one, in another order."""
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) < 3:
        parts = re.split(r"(?<=[.!?]) ", text)
    rng.shuffle(parts)
    return "\n".join(parts)


def reframe(text: str, rng: random.Random) -> str:
    """Return the text under another outlet's header, above its footer, or between both."""
    header, footer = rng.choice([(_HEADER, ""), ("", _FOOTER), (_HEADER, _FOOTER)])
    return header + text + footer


def change_words(rate: float) -> Callable[[str, random.Random], str]:
    """Return an edit that replaces this share of the words by others of the text."""

    def edit(text: str, rng: random.Random) -> str:
        words = _WORD.findall(text)
        return _WORD.sub(lambda word: rng.choice(words) if rng.random() < rate else word[0], text)

    return edit


# A changed word takes five shingles with it: 1 % of the words leaves a resemblance of about .9, 3 % of .75, near the
# threshold on purpose; 15 % of .3, no near-duplicate any more.
_EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "cut": cut,
    "moved": move_paragraphs,
    "reframed": reframe,
    "changed-1": change_words(0.01),
    "changed-3": change_words(0.03),
    "changed-15": change_words(0.15),
}
