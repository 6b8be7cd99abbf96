"""Arrow arrays of texts, from whatever library, as buffers that the core reads in place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from dedup.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from typing_extensions import TypeIs

    # Offsets or views, data, and validity bits with the number of the first; as `_core.sketch_arrow` takes them.
    Chunk = tuple[
        NDArray[np.int32] | NDArray[np.int64] | NDArray[np.uint8],
        list[NDArray[np.uint8]],
        tuple[NDArray[np.uint8], int] | None,
    ]

# Arrow's types of text: what the texts' places are read as, numbers a text has there, and one more that ends the last.
_PLACES = (
    dict.fromkeys(("string", "binary"), ("i4", 1, 1))
    | dict.fromkeys(("large_string", "large_binary"), ("i8", 1, 1))
    | dict.fromkeys(("string_view", "binary_view"), ("u1", 16, 0))
)


class ArrowArray(Protocol):
    """What holds one Arrow array: of PyArrow, Polars, DuckDB, nanoarrow ..."""

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """Return the schema and the array as capsules."""
        ...


class ArrowStream(Protocol):
    """What holds an Arrow array in several chunks."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the chunks as a capsule."""
        ...


def is_arrow(value: object) -> "TypeIs[ArrowArray | ArrowStream]":
    """Whether a value is an Arrow array, in one chunk or several."""
    return hasattr(value, "__arrow_c_array__") or hasattr(value, "__arrow_c_stream__")


def read_chunks(texts: ArrowArray | ArrowStream) -> "Iterator[Chunk]":
    """Yield the chunks of an Arrow array of texts; only a dictionary's texts are copied, a chunk at a time.

    Raises:
        InputError: the array is not one of texts.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, and its users have loaded it

    if hasattr(texts, "__arrow_c_stream__"):
        for chunk in pa.chunked_array(texts).chunks:
            yield _read_chunk(chunk)
    else:
        yield _read_chunk(pa.array(texts))


def _read_chunk(array: "pa.Array") -> "Chunk":
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = str(array.type)
    if kind not in _PLACES:
        raise InputError(f"cannot sketch an Arrow array of {kind}", hint="give an array of strings")
    validity, places, *data = array.buffers()
    number, width, more = _PLACES[kind]
    first, last = array.offset, array.offset + len(array)
    return (
        _read(places, number)[width * first : width * last + more],
        [_read(part, "u1") for part in data],
        (_read(validity, "u1"), first) if array.null_count else None,
    )


def _read(buffer: "pa.Buffer | None", kind: str) -> "NDArray[Any]":
    """Return a buffer as numbers, without a copy; an empty array may lack it."""
    import numpy as np  # noqa: PLC0415 - `import dedup` stays light

    return np.frombuffer(buffer, kind) if buffer else np.empty(0, kind)
