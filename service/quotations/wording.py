"""Wording: the words of a text as they are compared, each with the characters that it stands in.

What a page, a typesetter or a recogniser does to words isn't theirs: case, accents, ligatures, soft hyphens, kinds of
quotation marks and dashes, marks of notes, and where a word is parted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from corpus.document import Document, Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENTS = "\u0300-\u036f"
_RAISED = "\u00b9\u00b2\u00b3\u2070-\u209c"
_LETTER = rf"[^\W\d_{_RAISED}]"
_WORD = re.compile(
    rf"(?:(?<![^\s(\[])[-−–])?\d+(?:[.,]\d+)*(?:[\u00a0\u2009\u202f]\d{{3}}(?!\d))*"
    rf"|[\u00bc-\u00be]|(?i:per[ \n]?cent)\b"
    rf"|{_LETTER}(?:{_LETTER}|[{_INVISIBLE}{_ACCENTS}]|[-‐]\n[ \t]*(?=[a-zà-ÿ]))*(?:['’ʼ‘`]{_LETTER}+)*"
    r"|[%‰€$£¥<>≤≥=±&§°]"
)
_UNSEEN = re.compile(rf"[{_INVISIBLE}'’ʼ‘`\s‐-]")
_CITATION = re.compile(
    r"\((?=[^()]*\b(?:1[5-9]|20)\d\d[a-z]?\b)(?:[A-ZÀ-Þ]|see\b|cf\b|e\.g)[^()]{0,120}\)|\[\d[\d,;\s–-]*\]"
)
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?")
_WRITTEN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ʻ": ""})
_SIGNS = {"%": "percent", "&": "and"}


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A word as it is compared: without case, accents, ligatures, apostrophes and what isn't seen."""
    if word in _SIGNS:
        return _SIGNS[word]
    if word[-1].isdigit():
        return _plain_number(word)
    if word.isascii():
        return _UNSEEN.sub("", word).lower()
    decomposed = unicodedata.normalize("NFKD", _UNSEEN.sub("", word)).casefold().translate(_WRITTEN)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _plain_number(word: str) -> str:
    """`4,120` and `4 120` as 4120, `3,5` as 3.5, `−2` as -2."""
    grouped = word.replace("−", "-").replace("–", "-")
    bare = grouped.lstrip("-")
    if _GROUPED.fullmatch(bare):
        return grouped[: len(grouped) - len(bare)] + re.sub(r"[,\s]", "", bare)
    return unicodedata.normalize("NFKC", grouped.replace(",", "."))


@dataclass(frozen=True)
class Wording:
    """The words of a text in order: as they are compared, and the characters that each stands in.

    `loose` are the places of words that one who quotes may leave out: citations, marks of notes.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    loose: frozenset[int] = frozenset()

    def span(self, first: int, last: int) -> Span:
        """The characters from the word at `first` to the one at `last`, both included."""
        return Span(self.spans[first].start, self.spans[last].end)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word, []).append(place)
        return found

    @cached_property
    def firm(self) -> tuple[int, ...]:
        """The places of the words that aren't loose."""
        return tuple(place for place in range(len(self.words)) if place not in self.loose)

    @cached_property
    def letters(self) -> str:
        """The firm words without anything between them, so that it doesn't matter where words are parted."""
        return "".join(self.words[place] for place in self.firm)

    @cached_property
    def _edges(self) -> list[int]:
        return list(accumulate((len(self.words[place]) for place in self.firm), initial=0))

    def standing(self, letters: str) -> list[tuple[int, int]]:
        """Where words with just these letters stand: the first and the last of them, every time."""
        found, at = [], self.letters.find(letters) if letters else -1
        while at >= 0:
            first, end = bisect_left(self._edges, at), bisect_left(self._edges, at + len(letters))
            if self._edges[first] == at and self._edges[end] == at + len(letters):
                found.append((self.firm[first], self.firm[end - 1]))
            at = self.letters.find(letters, at + 1)
        return found


def wording(text: str, span: Span | None = None, loose: Sequence[Span] = ()) -> Wording:
    """The wording of `text`, or of the characters under `span`; words under the spans of `loose` are loose.

    So are citations in brackets, as far as they can be told by themselves, and marks of notes.
    """
    area = span or Span(0, len(text))
    named = [Span(*match.span()) for match in _CITATION.finditer(text, area.start, area.end)]
    found = [Span(*match.span()) for match in _WORD.finditer(text, area.start, area.end)]
    words = tuple(plain(each.of(text)) for each in found)
    return Wording(words, tuple(found), frozenset(_loose(text, found, [*named, *loose])))


def document_wording(document: Document) -> Wording:
    """The wording of a whole document, its callouts loose."""
    return wording(document.text, None, [callout.span for callout in document.callouts])


MOST_DIGITS_OF_A_MARK = 3


def _loose(text: str, words: Sequence[Span], loose: Sequence[Span]) -> set[int]:
    starts = [word.start for word in words]
    found: set[int] = set()
    for span in loose:
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        found.update(range(first, end))
    found.update(place for place, word in enumerate(words) if _is_mark(text, word))
    return found


def _is_mark(text: str, word: Span) -> bool:
    """Whether it is a note's number that stands right behind a word or its stop: `neighbours.14`, `district3 was`."""
    if not text[word.start].isdigit() or len(word) > MOST_DIGITS_OF_A_MARK or not word.of(text).isdigit():
        return False
    before = text[word.start - 1 : word.start]
    if before in '”’"»)]' and before:
        return True
    letters = text[max(0, word.start - 3) : word.start]
    ends_word = before.isalpha() and len(letters) == MOST_DIGITS_OF_A_MARK and letters.isalpha() and letters.islower()
    return ends_word or (len(letters) > 1 and before in ".,;:" and letters[-2].isalpha())
