"""Systems that do the same work at the same size: hold passages with given vectors, and find the nearest to a question.

Pincite stands beside what a person would put together from the bare libraries. All get the same passages, the same
vectors and the same questions; encoding is left out of each, since all would do the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np

from evals.resampling import Original, grow
from indexer.encoder import Encoder, HashingEncoder, Vectors
from indexer.library import Library
from indexer.retrieval import Query, Retriever

DEPTH = 100
"""How many passages each system is asked for."""


@dataclass(frozen=True)
class Asked:
    """A question as the systems get it: its vector and its content words."""

    vector: Vectors
    words: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """What is put in: `originals` to be copied up to `size` passages, and a folder for it all."""

    originals: tuple[Original, ...]
    encoder: str
    dimension: int
    size: int
    folder: Path

    @property
    def library(self) -> Path:
        """The folder of Pincite's library, from which the others get their passages."""
        return self.folder / "pincite"

    def texts(self) -> list[str]:
        """The words of each passage, in order."""
        return (self.folder / "texts").read_text(encoding="utf-8").split("\0")

    def vectors(self) -> Vectors:
        """The vector of each passage, in order, mapped into memory."""
        found: Vectors = np.load(self.folder / "vectors.npy", mmap_mode="r")
        return found

    def write(self) -> None:
        """Have the passages of the library at hand for the others."""
        with closing(sqlite3.connect(self.library / "library.sqlite")) as held:
            held.text_factory = str
            rows = held.execute("SELECT reading, vector FROM passages ORDER BY id").fetchall()
        (self.folder / "texts").write_text("\0".join(reading for reading, _ in rows), encoding="utf-8")
        vectors = np.frombuffer(b"".join(vector for _, vector in rows), dtype="<f4")
        np.save(self.folder / "vectors.npy", vectors.reshape(len(rows), self.dimension))


class Named(HashingEncoder):
    """An encoder in name alone: all vectors are given."""

    def __init__(self, name: str, dimension: int) -> None:
        super().__init__(dimension)
        self._name = name

    @property
    def name(self) -> str:
        """The encoder that made the vectors."""
        return self._name


Find = Callable[[Asked], list[int]]
"""The places of the best passages for a question, counted from 0, best first."""


class System(Protocol):
    """Something that holds passages and finds them."""

    name: str
    is_by_meaning: bool

    def add(self, material: Material) -> None:
        """Take everything in, down to the disk."""

    def opened(self, material: Material) -> Find:
        """What finds passages in what was taken in."""


class Pincite:
    """Documents with all their layers, a full-text index, vectors: a library as it is used."""

    name, is_by_meaning = "Pincite", True

    def add(self, material: Material) -> None:
        """Copies of documents, in transactions that are on the disk when they end; then the vectors' own file."""
        material.library.mkdir()
        encoder: Encoder = Named(material.encoder, material.dimension)
        grow(material.library, material.originals, encoder, material.size)
        with Library(material.library, encoder) as library:
            library.refresh()

    def opened(self, material: Material) -> Find:
        """Retrieval by meaning and by words, with the passages and all that a document's record tells."""
        library = Library(material.library, Named(material.encoder, material.dimension))
        retriever = Retriever(library)

        def find(asked: Asked) -> list[int]:
            return [hit.held.id - 1 for hit in retriever.search(Query(asked.vector, asked.words))[:DEPTH]]

        return find

    def nearest(self, material: Material) -> Callable[[Vectors, int], list[int]]:
        """The places of the passages nearest by their vectors alone."""
        library = Library(material.library, Named(material.encoder, material.dimension))
        return lambda vector, k: [found - 1 for found, _ in library.nearest(vector, k)]


class BareFaiss:
    """FAISS's exact index, read whole, beside SQLite's full-text index, and the sum of both scores."""

    name, is_by_meaning = "bare FAISS + SQLite", True

    def add(self, material: Material) -> None:
        """One transaction, and one file of vectors."""
        with closing(sqlite3.connect(material.folder / "bare.sqlite")) as held, held:
            held.execute("CREATE VIRTUAL TABLE words USING fts5(reading, tokenize = 'porter unicode61')")
            held.executemany("INSERT INTO words(rowid, reading) VALUES (?, ?)", enumerate(material.texts()))
        index = faiss.IndexFlatIP(material.dimension)
        index.add(np.ascontiguousarray(material.vectors()))
        faiss.write_index(index, str(material.folder / "bare.faiss"))

    def opened(self, material: Material) -> Find:
        """The best of both, and their words."""
        held = sqlite3.connect(material.folder / "bare.sqlite")
        index: Any = faiss.read_index(str(material.folder / "bare.faiss"))

        def find(asked: Asked) -> list[int]:
            cosines, places = index.search(asked.vector[None, :], DEPTH)
            scores = {int(place): 0.9 * float(cosine) for place, cosine in zip(places[0], cosines[0], strict=True)}
            query = " OR ".join(f'"{word}"' for word in asked.words)
            rows = held.execute(
                "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?", (query, DEPTH)
            ).fetchall()
            best = max((score for _, score in rows), default=1.0)
            for place, score in rows:
                scores[place] = scores.get(place, 0.0) + 0.1 * score / best
            found = sorted(scores, key=lambda place: (-scores[place], place))[:DEPTH]
            held.execute(
                "SELECT reading FROM words WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(found),)
            ).fetchall()
            return found

        return find


class Bm25s:
    """bm25s: words alone, scored beforehand."""

    name, is_by_meaning = "bm25s", False

    def add(self, material: Material) -> None:
        """Everything in memory, then saved."""
        bm25s = import_module("bm25s")
        ranker = bm25s.BM25()
        ranker.index(bm25s.tokenize(material.texts(), show_progress=False), show_progress=False)
        ranker.save(str(material.folder / "bm25s"))

    def opened(self, material: Material) -> Find:
        """The index mapped into memory."""
        bm25s = import_module("bm25s")
        ranker = bm25s.BM25.load(str(material.folder / "bm25s"), mmap=True)

        def find(asked: Asked) -> list[int]:
            words = bm25s.tokenize([" ".join(asked.words)], show_progress=False)
            places, _ = ranker.retrieve(words, k=DEPTH, show_progress=False)
            return [int(place) for place in places[0]]

        return find


class Txtai:
    """txtai: vectors (given to it) and words together."""

    name, is_by_meaning = "txtai", True

    def add(self, material: Material) -> None:
        """Everything in memory, then saved."""
        vectors = iter(material.vectors())
        # It asks for vectors in the order of the texts, each text once.
        index = self._made(lambda texts: np.stack(list(islice(vectors, len(texts)))))
        index.index((place, text, None) for place, text in enumerate(material.texts()))
        index.save(str(material.folder / "txtai"))

    def opened(self, material: Material) -> Find:
        """What was saved, read again."""
        asked_now: list[Vectors] = []

        def transform(texts: Sequence[str]) -> Vectors:
            return np.stack([asked_now[-1]] * len(texts))

        index = self._made(transform)
        index.load(str(material.folder / "txtai"), config={"transform": transform})

        def find(asked: Asked) -> list[int]:
            asked_now.append(asked.vector)
            return [int(place) for place, _ in index.search(" ".join(asked.words), DEPTH)]

        return find

    def _made(self, transform: Callable[[Sequence[str]], Vectors]) -> Any:
        return import_module("txtai").Embeddings(method="external", transform=transform, hybrid=True)


SYSTEMS: tuple[System, ...] = (Pincite(), BareFaiss(), Bm25s(), Txtai())
