"""Justified cells: the wide blanks within their lines closed, so that they part no columns.

Where a table was drawn cell by cell, the order of drawing says which lines are one cell's: after the last of them
the next cell begins higher up, to the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.reading.lines import Line, drawn_lines
from corpus.reading.sheet import Word
from corpus.reading.table_columns import is_figure, runs

_LEVEL = 0.35
_PITCH = 1.7
_ALIGNED = 1.5
_WORD_SPACE = 0.25
_Stretch = list[Line]


def with_closed_blanks(words: Iterable[Word], page: int) -> list[Word]:
    """The words, each that stands before such a blank reaching over it; others as they are."""
    ordered = sorted(words, key=lambda word: word.start)
    stretches = list(_stretches([run for line in drawn_lines(ordered, page) for run in runs(line)]))
    cells = [cell for end in range(1, len(stretches)) if (cell := _cell_before(stretches, end))]
    if not cells:
        return ordered
    cells.extend(_later_cells(stretches))
    reach = {start: right for cell in cells for line in cell for start, right in _closed(line)}
    return [replace(w, right=max(w.right, reach[w.start])) if w.start in reach else w for w in ordered]


def _stretches(found: Iterable[Line]) -> Iterator[_Stretch]:
    """Runs drawn one after another on one line, from left to right."""
    stretch: _Stretch = []
    for run in found:
        if stretch and not (_is_level(stretch[-1], run) and run.left >= stretch[-1].right):
            yield stretch
            stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


def _cell_before(stretches: Sequence[_Stretch], end: int) -> list[_Stretch]:
    """The lines of the cell that was drawn right before the stretch at `end`, if this one steps up from it."""
    landing, foot = stretches[end][0], stretches[end - 1][0]
    if foot.base - landing.base <= _LEVEL * foot.size or stretches[end - 1][-1].right > landing.left:
        return []
    cell = [stretches[end - 1]]
    for stretch in reversed(stretches[: end - 1]):
        index = _first_of_cell(stretch, stretches[end - 1], stretches)
        if index is None or stretch[-1].right > landing.left or not _is_beneath(stretch[0], cell[-1][0]):
            break
        cell.append(stretch[index:])
        if index > 0:
            break
    return cell if len(cell) > 1 else []


def _later_cells(stretches: Sequence[_Stretch]) -> Iterator[list[_Stretch]]:
    """The lines of cells right of the first: what is drawn next, below one of them, goes on with it."""
    left: float | None = None
    for stretch, following in pairwise(stretches):
        index = _index_at(stretch, following[0].left)
        if left is not None and index == 0 and abs(left - stretch[0].left) <= _ALIGNED:
            cell = [stretch, following]
        elif index and _is_beneath(stretch[0], following[0]):
            cell = [stretch[index:], following]
        else:
            left = None
            continue
        left = following[0].left if _is_beneath(stretch[0], following[0]) and not _is_columns(*cell) else None
        if left is not None:
            yield cell


def _first_of_cell(stretch: _Stretch, foot: _Stretch, others: Sequence[_Stretch]) -> int | None:
    """Where the line of the cell whose last line is `foot` begins: level with it left, or right and then no shorter."""
    left = _index_at(stretch, foot[0].left)
    if left is not None or abs(stretch[-1].right - foot[-1].right) > _ALIGNED:
        return left
    index = max((index for index, run in enumerate(stretch) if run.left <= foot[0].left), default=None)
    if index is None or any(_heads_column(a, b, others) for a, b in pairwise(stretch[index:])):
        return None
    return index


def _heads_column(run: Line, following: Line, others: Iterable[_Stretch]) -> bool:
    """Whether something elsewhere stands under or over the run alone, as what is in its column does."""
    runs_elsewhere = (other for stretch in others for other in stretch if not _is_level(other, run))
    return any(
        other.left < run.right and other.right > run.left and other.right <= following.left for other in runs_elsewhere
    )


def _index_at(stretch: _Stretch, left: float) -> int | None:
    return next((index for index, run in enumerate(stretch) if abs(run.left - left) <= _ALIGNED), None)


def _is_columns(stretch: _Stretch, following: _Stretch) -> bool:
    """Whether runs after the first stand one below the other, as cells do, or hold figures."""
    lefts = [run.left for run in stretch[1:]]
    below = any(abs(run.left - left) <= _ALIGNED for run in following[1:] for left in lefts)
    return below or any(is_figure(run.text) for run in (*stretch, *following))


def _closed(line: _Stretch) -> Iterator[tuple[int, float]]:
    for run, following in pairwise(line):
        yield run.words[-1].start, following.left - _WORD_SPACE * run.size


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.base - other.base) <= _LEVEL * line.size


def _is_beneath(above: Line, line: Line) -> bool:
    return _LEVEL * line.size < line.base - above.base <= _PITCH * line.size
