"""The tokens of a reference entry: words and numbers with the stops that end them; brackets and marks alone.

Letters and digits are parted (`Phys. Rev. D65`): volumes and years are often printed close to what is before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"”]+|10\.\d{4,9}/[^\s<>\"”\]]+)"
    r"|(?P<number>\d{1,3},\d{3}[-–]\d{1,3},\d{3}\b|\d+(?:[-–—‐‑−]{1,2}\d+)+)"
    rf"|(?P<east>[{_CJK}]+)"
    r"|(?P<digits>\d+(?:(?:st|nd|rd|th|[^\W\d_])(?![^\W_]))?)"
    rf"|(?P<word>[^\W\d_{_CJK}]+(?:[-‐‑’'ʼ‘`&][^\W\d_{_CJK}]+)*)"
    r"|(?P<mark>//|--+|[^\w\s]|_)",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.,;:]+")
_CLOSERS = frozenset(")]}”\"’»'>*_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, link or mark of an entry, without (`word`) and with (`end`) the stops that follow it at once."""

    word: str
    stops: str
    start: int
    end: int
    spaced: bool

    @property
    def word_end(self) -> int:
        """Where the word ends, before its stops."""
        return self.end - len(self.stops)


def tokens(text: str) -> list[Token]:
    """Every token of `text`, in order; `spaced` ones follow white space."""
    found: list[Token] = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, end = match.span()
        if match["link"]:
            end = start + len(_unended(match[0]))
        stops = _STOPS.match(text, end) if _takes_stops(match) else None
        stop_text = stops[0] if stops else ""
        spaced = start > position or start == 0
        position = end + len(stop_text)
        found.append(Token(text[start:end], stop_text, start, position, spaced))
    return found


def _takes_stops(match: re.Match[str]) -> bool:
    return not match["mark"] or match[0] in _CLOSERS


def _unended(link: str) -> str:
    """A link without the punctuation of the sentence around it; brackets that pair stay."""
    link = link.rstrip(".,;:'’*")
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(".,;:")
    return link
