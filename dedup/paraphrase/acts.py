"""What a sentence reports that somebody did with words: agreed, hoped, warned, denied."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from dedup import language

SAY = "say"
"""The act of telling, which is part of every other."""


def find_acts(stems: Iterable[str], code: str) -> frozenset[str]:
    """Return the acts that stems of a language stand for; none in a language without a list.

    Example:
        >>> sorted(find_acts(["minist", "agre", "hope"], "en")), sorted(find_acts([language.stem("hofft", "de")], "de"))
        (['agree', 'hope'], ['hope'])
    """
    acts = _acts().get(code, {})
    return frozenset(act for stem in stems for act in acts.get(stem, ()))


@lru_cache(maxsize=1)
def _acts() -> dict[str, dict[str, frozenset[str]]]:
    table = tomllib.loads(resources.files("dedup").joinpath("data", "acts.toml").read_text("utf-8"))
    found: dict[str, dict[str, frozenset[str]]] = {}
    for act, words in table.items():
        for code, forms in words.items():
            acts = found.setdefault(code, {})
            for stem in {language.stem(form, code) for form in forms.split()}:
                acts[stem] = acts.get(stem, frozenset()) | {act}
    return found
