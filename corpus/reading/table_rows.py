"""Rows of a table where no rules part them: told by spacing, or by what goes on from line to line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.reading.drawn_rows import drawn_rows
from corpus.reading.lines import Line, side_by_side
from corpus.reading.page_table import CellLines, place
from corpus.reading.row_joins import breaks_word, continued, joined_lines
from corpus.reading.row_labels import centred_rows, labelled
from corpus.reading.table_chunks import SAME_LEVEL, Row, by_lines, chunks, grid, level
from corpus.reading.table_columns import Part, is_figure

_LOOSE, _LOOSEST = 1.5, 1.65
_PIXEL = 0.8
_APART = 0.2
_EVEN = 0.03
_MANY_LINES = 6


def rows_of(parts: Iterable[Part], count: int) -> list[list[CellLines]]:
    """The rows of a table of `count` columns, or of a band of one, without rules inside.

    Where cell was drawn after cell, the order tells. Lines of one cell stand closer than rows do. Where all stand
    alike each line is a row, unless it leaves the first column empty or goes on with a word that a hyphen breaks.
    A label in the middle beside several rows stands for all of them.
    """
    ordered = sorted(parts, key=lambda part: (part.line.base, part.first))
    if not ordered:
        return []
    size = median(part.line.size for part in ordered)
    told = drawn_rows(ordered, size) or centred_rows(ordered, size)
    if told:
        return grid(told, count)
    step = _step_within_cells(ordered, size)
    rows = list(level(chunks(ordered, step, size), size))
    if step and _holds_lines(rows):
        step, rows = 0.0, list(level(chunks(ordered, 0.0, size), size))
    if not step:
        return grid(labelled(joined_lines(rows), size), count)
    found: list[Row] = []
    for row in continued(rows, breaks_word):
        found.extend(joined_lines(by_lines(row, size)) if _stacks(row) else [row])
    return grid(labelled(found, size), count)


def band_rows(band: Sequence[Part], count: int, *, one: bool) -> list[list[CellLines]]:
    """The rows of a band; where `one` says that bands are rows, it is one unless it stacks figures or many lines."""
    lines = len({round(part.line.base / part.line.size) for part in band})
    if not one or lines > _MANY_LINES or stacks_figures(band):
        return rows_of(band, count)
    row = [CellLines([]) for _ in range(count)]
    cells: dict[tuple[int, int], list[Line]] = {}
    for part in sorted(band, key=lambda part: (part.first - part.last, part.first)):
        cells.setdefault((part.first, part.last), []).append(part.line)
    for (first, last), found in cells.items():
        place(CellLines(side_by_side(found)), row, first, last)
    return [row]


def are_doubtful(parts: Sequence[Part], rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether nothing but spacing told the rows of a band, and cells go over several lines or labels are missing."""
    if len(rows) < 2 or not any(len(cell.lines) > 1 or not row[0].lines for row in rows for cell in row):
        return False
    return drawn_rows(parts, median(part.line.size for part in parts)) is None


def stacks_figures(band: Sequence[Part]) -> bool:
    """Whether a column holds several figures one below the other: each is a row of its own."""
    figures: dict[int, list[float]] = {}
    for part in band:
        if is_figure(part.line.text):
            figures.setdefault(part.first, []).append(part.line.base)
    return any(max(bases) - min(bases) > SAME_LEVEL * band[0].line.size for bases in figures.values())


def _step_within_cells(parts: Sequence[Part], size: float) -> float:
    """The widest step from line to line of one cell, if the steps fall into two clear groups; else 0."""
    by_column: dict[tuple[int, int], list[float]] = {}
    for part in parts:
        by_column.setdefault((part.first, part.last), []).append(part.line.base)
    steps = [b - a for bases in by_column.values() for a, b in pairwise(bases) if b - a > SAME_LEVEL * size]
    closest = min(steps, default=0.0)
    if closest > _LOOSEST * size:
        return 0.0
    widest = _widest_within(steps, closest, size)
    wider = [step for step in steps if step > widest]
    clear = wider and min(wider) >= 1.02 * closest + 0.15
    labels = sorted(base for (first, _), bases in by_column.items() if first == 0 for base in bases)
    even = closest > _LOOSE * size or all(_is_multiple(s, closest) for s in wider)
    if any(b - a <= widest for a, b in pairwise(labels)) and even:
        return 0.0
    return widest if clear else 0.0


def _widest_within(steps: Iterable[float], closest: float, size: float) -> float:
    """The widest step like the closest one: a browser sets lines on whole pixels, where rows stand well apart."""
    same, pixel = 1.01 * closest + 0.05, closest + _PIXEL
    beyond = min((step for step in steps if step > pixel), default=pixel)
    return pixel if beyond - pixel >= _APART * size else same


def _is_multiple(step: float, closest: float) -> bool:
    """Whether a step is as high as several lines, and no space was left between rows."""
    return abs(step - round(step / closest) * closest) <= _EVEN * closest


def _stacks(row: Row) -> bool:
    """Whether a column of the row holds figures one below the other, or the first one several labels."""
    columns = [chunk.first for chunk in row if chunk.first == 0 or is_figure(chunk.lines[0].text)]
    return any(chunk.stacks_figures for chunk in row) or len(set(columns)) < len(columns)


def _holds_lines(rows: Sequence[Row]) -> bool:
    """Whether what seems to be rows of wrapped cells are groups of rows: as many lines in every cell, begun alike."""
    several = [row for row in rows if any(len(chunk.lines) > 1 for chunk in row)]
    if len(several) < max(2, 0.5 * len(rows)):
        return False
    if any(len(row) < 2 or len({len(chunk.lines) for chunk in row}) > 1 for row in several):
        return False
    later = [line.text for row in several for chunk in row for line in chunk.lines[1:]]
    return sum(text[0].islower() for text in later) < 0.3 * len(later)
