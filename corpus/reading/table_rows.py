"""Rows of a table where no rules part them: told by spacing, or by what goes on from line to line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.reading.lines import Line
from corpus.reading.page_table import CellLines, places
from corpus.reading.table_columns import is_figure

_SAME_LINE = 3.0
_LOOSE = 1.5


def rows_of(band: Sequence[CellLines]) -> list[list[CellLines]]:
    """The rows of a band of cells without rules inside.

    Lines of one cell stand closer than rows do; where all stand alike each line is a row, unless
    it leaves the first column empty or goes on with a word that a hyphen breaks.
    """
    bases = places((line.base for cell in band for line in cell.lines), _SAME_LINE)
    if not bases:
        return []
    steps = [0.0, *(below - above for above, below in pairwise(bases))]
    size = max((line.size for cell in band for line in cell.lines), default=0.0)
    within = _step_within_cells(steps[1:], size)
    found: list[list[CellLines]] = []
    for base, step in zip(bases, steps, strict=True):
        row = [[line for line in cell.lines if -0.2 < line.base - base <= _SAME_LINE] for cell in band]
        if found and (step <= within if within else _goes_on(found[-1], row)):
            for cell, lines in zip(found[-1], row, strict=True):
                cell.lines.extend(lines)
        else:
            found.append([CellLines(lines) for lines in row])
    return found


def _step_within_cells(steps: Sequence[float], size: float) -> float:
    """The widest step from line to line of one cell, if the steps fall into two clear groups; else 0."""
    closest = min(steps, default=0.0)
    if closest > _LOOSE * size:
        return 0.0
    wider = [step for step in steps if step > 1.01 * closest + 0.05]
    clear = wider and min(wider) >= 1.02 * closest + 0.15
    return 1.01 * closest + 0.05 if clear else 0.0


def _goes_on(above: Sequence[CellLines], row: Sequence[Sequence[Line]]) -> bool:
    if any(
        cell.lines and cell.lines[-1].text[-1] in "-\u2010" and lines for cell, lines in zip(above, row, strict=True)
    ):
        return True
    if row[0] or not above[0].lines:
        return False
    return not all(row[1:]) or not any(is_figure(line.text) for lines in row for line in lines)
