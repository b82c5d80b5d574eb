"""Conflicts: what parts a claim from a text, so that the one can be said to contradict the other.

A passage that leans against a claim and can't be told apart from it in a figure, a name, a denial or a direction only
says something else; nobody could be shown in what it contradicts the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.passing import signals
from service.verify.gates.reading import Reading, reading
from service.verify.gates.signal import Signal

NO_CONFLICT = frozenset(("hedges", "causes"))
"""Gates whose conflict makes a text say less than a claim, and nothing that excludes it."""

OF_SENTENCES = frozenset(("names", "roles", "years"))
"""Gates that compare what a row of a table says in its heads and in other rows: its cells are compared one by one."""

ALL_BUT_SAID = {"roles": 0.8, "names": 0.5, "years": 0.4}
"""The least share of a claim's words that a text has, for the same words the other way round, or for another name or
year, to contradict the claim."""

LEAST_WORDS = 2
"""The least number of them."""


def with_conflicts_told(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, each with those of its conflicts alone that contradict the claim."""
    said = reading(claim)
    return tuple(_told(said, piece) if piece.stances.conflicts else piece for piece in pieces)


def _told(claim: Reading, piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    is_row = piece.candidate.hit.held.passage.kind == "row"
    idle = {
        found.reason
        for found in signals(claim, text)
        if not _excludes(found, claim, text) or (is_row and found.gate in OF_SENTENCES)
    }
    kept = tuple(reason for reason in piece.stances.conflicts if reason not in idle)
    return replace(piece, stances=replace(piece.stances, conflicts=kept))


def _excludes(found: Signal, claim: Reading, text: Reading) -> bool:
    if found.stance != "conflict" or found.gate in NO_CONFLICT:
        return False
    if found.gate not in ALL_BUT_SAID:
        return True
    rest = [word for word in claim.carrying if word.text not in found.claim]
    shared = sum(word.root in text.roots for word in rest)
    return shared >= max(LEAST_WORDS, ALL_BUT_SAID[found.gate] * len(rest))
