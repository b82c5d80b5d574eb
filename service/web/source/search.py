"""Search in a document: where its text has these words, however they are written or broken into lines."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from corpus.document import Span

MOST_HITS = 1000
"""Places that are looked for in one document."""

_HYPHENS = r"\-\u00ad\u200b\u2010\u2011\u2013\u2212"
_TOKEN = re.compile(rf"(?P<hyphen>[{_HYPHENS}](?:[^\S\n]*\n\s*)?)|(?P<space>\s+)|(?P<word>[^{_HYPHENS}\s]+)")
_QUOTES = str.maketrans("‘’‚‛“”„‟«»‹›", "''''\"\"\"\"\"\"''")


class _Folded(NamedTuple):
    """A text in the letters that are compared, and the offset in the text that each of them comes from."""

    letters: str
    offsets: array[int]


def hits(text: str, words: str) -> tuple[Span, ...]:
    """The first places of `text` that read like `words`: case, accents, hyphens and line breaks don't matter."""
    return tuple(islice(_hits(text, words), MOST_HITS))


def _hits(text: str, words: str) -> Iterator[Span]:
    wanted = _fold(words).letters.strip()
    if not wanted:
        return
    letters, offsets = _folded(text)
    at = letters.find(wanted)
    while at >= 0:
        last = at + len(wanted) - 1
        yield Span(offsets[at], offsets[last] + 1)
        at = letters.find(wanted, last + 1)


@lru_cache(maxsize=4)
def _folded(text: str) -> _Folded:
    return _fold(text)


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    offsets = array("L")
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "space":
            letters.append(" ")
            offsets.append(token.start())
        elif token.lastgroup == "word":
            _fold_word(token.group(), token.start(), letters, offsets)
    return _Folded("".join(letters), offsets)


def _fold_word(word: str, start: int, letters: list[str], offsets: array[int]) -> None:
    if word.isascii():
        letters.append(word.lower())
        offsets.extend(range(start, start + len(word)))
        return
    for place, character in enumerate(word, start):
        plain = _plain(character)
        letters.append(plain)
        offsets.extend([place] * len(plain))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character without its case, accents and ligature."""
    apart = unicodedata.normalize("NFKD", character.translate(_QUOTES))
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()
