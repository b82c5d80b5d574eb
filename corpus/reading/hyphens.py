"""How a word that a line end breaks is put together again.

The document's own words decide: "develop-/ment" is joined where "development" is not broken elsewhere,
"knowledge-/intensive" keeps its hyphen where the document writes such compounds with one. Where it ends
lines with soft breaks of another character than U+002D, or hardly ever breaks a word, U+002D is a hyphen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

HYPHENS = "-\u2010\u00ad"
_SOFT = "\u00ad"
_REAL = "-"
_FEWEST_SOFT = 3
_FEWEST_LINES = 50
_SELDOM = 0.012
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?:|www\.|doi\.|10\.\d{4}|\w@\w")

# First and second parts that English sets off with a hyphen, for compounds that the document writes only once.
_FIRST_PARTS = frozenset(
    ("self", "non", "well", "high", "low", "long", "short", "cross", "mixed", "quasi", "full", "half", "all", "semi")
)
_PREFIXES = frozenset(
    ("socio", "pro", "post", "pre", "inter", "intra", "anti", "multi", "macro", "micro", "neo", "eco")
)  # fmt: skip
_JOINING = frozenset(("non", "cross", "quasi", "semi"))
_FORM = 5  # letters that the forms of a word share
_LONG = 7  # letters of a word that stands by itself elsewhere, so that the break is at its prefix's hyphen
_SECOND_PARTS = frozenset(
    ("based", "oriented", "driven", "intensive", "related", "specific", "led", "level", "term", "scale", "wide",
     "making", "sized", "type", "free", "like", "tech", "depth", "class", "country", "sector", "year", "old", "quality",
     "performing", "growing", "edge", "border", "party", "known", "style", "cost", "run", "owned", "focused",
     "added", "grained", "up")
)  # fmt: skip


class Joint(Enum):
    """What becomes of a line end: a space, nothing, or nothing and the hyphen left out too."""

    SPACE = " "
    NONE = ""
    UNBROKEN = "-"


class Vocabulary:
    """The words and hyphenated compounds that a document writes within its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.compounds: Counter[str] = Counter()
        self._firsts: set[str] = set()
        self._seconds: set[str] = set()
        ends: Counter[str] = Counter()
        broken = False
        for line in lines:
            last = line[-1:] if line[-1:] in HYPHENS else ""
            self._add(line, broken, bool(last))
            broken = bool(last)
            ends[last] += 1
        soft = sum(ends[mark] for mark in HYPHENS if mark != _REAL)
        self._marks_breaks = soft >= max(_FEWEST_SOFT, 2 * ends[_REAL])
        self._sorted_words, self._sorted_compounds = sorted(self.words), sorted(self.compounds)
        self._seldom_breaks = ends.total() >= _FEWEST_LINES and soft + ends[_REAL] <= _SELDOM * ends.total()

    def _add(self, line: str, broken: bool, breaks: bool) -> None:
        found = [match.group().lower().replace("\u2010", "-") for match in _WORD.finditer(line)]
        if broken:
            del found[:1]
        if found and breaks:
            found.pop()
        for word in found:
            parts = word.split("-")
            self.words.update(parts)
            if len(parts) > 1:
                self.compounds[word] += 1
                self._firsts.update(parts[:-1])
                self._seconds.update(parts[1:])

    def keeps_hyphen(self, mark: str, stem: str, rest: str) -> bool:
        """Whether `mark` at a line's end is the word's own hyphen, by what else ends the document's lines."""
        if mark != _REAL:
            return False
        return self._marks_breaks or (self._seldom_breaks and not self.words[stem + rest])

    def is_compound(self, stem: str, rest: str) -> bool:
        """Whether `stem` and `rest` (lower-case letters) are parts of a word with a hyphen of its own."""
        whole, hyphened = self.words[stem + rest], self.compounds[f"{stem}-{rest}"]
        if whole or hyphened:
            return hyphened > whole
        if (akin := self._akin(stem, rest)) is not None:
            return akin
        if self._writes_closed(stem):
            return False
        if stem in _FIRST_PARTS or rest in _SECOND_PARTS:
            return self.words[stem] > 0 or stem in _FIRST_PARTS or len(stem) > 3
        if stem in _PREFIXES and len(rest) >= _LONG and self.words[rest] > 1 and rest != "national":
            return True
        if min(len(stem), len(rest)) < 4:
            return False
        known = self.words[stem] > 0, self.words[rest] > 0
        return all(known) or (stem in self._firsts and rest in self._seconds) or (known[0] and rest in self._seconds)

    def _akin(self, stem: str, rest: str) -> bool | None:
        """Whether other forms of the word have a hyphen, by its first letters; None where there are none or both."""
        if len(rest) < _FORM + 2:
            return None
        hyphened = any(_beginning(self._sorted_compounds, f"{stem}-{rest[:_FORM]}"))
        closed = any(_beginning(self._sorted_words, stem + rest[:_FORM]))
        return None if hyphened == closed else hyphened

    def _writes_closed(self, stem: str) -> bool:
        """Whether the document sets words with this prefix closed: "nonlinear" oftener than "non-linear"."""
        if stem not in _JOINING:
            return False
        closed = sum(word[len(stem) :] in self.words for word in _beginning(self._sorted_words, stem))
        return closed > sum(1 for _ in _beginning(self._sorted_compounds, f"{stem}-"))


