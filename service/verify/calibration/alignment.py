"""Alignment: which content words of a claim a text has: by stem, by root, or by another word of the same direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.verify.gates.opposites import are_alike, are_opposed
from service.verify.gates.reading import Reading, Word

MET = 0.6
"""Nearness of two words from which one is taken to be met by the other."""

_BY_ROOT, _BY_POLE = 0.95, 0.75


@dataclass(frozen=True)
class Alignment:
    """How near each carrying word of a claim comes to the text's nearest (0 to 1), and which word that is (-1: none).

    `literal` marks those of one root; `opposed` counts those that the text has only the opposite of.
    """

    claim: tuple[Word, ...]
    nearness: NDArray[np.float64]
    nearest: NDArray[np.int64]
    literal: NDArray[np.bool_]
    opposed: int

    @property
    def unmet(self) -> tuple[Word, ...]:
        """The claim's words that no word of the text is near."""
        return tuple(word for word, near in zip(self.claim, self.nearness, strict=True) if near < MET)


def aligned(claim: Reading, words: Sequence[Word]) -> Alignment:
    """Align a claim's carrying words with `words`, each with the first of the nearest."""
    by_root: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        by_root.setdefault(word.root, []).append(place)
    found = [_nearest(word, words, by_root) for word in claim.carrying]
    return Alignment(
        claim.carrying,
        np.array([near for near, _, _ in found], dtype=np.float64),
        np.array([place for _, place, _ in found], dtype=np.int64),
        np.array([near >= _BY_ROOT for near, _, _ in found], dtype=np.bool_),
        sum(opposed for _, _, opposed in found),
    )


def _nearest(word: Word, words: Sequence[Word], by_root: dict[str, list[int]]) -> tuple[float, int, bool]:
    """How near the nearest word comes, its place, and whether only the opposite is there."""
    same = by_root.get(word.root)
    if same:
        exact = next((place for place in same if words[place].stem == word.stem), None)
        return (1.0, exact, False) if exact is not None else (_BY_ROOT, same[0], False)
    alike = next((place for place, other in enumerate(words) if are_alike(word.stem, other.stem)), None)
    if alike is not None:
        return _BY_POLE, alike, False
    return 0.0, -1, any(are_opposed(word.stem, other.stem) for other in words)
