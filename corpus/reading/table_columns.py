"""Columns of a table where no rules part them: blanks that run down through its lines, and what stands across them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.narrow_columns import Gap, narrow_gaps_of
from corpus.reading.sheet import Word

_RUN_GAP = 0.7
_COLUMN_GAP = 0.5
_SAME_RUN_GAP = 1.0
_NUMBER_GAP = 0.25
_CELL_GAP = 0.45
_CUT_GAP = 0.4
_TRIED_ROWS = 40
_FEWEST_SPREAD = 5
_EVEN = 0.12
_UNLIKE = 1.5
_INSIDE = 1.0
_FIGURE = re.compile(
    r"[(\[<>≤≥~≈±+−–—-]*[$€£¥]?\.?\d[\d.,:/’'\u2009\u00a0]*(?:[–—−-]\d[\d.,]*)?[%‰)\]*†‡a-ckmKM]*"
    r"|[–—−-]|undefined|[nN]/?[aA]|n\.a\.|\.\.|…|‰|%"
)
_COUNTER = re.compile(r"\(?\d{1,3}[.)]")


@dataclass(frozen=True)
class Part:
    """A run of one line of a table, and the first and the last of the columns that it stands in."""

    line: Line
    first: int
    last: int


@dataclass(frozen=True)
class Columns:
    """The sides of a table and the blanks between its columns, from left to right.

    `spanning` holds the first characters of the words that stand over several columns, as the head of a group does;
    `inked` is how far left and right the words of each column reach.
    """

    edges: tuple[float, ...]
    spanning: frozenset[int] = frozenset()
    inked: tuple[tuple[float, float], ...] = ()

    def __len__(self) -> int:
        return len(self.edges) - 1

    def parts(self, words: Iterable[Word], page: int) -> list[Part]:
        """The words in runs of one line and column, or of the columns that a run spans."""
        lines = drawn_lines(sorted(words, key=lambda word: word.start), page)
        return [part for line in lines for run in runs(line) for part in self._parts_of(run)]

    def _parts_of(self, run: Line) -> Iterator[Part]:
        first, last = self.reach(run.left, run.right)
        cut = self._cut_at(run, first, last)
        if cut:
            for start, end in pairwise([0, *cut, len(run.words)]):
                yield self._part(run.page, run.words[start:end])
            return
        if last > first and run.words[0].start in self.spanning and not self._is_cut(run, first, last):
            yield Part(run, first, last)
            return
        group: list[Word] = []
        for word in run.words:
            if group and self._column_of(word) != self._column_of(group[-1]):
                yield self._part(run.page, group)
                group = []
            group.append(word)
        yield self._part(run.page, group)

    def reach(self, left: float, right: float) -> tuple[int, int]:
        """The first and last column whose words stand between `left` and `right`, if only in part."""
        met = [c for c, (a, b) in enumerate(self.inked) if a < right - _INSIDE and b > left + _INSIDE]
        return (met[0], met[-1]) if met else (self._column(left), self._column(left))

    def _part(self, page: int, words: Sequence[Word]) -> Part:
        column = self._column_of(words[0])
        return Part(Line(page, tuple(words)), column, column)

    def _is_cut(self, run: Line, first: int, last: int) -> bool:
        """Whether the edges fall between its words, with figures after them or a blank wider than a word's: cells."""
        edges = self.edges[first + 1 : last + 1]
        if any(word.left < edge - 0.5 < edge + 0.5 < word.right for word in run.words for edge in edges):
            return False
        if all(is_figure(word.text) for word in run.words if word.left >= edges[0] - 0.5):
            return True
        blanks = (
            (a, b) for a, b in pairwise(run.words) if any(a.right - 0.5 <= edge <= b.left + 0.5 for edge in edges)
        )
        return all(b.left - a.right >= _CELL_GAP * b.size for a, b in blanks)

    def _cut_at(self, run: Line, first: int, last: int) -> list[int]:
        """Where the run is to be cut, if after a blank a word begins each of its columns as their other words do."""
        found = []
        for column in range(first + 1, last + 1):
            at = (i for i, (a, b) in enumerate(pairwise(run.words), 1) if self._begins(column, a, b))
            found.append(next(at, 0))
        return found if all(found) and first == self._column(run.left) else []

    def _begins(self, column: int, before: Word, word: Word) -> bool:
        apart = word.left - before.right >= _CUT_GAP * word.size
        return apart and abs(word.left - self.inked[column][0]) <= _INSIDE

    def _column_of(self, word: Word) -> int:
        return self._column((word.left + word.right) / 2)

    def _column(self, x: float) -> int:
        return max(0, min(sum(edge <= x for edge in self.edges) - 1, len(self) - 1))


