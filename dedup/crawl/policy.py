"""What a night removes, what it only flags, and what it never touches."""

from dataclasses import asdict, dataclass
from typing import get_args

import xxhash

from dedup.crawl.model import Reason
from dedup.errors import ConfigError

RULES = 1
"""Version of the rules in `dedup.crawl.rules`: it is raised with every change that decides otherwise."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings by which a document is kept or removed; the defaults would rather keep a copy than lose a text.

    Attributes:
        near: least resemblance of a near-duplicate to its anchor, in (0, 1].
        contained: least share of a document's shingles that its anchor has, in (0, 1].
        remove: the reasons for which documents are removed; for the others they are flagged and kept. A short wire
            story inside a long mixed article is no copy of the article, so containment alone removes nothing.
        own_words: a near-duplicate with a longer run of words of its own is kept: it says something that its anchor
            does not. 30 words are a sentence and a half; what houses add under a copy is mostly shorter.
        keep_short: whether texts of fewer than 20 shingles are never removed; else they are where the same text is.
        protected: outlets, by name or domain, of which nothing is removed.
        passages: with how many others a kept document is compared passage by passage, those that share most; 0 with
            none.
        most_passages: how many such pairs are compared in a night, those that share most; each takes half a
            millisecond.
        stories: whether kept documents are grouped by event.

    Raises:
        ConfigError: a value makes no sense.
    """

    near: float = 0.8
    contained: float = 0.9
    remove: tuple[Reason, ...] = ("exact", "near")
    own_words: int = 30
    keep_short: bool = False
    protected: tuple[str, ...] = ()
    passages: int = 3
    most_passages: int = 30_000
    stories: bool = True

    def __post_init__(self) -> None:
        for name in ("near", "contained"):
            if not 0 < getattr(self, name) <= 1:
                raise ConfigError(f"{name} is {getattr(self, name)}, not above 0 and at most 1")
        for name in ("own_words", "passages", "most_passages"):
            if getattr(self, name) < 0:
                raise ConfigError(f"{name} is {getattr(self, name)}, not at least 0")
        unknown = sorted(set(self.remove) - set(get_args(Reason)))
        if unknown:
            raise ConfigError(f"no reason to remove: {unknown[0]}", hint=f"use {', '.join(get_args(Reason))}")

    @property
    def version(self) -> str:
        """The version of the rules with a digest of the settings: alike where the same input is decided alike."""
        written = repr(sorted(asdict(self).items())).encode()
        return f"{RULES}-{xxhash.xxh3_64_hexdigest(written)[:8]}"
