"""Whether a reference list goes on below what stands in it: a running head, a note, a seeming section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.bibliography.names import folded
from corpus.structure.references.labels import Label, labels_of, reads_like_entry

REACH = 3000
"""How many characters on either side of an interruption are looked at."""

_FEWEST_ABOVE = 3
_LOOKED_AT = 2
_ENTRY_WIDTH = 300


def goes_on(above: str, below: str, repeated: bool = False) -> bool:
    """Whether the list that ends `above` is taken up `below`: its numbers count on, or its alphabet does.

    `repeated` tells that what stands between is printed on other pages too, as running heads are: then two further
    entries are enough.
    """
    lines_above, lines_below = _lines(above), _lines(below)
    labels = {label.number for label in _labels(lines_above)}
    if labels:
        further = [label.number for label in _labels(lines_below) if reads_like_entry(label.words)]
        return any(number not in labels and number - 1 in labels for number in further[:_LOOKED_AT])
    names, heads = _heads(lines_above), _heads(lines_below)[:_LOOKED_AT]
    if len(names) < _FEWEST_ABOVE or len(heads) < _LOOKED_AT:
        return False
    return repeated or (_sorted(names[-_FEWEST_ABOVE:]) and _sorted([names[-1], *heads]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _labels(lines: Sequence[str]) -> list[Label]:
    return [label for label in labels_of(lines, [False] * len(lines)) if label.opens_line]


def _heads(lines: Sequence[str]) -> list[str]:
    """The first word of each line that opens an entry, as an alphabet counts it."""
    opening = (line[:_ENTRY_WIDTH] for line in lines if reads_like_entry(line[:_ENTRY_WIDTH]))
    words = (re.search(r"[^\W\d_]{2,}", line) for line in opening)
    return [folded(word[0]) for word in words if word]


def _sorted(names: Sequence[str]) -> bool:
    return all(before <= after for before, after in pairwise(names))
