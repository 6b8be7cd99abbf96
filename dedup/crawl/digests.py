"""The digests that a WARC file gives of its records, checked against what is there."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

_ALGORITHMS: dict[str, "tuple[Callable[[bytes], _Hash], int]"] = {  # and bytes of a digest
    "md5": (hashlib.md5, 16),
    "sha1": (hashlib.sha1, 20),
    "sha256": (hashlib.sha256, 32),
    "sha512": (hashlib.sha512, 64),
}
_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHIJKLMNOPQRSTUV")


def agrees(declared: str | None, candidates: Iterable[bytes]) -> bool:
    """Return whether one of the candidates has the digest, such as `sha1:H7QVVNPUGIJGTPTBXJNFXX2PZUGMGODD`.

    True also for none, for one of an algorithm that is not known, and one not spelled as any is: they say nothing.
    """
    name, _, value = (declared or "").strip().partition(":")
    algorithm, size = _ALGORITHMS.get(name.lower().replace("-", ""), (None, 0))
    wanted = _read(value.strip().rstrip("="), size)
    return algorithm is None or wanted is None or any(algorithm(data).digest() == wanted for data in candidates)


def _read(value: str, size: int) -> bytes | None:
    """Return the digest of so many bytes that is written in hexadecimal, base32 or base64."""
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        if len(value) == -(-8 * size // 5):
            number = int(value.upper().translate(_BASE32), 32)  # base64.b32decode takes as long as a digest
            return (number >> -8 * size % 5).to_bytes(size, "big")
        if len(value) == -(-8 * size // 6):
            return base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (ValueError, OverflowError):
        pass
    return None
