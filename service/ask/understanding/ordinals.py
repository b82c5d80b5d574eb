"""Numbers that say a place in a row: the sixth, 3rd, IV, the last but one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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


BY_YEAR = r"(?:oldest|earliest|newest|latest|most recent|youngest)"
"""For use in a pattern: which end of the years is meant."""

_RANKED = re.compile(
    rf"\b(?:(?P<place>{ORDINAL})|(?P<number>{'|'.join(_COUNTS[1:])}|[2-9]|1\d|20))[ -](?P<end>{BY_YEAR})\b"
    rf"|\b(?P<before>{BY_YEAR}) (?P<after>{'|'.join(_COUNTS[1:])}|[2-9]|1\d|20)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rank:
    """Which of things in a row are meant: the one at a `place` from 1, or the first `number`; as it is `said`."""

    place: int = 1
    number: int = 1
    said: str = ""

    def of(self, years: Iterable[int], *, newest: bool) -> frozenset[int]:
        """The years of those that are meant, where all things are of these; none where there are too few.

        Things of one year share their place.
        """
        ordered = sorted(years, reverse=newest)
        if self.number > 1:
            return frozenset(ordered[: self.number])
        return frozenset(list(dict.fromkeys(ordered))[self.place - 1 : self.place])


FIRST = Rank()
"""What is meant where no rank is said."""


def rank_of(text: str) -> Rank:
    """What `the second oldest`, `the three newest` say; the first where nothing is said."""
    match = _RANKED.search(text)
    if match is None:
        return FIRST
    if match["place"]:
        return Rank(place=max(1, place(match["place"]) or 1), said=match[0].lower())
    return Rank(number=int(label(match["number"] or match["after"])), said=match[0].lower())


def without_rank(text: str) -> str:
    """The text with the bare superlative in place of one that is counted: `the oldest` for `the second oldest`."""
    return _RANKED.sub(lambda match: match["end"] or match["before"], text)
