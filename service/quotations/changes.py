"""Changes: what somebody who quotes made of a source's words, and how much that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from service.quotations.spelling import is_form, is_misspelling, is_number, number_of

Kind = Literal["same", "form", "replaced", "added", "dropped", "omitted"]
"""`form`: spelling or inflection; `dropped`: left out silently; `omitted`: openly, or but a citation."""

Weight = Literal["none", "slight", "meaning", "number", "negation"]
"""How much a change matters; the last three make another statement."""

GRAVE: frozenset[Weight] = frozenset({"meaning", "number", "negation"})

Diff = tuple[tuple[Kind, str, str], ...]
"""Runs of words in order: what became of them, as they are quoted, and as the source has them."""

_NEGATIONS_TEXT = (
    "no not never neither nor none nobody nothing nowhere cannot cant dont doesnt didnt isnt arent wasnt werent wont "
    "wouldnt couldnt shouldnt hasnt havent hadnt without hardly scarcely barely fails fail failed lack lacks"
)
NEGATIONS = frozenset(_NEGATIONS_TEXT.split())
"""Words that deny, as they are compared."""

_SLIGHT_TEXT = (
    "a an the that which who of in on at to for by with from as and is are was were be been has have had it its this "
    "these those also then thus so such into upon their his her our there"
)
_SLIGHT = frozenset(_SLIGHT_TEXT.split())
"""Words whose presence hardly makes another statement."""

_PREPOSITIONS_TEXT = "of in on at to for by with from as into upon within among between through over about"
_PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())
_OPPOSED = (
    frozenset({"to", "from"}),
    frozenset({"with", "from"}),
    frozenset({"over", "within"}),
    frozenset({"for", "from"}),
)
_DENYING = ("un", "in", "im", "ir", "il", "non", "dis")


@dataclass(frozen=True)
class Change:
    """One difference: the words as quoted and as the source has them, either empty where there are none."""

    kind: Kind
    ours: str
    theirs: str
    weight: Weight


def of_words(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Kind, Weight]:
    """What it is, and how much it matters, that a source's words stand as others, or not at all, in a quotation."""
    if "".join(ours) == "".join(theirs):
        return "same", "none"
    if len(ours) == len(theirs):
        weights = [_of_pair(one, other) for one, other in zip(ours, theirs, strict=True)]
        kind: Kind = "form" if all(each in ("none", "slight") for each in weights) else "replaced"
        return kind, max(weights, key=_WEIGHTS.index)
    if not ours or not theirs:
        return ("dropped" if theirs else "added"), _of_lone(ours or theirs)
    return "replaced", _of_parts(ours, theirs)


_WEIGHTS: tuple[Weight, ...] = ("none", "slight", "meaning", "number", "negation")


@lru_cache(maxsize=262144)
def is_alike(one: str, other: str) -> bool:
    """Whether two different words are one in another form, or misspelt."""
    return not is_opposite(one, other) and (is_form(one, other) or is_misspelling(one, other))


def is_opposite(one: str, other: str) -> bool:
    """Whether one word denies the other: `able` and `unable`, `formal` and `informal`."""
    if (one in NEGATIONS) != (other in NEGATIONS):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > len("abl") and any(long == f"{prefix}{short}" for prefix in _DENYING)


def _of_pair(one: str, other: str) -> Weight:
    if one == other:
        return "none"
    if is_opposite(one, other):
        return "negation"
    if is_form(one, other) or is_misspelling(one, other):
        return "slight"
    if is_number(one) or is_number(other):
        return "number"
    if one in _PREPOSITIONS and other in _PREPOSITIONS and frozenset({one, other}) not in _OPPOSED:
        return "slight"
    return "slight" if one in _SLIGHT and other in _SLIGHT and not {one, other} & _PREPOSITIONS else "meaning"


def _of_lone(words: Sequence[str]) -> Weight:
    if any(word in NEGATIONS for word in words):
        return "negation"
    if any(is_number(word) for word in words):
        return "number"
    slight = len(words) <= MOST_SLIGHT and all(word in _SLIGHT for word in words)
    return "slight" if slight else "meaning"


MOST_SLIGHT = 1
"""Words without a meaning of their own that may come or go in one place."""


def _of_parts(ours: Sequence[str], theirs: Sequence[str]) -> Weight:
    """Of several words put for others: what they say of numbers and negation, else that they are others."""
    if any(w in NEGATIONS for w in ours) != any(w in NEGATIONS for w in theirs):
        return "negation"
    if sorted(number_of(w) for w in ours if is_number(w)) != sorted(number_of(w) for w in theirs if is_number(w)):
        return "number"
    return "slight" if all(word in _SLIGHT for word in (*ours, *theirs)) else "meaning"
