"""The persistent index: documents in a folder that any process can open.

::

    news.dedup/
    ├── catalogue.sqlite            settings, segments with their files' checksums, ids, outlets, times, roles
    ├── lock                        held by whoever writes
    └── segments/00000001/          never changed once it has this name
        ├── documents.parquet       the documents with their texts: the truth
        ├── documents.sums          checksums of its blocks, for who reads only a part
        ├── signatures.npy          MinHash signatures, one row a document
        ├── {digests,bands,passages,words}.postings
        ├── lengths.npy             how many words of each document have postings
        └── manifest.json           checksums of all these
"""

from dedup.index.index import Index, IndexInfo, is_index
from dedup.index.settings import Passages, Role

__all__ = ["Index", "IndexInfo", "Passages", "Role", "is_index"]
