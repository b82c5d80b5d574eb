"""Looking around a place of a text, without going through all that comes before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

NEAR = 60
"""Characters that a few words have."""


def right_before(pattern: re.Pattern[str], text: str, end: int, reach: int = NEAR) -> re.Match[str] | None:
    """What a pattern that ends in `$` finds at `end`, begun at most `reach` characters before it."""
    return pattern.search(text, max(0, end - reach), end)


def part_around(text: str, start: int, end: int, cut: re.Pattern[str]) -> str:
    """What stands around the characters `start` to `end` up to the nearest cut on either side."""
    starts, ends = _cuts(text, cut)
    before, behind = bisect_right(ends, start), bisect_left(starts, end)
    left = ends[before - 1] if before else 0
    # A cut may be one only because the place is where the text ends for it: the bracket in `(5`.
    left = max((match.end() for match in cut.finditer(text, max(left, start - NEAR), start)), default=left)
    return text[left : starts[behind] if behind < len(starts) else len(text)]


@lru_cache(maxsize=64)
def _cuts(text: str, cut: re.Pattern[str]) -> tuple[list[int], list[int]]:
    places = [match.span() for match in cut.finditer(text)]
    return [start for start, _ in places], [end for _, end in places]
