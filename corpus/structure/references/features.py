"""What a sequence model is told of each token of a reference entry.

The features are those of Councill, Giles & Kan (2008, ParsCit) and of AnyStyle: the word, its ends and its shape, the
stops after it, cue words, where in the entry it stands, and the same of its neighbours; and what has gone before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.structure.references.cues import KINDS
from corpus.structure.references.tokens import Token

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")
_RANGE = re.compile(r"(\d+)[-–—‐‑−]{1,2}(\d+)$")
_ROMAN = re.compile(r"[IVXLCDM]+$|[ivxlc]{2,}$")
_ARXIV = re.compile(r"arxiv|(?:hep|nucl|astro|cond|gr|quant|math)-\w{2,4}$", re.IGNORECASE)
_QUOTES = {"“": "”", "«": "»", "„": "“", "``": "''"}
_BRACKETS = {"(": ")", "[": "]"}
_EMPHASIS = frozenset("*_")
_MARKS = frozenset('“”«»"‘’')
_CACHED = 1 << 15
_LONGEST_WORD = 40


def features(found: Sequence[Token]) -> list[list[str]]:
    """The features of each token, in the order of the entry."""
    if not found:
        return []
    looks = [_look(token.word[:_LONGEST_WORD], token.stops[:2]) for token in found]
    states = _states(found, looks)
    last = len(found) - 1
    rows = []
    for index, state in enumerate(states):
        before = looks[index - 1] if index else _EDGE
        after = looks[index + 1] if index < last else _EDGE
        row = [*_own(looks[index]), *state, *_before(before), *_after(after)]
        row += _before_2(looks[index - 2] if index > 1 else _EDGE)
        row += _after_2(looks[index + 2] if index < last - 1 else _EDGE)
        row += _together(before, looks[index], after)
        rows.append(row)
    return rows


Look = tuple[str, str, str, str, tuple[str, ...]]
"""A word in lower case, its shape, its stops, what kind of number it is, and the kinds of cue."""

_EDGE: Look = ("", "edge", "", "", ())


@lru_cache(_CACHED)
def _look(word: str, stops: str) -> Look:
    lower = word.lower()
    return (lower, _shape(word), stops, _number(word), KINDS.get(lower, ()))


def _shape(word: str) -> str:
    if word.startswith(("http", "www.")):
        return "url"
    if "10." in word and "/" in word:
        return "doi"
    if _ARXIV.match(word):
        return "arxiv"
    if word.isdigit():
        return "9" * min(len(word), 5)
    letters = re.sub(r"[^\w]", "-", word)
    shape = "".join("X" if c.isupper() else "9" if c.isdigit() else "x" if c.isalpha() else c for c in letters)
    if shape.isalpha() and shape.isupper():
        return "X" * min(len(shape), 4)
    return re.sub(r"(.)\1{2,}", r"\1\1", shape) if word[:1].isalnum() else word


def _number(word: str) -> str:
    if _YEAR.match(word):
        return "year"
    if match := _RANGE.match(word):
        if _YEAR.match(match[1]) and _YEAR.match(match[2]):
            return "years"
        return "rising" if _rises(match[1], match[2]) else "range"
    if word.isdigit():
        return f"digits{min(len(word), 5)}"
    if _ROMAN.match(word):
        return "roman"
    return "mixed" if any(character.isdigit() for character in word) else ""


def _rises(first: str, second: str) -> bool:
    return int((first[: -len(second)] if len(second) < len(first) else "") + second) > int(first)


@lru_cache(_CACHED)
def _own(look: Look) -> tuple[str, ...]:
    lower, shape, stops, number, kinds = look
    found = [f"w={lower}", f"s={shape}", f"t={stops}", f"s|t={shape}|{stops}", "bias"]
    found += [f"a{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n]
    found += [f"z{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
    if number:
        found += [f"n={number}", f"n|t={number}|{stops}"]
    found += [f"k={kind}" for kind in kinds]
    found += [f"k|t={kind}|{stops}" for kind in kinds]
    return tuple(found)


def _near(place: str, look: Look) -> tuple[str, ...]:
    lower, shape, stops, number, kinds = look
    found = [f"{place}w={lower}", f"{place}s|t={shape}|{stops}", f"{place}t={stops}"]
    if number:
        found.append(f"{place}n={number}")
    return (*found, *(f"{place}k={kind}" for kind in kinds))


@lru_cache(_CACHED)
def _before(look: Look) -> tuple[str, ...]:
    return _near("-1", look)


@lru_cache(_CACHED)
def _after(look: Look) -> tuple[str, ...]:
    return _near("+1", look)


@lru_cache(_CACHED)
def _before_2(look: Look) -> tuple[str, ...]:
    return _near("-2", look)


@lru_cache(_CACHED)
def _after_2(look: Look) -> tuple[str, ...]:
    return _near("+2", look)


def _together(before: Look, own: Look, after: Look) -> tuple[str, ...]:
    return (
        f"-1s|s={before[1]}{before[2]}|{own[1]}{own[2]}",
        f"s|+1s={own[1]}{own[2]}|{after[1]}{after[2]}",
        f"-1s|s|+1s={before[1]}{before[2]}|{own[1]}{own[2]}|{after[1]}{after[2]}",
        f"-1w|w={before[0]}|{own[0]}",
        f"w|+1w={own[0]}|{after[0]}",
    )


def _states(found: Sequence[Token], looks: Sequence[Look]) -> list[list[str]]:
    """Where each token stands, and what has been seen before it and is still to come."""
    ahead = _ahead(looks)
    dated = _first_date(looks)
    count = len(found)
    style = f"date{'-' if dated is None else min(3, 4 * dated // count)}"
    quote, depth, sentences, numbers = "", 0, 0, 0
    slanted = False
    seen: set[str] = set()
    rows = []
    for index, (token, look) in enumerate(zip(found, looks, strict=True)):
        quote, depth = _enclosed(token, quote, depth)
        slanted = slanted != (token.word in _EMPHASIS)
        past = "".join(mark for mark in "y/iqv" if mark in seen)
        numbers = numbers + 1 if look[3] else 0 if _is_word(token) and not look[4] else numbers
        place = f"{sentences}{'q' if quote else ''}{'(' if depth else ''}"
        rows.append(
            [
                f"at={12 * index // count}",
                f"place={place}",
                f"past={past}",
                f"past|s={past}|{look[1]}",
                f"sent|s={sentences}|{look[1]}",
                f"style|sent={style}|{sentences}",
                f"ahead={ahead[index]}",
                f"past|ahead={past}|{ahead[index]}",
                f"ahead|t={ahead[index]}|{look[2]}",
                f"space|s={token.spaced}|{look[1]}",
                f"slant={slanted}|{past}",
                f"nth={numbers}|{look[3]}|{look[2]}",
                f"nth|past={numbers}|{past}|{look[3]}",
                f"q={quote}{token.word if token.word in _MARKS else ''}",
                f"first={index}" if index < 3 else f"last={count - index}" if count - index < 4 else "inner",
            ]
        )
        _note_seen(seen, token, look)
        sentences = min(5, sentences + _ends(token, look))
    return rows


def _is_word(token: Token) -> bool:
    return len(token.word) > 1 and token.word.isalpha()


def _ends(token: Token, look: Look) -> int:
    """1 where a sentence seems to end: a stop after what is no initial and no short abbreviation."""
    return int((token.stops[:1] == "." and len(token.word) > 3 and not look[4]) or token.word == "//")


def _note_seen(seen: set[str], token: Token, look: Look) -> None:
    if look[3] == "year":
        seen.add("y")
    elif token.word == "//":
        seen.add("/")
    elif token.word in _QUOTES or token.word == '"':
        seen.add("q")
    elif "in" in look[4] and token.word[:1].isupper():
        seen.add("i")
    elif "volume" in look[4]:
        seen.add("v")


def _enclosed(token: Token, quote: str, depth: int) -> tuple[str, int]:
    word = token.word
    if quote and (word == quote or (quote == '"' and word == '"')):
        quote = ""
    elif not quote and (word in _QUOTES or word == '"'):
        quote = _QUOTES.get(word, '"')
    if word in _BRACKETS:
        depth = min(3, depth + 1)
    elif word in (")", "]"):
        depth = max(0, depth - 1)
    return quote, depth


def _first_date(looks: Sequence[Look]) -> int | None:
    return next((index for index, look in enumerate(looks) if look[3] == "year"), None)


def _ahead(looks: Sequence[Look]) -> list[str]:
    """How far the next number is, and what kinds of thing are still to come."""
    found = []
    near, years, cues = 9, 0, ""
    for look in reversed(looks):
        found.append(f"{near}{'y' if years else ''}{cues}")
        near = 0 if look[3] else min(9, near + 1)
        years += look[3] == "year"
        for kind, mark in (("publisher", "P"), ("journal", "J"), ("meeting", "M"), ("pages", "p"), ("editor", "e")):
            if kind in look[4] and mark not in cues:
                cues = "".join(sorted(cues + mark))
    return found[::-1]
