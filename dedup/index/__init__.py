"""The persistent index: documents in a folder that any process can open."""

from dedup.index.index import Index, IndexInfo, is_index
from dedup.index.settings import Passages, Role

__all__ = ["Index", "IndexInfo", "Passages", "Role", "is_index"]
