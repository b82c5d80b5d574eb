"""Bare rows: rows of figures that are of something else than the question, however near they are to it.

To an encoder any row of figures is near to any question for a figure. What its figures are of is said by its heads and
its first cells alone: where none of them is met, or the counterpart of what is asked for is (exports, for imports), the
row is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from corpus.bibliography.names import folded
from indexer.passages import Passage
from indexer.retrieval import Hit
from service.ask.understanding import Understanding
from service.ask.understanding.descriptions import akin
from service.tables.bounds import is_denied
from service.words.content import FUNCTION_WORDS

LEAST_FIGURES = 0.5
"""The least share of a row's cells that are figures, in a row of figures."""

_FIGURE = re.compile(r"\W*[\d.,\s%$€£¥()+–-]*\d[\d.,\s%$€£¥()+–-]*(?:\s?[\w%/]{1,6})?")
_UNITS_WORDS = """
    percentage percent share number rate value total average figure amount size year count proportion mean sum
"""
_UNITS = frozenset(_UNITS_WORDS.split())
"""Words that say how something is counted, and not what."""


def without_bare_rows(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits but for bare rows; all of them where the question points to a table."""
    if question.targets.table is not None or question.targets.table_place is not None:
        return tuple(hits)
    asked, of_none = frozenset(_telling(question.words)), _asks_for_what_is_not(question.text)
    return tuple(
        hit for hit in hits if hit.held.passage.kind != "row" or not _is_bare(hit.held.passage, asked, of_none)
    )


def _asks_for_what_is_not(text: str) -> bool:
    """Whether it asks which or how many did not: a bound that is denied is but another bound."""
    return _DENIED.search(text) is not None and is_denied(text)


_DENIED = re.compile(
    r"\b(?:which|what|who|how many)\b[^?.;]*?\b(?:do|does|did|is|are|was|were|has|have|had|can|could)"
    r"(?:\s+not|n['’]t)\b|\b(?:which|what|who|how many)\b[^?.;]*?\b(?:have|has|had|with)\s+no\b",
    re.IGNORECASE,
)


def _is_bare(passage: Passage, asked: frozenset[str], of_none: bool) -> bool:
    parts = [part.partition(": ") for part in passage.reading.split("; ")]
    cells = [value or head for head, _, value in parts]
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in cells)
    if figures < LEAST_FIGURES * len(cells):
        return False
    if of_none and not _tells_of_none(passage.reading, cells):
        return True
    said = frozenset(_telling(folded(passage.reading).split()))
    return not any(akin(word, other) for word in asked for other in said) or _is_of_a_counterpart(passage, asked)


def _tells_of_none(reading: str, cells: Iterable[str]) -> bool:
    """Whether a row says that there is none of something: by a nought, an empty mark or a word."""
    return _NONE.search(reading) is not None or any(
        not re.search(r"[1-9]", cell) for cell in cells if _is_no_word(cell)
    )


def _is_no_word(cell: str) -> bool:
    return not re.search(r"[^\W\d_]", cell)


_NONE = re.compile(
    r"\b(?:not?|none|never|without|nor|neither|non|no one|nobody|undefined|missing)\b|n['’]t\b", re.IGNORECASE
)


def _is_of_a_counterpart(passage: Passage, asked: frozenset[str]) -> bool:
    """Whether the row or its caption has the counterpart of a word of the question, and neither has the word."""
    said = frozenset(_WORD.findall(f"{folded(passage.reading)} {folded(passage.context)}"))
    others = {word: counterparts(word) for word in asked}
    return any(_has(said, others[word]) and not _has(said, {word}) and not _has(asked, others[word]) for word in asked)


def _has(words: Iterable[str], wanted: Collection[str]) -> bool:
    return any(akin(word, other) for word in words for other in wanted)


def counterparts(word: str) -> frozenset[str]:
    """The words that differ from a word in the prefix alone, which says the reverse: exports, for imports."""
    pairs = (*_PREFIXES, *((two, one) for one, two in _PREFIXES))
    swapped = ((word.removeprefix(one), two) for one, two in pairs if word.startswith(one))
    return frozenset(two + rest for rest, two in swapped if len(rest) >= LEAST_SHARED)


LEAST_SHARED = 4
"""Letters that two words share behind their prefixes, to be counterparts."""

_PREFIXES = (
    ("im", "ex"),
    ("in", "out"),
    ("im", "em"),
    ("in", "ex"),
    ("up", "down"),
    ("over", "under"),
    ("intra", "inter"),
)
"""Prefixes of which one says the reverse of the other."""

_WORD = re.compile(r"[^\W\d_]+")


def _telling(words: Iterable[str]) -> Iterable[str]:
    plain = (folded(word) for word in words)
    return (word for word in plain if word and word not in FUNCTION_WORDS and word.rstrip("s") not in _UNITS)
