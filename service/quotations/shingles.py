"""Shingles: every five words in a row of the library's prose, hashed, and where they stand (Broder 1997)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.document import Span
from indexer.catalogue import Holding
from indexer.library import Library
from service.quotations.wording import plain

LENGTH = 5
"""Words of a shingle."""

MOST_PLACES = 64
"""Places of a shingle in the whole library; more are a phrase that tells nothing."""

Codes = NDArray[np.uint64]

# Plainer than the wording that quotations are compared by, and three times as fast.
_SURFACE = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_POSITION_BITS = np.uint64(32)
_POSITION = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Hit:
    """A shingle of some text, by the place of its first word, that stands in a held document at the word `theirs`."""

    ours: int
    theirs: int
    work: int


class ShingleIndex:
    """The shingles of all prose that is held: eight bytes a word, sorted; made once, and never changed.

    Half of each entry is the shingle's hash and half the place of its first word, counted over all documents, so that
    four thousand million words fit. Two different shingles may share a hash: a run of several in order hardly does.
    """

    def __init__(self, library: Library, told: Callable[[int, int], None] | None = None) -> None:
        """Reads every document's passages: about 10 ms for thirty pages; `told` how many of how many are read."""
        self.holdings: tuple[Holding, ...] = library.holdings()
        self._starts = np.zeros(len(self.holdings) + 1, dtype=np.int64)
        codes: dict[str, int] = {}
        parts: list[Codes] = []
        for number, holding in enumerate(self.holdings):
            if told is not None:
                told(number, len(self.holdings))
            readings = (held.passage.reading for held in library.passages_of(holding, ("sentence",)))
            text = " ".join(readings).replace("\u00ad", "")
            words = _codes(_SURFACE.findall(text), codes)
            start = int(self._starts[number])
            self._starts[number + 1] = start + len(words)
            hashes = shingle_hashes(words)
            parts.append((hashes << _POSITION_BITS) | (np.arange(len(hashes), dtype=np.uint64) + np.uint64(start)))
        self._entries = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
        self._entries.sort()

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Where the shingles of these words (as they are compared) stand, by their place, then by document."""
        codes = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
        hashes = shingle_hashes(codes) << _POSITION_BITS
        first = np.searchsorted(self._entries, hashes)
        last = np.searchsorted(self._entries, hashes | _POSITION, side="right")
        for ours in np.flatnonzero((last > first) & (last - first <= MOST_PLACES)).tolist():
            places = (self._entries[first[ours] : last[ours]] & _POSITION).astype(np.int64)
            works = np.searchsorted(self._starts, places, side="right") - 1
            for place, work in zip(places.tolist(), works.tolist(), strict=True):
                yield Hit(ours, place - int(self._starts[work]), work)


def shingled_words(text: str, areas: Iterable[Span]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The words under these spans as shingles are made of them, and the characters that each stands in."""
    found = [Span(*match.span()) for area in areas for match in _HYPHENATED.finditer(text, area.start, area.end)]
    return tuple(plain(span.of(text)) for span in found), tuple(found)


def shingle_hashes(words: Codes) -> Codes:
    """A 32-bit hash of each five words in a row, given each word's code."""
    count = len(words) - LENGTH + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(LENGTH):
        # Overflow is meant: arithmetic is modulo 2 to the 64.
        mixed = (mixed ^ words[place : place + count]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed >> _POSITION_BITS


def _codes(found: Iterable[str], known: dict[str, int]) -> Codes:
    codes = []
    for surface in found:
        code = known.get(surface)
        if code is None:
            code = known[surface] = crc32(plain(surface).encode())
        codes.append(code)
    return np.array(codes, dtype=np.uint64)