def columns_of(words: Iterable[Word], page: int, left: float, right: float) -> Columns:
    """The columns that the words between the sides `left` and `right` stand in."""
    ordered = sorted(words, key=lambda word: word.start)
    lines = drawn_lines(ordered, page)
    in_rows = rows(lines)
    narrow = narrow_gaps_of(in_rows)
    found = [[cell for line in row for run in runs(line) for cell in _cut(run, narrow)] for row in in_rows]
    if all(len(row) < 2 for row in found):
        return Columns((left, right), frozenset(), ((left, right),))
    across = _spanning(found)
    spanning = frozenset(word.start for run in across for word in run.words)
    within = [word for word in ordered if word.start not in spanning]
    extents = sorted((r.left, r.right) for row in found for r in row if r.words[0].start not in spanning)
    gap = _COLUMN_GAP * median(line.size for line in lines)
    cells = [(run, index) for index, row in enumerate(found) for run in row]
    blanks = _blanks(extents, gap) if extents else []
    closer = [gap.middle for gap in narrow if not any(gap.left <= blank <= gap.right for blank in blanks)]
    coarse = [left, *_between_cells(sorted([*blanks, *closer]), cells), right]
    edges = [left]
    for start, end in pairwise(coarse):
        column = [word for word in within if start <= (word.left + word.right) / 2 < end]
        edges.extend([*_figure_blanks(column, page), end])
    return Columns(tuple(edges), spanning, tuple(_inked(within, start, end) for start, end in pairwise(edges)))


def _between_cells(blanks: Sequence[float], cells: Sequence[tuple[Line, int]]) -> list[float]:
    """The blanks but those between a head and what stands below it, beside which no row holds cells on both sides."""
    kept = list(blanks)
    for blank in blanks:
        place = kept.index(blank)
        low = kept[place - 1] if place else float("-inf")
        high = kept[place + 1] if place + 1 < len(kept) else float("inf")
        before = [row for run, row in cells if run.left >= low and run.right <= blank]
        after = [row for run, row in cells if run.left >= blank and run.right <= high]
        if before and after and (max(before) < min(after) or max(after) < min(before)):
            kept.remove(blank)
    return kept


def _cut(run: Line, gaps: Sequence[Gap]) -> Iterator[Line]:
    """The run in parts at the gaps between its words that part columns."""
    at = [i for i, (a, b) in enumerate(pairwise(run.words), 1) if any(gap.parts(a, b) for gap in gaps)]
    for start, end in pairwise([0, *at, len(run.words)]):
        yield Line(run.page, run.words[start:end])


def _inked(words: Sequence[Word], start: float, end: float) -> tuple[float, float]:
    column = [word for word in words if start <= (word.left + word.right) / 2 < end]
    return min((w.left for w in column), default=start), max((w.right for w in column), default=end)


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, or what stands where one is missing; "3." and "(3)" count a list."""
    return bool(text) and not _COUNTER.fullmatch(text) and all(_FIGURE.fullmatch(word) for word in text.split())


def runs(line: Line) -> Iterator[Line]:
    """The line in parts that a gap wider than a word space parts; within one operation it must be wider still."""
    if _is_justified(line):
        yield line
        return
    run: list[Word] = []
    for word in line.words:
        least = _RUN_GAP if run and word.run != run[-1].run else _SAME_RUN_GAP
        if run and word.left - run[-1].right > least * word.size:
            yield Line(line.page, tuple(run))
            run = []
        run.append(word)
    yield Line(line.page, tuple(run))


def _is_justified(line: Line) -> bool:
    """Whether words of unlike lengths stand equally far apart, as text does that is spread out to fill its line.

    In columns that lie side by side such blanks could only be equal below words of the same width.
    """
    words = line.words
    if len(words) < _FEWEST_SPREAD or line.size * _RUN_GAP >= words[1].left - words[0].right:
        return False
    blanks = [after.left - before.right for before, after in pairwise(words)]
    widths = [word.right - word.left for word in words]
    return max(blanks) - min(blanks) <= _EVEN * line.size and max(widths) > _UNLIKE * min(widths)


def _spanning(found: Sequence[Sequence[Line]]) -> list[Line]:
    """The runs over which several other rows have two runs or more side by side, and seldom one."""
    tried = [
        (index, [(run.left + _INSIDE, run.right - _INSIDE) for run in row])
        for index, row in enumerate(found)
        if index % (1 + len(found) // _TRIED_ROWS) == 0
    ]
    spanning: list[Line] = []
    for index, row in enumerate(found):
        for run in row:
            left, right = run.left, run.right
            counts = [len([a for a, b in other if a < right and b > left]) for place, other in tried if place != index]
            several = len(counts) - counts.count(0) - counts.count(1)
            if several > 1 and several >= 0.5 * counts.count(1):
                spanning.append(run)
    return spanning


def _figure_blanks(words: Sequence[Word], page: int) -> list[float]:
    """Blanks that part columns of figures, which may stand closer than columns of words."""
    found = rows(drawn_lines(sorted(words, key=lambda word: word.start), page))
    lines = [[word for line in row for word in line.words] for row in found]
    figures = [line for line in lines if len(line) > 1 and all(_FIGURE.fullmatch(word.text) for word in line)]
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
