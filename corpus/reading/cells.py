"""Cells: lines drawn one below the other, which are read together whatever stands beside them.

Where two of them stand side by side, their rows are no lines of the text: putting these together would
make sentences that nobody wrote. So such lines are read cell by cell, in the order of drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.reading.lines import Line, joined, side_by_side
from corpus.reading.table_columns import is_figure

_PITCH = 1.7
_LABEL = 4.0
_LETTERS = 3
_GAP = 0.3
_SLACK = 1.0
_LEVEL = 0.5


@dataclass(frozen=True)
class _Cell:
    """Lines in drawing order, each below the one before and in the same place across."""

    lines: tuple[Line, ...]
    left: float
    right: float

    @property
    def top(self) -> float:
        return self.lines[0].base

    @property
    def foot(self) -> float:
        return self.lines[-1].base

    @property
    def is_text(self) -> bool:
        """Whether the lines hold words: neither figures nor the counters of a list."""
        letters = sum(letter.isalpha() for line in self.lines for letter in line.text)
        figures = sum(is_figure(line.text) for line in self.lines)
        return letters >= _LETTERS * len(self.lines) and figures < 0.5 * len(self.lines)


def read_lines(lines: Sequence[Line]) -> list[Line]:
    """Whole lines of what no gutter parts: by rows, and cell by cell where cells of text stand side by side."""
    bands = _bands_of_cells(_cells(lines))
    found: list[Line] = []
    above = float("-inf")
    for top, foot in [*bands, (float("inf"), float("inf"))]:
        found.extend(side_by_side(line for line in lines if above < line.base < top))
        found.extend(_by_cells([line for line in lines if top <= line.base <= foot]))
        above = foot
    return found


def _cells(lines: Iterable[Line]) -> list[_Cell]:
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.order):
        if runs and _is_beneath(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_Cell(tuple(run), min(line.left for line in run), max(line.right for line in run)) for run in runs]


def _is_beneath(above: Line, line: Line) -> bool:
    size = max(above.size, line.size)
    overlap = min(above.right, line.right) - max(above.left, line.left)
    return overlap > 0 and 0.5 * size < line.base - above.base <= _PITCH * size


def _bands_of_cells(cells: Sequence[_Cell]) -> list[tuple[float, float]]:
    """The heights, from top to bottom, between which rows would mix what different cells say."""
    found: list[tuple[float, float]] = []
    texts = [(index, cell) for index, cell in enumerate(cells) if len(cell.lines) > 1 and cell.is_text]
    pairs = ((cell, other, index < place) for index, cell in texts for place, other in enumerate(cells))
    mixed = [(cell, other) for cell, other, later in pairs if _would_mix(cell, other, later)]
    for cell, other in sorted(mixed, key=lambda pair: min(pair[0].top, pair[1].top)):
        top, foot = min(cell.top, other.top) - _SLACK, max(cell.foot, other.foot) + _SLACK
        if found and top <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], foot)
        else:
            found.append((top, foot))
    return found


def _would_mix(cell: _Cell, other: _Cell, later: bool) -> bool:
    """Whether rows would put lines of `other` between those of `cell`; `later` says that it was drawn later."""
    near = _LEVEL * cell.lines[0].size
    if other.top > cell.foot + near or other.foot < cell.top - near:
        return False
    gap = max(other.left - cell.right, cell.left - other.right)
    if gap < _GAP * cell.lines[0].size:
        return False
    if len(other.lines) > 1 and other.is_text:
        return sum(any(_is_level(line, beside) for beside in other.lines) for line in cell.lines) > 1
    return later and other.left > cell.right and cell.top - near <= other.top < cell.foot - near


def _by_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines cell by cell; cells of one line that follow each other in a row are one, as is a list's mark."""
    group: list[Line] = []
    for cell in _cells(lines):
        first, *rest = cell.lines
        if group and not (_follows(group[-1], first) and (not rest or _is_label(group, first))):
            yield joined(group)
            group = []
        if rest:
            yield joined([*group, first])
            yield from rest
            group = []
        else:
            group.append(first)
    if group:
        yield joined(group)


def _is_label(group: Sequence[Line], first: Line) -> bool:
    return len(group) == 1 and group[0].right - group[0].left < _LABEL * first.size


def _follows(before: Line, line: Line) -> bool:
    return _is_level(before, line) and line.left >= before.right


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.base - other.base) < 0.3 * max(line.size, other.size)
