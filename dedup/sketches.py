"""Texts to MinHash signatures, bit for bit those of datasketch 2's `affine32`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedup import _core
from dedup.errors import InputError, UsageError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from datasketch import LeanMinHash
    from numpy.typing import NDArray

_STRINGS = ("string", "large_string", "string_view")
_BYTES = ("binary", "large_binary", "binary_view")
# Arrow's types of text, and the one with 64-bit offsets to read each as.
_ARROW_TEXTS = dict.fromkeys(_STRINGS, "large_string") | dict.fromkeys(_BYTES, "large_binary")


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """The signatures of some texts, in their order.

    Attributes:
        signatures: uint32, one row a text; a text without words has 0xFFFFFFFF everywhere.
        seed: what the permutations were drawn from; only signatures of one seed can be compared.
    """

    signatures: "NDArray[np.uint32]"
    seed: int

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.signatures)

    @property
    def num_perm(self) -> int:
        """The number of permutations."""
        return int(self.signatures.shape[1])

    def resemblance(self, one: int, other: int) -> float:
        """Return the estimated resemblance of two texts by their numbers; its error is about 1 / sqrt(num_perm)."""
        return _core.estimate(self.signatures[one], self.signatures[other])

    def to_datasketch(self) -> "list[LeanMinHash]":
        """Return the signatures as datasketch's own objects, ready for its indexes."""
        from datasketch import LeanMinHash  # noqa: PLC0415 - heavy, and only its users need it

        return [LeanMinHash(seed=self.seed, hashvalues=row, scheme="affine32") for row in self.signatures]


def sketch(texts: Iterable[str | bytes], *, num_perm: int = 128, seed: int = 1, threads: int = 1) -> Sketches:
    """Return the signatures of texts: of the low 32 bits of the hashes of their word 5-grams.

    Args:
        texts: strings, UTF-8 bytes, or an Arrow string array, whose buffers are read in place.
        num_perm: slots of a signature.
        seed: what the permutations are drawn from, as in datasketch.

    Raises:
        UsageError: `num_perm`, `seed` or `threads` is out of range, or `texts` is a single text.
        InputError: an item is no text.

    Example:
        >>> sketches = sketch(["The mayor opened the bridge.", "The mayor opened the bridge!"])
        >>> sketches.resemblance(0, 1)
        1.0
    """
    _check_options(num_perm, seed, threads)
    if isinstance(texts, str | bytes):
        raise UsageError("sketch takes several texts, not one", hint="put it in a list: sketch([text])")
    if hasattr(texts, "__arrow_c_array__") or hasattr(texts, "__arrow_c_stream__"):
        data, offsets = _to_buffers(texts)
        return Sketches(_core.sketch_arrow(data, offsets, num_perm, seed, threads), seed)
    try:
        return Sketches(_core.sketch(list(texts), num_perm, seed, threads), seed)
    except TypeError as error:
        raise InputError(f"cannot sketch: {error}", hint="give str or UTF-8 bytes") from None


def _check_options(num_perm: int, seed: int, threads: int) -> None:
    for name, value, least, most in (
        ("num_perm", num_perm, 1, 65_536),
        ("seed", seed, 0, 2**32 - 1),
        ("threads", threads, 1, 1_024),
    ):
        if not least <= value <= most:
            raise UsageError(f"{name} is {value}, not between {least} and {most}")


def _to_buffers(texts: "pa.Array | pa.ChunkedArray") -> "tuple[NDArray[np.uint8], NDArray[np.int64]]":
    """Return the bytes of an Arrow array of texts, and the offsets that part them; a null is an empty text."""
    import numpy as np  # noqa: PLC0415 - `import dedup` stays light
    import pyarrow as pa  # noqa: PLC0415 - heavy, and its users have loaded it

    array = pa.chunked_array(texts) if hasattr(texts, "__arrow_c_stream__") else pa.array(texts)
    kind = array.type.value_type if pa.types.is_dictionary(array.type) else array.type
    if str(kind) not in _ARROW_TEXTS:
        raise InputError(f"cannot sketch an Arrow array of {kind}", hint="give an array of strings")
    array = array.cast(_ARROW_TEXTS[str(kind)])
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if not len(array):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    array = array.fill_null("")
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data or b"", np.uint8), ends
