"""Build `newsroom.jsonl` and `truth.json` from `articles/` and `truth/`: `python -m tests.corpus.build`."""

import json
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NEWSROOM = HERE / "newsroom.jsonl"
TRUTH = HERE / "truth.json"

ELLIPSIS = " … "
SCOPES = {"in_text": "passage", "photo": "image", "staff": "none"}
ZONE_OF_ROLE = {"dateline": "dateline", "byline": "byline", "in_text": None, "photo": None}

Record = dict[str, Any]


def main() -> None:
    """Write both files."""
    articles = read_articles()
    NEWSROOM.write_text(build_newsroom(articles), encoding="utf-8")
    TRUTH.write_text(build_truth(articles), encoding="utf-8")


def read_articles() -> dict[str, Record]:
    """Return every article by id: the fields of its header, and `text`, all that stands below the first empty line."""
    return {path.stem: _read_article(path) for path in sorted((HERE / "articles").glob("*.txt"))}


def build_newsroom(articles: dict[str, Record]) -> str:
    """Return the articles as JSON Lines."""
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles.values())


def build_truth(articles: dict[str, Record]) -> str:
    """Return the truth as JSON, each quoted passage with its code points."""
    texts = {name: article["text"] for name, article in articles.items()}
    stories = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "truth").glob("*.toml"))]
    truth = {
        "documents": [_document(texts, *named) for named in sorted(_documents(stories).items())],
        "reuse": [_reuse(texts, entry) for story in stories for entry in story.get("reuse", [])],
        "negatives": [_negative(texts, entry) for story in stories for entry in story.get("negative", [])],
    }
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"


def locate(text: str, quote: str, follows: str = "") -> tuple[int, int]:
    """Return where `text` holds `quote`, whose ellipsis stands for everything between first and last words.

    Args:
        follows: words that stand right before the passage, for a quote that the text holds more than once.

    Raises:
        ValueError: the first words are missing or stand there twice, or the last words do not come after them.
    """
    first, _, last = quote.partition(ELLIPSIS)
    if text.count(follows + first) != 1:
        raise ValueError(f"{text.count(follows + first)} places instead of one hold {follows + first!r}")
    start = text.index(follows + first) + len(follows)
    end = start + len(first)
    return start, text.index(last, end) + len(last) if last else end


def _read_article(path: Path) -> Record:
    header, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    return {"id": path.stem, **fields, "text": text}


def _documents(stories: list[Record]) -> dict[str, Record]:
    return {name: entry for story in stories for name, entry in story["documents"].items()}


def _document(texts: dict[str, str], name: str, entry: Record) -> Record:
    named = [_credit(texts[name], credit) for credit in entry.get("credits", [])]
    zones = [
        {"kind": zone["kind"], **_span(texts[name], zone["quote"], zone.get("follows", ""))}
        for zone in entry.get("zones", [])
    ] + [_credit_zone(credit) for credit in named if _credit_zone(credit)]
    return {
        "id": name,
        "story": entry["story"],
        "also": entry.get("also", []),
        "cluster": entry.get("cluster", name),
        "credits": sorted(named, key=lambda credit: (credit["start"], str(credit["agency"]))),
        "zones": sorted(_distinct(zones), key=lambda zone: zone["start"]),
        "unseen": entry.get("unseen", []),
    }


def _credit(text: str, entry: Record) -> Record:
    role = entry["role"]
    return {
        "agency": entry.get("agency"),
        "role": role,
        "scope": SCOPES.get(role, "document"),
        **_span(text, entry["quote"], entry.get("follows", "")),
    }


def _credit_zone(credit: Record) -> Record:
    kind = ZONE_OF_ROLE.get(credit["role"], "credit")
    return {"kind": kind, **{key: credit[key] for key in ("start", "end", "text")}} if kind else {}


def _distinct(zones: list[Record]) -> list[Record]:
    return list({(zone["start"], zone["end"]): zone for zone in zones}.values())


def _reuse(texts: dict[str, str], entry: Record) -> Record:
    target, source = entry["target"], entry["source"]
    passages = [
        {
            "kind": passage["kind"],
            "target": _span(texts[target], passage["target"]),
            "source": _span(texts[source], passage.get("source", passage["target"])),
        }
        for passage in entry["passages"]
    ]
    return {
        "target": target,
        "source": source,
        "relation": entry["relation"],
        "direction": "from_source" if entry["relation"] == "copied_from" else "undirected",
        "because": entry.get("because", []),
        "upstream": entry.get("upstream"),
        "credited": entry["credited"],
        "credit": _span(texts[target], entry["credit"]) if "credit" in entry else None,
        "passages": passages,
    }


def _negative(texts: dict[str, str], entry: Record) -> Record:
    sides = {
        side: {"document": entry[side]["document"], **_span(texts[entry[side]["document"]], entry[side]["quote"])}
        for side in ("a", "b")
    }
    return {"class": entry["class"], "why": entry["why"], **sides}


def _span(text: str, quote: str, follows: str = "") -> Record:
    start, end = locate(text, quote, follows)
    return {"start": start, "end": end, "text": text[start:end]}


if __name__ == "__main__":
    main()
