"""Stems: the inflected forms of a word taken as one, so that `export` is met by `exports` and `exported`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_LEAST = 3


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word in lower case without accents and without its inflection.

    The first step of Porter's algorithm (Porter 1980) with a final `e` dropped: plurals, `-ed` and `-ing`. Words of
    other languages lose at most a plural's `s`.
    """
    plain = _unaccented(word.lower())
    if len(plain) <= _LEAST or not plain.isalpha():
        return plain
    singular = _singular(plain)
    return singular if len(singular) <= _LEAST else _without_participle(singular).removesuffix("e")


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    # An accent that stands alone decomposes into a space and a mark.
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).strip()


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > _LEAST + 1 else word[:-1]
    if word.endswith(("sses", "xes", "shes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_participle(word: str) -> str:
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _LEAST and _VOWEL.search(base):
            return _DOUBLED.sub(r"\1", base)
    return word
