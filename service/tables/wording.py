"""Words of questions and of tables, compared by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from indexer.lexical import searchable
from service.words.content import FUNCTION_WORDS
from service.words.stems import stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDING = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# Irregular forms, and the words for going up or down, which heads and questions use for one another.
_IRREGULAR = {
    "grew": "grow", "grown": "grow", "growth": "grow", "sold": "sell", "spent": "spend", "paid": "pay",
    "rise": "grow", "rises": "grow", "rose": "grow", "risen": "grow", "rising": "grow", "increase": "grow",
    "increases": "grow", "increased": "grow", "fell": "fall", "fallen": "fall", "decline": "fall", "declined": "fall",
    "decrease": "fall", "decreased": "fall", "drop": "fall", "dropped": "fall", "men": "man", "women": "woman",
    "made": "make", "lost": "lose", "won": "win", "bought": "buy", "caught": "catch", "taught": "teach",
    "built": "build",
}  # fmt: skip
# A head such as `other` says by this word alone what its figures are of.
_BUILDING = FUNCTION_WORDS - {"other"}
# What names of places and their people differ in: Italy, Italian; Turkey, Turkish; Uzbek, Uzbekistan.
_OF_NAMES = frozenset(("", "y", "ey", "ia", "a", "e", "ian", "an", "ean", "n", "ish", "ese", "i", "istan"))
GENERIC = frozenset(("number", "total", "amount", "shar", "percentag", "percent", "overall"))
"""Stems of words that say only that something is a figure; `GENERIC` alone names nothing."""

_BEGINNING = 4
_LEAST_PREFIX = 5
_FEW = 8
_SHARED_PREFIX = 0.75


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as they are written, without those that only build sentences."""
    found = (_ENDING.sub("", word) for word in _WORD.findall(searchable(text)))
    return tuple(word for word in found if word.lower() not in _BUILDING and (len(word) > 1 or word.isdigit()))


@lru_cache(maxsize=16384)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words; numbers stay as they are."""
    return frozenset(base(word) for word in words_of(text))


def base(word: str) -> str:
    """A word's stem, the commonest irregular forms taken to theirs."""
    return _IRREGULAR.get(word.lower()) or stem(word)


def is_met(term: str, stems: frozenset[str]) -> bool:
    """Whether a term is among the stems, itself or as a word that is built on the same one."""
    if term in stems:
        return True
    others = _by_beginning(stems).get(term[:_BEGINNING], ()) if len(stems) > _FEW else stems
    return any(_akin(term, other) for other in others)


@lru_cache(maxsize=512)
def _by_beginning(stems: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Stems by the letters that akin ones must have in common."""
    found: dict[str, list[str]] = {}
    for term in stems:
        found.setdefault(term[:_BEGINNING], []).append(term)
    return found


def met(terms: Iterable[str], stems: frozenset[str]) -> frozenset[str]:
    """Those of the terms that are met."""
    return frozenset(term for term in terms if is_met(term, stems))


@lru_cache(maxsize=65536)
def _akin(one: str, two: str) -> bool:
    """Whether two stems share a long beginning: `industri`, `industrial`; `employe`, `employment`."""
    if one[:_BEGINNING] != two[:_BEGINNING] or not (one.isalpha() and two.isalpha()):
        return False
    shorter, longer = sorted((len(one), len(two)))
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), shorter)
    if shared == shorter >= 4 and longer - shorter <= 2:
        return True
    if shared >= 4 and one[shared:] in _OF_NAMES and two[shared:] in _OF_NAMES:
        return True
    return shared >= _LEAST_PREFIX and shared >= _SHARED_PREFIX * shorter and longer - shared <= 4


def years_in(text: str) -> frozenset[str]:
    """The years that a text names, both ends of a range of years among them."""
    return frozenset(_YEAR.findall(text))
