"""The forms that a report can take."""

from enum import StrEnum


class Form(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
