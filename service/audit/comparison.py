"""Comparison: what the new documents of a library have in common with all others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.document import Document, Span
from indexer.catalogue import Holding
from indexer.encoder import Vectors
from indexer.library import Library
from service.audit.crossing import Documents, crossing_sentences, crossing_tables, overlap
from service.audit.meeting import Compared, Match, Pair, meet
from service.audit.sketch import Sketch
from service.tables.conflicts import conflicting, described
from service.tables.sources import own_sources
from service.tables.statements import Statement, statements

MEAN_OF = 4
"""So many sentences of no particular subject are reckoned into a document's mean vector: a short one has hardly any."""


@dataclass(frozen=True)
class Conflict:
    """Two rows whose cells give one thing two values, and both in words."""

    one: Span
    two: Span
    text: str


@dataclass(frozen=True)
class Meeting:
    """What two documents have in common; `overlap` is the share of the longer one's text that stands in the other."""

    matches: tuple[Match, ...] = ()
    overlap: float = 0.0
    conflicts: tuple[Conflict, ...] = ()


class Comparison:
    """Compares documents of a library by their sketches."""

    def __init__(self, library: Library, sketches: Mapping[str, Sketch], holdings: Mapping[str, Holding]) -> None:
        self._library = library
        self._sketches = sketches
        self._holdings = holdings
        self._compared: dict[str, Compared] = {}

    def meetings(self, new: Collection[str]) -> Iterator[tuple[Documents, Meeting]]:
        """What each new document has in common with every other, and with itself; no meeting where that is nothing."""
        pairs = crossing_sentences(self._sketches, new)
        tables = set(crossing_tables(self._sketches, new))
        selves = {(digest, digest) for digest in new}
        for documents in sorted({*pairs, *tables, *selves}):
            meeting = self._meeting(documents, pairs.get(documents, []), documents in tables)
            if meeting != Meeting():
                yield documents, meeting

    def _meeting(self, documents: Documents, pairs: list[Pair], with_tables: bool) -> Meeting:
        one, two = documents
        if one == two:
            compared = self._as_compared(one)
            return Meeting(meet(compared, compared, ()))
        sketches = self._sketches[one], self._sketches[two]
        shared = overlap(*sketches)
        matches = meet(self._as_compared(one), self._as_compared(two), pairs) if pairs else ()
        return Meeting(matches, shared if shared >= LEAST_OVERLAP else 0.0, self._conflicts(one, two, with_tables))

    def _conflicts(self, one: str, two: str, with_tables: bool) -> tuple[Conflict, ...]:
        if not with_tables:
            return ()
        mine, theirs = own_sources(self._document(one)), own_sources(self._document(two))
        pairs = [pair for source in mine for pair in conflicting(statements(source), theirs)]
        found = {(a.record.span, b.record.span, a.cell.span): _told(a, b) for a, b in pairs}
        return tuple(Conflict(key[0], key[1], found[key]) for key in sorted(found))

    def _document(self, digest: str) -> Document:
        return self._library.document(self._holdings[digest])

    def _as_compared(self, digest: str) -> Compared:
        if digest not in self._compared:
            if len(self._compared) >= MOST_IN_MEMORY:
                self._compared.clear()
            sketch = self._sketches[digest]
            self._compared[digest] = Compared(sketch, self._vectors(self._holdings[digest], sketch))
        return self._compared[digest]

    def _vectors(self, holding: Holding, sketch: Sketch) -> Vectors:
        """For each sentence the vector of the passage that it begins in, less the document's mean."""
        passages = self._library.passages_of(holding, ("sentence",))
        if not passages or not sketch.sentences:
            return np.zeros((len(sketch.sentences), 1), dtype=np.float32)
        vectors = self._library.vectors([held.id for held in passages])
        away = vectors - vectors.sum(axis=0) / (len(vectors) + MEAN_OF)
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        ends = [held.passage.span.end for held in passages]
        places = np.searchsorted(ends, [sentence.span.start for sentence in sketch.sentences], side="right")
        return np.asarray(away[np.minimum(places, len(ends) - 1)], dtype=np.float32)


def _told(one: Statement, two: Statement) -> str:
    said = described(one, with_document=True)
    return f"{said[0].upper()}{said[1:]}, but {described(two, with_document=True)}."


LEAST_OVERLAP = 0.5
"""A smaller share of text in common isn't kept."""

MOST_IN_MEMORY = 256
"""Documents whose vectors are kept at hand."""
