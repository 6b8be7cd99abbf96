"""The persistent index: documents in a folder that any process can open.

::

    news.dedup/
    ├── catalogue.sqlite            settings, segments with their files' checksums, ids, outlets, times, roles
    ├── lock                        held by whoever writes
    └── segments/00000001/          never changed once it has this name
        ├── documents.parquet       the documents with their texts: the truth
        ├── documents.sums          checksums of its blocks, for who reads only a part
        ├── facts.arrow             what filters ask: times, outlets, agencies
        ├── signatures.npy          MinHash signatures, one row a document
        ├── {digests,bands,passages,words}.postings
        ├── lengths.npy             how many words of each document have postings
        └── manifest.json           checksums of all these
"""

from dedup.index.filters import Filter, make_filter
from dedup.index.index import Index, IndexInfo, is_index
from dedup.index.settings import Passages, Role

__all__ = ["Filter", "Index", "IndexInfo", "Passages", "Role", "is_index", "make_filter"]
