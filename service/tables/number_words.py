"""Number words: figures that are spelt out, as `ten`, `two dozen`, `half a million`."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_ONES = {word: number for number, word in enumerate(_ONES_WORDS.split())}
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_TENS_WORDS.split(), start=2)}
_GROUPS = {"dozen": 12, "hundred": 100}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What a figure before it counts, by the word."""

_COUNTED = "|".join([*_GROUPS, *SCALES])
SMALL = rf"(?:{'|'.join(sorted([*_ONES, *_TENS], key=len, reverse=True))})\b"
"""A word for a number below a hundred, to be matched whatever its case."""

_WORD = rf"(?:{SMALL}|(?:{_COUNTED})\b)"

SPELT = (
    rf"(?:(?:half\s)?an?\s(?=(?:{_COUNTED})\b))?\b{_WORD}"
    rf"(?:(?:[\s-]|(?<=hundred)\sand\s|(?<=thousand)\sand\s){_WORD})*"
)
"""A figure that is spelt out, to be matched whatever its case."""


def spelt_value(text: str) -> tuple[Decimal, int | None] | None:
    """The number, and the scale that it ends with, if any: 2 and 1000 for `two thousand`; None for what is none."""
    words = re.findall(r"[a-z]+", text.lower())
    scale = SCALES.get(words[-1]) if words else None
    whole = _whole([word for word in words if word not in {"half", "a", "an", "and"}], words[:1] in (["a"], ["an"]))
    if whole is None or not words:
        return None
    halved = Decimal(whole) / (2 if words[0] == "half" else 1)
    return (halved / scale, scale) if scale else (halved, None)


def _whole(words: list[str], is_one: bool) -> int | None:
    """The whole number that the words say together."""
    total, current, last = 0, 0, 10**3
    for word in words:
        if word in _ONES or word in _TENS:
            value = _ONES.get(word, _TENS.get(word, 0))
            if value >= last:
                return None
            current, last = current + value, 10 if word in _TENS else 1
        else:
            factor = _GROUPS.get(word) or SCALES[word]
            current = (current or 1) * factor
            if word in SCALES:
                total, current = total + current, 0
            last = 10**3
    return total + current if words or is_one else None
