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

Any tool reads the documents and the signatures; what a catalogue drops is there until it is compacted. With DuckDB::

    import duckdb

    stored = "news.dedup/segments/*/documents.parquet"
    credited = duckdb.sql(f"SELECT * FROM '{stored}' WHERE list_contains(agencies, 'AFP')")
    duckdb.sql("SELECT outlet, count(*), min(published) FROM credited GROUP BY outlet")

And with Polars and NumPy, where row n of the signatures is of document n of its segment::

    import numpy, polars

    table = polars.read_parquet("news.dedup/segments/00000001/documents.parquet", columns=["id", "text"])
    signatures = numpy.load("news.dedup/segments/00000001/signatures.npy", mmap_mode="r")
    resemblance = (signatures[0] == signatures[1]).mean()
"""

from dedup.index.filters import Filter, make_filter
from dedup.index.folder import is_index
from dedup.index.index import Index, IndexInfo
from dedup.index.settings import Passages, Role

__all__ = ["Filter", "Index", "IndexInfo", "Passages", "Role", "is_index", "make_filter"]
