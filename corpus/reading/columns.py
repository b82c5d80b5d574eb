"""Columns: the order in which a page's lines are read.

Two orders are tried, the order of drawing and the order of the page's columns, and the one that jumps less
is taken: digital typesetting mostly draws as it reads, but not always (tables, notes and floats). Within two
columns, the drawing may part the page into stretches that are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.reading.cells import read_lines
from corpus.reading.lines import Line, as_read, rows
from corpus.reading.table_columns import is_figure

_GUTTER = 6.0
_FEWEST = 4
_FEWEST_DRAWN = 2
_FEWEST_BESIDE = 3
_NARROWEST_DRAWN = 4.0
_SWITCHES = 0.2
_NARROWEST = 10.0
_FILL = 0.55
_DEEPEST = 4
_TRIALS = 6
_JUMP, _CHANGE = 3.0, 1.0
_FEW_CHANGES = 4
_THIN, _FEW_THIN = 1.0, 0.25
_LEVEL, _FEW_LEVEL = 0.05, 0.6


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


def stand_in_columns(lines: Sequence[Line]) -> bool:
    """Whether what looks like a table is two columns of text, as an abstract beside notes on the article.

    They are drawn one after the other, and few of their lines stand level, as all rows of a table do.
    """
    gutter = _gutter(list(lines))
    if gutter is None:
        return False
    left, right = _sides(list(lines), gutter)
    if len(left) + len(right) < len(lines) or not _are_drawn_apart(left, right):
        return False
    fewer, more = sorted((left, right), key=len)
    level = sum(any(abs(line.base - other.base) < _LEVEL * line.size for other in more) for line in fewer)
    return level <= _FEW_LEVEL * len(fewer)


def disorder(found: Sequence[Column]) -> float:
    """The share of steps from line to line that go back up or to the left on the page; 0 is in order.

    A page may change from column to column a few times; where it does so often, each change counts a third.
    """
    lines = [line for column in found for line in column.lines]
    costs = [_cost(above, below) for above, below in pairwise(lines)]
    jumps, changes = costs.count(_JUMP), costs.count(_CHANGE)
    return (jumps + max(changes - _FEW_CHANGES, 0) * _CHANGE / _JUMP) / max(len(costs), 1)


def _column(lines: list[Line]) -> Column:
    whole = [as_read(line) for line in read_lines(lines)]
    return Column(
        min(line.left for line in whole),
        max(line.right for line in whole),
        tuple(whole),
    )


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
            for stretch in _drawn_stretches(left, right):
                for side in _sides(stretch, gutter):
                    if side:
                        yield from _split(side, depth + 1)
        else:
            waiting.extend(band)
    if waiting:
        yield from _split(waiting, depth + 1)


def _drawn_stretches(left: list[Line], right: list[Line]) -> list[list[Line]]:
    """The lines of two columns in the stretches, one below the other, that the drawing fills one after the other.

    Under headings that are too short to cross the gutter only the drawing tells that the columns begin anew.
    It is believed where each stretch lies wholly below the one before, and seldom holds a single row, as it
    would if the page were drawn row by row across its columns.
    """
    drawn = sorted(
        [*((line, False) for line in left), *((line, True) for line in right)],
        key=lambda e: e[0].order,
    )
    stretches: list[list[Line]] = []
    floor, was_right = float("-inf"), True
    for line, is_right in drawn:
        if was_right and not is_right and line.base > floor:
            stretches.append([])
        elif not stretches:
            return [[*left, *right]]
        stretches[-1].append(line)
        floor, was_right = max(floor, line.base), is_right
    tops, floors = (
        [min(line.base for line in s) for s in stretches],
        [max(line.base for line in s) for s in stretches],
    )
    stacked = all(floor < top for floor, top in zip(floors, tops[1:], strict=False))
    shallow = [s for s, top, floor in zip(stretches, tops, floors, strict=True) if floor - top < _THIN * s[0].size]
    right_side = {id(line) for line in right}
    thin = sum(len({id(line) in right_side for line in s}) == 2 for s in shallow)
    return stretches if stacked and thin <= _FEW_THIN * len(stretches) else [[*left, *right]]


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
    """Whether the drawing seldom goes from one side to the other, as it would at every row of a table.

    What stands above or below the other side, as the next heading does, is beside nothing and needn't count.
    """
    if not all(_holds_text(side) for side in (left, right)):
        return False
    if _seldom_switches(left, right, _FEWEST_DRAWN):
        return True
    top = max(min(line.base for line in side) for side in (left, right))
    floor = min(max(line.base for line in side) for side in (left, right))
    return _seldom_switches(_between(left, top, floor), _between(right, top, floor), _FEWEST_BESIDE)


def _between(side: list[Line], top: float, floor: float) -> list[Line]:
    return [line for line in side if top - line.size <= line.base <= floor + line.size]


def _seldom_switches(left: list[Line], right: list[Line], fewest_rows: int) -> bool:
    drawn = sorted(
        [
            *((line.order, False) for line in left),
            *((line.order, True) for line in right),
        ]
    )
    switches = sum(before != after for (_, before), (_, after) in pairwise(drawn))
    fewest = min(len(rows(left)), len(rows(right)))
    return fewest >= fewest_rows and switches <= max(1.0, _SWITCHES * fewest)


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
