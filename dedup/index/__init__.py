"""The persistent index: documents in a folder that any process can open."""

from dedup.index.store import Index, is_index

__all__ = ["Index", "is_index"]
