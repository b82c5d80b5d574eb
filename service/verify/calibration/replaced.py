"""Replaced names: a claim has one proper name where the text, beside the same word, has another."""

from __future__ import annotations

from service.verify.calibration.alignment import Alignment
from service.verify.gates.reading import Reading, Word

_REACH = 3
"""How many words apart two carrying words may stand to be taken as neighbours."""

_LEAST = 3


def has_replaced_name(claim: Reading, text: Reading, align: Alignment) -> bool:
    """Whether a proper name that the text lacks stands beside a word that the text has beside another such name."""
    lacking = {word.place for word in align.unmet if is_proper(word)}
    if not lacking:
        return False
    for number, word in enumerate(claim.carrying):
        if word.place not in lacking:
            continue
        before = claim.carrying[number - 1] if number else None
        after = claim.carrying[number + 1] if number + 1 < len(claim.carrying) else None
        if before and word.place - before.place <= _REACH and _has_beside(claim, text, before.root, 1):
            return True
        if after and after.place - word.place <= _REACH and _has_beside(claim, text, after.root, -1):
            return True
    return False


def is_proper(word: Word) -> bool:
    """Whether a word is written as a name of a person, a place or a people: a symbol (`TNF`, `IL-6`) is none."""
    name = word.text
    return word.place > 0 and len(name) >= _LEAST and name[0].isupper() and name[1:].replace("-", "").islower()


def _has_beside(claim: Reading, text: Reading, root: str, step: int) -> bool:
    """Whether one of the two carrying words behind (1) or before (-1) a word is a name that the claim lacks."""
    words = text.carrying
    for number, word in enumerate(words):
        if word.root != root:
            continue
        for far in (1, 2):
            other = number + far * step
            if not 0 <= other < len(words) or words[other].root in claim.roots:
                break
            if abs(words[other].place - word.place) > _REACH * far:
                break
            if is_proper(words[other]):
                return True
    return False
