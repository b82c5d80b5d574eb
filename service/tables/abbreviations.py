"""Abbreviations that a document explains: `small and medium enterprises (SMEs)`, after Schwartz and Hearst (2003)."""

from __future__ import annotations

import re
from functools import lru_cache

from service.tables.wording import base, stems_of

_EXPLAINED = re.compile(r"((?:[^\W\d_][\w–-]*[ \n]){1,7})\(([A-Z][A-Za-z]{1,7})\)")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def abbreviations(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The stem of each abbreviation that the text explains, with the stems of the words that it stands for."""
    found: dict[str, frozenset[str]] = {}
    for match in _EXPLAINED.finditer(text):
        words = _meant(match[1], match[2])
        if words:
            found.setdefault(base(match[2]), stems_of(words))
    return tuple(sorted(found.items(), key=lambda item: item[0]))


def _meant(before: str, short: str) -> str | None:
    """The last words of what stands before, where their first letters spell the abbreviation in order."""
    letters = [letter.lower() for letter in short.removesuffix("s") if letter.isupper() or short.isupper()]
    if len(letters) < 2:
        return None
    words = _WORD.findall(before)
    place = len(words)
    for letter in reversed(letters):
        place = next((i for i in range(place - 1, -1, -1) if words[i][0].lower() == letter), -1)
        if place < 0:
            return None
    return " ".join(words[place:])
