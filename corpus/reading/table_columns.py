"""Columns of a table where no rules part them: blanks that run down through all its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.sheet import Word

_COLUMN_GAP = 0.7
_SAME_RUN_GAP = 1.0
_NUMBER_GAP = 0.25
_SPANNING = 0.6
_FEW = 0.25
_FIGURE = re.compile(
    r"^[(\[<>≤≥~±+−–—-]*[$€£¥]?\d[\d.,:/’'\u2009]*[%‰)\]*†‡a-c]*$|^[–—−-]$|^(?:undefined|n/?a|NA|n\.a\.|\.\.|…|‰|%)$"
)
_COUNTER = re.compile(r"^\(?\d{1,3}[.)]$")


def column_edges(words: Sequence[Word], page: int, left: float, right: float) -> list[float]:
    """The sides of a table and the blanks between its columns, from left to right."""
    lines = drawn_lines(sorted(words, key=lambda word: word.start), page)
    if not lines:
        return [left, right]
    edges = [left, *_run_blanks(lines, right - left), right]
    found = [left]
    for start, end in pairwise(edges):
        column = [word for word in words if start <= (word.left + word.right) / 2 < end]
        found.extend([*_figure_blanks(column, page), end])
    return found


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, or what stands where one is missing; "3." and "(3)" count a list."""
    return bool(text) and not _COUNTER.match(text) and all(_FIGURE.match(word) for word in text.split())


def runs(line: Line) -> Iterator[Line]:
    """The line in parts that a gap wider than a word space parts; within one operation it must be wider still."""
    run: list[Word] = []
    for word in line.words:
        least = _COLUMN_GAP if run and word.run != run[-1].run else _SAME_RUN_GAP
        if run and word.left - run[-1].right > least * word.size:
            yield Line(line.page, tuple(run))
            run = []
        run.append(word)
    yield Line(line.page, tuple(run))


def _run_blanks(lines: Sequence[Line], width: float) -> list[float]:
    """Blanks that no run of words reaches into, a few that span columns aside."""
    gap = _COLUMN_GAP * max(line.size for line in lines)
    spans = sorted((run.left, run.right) for line in lines for run in runs(line))
    found = _blanks(spans, gap)
    narrow = [(start, end) for start, end in spans if end - start < _SPANNING * width]
    if found or len(narrow) < 4 or len(spans) - len(narrow) > _FEW * len(rows(lines)):
        return found
    return _blanks(narrow, gap)


def _figure_blanks(words: Sequence[Word], page: int) -> list[float]:
    """Blanks that part columns of figures, which may stand closer than columns of words."""
    found = rows(drawn_lines(sorted(words, key=lambda word: word.start), page))
    lines = [[word for line in row for word in line.words] for row in found]
    figures = [line for line in lines if len(line) > 1 and all(_FIGURE.match(word.text) for word in line)]
    if len(figures) < max(2, 0.5 * len(lines)):
        return []
    size = figures[0][0].size
    spans = sorted((word.left, word.right) for line in figures for word in line)
    heads = sorted((word.left, word.right) for line in lines if line not in figures for word in line)
    return [_clear_of(heads, start, end) for start, end in _gaps(spans, _NUMBER_GAP * size)]


def _clear_of(spans: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """The middle of the widest part of the blank that none of `spans` reaches into, if any is left; else of all."""
    inside = [(start, start), *((max(a, start), min(b, end)) for a, b in spans if a < end and b > start), (end, end)]
    free = _gaps(sorted(inside), 0.5)
    widest = max(free, key=lambda gap: (gap[1] - gap[0], -gap[0]), default=(start, end))
    return (widest[0] + widest[1]) / 2


def _blanks(spans: Sequence[tuple[float, float]], widest: float) -> list[float]:
    return [(start + end) / 2 for start, end in _gaps(spans, widest)]


def _gaps(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The blanks of at least that width between spans, which are sorted by their start."""
    found: list[tuple[float, float]] = []
    reach = spans[0][1]
    for start, end in spans:
        if start - reach >= least:
            found.append((reach, start))
        reach = max(reach, end)
    return found
