"""The seal of a vector file: what the catalogue remembers of it, so that no other file is taken for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from indexer.source_store import digest_of

READ_WHOLE = 16 * 2**20
"""Bytes up to which a file is read from end to end when it is opened: it takes some 10 ms."""

HEAD = 8 * 2**20
"""Of a larger one, so much from its beginning: it says where everything else lies, and must be true."""

SPOTS = 64
SPOT = 4096
"""And then so many stretches of so many bytes, evenly spread to the last byte."""


@dataclass(frozen=True)
class VectorSeal:
    """A file's `size` and checksums (of `spots` of it, and of all), and which vectors are in it.

    They are `passages` many, of all that were held when `last` was the highest id. `trained` is how many there were
    when their lists were placed, and `recall` what these found of the nearest; 0 and 1 where each vector is compared.
    """

    size: int
    spots: str
    digest: str
    passages: int
    last: int
    trained: int = 0
    recall: float = 1.0

    @classmethod
    def of(cls, path: Path, passages: int, last: int, trained: int = 0, recall: float = 1.0) -> Self:
        """The seal of the file at `path`; raises OSError."""
        return cls(path.stat().st_size, _spots(path), digest_of(path), passages, last, trained, round(recall, 4))

    @classmethod
    def read(cls, fact: str | None) -> Self | None:
        """The seal as the catalogue keeps it; None where it keeps none that is understood."""
        try:
            return cls(**json.loads(fact or ""))
        except (ValueError, TypeError):
            return None

    def written(self) -> str:
        """The seal as the catalogue keeps it."""
        return json.dumps(asdict(self))

    def fits(self, path: Path) -> bool:
        """Whether that is the file, as far as can be told in a moment: damage amid a large file isn't seen."""
        try:
            return path.stat().st_size == self.size and _spots(path) == self.spots
        except OSError:
            return False

    def is_whole(self, path: Path) -> bool:
        """Whether that is the file, to the last byte. It reads all of it."""
        try:
            return path.stat().st_size == self.size and digest_of(path) == self.digest
        except OSError:
            return False


def _spots(path: Path) -> str:
    """A checksum of a file's beginning and of stretches that are spread over it; of all of it where it is small."""
    size = path.stat().st_size
    if size <= READ_WHOLE:
        return digest_of(path)
    with path.open("rb") as stream:
        told = hashlib.sha256(stream.read(HEAD))
        for spot in range(SPOTS):
            stream.seek((size - SPOT) * spot // (SPOTS - 1))
            told.update(stream.read(SPOT))
    return told.hexdigest()
