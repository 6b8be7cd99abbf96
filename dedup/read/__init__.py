"""Files, folders, globs, JSONL, JSON, Parquet and stdin become pages; what cannot be read becomes a problem."""

from dedup.read.fields import FieldMapping, parse_fields
from dedup.read.pages import read_pages, unique_ids

__all__ = ["FieldMapping", "parse_fields", "read_pages", "unique_ids"]
