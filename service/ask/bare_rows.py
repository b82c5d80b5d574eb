"""Bare rows: rows of figures that have no word of the question, in no head and in no cell.

To an encoder any row of figures is near to any question for a figure. What its figures are of is said by its heads and
its first cells alone: where none of them is met, the row is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.bibliography.names import folded
from indexer.retrieval import Hit
from service.ask.understanding import Understanding
from service.ask.understanding.descriptions import akin
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
    asked = frozenset(_telling(question.words))
    return tuple(hit for hit in hits if hit.held.passage.kind != "row" or not _is_bare(hit.held.passage.reading, asked))


def _is_bare(reading: str, asked: frozenset[str]) -> bool:
    parts = [part.partition(": ") for part in reading.split("; ")]
    cells = [value or head for head, _, value in parts]
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in cells)
    if figures < LEAST_FIGURES * len(cells):
        return False
    said = frozenset(_telling(folded(reading).split()))
    return not any(akin(word, other) for word in asked for other in said)


def _telling(words: Iterable[str]) -> Iterable[str]:
    plain = (folded(word) for word in words)
    return (word for word in plain if word and word not in FUNCTION_WORDS and word.rstrip("s") not in _UNITS)
