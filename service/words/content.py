"""The words of a question: those that carry it, and those that a right passage must have literally."""

from __future__ import annotations

import re

_FUNCTION_WORDS = """
    a about above according actually after again all also am among an and any are aren arent as at be because
    been before being below between both but by can cant could couldn did didn didnt do does doesn doesnt
    doing don done dont down during each either else ever every few for from further get gets give gives given
    had hadn has hasn have haven having he her here hers him his how however i if in into is isn isnt it its
    itself just least less let like many may me might mine more most much must my neither no nor not now of
    off on once one only onto or other our ours out over own per please rather said same say says shall she
    should shouldn show since so some such tell than that the their theirs them themselves then there these
    they this those through thus to too under until up upon us very via was wasn wasnt we were weren werent
    what whatever whats when where whether which while who whole whom whose why will with within without wont
    would wouldn you your yours
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words that say how a sentence is built and not what it is about."""

WORD = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+")
"""A word, or a number with its marks."""

_ENDING = re.compile(r"(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)


def bare(text: str) -> str:
    """The text without the endings after an apostrophe."""
    return _ENDING.sub("", text)


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry the text, lower-cased, each once, in order; all of its words where none does."""
    words = [match.group().lower() for match in WORD.finditer(bare(text))]
    kept = [word for word in words if word not in FUNCTION_WORDS]
    return tuple(dict.fromkeys(kept or words))


def carries(text: str) -> bool:
    """Whether any word of the text says what it is about."""
    return any(word not in FUNCTION_WORDS for word in content_words(text))


def exact_words(text: str) -> tuple[str, ...]:
    """Numbers, and words with a capital that the start of a sentence doesn't explain; each once, in order."""
    found = []
    text = bare(text)
    shouted = text.isupper() and len(text.split()) > MOST_CAPITALS
    for match in WORD.finditer(text):
        word = match.group()
        first = not text[: match.start()].strip(" \"'“”(") or text[: match.start()].rstrip()[-1:] in ".?!:"
        named = word[0].isupper() and not shouted and not (first and word[1:].islower())
        if (named or any(c.isdigit() for c in word)) and word.lower() not in FUNCTION_WORDS:
            found.append(word)
    return tuple(dict.fromkeys(found))


MOST_CAPITALS = 2
"""More words than this, all in capitals, are a manner of typing and no abbreviations."""


def names(text: str) -> tuple[str, ...]:
    """The words with a capital that the start of a sentence doesn't explain."""
    return tuple(word for word in exact_words(text) if not any(c.isdigit() for c in word))


def numbers(text: str) -> tuple[str, ...]:
    """The numbers as they are written, years among them."""
    return tuple(word for word in exact_words(text) if any(c.isdigit() for c in word))


_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b(?!\s?%|[.,]\d)")


def years_named(text: str) -> tuple[int, ...]:
    """The years that the text names, each once, in order."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))
