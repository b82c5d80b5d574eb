"""Spelling: forms of one word that a careless or a foreign hand may put for each other without another meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from indexer.vocabulary import is_english
from service.words.stems import stem

_TO_AMERICAN = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ation(?:s|al)?|able)$)"), "iz"),
    (re.compile(r"ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|ably|ite|ites|ful|less|hood|hoods|al|ally|ist|ists|ism|er|ers)?$)"), "or"),
    (re.compile(r"(?<=[^aeiou])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[^aeiou])red$"), "ered"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ment|ful)$)"), "l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(?<=judg|nowl)e(?=ment)"), ""),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"que(?=s?$)"), "ck"),
    (re.compile(r"wards$"), "ward"),
    (re.compile(r"^(among|amid)st$"), r"\1"),
    (re.compile(r"^whilst$"), "while"),
    (re.compile(r"^(learn|burn|spell|dream)t$"), r"\1ed"),
)
_FORMS = (
    "am is are was were be been being", "has have had having", "do does did done", "a an the", "this these",
    "that those", "which that who whom", "one ones", "their its his her", "per a", "into in", "onto on", "upon on",
    "till until", "toward towards", "et and", "vs versus",
)  # fmt: skip
_FORM_SETS = tuple(frozenset(forms.split()) for forms in _FORMS)
_UNITS_TEXT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS_TEXT = "thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_UNITS_TEXT.split())}
_NUMBER_WORDS |= {word: str(value) for value, word in zip(range(30, 100, 10), _TENS_TEXT.split(), strict=True)}


@lru_cache(maxsize=16384)
def american(word: str) -> str:
    """The word as an American would spell it, roughly: for comparison alone."""
    if len(word) < LEAST_SPELT_TWICE:
        return word
    for pattern, other in _TO_AMERICAN:
        word = pattern.sub(other, word)
    return word


LEAST_SPELT_TWICE = 5
"""Letters of a word that the two spellings of English tell apart: `our`, `are` and `rise` have one."""


@lru_cache(maxsize=65536)
def is_form(one: str, other: str) -> bool:
    """Whether the two are one word in other inflection or in the other spelling of English."""
    if _has_digit(one) or _has_digit(other):
        return number_of(one) == number_of(other)
    if stem(one) == stem(other) or american(one) == american(other) or stem(american(one)) == stem(american(other)):
        return True
    return any(one in forms and other in forms for forms in _FORM_SETS)


@lru_cache(maxsize=65536)
def is_misspelling(one: str, other: str) -> bool:
    """Whether one of the two is no English word and differs from the other by a slip or a letter read wrongly.

    Of names, which no dictionary has, a letter may differ too.
    """
    if min(len(one), len(other)) < LEAST_MISSPELT or _has_digit(one) or _has_digit(other):
        return False
    most = 1 if max(len(one), len(other)) < LONG else 2
    if OSA.distance(_as_read(one), _as_read(other), score_cutoff=most) > most:
        return False
    return not (is_english(one) and is_english(other))


LEAST_MISSPELT = 4
LONG = 8


def _as_read(word: str) -> str:
    """The word with what recognisers take for each other made equal: `rn` and `m`, `1` and `l`."""
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def number_of(word: str) -> str:
    """A number in digits, whichever way it is written: `twelve` as 12, `3.50` as 3.5."""
    written = _NUMBER_WORDS.get(word, word)
    return written.rstrip("0").rstrip(".") if "." in written else written


def is_number(word: str) -> bool:
    """Whether the word is a number in digits or in letters; `one` is mostly none."""
    return _has_digit(word) or (word in _NUMBER_WORDS and word != "one")


def _has_digit(word: str) -> bool:
    # Words are letters or a number, and every number ends in a digit.
    return word[-1].isdigit()
