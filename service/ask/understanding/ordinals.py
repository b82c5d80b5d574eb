"""Numbers that say a place in a row: the sixth, 3rd, IV, the last but one."""

from __future__ import annotations

import re

_WORDS_NAMES = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_WORDS = _WORDS_NAMES.split()
_COUNTS_NAMES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
_COUNTS = _COUNTS_NAMES.split()
_PLACES = {word: place for place, word in enumerate(_WORDS, start=1)}
_PLACES |= {"last": -1, "final": -1, "penultimate": -2, "second last": -2, "second to last": -2, "last but one": -2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}

ORDINAL = rf"(?:last but one|second[ -](?:to[ -])?last|{'|'.join(_PLACES)}|\d{{1,3}}(?:st|nd|rd|th))"
"""For use in a pattern: a word that says a place."""

LABEL = rf"(?:\d{{1,3}}[a-z]?|[ivx]{{1,4}}|{'|'.join(_COUNTS)})"
"""For use in a pattern: a printed number, in figures, Roman figures or words."""


def place(word: str) -> int | None:
    """The place that an ordinal says, from 1; from -1 downwards when counted from the end."""
    plain = word.lower().replace("-", " ")
    if plain in _PLACES:
        return _PLACES[plain]
    match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", plain)
    return int(match[1]) if match and int(match[1]) else None


def label(word: str) -> str:
    """A printed number in figures, as far as it is one in words or Roman figures."""
    plain = word.lower()
    if plain in _COUNTS:
        return str(_COUNTS.index(plain) + 1)
    return str(_ROMAN[plain]) if plain in _ROMAN else word
