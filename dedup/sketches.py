"""Texts to MinHash signatures, bit for bit those of datasketch 2's `affine32`."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from dedup import _core
from dedup.arrow import ArrowArray, ArrowStream, is_arrow, read_chunks
from dedup.errors import InputError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from datasketch import LeanMinHash, MinHash
    from numpy.typing import NDArray

Text = str | bytes
Batch = Sequence[Text] | ArrowArray | ArrowStream

# How LeanMinHash of datasketch 2 begins in bytes: seed, negative size, scheme, and room to align what follows.
_HEAD = "@qiB0I"
_AFFINE32 = 1

# Texts of an iterator that are held at once, about 10 MB of news.
_GATHERED = 4_096


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

    @classmethod
    def from_datasketch(cls, minhashes: "Iterable[MinHash]") -> Self:
        """Return the signatures that datasketch made, of `MinHash` or `LeanMinHash`.

        Raises:
            InputError: there is none, or they are not all of the scheme `affine32`, one seed and one size.
        """
        import numpy as np  # noqa: PLC0415 - `import dedup` stays light

        held = list(minhashes)
        kinds = {(one.scheme, int(one.seed), len(one)) for one in held}
        seed = _one_seed(kinds)
        return cls(np.array([one.hashvalues for one in held], np.uint32), seed)

    def to_bytes(self) -> list[bytes]:
        """Return each signature as `LeanMinHash.serialize` writes it, in the machine's byte order."""
        head = struct.pack(_HEAD, self.seed, -self.num_perm, _AFFINE32)
        return [head + row.tobytes() for row in self.signatures]

    @classmethod
    def from_bytes(cls, written: Iterable[bytes]) -> Self:
        """Return the signatures that `to_bytes` or `LeanMinHash.serialize` wrote.

        Raises:
            InputError: there is none, or they are not all of the scheme `affine32`, one seed and one size.
        """
        import numpy as np  # noqa: PLC0415 - `import dedup` stays light

        held = list(written)
        seed = _one_seed({_read_head(one) for one in held})
        rows = [np.frombuffer(one, np.uint32, offset=struct.calcsize(_HEAD)) for one in held]
        return cls(np.array(rows), seed)


def _read_head(written: bytes) -> tuple[str, int, int]:
    """Return the scheme, seed and size of a signature that datasketch wrote."""
    try:
        seed, size, scheme = struct.unpack_from(_HEAD, written)
    except struct.error:
        raise InputError("no signature of datasketch: too short") from None
    if len(written) != struct.calcsize(_HEAD) - 4 * size:
        raise InputError(
            f"no signature of datasketch's affine32: {len(written)} bytes",
            hint="give what LeanMinHash.serialize of datasketch 2 wrote",
        )
    return ("affine32" if scheme == _AFFINE32 else f"scheme {scheme}", seed, -size)


def _one_seed(kinds: set[tuple[str, int, int]]) -> int:
    """Return the seed of signatures, of which all kinds that occur are given as scheme, seed and size."""
    if len(kinds) != 1:
        found = "none" if not kinds else "of several seeds, sizes or schemes"
        raise InputError(f"signatures to compare are {found}", hint="give those of one run")
    ((scheme, seed, _),) = kinds
    if scheme != "affine32":
        raise InputError(
            f"signatures of {scheme}, not of affine32", hint="make them with datasketch 2's default scheme"
        )
    return seed


def sketch(
    texts: Iterable[Text | Batch] | ArrowArray | ArrowStream,
    *,
    num_perm: int = 128,
    seed: int = 1,
    threads: int = 1,
) -> Sketches:
    """Return the signatures of texts: of the low 32 bits of the hashes of their word 5-grams.

    The signatures depend on the texts alone, neither on how they are given nor on the threads. Where texts come from an
    iterator, singly or in batches, no more than a batch of them is held.

    Args:
        texts: strings or UTF-8 bytes; an Arrow string array in one chunk or several, whose buffers are read in place, a
            null being an empty text; or an iterable of lists or Arrow arrays of these. What is no character, such as a
            lone surrogate, is read as U+FFFD.
        num_perm: slots of a signature.
        seed: what the permutations are drawn from, as in datasketch.
        threads: processors to use; while they work, other Python threads run.

    Raises:
        UsageError: `num_perm`, `seed` or `threads` is out of range, `texts` is a single text, or the environment
            variable DEDUP_SIMD names vector instructions (scalar, avx2, avx512, neon) that the processor lacks.
        InputError: an item is no text.

    Example:
        >>> sketches = sketch(["The mayor opened the bridge.", "The mayor opened the bridge!"])
        >>> sketches.resemblance(0, 1)
        1.0
    """
    _check_options(num_perm, seed, threads)
    if isinstance(texts, str | bytes):
        raise UsageError("sketch takes several texts, not one", hint="put it in a list: sketch([text])")
    rows = [_sketch_batch(batch, num_perm, seed, threads) for batch in _to_batches(texts)]
    return Sketches(_join(rows, num_perm), seed)


def _to_batches(texts: Iterable[Text | Batch] | ArrowArray | ArrowStream) -> Iterator[Batch]:
    """Yield what is given whole as it is, the batches of an iterable one by one, and its single texts gathered."""
    if is_arrow(texts) or (
        isinstance(texts, list | tuple) and all(isinstance(text, str | bytes) for text in texts[:1])
    ):
        yield texts
        return
    gathered: list[Text] = []
    for item in texts:
        if isinstance(item, str | bytes):
            gathered.append(item)
            if len(gathered) < _GATHERED:
                continue
        yield gathered
        gathered = []
        if not isinstance(item, str | bytes):
            yield item
    yield gathered


def _sketch_batch(batch: Batch, num_perm: int, seed: int, threads: int) -> "NDArray[np.uint32]":
    if not isinstance(batch, Sequence) and not is_arrow(batch):
        raise InputError(
            f"cannot sketch: a text is {type(batch).__name__}", hint="give str, UTF-8 bytes or lists of them"
        )
    try:
        if is_arrow(batch):
            return _core.sketch_arrow(list(read_chunks(batch)), num_perm, seed, threads)
        return _core.sketch(batch, num_perm, seed, threads)
    except TypeError as error:
        raise InputError(f"cannot sketch: {error}", hint="give str or UTF-8 bytes") from None
    except RuntimeError as error:
        raise UsageError(str(error), hint="unset DEDUP_SIMD to let the core choose") from None


def _join(parts: "list[NDArray[np.uint32]]", num_perm: int) -> "NDArray[np.uint32]":
    import numpy as np  # noqa: PLC0415 - `import dedup` stays light

    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.empty((0, num_perm), np.uint32), *parts])


def _check_options(num_perm: int, seed: int, threads: int) -> None:
    for name, value, least, most in (
        ("num_perm", num_perm, 1, 65_536),
        ("seed", seed, 0, 2**32 - 1),
        ("threads", threads, 1, 1_024),
    ):
        if not least <= value <= most:
            raise UsageError(f"{name} is {value}, not between {least} and {most}")
