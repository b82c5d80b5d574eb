"""Bare rankers: full-text search and nearest vectors as anyone would use them, over plain texts without context."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder, Vectors

Scores = NDArray[np.float64]
"""One score a text; higher is better, 0 or less where nothing speaks for it."""

_WORD = re.compile(r"\w+")


class BareWords:
    """SQLite's FTS5 with its own Porter stemmer and its own BM25 (k1 1.2, b 0.75), and nothing else."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'porter unicode61')")
        self._connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))

    def scores(self, query: str) -> Scores:
        """BM25 of each text, any word of the query counting."""
        scores = np.zeros(self._size)
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(query.lower())))
        if words:
            matched = "SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ?"
            with closing(self._connection.execute(matched, (words,))) as rows:
                for number, score in rows:
                    scores[number] = score
        return scores


class BareVectors:
    """Each text alone in the encoder's space, nearest by cosine."""

    def __init__(self, encoder: Encoder, texts: Sequence[str], kept: Path | None = None) -> None:
        """Encode the texts; in the folder `kept` their vectors lie for the next time."""
        self._encoder = encoder
        self._vectors = encoder.encode(texts) if kept is None else _kept_vectors(encoder, texts, kept)

    def scores(self, query: str) -> Scores:
        """The cosine of each text."""
        products: Scores = np.asarray(self._vectors @ self._encoder.encode([query])[0], dtype=np.float64)
        # Six decimals: below that, results differ between processors.
        return products.round(6)


class Scorer(Protocol):
    """Texts scored against a query."""

    def scores(self, query: str) -> Scores:
        """One score a text."""


def best(scores: Scores, most: int) -> tuple[int, ...]:
    """The numbers of the best texts, best first, equals by number."""
    return tuple(int(number) for number in np.argsort(-scores, kind="stable")[:most])


def _kept_vectors(encoder: Encoder, texts: Sequence[str], folder: Path) -> Vectors:
    """The vectors of these texts, encoded only where the folder doesn't hold them yet."""
    told = hashlib.sha256("\0".join([encoder.name, *texts]).encode()).hexdigest()
    path = folder / f"bare-{told[:16]}.npy"
    if path.is_file():
        held: Vectors = np.load(path)
        return held
    vectors = encoder.encode(texts)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors
