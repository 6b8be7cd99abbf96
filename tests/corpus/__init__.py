"""A fictional newsroom: invented articles, and what a careful editor knows of where their passages came from.

`articles/` holds the articles, `truth/` the editor's judgements, story by story, each quoting the passages that it is
about (`truth/README.md` tells their form); `build.py` turns both into `newsroom.jsonl` (articles that dedup reads) and
`truth.json` (the judgements with code points). `pages/` shows some of the articles as web pages.
"""

import json
from pathlib import Path

from dedup.bench.measures.truth import Negative, Quote, Reuse, TrueDocument, TruePassage, Truth, load_truth
from dedup.model import Document

__all__ = [
    "NEWSROOM",
    "PAGES",
    "TRUTH",
    "Negative",
    "Quote",
    "Reuse",
    "TrueDocument",
    "TruePassage",
    "Truth",
    "load_newsroom",
]

NEWSROOM = Path(__file__).parent / "newsroom.jsonl"
TRUTH = Path(__file__).parent / "truth.json"
PAGES = Path(__file__).parent / "pages"


def load_newsroom() -> tuple[tuple[Document, ...], Truth]:
    """Return the articles, by id, and the truth about them."""
    records = [json.loads(line) for line in NEWSROOM.read_text(encoding="utf-8").splitlines()]
    return tuple(Document(**record) for record in records), load_truth(TRUTH)
