"""Word 5-grams as a Python user writes them, for the peers that take tokens; alone, the floor below those peers.

Words are what white space parts, in lower case: `str.split`, the fastest that Python has.
"""

from collections.abc import Iterator

from benchmarks.engines.protocol import Program, Request, serve

SIZE = 5


def shingle(text: str) -> list[str]:
    """Return the 5-grams of a text, repeats kept; a text of fewer words is one."""
    words = text.lower().split()
    if len(words) <= SIZE:
        return [" ".join(words)]
    windows = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    return list(map(" ".join, windows))


def shingle_all(texts: list[str]) -> Iterator[list[str]]:
    """Yield the 5-grams of each text."""
    return map(shingle, texts)


def _run(texts: list[str], _request: Request) -> int:
    return sum(map(len, shingle_all(texts)))


if __name__ == "__main__":
    serve({"signatures": Program(_run, lambda count, _request: {"shingles": count})})
