"""Columns: the order in which a page's lines are read.

Two orders are tried, the order of drawing and the order of the page's columns, and the one that jumps less
is taken: digital typesetting mostly draws as it reads, but not always (tables, notes and floats).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.reading.cells import read_lines
from corpus.reading.lines import Line, rows
from corpus.reading.table_columns import is_figure

_GUTTER = 6.0
_FEWEST = 4
_FEWEST_DRAWN = 2
_NARROWEST_DRAWN = 4.0
_SWITCHES = 0.2
_NARROWEST = 10.0
_FILL = 0.55
_DEEPEST = 4
_TRIALS = 6
_JUMP, _CHANGE = 3.0, 1.0


@dataclass(frozen=True)
class Column:
    """Lines that are read downwards, and the edges that they are set to."""

    left: float
    right: float
    lines: tuple[Line, ...]


def columns(lines: Sequence[Line]) -> list[Column]:
    """The columns of a page in reading order, each with whole lines from top to bottom."""
    found = [_column(group) for group in _split(list(lines), 0) if group]
    drawn = _as_drawn(found)
    return drawn if _jumps(drawn) < _jumps(found) else found


def disorder(found: Sequence[Column]) -> float:
    """The share of steps from line to line that go back up or to the left on the page; 0 is in order."""
    steps = max(sum(len(column.lines) for column in found) - 1, 1)
    return _jumps(found) / (_JUMP * steps)


def _column(lines: list[Line]) -> Column:
    whole = read_lines(lines)
    return Column(min(line.left for line in whole), max(line.right for line in whole), tuple(whole))


def _split(lines: list[Line], depth: int) -> Iterator[list[Line]]:
    """The lines parted into columns: first the best gutter, then each band of each side in turn."""
    gutter = _gutter(lines) if depth < _DEEPEST and len(lines) >= 2 * _FEWEST_DRAWN else None
    if gutter is None:
        yield lines
        return
    waiting: list[Line] = []
    for band in _bands(lines, gutter):
        left, right = _sides(band, gutter)
        if _is_columnar(left, right) or _ends_columns(left, right):
            if waiting:
                yield from _split(waiting, depth + 1)
                waiting = []
            yield from _split(left, depth + 1)
            yield from _split(right, depth + 1)
        else:
            waiting.extend(band)
    if waiting:
        yield from _split(waiting, depth + 1)


def _sides(lines: list[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter]


def _gutter(lines: list[Line]) -> float | None:
    """The x that parts the most lines into two columns side by side, if any does."""
    extents = [(line.left, line.right) for line in sorted(lines, key=lambda line: (line.base, line.left))]
    parted = {x: _parted(extents, x) for x in _gaps(lines)}
    for x in sorted(parted, key=lambda x: (-parted[x], x))[:_TRIALS]:
        if parted[x] and any(_is_columnar(*_sides(band, x)) for band in _bands(lines, x)):
            return x
    return None


def _parted(extents: list[tuple[float, float]], x: float) -> int:
    """How many lines, given from top to bottom, stand left or right of `x` in runs with several on both sides."""
    total = before = after = 0
    for left, right in [*extents, (x - 1, x + 1)]:
        if right <= x:
            before += 1
        elif left >= x:
            after += 1
        else:
            total += before + after if min(before, after) >= _FEWEST_DRAWN else 0
            before = after = 0
    return total


def _gaps(lines: list[Line]) -> list[float]:
    """The middle of each blank between a line's end and the start of one beside it, one for every four points."""
    starts = sorted({round(line.left, 1) for line in lines})
    ends = sorted({round(line.right, 1) for line in lines})
    found: dict[int, float] = {}
    for start in starts:
        before = [end for end in ends if end <= start - _GUTTER]
        if before:
            found.setdefault(int(start // 4), start - min((start - before[-1]) / 2, _GUTTER))
    return [found[key] for key in sorted(found)]


def _bands(lines: list[Line], gutter: float) -> Iterator[list[Line]]:
    """Runs of lines from top to bottom; a line that crosses the gutter is in another run than those that don't."""
    band: list[Line] = []
    crossing_band = False
    for line in sorted(lines, key=lambda line: (line.base, line.left)):
        crossing = line.left < gutter < line.right
        if band and crossing != crossing_band:
            yield band
            band = []
        crossing_band = crossing
        band.append(line)
    if band:
        yield band


def _is_columnar(left: list[Line], right: list[Line]) -> bool:
    """Whether the two sides are columns of text: drawn one after the other, or several lines that fill their width."""
    if min(len(left), len(right)) < _FEWEST_DRAWN:
        return False
    if min(line.left for line in right) - max(line.right for line in left) < _GUTTER:
        return False
    return _are_drawn_apart(left, right) or all(_reads_as_column(side) for side in (left, right))


def _are_drawn_apart(left: list[Line], right: list[Line]) -> bool:
    """Whether the drawing seldom goes from one side to the other, as it would at every row of a table."""
    sides = sorted([(line.order, False) for line in left] + [(line.order, True) for line in right])
    switches = sum(before != after for (_, before), (_, after) in pairwise(sides))
    fewest = min(len(rows(left)), len(rows(right)))
    wide = all(_holds_text(side) for side in (left, right))
    return fewest >= _FEWEST_DRAWN and wide and switches <= max(1.0, _SWITCHES * fewest)


def _ends_columns(left: list[Line], right: list[Line]) -> bool:
    """Whether a few lines on the left were drawn before those on the right, as where columns end level."""
    if not left or not right or len(left) == len(right) == 1:
        return False
    wide = all(_holds_text(side) for side in (left, right))
    return wide and max(line.order for line in left) < min(line.order for line in right)


def _holds_text(side: list[Line]) -> bool:
    """Whether a side holds words, and not the marks of a list or the figures of a table."""
    width = max(line.right for line in side) - min(line.left for line in side)
    figures = sum(is_figure(line.text) for line in side)
    return width >= _NARROWEST_DRAWN * median(line.size for line in side) and figures < 0.5 * len(side)


def _reads_as_column(side: list[Line]) -> bool:
    """Whether it has several rows, is wide enough for text, and its usual row takes up most of that width."""
    left, right = min(line.left for line in side), max(line.right for line in side)
    found = rows(side)
    if len(found) < _FEWEST or right - left < _NARROWEST * median(line.size for line in side):
        return False
    usual = median(max(line.right for line in row) - min(line.left for line in row) for row in found)
    return usual >= _FILL * (right - left)


def _as_drawn(found: list[Column]) -> list[Column]:
    """The same lines in drawing order, in runs of one column."""
    placed = [(line.order, index, line) for index, column in enumerate(found) for line in column.lines]
    runs: list[tuple[int, list[Line]]] = []
    for _, index, line in sorted(placed, key=lambda entry: entry[:2]):
        if runs and runs[-1][0] == index:
            runs[-1][1].append(line)
        else:
            runs.append((index, [line]))
    return [Column(found[index].left, found[index].right, tuple(lines)) for index, lines in runs]


def _jumps(found: Sequence[Column]) -> float:
    lines = [line for column in found for line in column.lines]
    return sum(_cost(above, below) for above, below in pairwise(lines))


def _cost(line: Line, following: Line) -> float:
    """What a step costs: nothing downwards, a little to the next column, much back up or to the left."""
    beneath = following.base > line.base + 0.3 * line.size
    overlap = min(line.right, following.right) - max(line.left, following.left)
    if overlap > 0:
        return 0.0 if beneath else _JUMP
    if following.left >= line.right or beneath:
        return _CHANGE
    return _JUMP
