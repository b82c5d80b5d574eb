"""Encoders: texts into unit vectors, so that nearness of vectors stands for nearness of meaning."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of float32, one a text, each of Euclidean length 1 (or 0 for a text without words)."""


class Encoder(Protocol):
    """What turns texts into vectors. `name` identifies the model: a library remembers which one made it."""

    @property
    def name(self) -> str:
        """The model, as the settings name it."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the texts' order; shape (len(texts), dimension)."""


@runtime_checkable
class QueryEncoder(Protocol):
    """An encoder that makes something else of a question than of a passage: some models want a prompt before each."""

    def encode_query(self, text: str) -> Vectors:
        """One unit vector for a question."""


def query_vector(encoder: Encoder, text: str) -> Vectors:
    """The vector of a question, to be compared with those of passages."""
    return encoder.encode_query(text) if isinstance(encoder, QueryEncoder) else encoder.encode([text])[0]


class HashingEncoder:
    """An encoder without a model: words hashed into a vector (Weinberger et al. 2009, "Feature hashing").

    It knows words, not meanings: for libraries on machines where no model may be installed, and for
    tests that need many vectors and not what they mean.
    """

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension

    @property
    def name(self) -> str:
        """`hashing-` and the dimension."""
        return f"hashing-{self._dimension}"

    @property
    def dimension(self) -> int:
        """As it was made with."""
        return self._dimension

    @property
    def encodes_apart(self) -> bool:
        """A text's vector depends on the text alone."""
        return True

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Signed counts of hashed lower-case words, scaled to length 1."""
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                slot, sign = self._slot(word)
                vectors[row, slot] += sign
        return unit_rows(vectors)

    def _slot(self, word: str) -> tuple[int, int]:
        value = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
        return value % self._dimension, 1 if value >> 63 else -1


def unit_rows(vectors: Vectors) -> Vectors:
    """The same rows scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
