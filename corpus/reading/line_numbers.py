"""Line numbers: what manuscripts for review print beside their lines, and the text does not mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median_low

from corpus.reading.lines import Line
from corpus.reading.sheet import Sheet, Word

_NUMBER = re.compile(r"^\d{1,4}$")
_SAME_EDGE = 2.0
_APART = 0.7
_MOST_ROWS = 500
_FEWEST, _FEWEST_IN_ALL = 3, 5
_STEADY = 0.85
_COVERED = 0.6
_ROWS = 0.5
_WIDE = 0.35
_STEPS = (1, 2, 3, 4, 5, 10)


def line_numbers(sheets: Sequence[Sheet], found: Mapping[int, Sequence[list[Line]]]) -> dict[int, frozenset[int]]:
    """By page number, the starts of the words that number its lines, if most rows stand on pages that number theirs.

    The numbers stand in a column of their own beside all text and count evenly from line to line. `found` are the
    rows of each page.
    """
    pages = {sheet.number: found[sheet.number] for sheet in sheets if sheet.words}
    by_number = {sheet.number: sheet for sheet in sheets}
    for left in (True, False):
        outer = {page: _outer_numbers(found, left) for page, found in pages.items()}
        numbered = [page for page in pages if _numbers_lines(outer[page], pages[page], by_number[page])]
        if not numbered or sum(len(pages[page]) for page in numbered) < _ROWS * sum(
            len(found) for found in pages.values()
        ):
            continue
        usual = _usual_edges([word for page in numbered for word in outer[page]])
        starts = {page: _starts(words, usual) for page, words in outer.items()}
        if sum(len(found) for found in starts.values()) >= _FEWEST_IN_ALL:
            return starts
    return {}


def _starts(words: Sequence[Word], usual: tuple[float, float]) -> frozenset[int]:
    near = [word for word in words if min(abs(word.left - usual[0]), abs(word.right - usual[1])) <= _SAME_EDGE]
    return frozenset(word.start for word in near)


def _usual_edges(words: Sequence[Word]) -> tuple[float, float]:
    return median_low(word.left for word in words), median_low(word.right for word in words)


def _outer_numbers(found: Sequence[list[Line]], left: bool) -> list[Word]:
    """The numbers at one end of their rows that stand in one column, clear of the other words."""
    ends = (row[0].words[0] if left else row[-1].words[-1] for row in found)
    if not any(_NUMBER.match(word.text) for word in ends):
        return []
    texts = [sorted((word for line in row for word in line.words), key=lambda word: word.left) for row in found]
    words = [word for text in texts for word in text]
    numbers = [text[0 if left else -1] for text in texts if _begins_with_number(text if left else text[::-1])]
    column = _column(numbers) if len(numbers) <= _MOST_ROWS else []
    if not column:
        return []
    starts = {word.start for word in column}
    low, high = min(word.left for word in column), max(word.right for word in column)
    inside = [word for word in words if word.start not in starts and word.left < high and word.right > low]
    return column if len(inside) <= max(1, len(words) // 50) else []


def _begins_with_number(text: Sequence[Word]) -> bool:
    """Whether a row's outermost word is a number that stands apart from the rest."""
    number = text[0]
    apart = min((max(word.left - number.right, number.left - word.right) for word in text[1:]), default=float("inf"))
    return _NUMBER.match(number.text) is not None and apart >= _APART * number.size


def _column(numbers: Sequence[Word]) -> list[Word]:
    """Those that share a left or a right edge, whichever more do."""
    best: list[Word] = []
    for edges in ([word.right for word in numbers], [word.left for word in numbers]):
        if edges:
            usual = max(sorted(edges), key=lambda edge: sum(abs(other - edge) <= _SAME_EDGE for other in edges))
            column = [word for word, edge in zip(numbers, edges, strict=True) if abs(edge - usual) <= _SAME_EDGE]
            best = max(best, column, key=len)
    return best


def _numbers_lines(numbers: Sequence[Word], found: Sequence[list[Line]], sheet: Sheet) -> bool:
    """Whether they number lines of running text, and are no column of a table or list."""
    starts = {word.start for word in numbers}
    texts = [[word for line in row for word in line.words if word.start not in starts] for row in found]
    widths = [max(word.right for word in text) - min(word.left for word in text) for text in texts if text]
    running = bool(widths) and median_low(widths) >= _WIDE * sheet.wide
    ruled = any(
        rule.across and rule.low <= word.left and word.right <= rule.high
        for rule in sheet.rules
        for word in numbers[:1]
    )
    return running and not ruled and _counts_lines(numbers, found)


def _counts_lines(numbers: Sequence[Word], found: Sequence[list[Line]]) -> bool:
    """Whether the numbers rise by the same step down the page, and as many rows stand there as they count."""
    if len(numbers) < _FEWEST:
        return False
    values = [int(word.text) for word in sorted(numbers, key=lambda word: word.base)]
    steps = Counter(below - above for above, below in pairwise(values))
    step, count = max(steps.items(), key=lambda entry: (entry[1], -entry[0]))
    if step not in _STEPS or count < _STEADY * (len(values) - 1):
        return False
    return _COVERED * len(found) <= step * len(numbers) <= len(found) / _COVERED
