"""Kinds: whether a text has what a claim says that something is: `X is a Y`, `X was not the first Y of Z`."""

from __future__ import annotations

import re
from functools import lru_cache

from service.verify.calibration.alignment import MET, Alignment
from service.verify.gates.reading import Reading, Word, reading
from service.verify.gates.word_list import listed

_BE = listed("is are was were be been being became become")
_BETWEEN = listed("not never only also exclusively solely currently still")
_DETERMINERS = listed("a an the one another its his her their this that some any")
_ENDS = _BE | listed("""
    of in on at by for from with to that which who whom whose when where as than into during between under over since
    until after before about against and or but
""")
_BREAK = re.compile(r"[,.;:()\[\]]| -- ")


def kinds(claim: Reading, align: Alignment, denies: float) -> dict[str, float]:
    """Whether the text has the kind that the claim names, apart for claims that deny and for those that don't."""
    names = ("kind.met", "kind.unmet", "denied.kind.met", "denied.kind.unmet")
    found = dict.fromkeys(names, 0.0)
    place = kind_of(claim.text)
    near = [near for word, near in zip(claim.carrying, align.nearness, strict=True) if word.place == place]
    if near:
        found[f"{'denied.' if denies else ''}kind.{'met' if near[0] >= MET else 'unmet'}"] = 1.0
    return found


@lru_cache(maxsize=4096)
def kind_of(text: str) -> int:
    """The place of the word that names the kind (`X is a new TOWN of Z`), -1 where the text says of nothing what it is.

    It is the last carrying word behind a form of `be` and a determiner, before what qualifies it.
    """
    words = reading(text).words
    for place, word in enumerate(words):
        if word.lower in _BE:
            begin = place + 1
            while begin < len(words) and _stands_between(words[begin]):
                begin += 1
            if begin < len(words) and words[begin].lower in _DETERMINERS:
                named = _last_named(text, words, begin)
                if named >= 0:
                    return named
    return -1


def _stands_between(word: Word) -> bool:
    return word.lower in _BETWEEN or word.lower.endswith("n't")


def _last_named(text: str, words: tuple[Word, ...], determiner: int) -> int:
    last = -1
    for before, word in zip(words[determiner:], words[determiner + 1 :], strict=False):
        if word.lower in _ENDS or _BREAK.search(text, before.start + len(before.text), word.start):
            break
        last = word.place if word.carries else last
    return last
