"""Qualifiers: which word of a question narrows which, as `selling` does `mills` in `selling mills`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from service.tables.wording import base
from service.words.content import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’](?:s|S)?)?")
_JOINED = re.compile(r"[\s–-]+")
_RELATIVE = re.compile(r"([^\W\d_]+)\s+(?:that|which|who)\s+([^\W\d_]+)", re.IGNORECASE)
_OF_A_VERB = ("ed", "ing")

Pair = tuple[str, str]
"""The stems of a word that narrows another, and of the other."""


def pairs_in(text: str, without: Collection[str]) -> frozenset[Pair]:
    """The words that narrow one another; words in `without` and those that build sentences narrow nothing.

    They stand side by side, or the second is a participle or a relative clause's verb: `mills selling`, `mills that
    sell`. A possessive narrows nothing: `the mills' sales` are sales.
    """
    return frozenset(pair for pair in _pairs(text, without) if pair[0] != pair[1])


def _pairs(text: str, without: Collection[str]) -> Iterator[Pair]:
    for run in _runs(text):
        telling = [word for word in run if _tells(word) and word.lower() not in without]
        for one, two in pairwise(telling):
            yield base(one), base(two)
            if two.lower().endswith(_OF_A_VERB):
                yield base(two), base(one)
    for match in _RELATIVE.finditer(text):
        if all(_tells(word) and word.lower() not in without for word in match.groups()):
            yield base(match[2]), base(match[1])


def _runs(text: str) -> Iterator[list[str]]:
    """The words that stand side by side with nothing between that builds a sentence."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if not (_JOINED.fullmatch(text[end : match.start()]) and _tells(match[0])):
            yield run
            run = []
        end = match.end()
        if _tells(match[0]):
            run.append(match[0])
    yield run


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and word.lower() not in FUNCTION_WORDS
