"""What is known of a night's documents beside their texts, in columns: some fifty bytes a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash
from numpy.typing import NDArray

from dedup.agencies import plain_name
from dedup.credits import own_agency
from dedup.moments import to_microseconds

COLUMNS = ("id", "text", "url", "outlet", "published")

_NEVER = np.iinfo(np.int64).max  # without a date, hence last
_ADDRESS = r"^(?i:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?i:www\.)?"  # what two addresses of one page may differ in
_REST = r"/?(?:#.*)?$"
_HOST = r"[/?#:].*$"


@dataclass(frozen=True, slots=True)
class Facts:
    """Documents, one a place in each column.

    Attributes:
        addresses: hash of the address without scheme, "www." and fragment; 0 where there is none.
        outlets: number of the outlet's name; -1 where there is none.
        hosts: number of the address's host; -1 where there is none.
        moments: of publication, in microseconds since 1970.
        ranks: 0 for an agency's own page, else 1.
        lengths: of the text, in code points.
        protected: whether nothing of the outlet is removed.
    """

    ids: pa.StringArray
    addresses: NDArray[np.uint64]
    outlets: NDArray[np.int32]
    hosts: NDArray[np.int32]
    moments: NDArray[np.int64]
    ranks: NDArray[np.int8]
    lengths: NDArray[np.int32]
    protected: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.ranks)

    def joined(self, others: "Facts") -> "Facts":
        """Return these documents with others behind them."""
        return _join([self, others])

    def same_house(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return whether documents are of the same outlet, by its name or its host."""
        names, hosts = self.outlets, self.hosts
        by_name: NDArray[np.bool_] = (names[ones] == names[others]) & (names[ones] >= 0)
        by_host: NDArray[np.bool_] = (hosts[ones] == hosts[others]) & (hosts[ones] >= 0)
        return by_name | by_host

    def is_same_house(self, one: int, other: int) -> bool:
        """Return whether two documents are of the same outlet."""
        return any(names[one] == names[other] >= 0 for names in (self.outlets, self.hosts))

    def part(self, first: int) -> "Facts":
        """Return the documents from a place on."""
        columns: dict[str, Any] = {name: getattr(self, name)[first:] for name in _KINDS}
        return Facts(self.ids[first:], **columns)

    def order(self) -> NDArray[np.uint32]:
        """Return the places by the documents' claim to be an anchor: rank, time, length, id, as `Document.claim`."""
        columns = [self.ranks, self.moments, -self.lengths.astype(np.int64), self.ids]
        names = ["rank", "moment", "length", "id"]
        table = pa.table(dict(zip(names, columns, strict=True)))
        keys = [(name, "ascending") for name in names]
        return pc.sort_indices(table, sort_keys=keys).to_numpy().astype(np.uint32)  # type: ignore[no-any-return]


class FactsReader:
    """Reads the facts of tables of documents; outlets and hosts have one number in all of them."""

    def __init__(self, protected: Iterable[str]) -> None:
        self._protected = {_plain(name) for name in protected}
        self._outlets: dict[str, int] = {}
        self._hosts: dict[str, int] = {}

    def read(self, tables: Iterable[pa.Table | pa.RecordBatch]) -> Facts:
        """Return the facts of documents with the columns `COLUMNS`; without tables those of no document."""
        return _join([self._read(table) for table in tables])

    def _read(self, table: pa.Table | pa.RecordBatch) -> Facts:
        url = _flat(table["url"])
        bare = pc.replace_substring_regex(pc.replace_substring_regex(url, _ADDRESS, ""), _REST, "")
        hosts = pc.utf8_lower(pc.replace_substring_regex(bare, _HOST, "")).dictionary_encode()
        outlets = _flat(table["outlet"]).dictionary_encode()
        outlet_names, host_names = outlets.dictionary.to_pylist(), hosts.dictionary.to_pylist()
        named = _look_up(outlets, [self._number(self._outlets, plain_name(name)) for name in outlet_names])
        hosted = _look_up(hosts, [self._number(self._hosts, name) for name in host_names])
        seen = set(zip(_codes(outlets).tolist(), _codes(hosts).tolist(), strict=True))
        kinds = {
            (one, other): self._judge(
                outlet_names[one] if one >= 0 else None, host_names[other] if other >= 0 else None
            )
            for one, other in seen
        }
        judged = [kinds[pair] for pair in zip(_codes(outlets).tolist(), _codes(hosts).tolist(), strict=True)]
        return Facts(
            ids=_flat(table["id"]),
            addresses=np.array(
                [xxhash.xxh3_64_intdigest(one) if one else 0 for one in bare.cast(pa.binary()).to_pylist()], np.uint64
            ),
            outlets=named,
            hosts=hosted,
            moments=np.array([_moment(value) for value in table["published"].to_pylist()], np.int64),
            ranks=np.array([rank for rank, _ in judged], np.int8),
            lengths=pc.utf8_length(_flat(table["text"])).to_numpy(zero_copy_only=False).astype(np.int32),
            protected=np.array([protected for _, protected in judged], np.bool_),
        )

    @staticmethod
    def _number(numbers: dict[str, int], name: str) -> int:
        return numbers.setdefault(name, len(numbers)) if name else -1

    def _judge(self, outlet: str | None, host: str | None) -> tuple[int, bool]:
        """Return the rank of an outlet as a source, and whether it is protected."""
        labels = (host or "").split(".")
        names = {_plain(outlet or ""), *(".".join(labels[place:]) for place in range(len(labels)))} - {""}
        known = bool(outlet or host) and own_agency([], outlet=outlet, url=f"//{host}" if host else None) is not None
        return 0 if known else 1, bool(names & self._protected)


_KINDS: dict[str, type[np.generic]] = {
    "addresses": np.uint64,
    "outlets": np.int32,
    "hosts": np.int32,
    "moments": np.int64,
    "ranks": np.int8,
    "lengths": np.int32,
    "protected": np.bool_,
}


def _join(parts: Sequence[Facts]) -> Facts:
    """Return the facts of all parts, one behind the other."""
    ids = pa.chunked_array([part.ids for part in parts], pa.string()).combine_chunks()
    columns: dict[str, Any] = {
        name: np.concatenate([np.zeros(0, kind), *(getattr(part, name) for part in parts)])
        for name, kind in _KINDS.items()
    }
    return Facts(ids, **columns)


def _flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _codes(array: pa.DictionaryArray) -> NDArray[np.int32]:
    return array.indices.fill_null(-1).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def _look_up(array: pa.DictionaryArray, numbers: Sequence[int]) -> NDArray[np.int32]:
    return np.array([*numbers, -1], np.int32)[_codes(array)]


def _plain(name: str) -> str:
    return name.casefold().removeprefix("www.").strip()


@lru_cache(maxsize=1 << 16)
def _moment(value: str | None) -> int:
    return _NEVER if value is None else to_microseconds(datetime.fromisoformat(value))