def _beginning(ordered: list[str], start: str) -> Iterator[str]:
    """Those of the sorted words that begin with `start`."""
    for index in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[index].startswith(start):
            return
        yield ordered[index]


def joint(last: str, first: str, vocabulary: Vocabulary) -> Joint:
    """How the last word of a line and the first of the next belong together."""
    if last[-1] in HYPHENS and len(last) > 1 and last[-2] not in HYPHENS:
        return _hyphen_joint(last, first, vocabulary)
    if (last[-1] in "/_" and len(last) > 1) or (_wide(last[-1]) and _wide(first[0])):
        return Joint.NONE
    if last[-1] in "–—" and len(last) > 1:
        return Joint.NONE
    if _ADDRESS.search(last) and last[-1] in ".=?&#%:" and first[0].isalnum() and not first[0].isupper():
        return Joint.NONE
    return Joint.SPACE


def _hyphen_joint(last: str, first: str, vocabulary: Vocabulary) -> Joint:
    stem, rest = _LAST_LETTERS.search(last[:-1]), _FIRST_LETTERS.match(first)
    if last[-1] == _SOFT:
        return Joint.UNBROKEN
    if stem is None or rest is None:
        return Joint.NONE if first[0].isalnum() or (last[-2].isalnum() and first[0] in "([") else Joint.SPACE
    left, right = stem.group(), rest.group()
    counts = last[: stem.start()][-1:].isdigit()
    if right.lower() in ("and", "or", "und", "oder", "et", "y", "e") and right == first:
        if counts:
            return Joint.SPACE
        return _suspended(left, right, vocabulary, last[-1])
    if counts or vocabulary.keeps_hyphen(last[-1], left.lower(), right.lower()):
        return Joint.NONE
    capitals = len(left) > 1 and left.isupper() and right[:2].isupper()
    if (right[0].isupper() and not capitals) or last[-2] in HYPHENS:
        return Joint.NONE
    if _ADDRESS.search(last) or "//" in first:
        return Joint.UNBROKEN if vocabulary.words[(left + right).lower()] else Joint.NONE
    if vocabulary.is_compound(left.lower(), right.lower()):
        return Joint.NONE
    return Joint.NONE if _many_parts(last, left, right, vocabulary) else Joint.UNBROKEN


def _suspended(left: str, right: str, vocabulary: Vocabulary, mark: str) -> Joint:
    """ "small- and medium-sized" keeps its hyphen and its space; "thous-and" is one word."""
    whole = vocabulary.words[(left + right).lower()]
    real = vocabulary.keeps_hyphen(mark, left.lower(), right.lower())
    return Joint.SPACE if real or vocabulary.words[left.lower()] > whole else Joint.UNBROKEN


def _many_parts(last: str, left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether the break adds to a word that already has a hyphen ("state-of-the-/art") and isn't itself one word."""
    before = last[: -1 - len(left)]
    hyphened = before[-1:] in HYPHENS and before[-2:-1].isalpha()
    return (
        hyphened
        and not vocabulary.words[(left + right).lower()]
        and left.lower() in ("the", "of", "to", "and", "in", "by")
    )


def _wide(letter: str) -> bool:
    """Chinese and Japanese characters, which are set without spaces."""
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
