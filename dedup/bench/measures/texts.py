"""Documents of the corpora that several measures read."""

import csv
import json
from pathlib import Path
from typing import Any

from dedup.model import Document


def read_csv(folder: Path) -> list[Document]:
    """Return the documents of all CSV files below a folder, with columns `text` and `date`, in the files' order."""
    documents = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                documents.append(Document(f"{path.stem}-{number:04}", row["text"], published=row.get("date") or None))
    return documents


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
