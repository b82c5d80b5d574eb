"""Comparisons: which of two things a text puts above the other: `small firms answered less often than large ones`."""

from __future__ import annotations

from dataclasses import dataclass

from service.verify.gates.opposites import are_alike, are_opposed
from service.verify.gates.reading import Reading, Word
from service.verify.gates.word_list import listed

MEASURES = listed("more less fewer most least often frequently much as many far")
"""Words that say how much, and not of what."""

_MORE = listed("more less fewer worse")
_MOST_WORDS = 5


@dataclass(frozen=True)
class Comparison:
    """What is compared with what, by the roots that only one side of `than` has, and the word that says how."""

    how: Word
    left: frozenset[str]
    right: frozenset[str]


def comparison(read: Reading) -> Comparison | None:
    """The first comparison with `than`; None where there is none, or a side has nothing of its own."""
    than = next((word for word in read.words if word.lower == "than"), None)
    if than is None:
        return None
    own = [word for word in read.carrying if word.clause == than.clause and word.lower != "than"]
    before = [word for word in own if word.place < than.place]
    after = [word for word in own if word.place > than.place][:_MOST_WORDS]
    how = next((word for word in reversed(before) if word.lower in _MORE or word.lower.endswith("er")), None)
    if how is None:
        return None
    left = {word.root for word in before if word is not how and word.lower not in MEASURES}
    right = {word.root for word in after}
    return Comparison(how, frozenset(left - right), frozenset(right - left))


def is_turned(one: Comparison, other: Comparison) -> bool | None:
    """Whether the two put the same two things the other way round; None where they don't compare the same two."""
    straight = bool(one.left & other.left and one.right & other.right)
    crossed = bool(one.left & other.right and one.right & other.left)
    alike = one.how.stem == other.how.stem or are_alike(one.how.stem, other.how.stem)
    if not (straight or crossed) or not (alike or are_opposed(one.how.stem, other.how.stem)):
        return None
    return crossed == alike
