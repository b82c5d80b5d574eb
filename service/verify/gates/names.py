"""Names: whether the persons, places and bodies that a claim names are in the text or around it."""

from __future__ import annotations

import re

from service.verify.gates.reading import Reading, Word
from service.verify.gates.signal import Signal

GATE = "names"
_LEAST_PREFIX = 4
_HEAD = re.compile(r"(?:^|;\s)[^;:.]{1,80}:\s")
_LEAST_HEADS = 2


def names(claim: Reading, text: Reading) -> Signal:
    """Agreement where every name of the claim is met; conflict where one isn't and the text has another instead."""
    said = named(claim)
    if not said:
        return Signal(GATE)
    given = named(text)
    missing = tuple(word for word in said if not is_met(word, text))
    if not missing:
        shown = tuple(word.text for word in said)
        return Signal(GATE, "agree", 1.0, shown, shown, f"Both name {', '.join(shown[:3])}.")
    others = tuple(word for word in given if not is_met(word, claim))
    if not others:
        return Signal(GATE)
    return Signal(
        GATE, "conflict", round(len(missing) / len(said), 4),
        tuple(w.text for w in missing), tuple(w.text for w in others),
        f"The claim names {missing[0].text}, which the text doesn't; the text names {others[0].text}.",
    )  # fmt: skip


def named(read: Reading) -> tuple[Word, ...]:
    """The words that name something: with a capital that no start of a sentence explains, or with capitals inside.

    Of a table's row, the heads of its columns name nothing.
    """
    found = []
    heads = [match.span() for match in _HEAD.finditer(read.text)]
    for word in read.words:
        if not word.carries or not any(c.isupper() for c in word.text):
            continue
        if len(heads) >= _LEAST_HEADS and any(start <= word.start < end for start, end in heads):
            continue
        before = read.text[: word.start].rstrip(" \"'“”‘(")
        first = not before or before[-1] in ".?!:"
        if not first or any(c.isupper() for c in word.text[1:]):
            found.append(word)
    return tuple(found)


def is_met(word: Word, text: Reading) -> bool:
    """Whether a text has a name in any of its forms: inflected, as initials, as an adjective (`Italy`, `Italian`)."""
    if word.stem in text.stems or word.root in text.roots:
        return True
    lower = word.lower
    if word.text.isupper() and len(lower) > 1 and lower in initials(text):
        return True
    if len(lower) > _LEAST_PREFIX:
        others = [other.lower for other in text.carrying]
        return any(_share_start(lower, other) or _are_land_and_people(lower, other) for other in others)
    return False


def _are_land_and_people(one: str, other: str) -> bool:
    """Whether one is the adjective of the other, a land's name: `British` of `Britain`, `Swedish` of `Sweden`."""
    adjective, land = (one, other) if one.endswith(_ADJECTIVE) else (other, one)
    stump = adjective.removesuffix(_ADJECTIVE)
    if stump == adjective or len(stump) < LEAST_STUMP:
        return False
    return any(land in (stump + end, stump[:-1] + end) for end in _LAND_ENDS)


_ADJECTIVE = "ish"
_LAND_ENDS = ("ain", "en", "land", "and", "ey", "tland")
LEAST_STUMP = 4
"""Letters that a land's name shares with its adjective: of fewer, two names may share them."""


def _share_start(one: str, other: str) -> bool:
    least = max(_LEAST_PREFIX, min(len(one), len(other)) - 2)
    return one[:least] == other[:least] and len(other) >= _LEAST_PREFIX


def initials(read: Reading) -> frozenset[str]:
    """The acronyms that runs of two to five capitalised words could have."""
    letters = [(word.place, word.text[0].lower()) for word in read.words if word.text[0].isupper() and word.carries]
    found = set()
    for begin in range(len(letters)):
        run = letters[begin][1]
        for (place, _), (following, letter) in zip(letters[begin:], letters[begin + 1 :], strict=False):
            if following - place > 3 or len(run) >= 5:
                break
            run += letter
            found.add(run)
    return frozenset(found)
