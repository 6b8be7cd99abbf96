"""Count in how many news articles each stem stands, and write the table that dedup ships.

Usage: python -m benchmarks.build_idf dedup/data/idf.tsv wikinews_2019.csv wikinews_2020.csv
The articles: Wikinews, CC BY 2.5, as CSV with a column `text` (https://github.com/vanatteveldt/wikinews).
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dedup.language import stem, words

HEAD = """\
# Document frequencies of English news stems: stem, articles that hold it, whether also seen in lower case.
# Counted over Wikinews articles of 2019 and 2020, by the authors of Wikinews, licensed CC BY 2.5
# (https://creativecommons.org/licenses/by/2.5/), by benchmarks/build_idf.py. The row without a stem: articles.
"""
MIN_WORDS = 60  # shorter pages are stubs and corrections


def main() -> None:
    """Read the CSV files named on the command line and write the table."""
    target, *sources = map(Path, sys.argv[1:])
    target.write_text(HEAD + "".join(table(list(articles(sources)))), encoding="utf-8")


def articles(sources: list[Path]) -> Iterator[str]:
    """Yield the article texts."""
    for source in sources:
        with source.open(encoding="utf-8", newline="") as lines:
            yield from (row["text"] for row in csv.DictReader(lines))


def table(texts: list[str]) -> Iterator[str]:
    """Yield the rows, the most common stem first; a number needs two articles."""
    counted, documents = count(texts)
    yield f"\t{documents}\t\n"
    lower = {name for name, case in counted if case}
    totals = Counter({name: times for (name, case), times in counted.items() if not case})
    for name, times in sorted(totals.items(), key=lambda row: (-row[1], row[0])):
        if times > 1 or not name[0].isdigit():
            yield f"{name}\t{times}\t{'lower' if name in lower else ''}\n"


def count(texts: list[str]) -> tuple[Counter[tuple[str, bool]], int]:
    """Return how many texts hold each stem at all and in lower case, and how many texts were counted."""
    counted: Counter[tuple[str, bool]] = Counter()
    documents = 0
    for text in texts:
        seen = [(stem(word.text), text[word.start].islower()) for word in words(text)]
        if len(seen) >= MIN_WORDS:
            documents += 1
            counted.update({(name, False) for name, _ in seen} | {(name, True) for name, case in seen if case})
    return counted, documents


if __name__ == "__main__":
    main()
