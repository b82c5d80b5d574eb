"""Tables that ruled lines enclose: rules that cross make the grid, words lie in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.reading.page_table import CellLines, PageTable, cell_of, is_tabular, middle, placed, places
from corpus.reading.sheet import Rule, Sheet, Word
from corpus.reading.table_columns import is_figure
from corpus.reading.table_rows import rows_of

_TOUCH = 3.0
_NARROWEST = 6.0
_MOST_CELLS = 4000
_MOST_RULES = 1500
_BARE_LINES = 3


def boxed_tables(sheet: Sheet, words: Sequence[Word]) -> list[PageTable]:
    """The tables of a page whose rules cross or stand in a row; a page with very many rules is a drawing."""
    across = merged_rules(rule for rule in sheet.rules if rule.across)
    upright = merged_rules(rule for rule in sheet.rules if not rule.across)
    if len(across) + len(upright) > _MOST_RULES:
        return []
    found = [table for group in _touching(across, upright) if (table := _boxed(sheet, group, words)) is not None]
    free = [rule for rule in upright if not any(_stands_in(rule, table) for table in found)]
    found += [table for group in _pillars(free) if (table := _pillared(sheet, group, words)) is not None]
    return found


def _stands_in(rule: Rule, table: PageTable) -> bool:
    return table.left - _TOUCH <= rule.at <= table.right + _TOUCH and rule.low < table.bottom and rule.high > table.top


def _pillars(upright: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Groups of three or more upright rules of the same height side by side."""
    groups: list[list[Rule]] = []
    for rule in sorted(upright, key=lambda rule: (rule.at, rule.low)):
        same = [g for g in groups if max(abs(g[-1].low - rule.low), abs(g[-1].high - rule.high)) <= _TOUCH]
        if same:
            same[-1].append(rule)
        else:
            groups.append([rule])
    yield from (group for group in groups if len(group) >= 3)


def _pillared(sheet: Sheet, group: list[Rule], words: Sequence[Word]) -> PageTable | None:
    """The table whose columns upright rules part and whose rows only spacing tells."""
    xs = places((rule.at for rule in group), _NARROWEST)
    low, high = group[0].low, group[0].high
    inside = [w for w in words if xs[0] <= (w.left + w.right) / 2 <= xs[-1] and low <= middle(w) <= high]
    (band,) = placed(inside, xs, [low, high])
    rows = rows_of([cell_of(cell, sheet.number) for cell in band])
    if len(xs) < 3 or not is_tabular(rows):
        return None
    return PageTable(sheet.number, xs[0], low, xs[-1], high, tuple(xs), rows)


def merged_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch, made one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.low, rule.high)):
        last = next(
            (r for r in reversed(found[-3:]) if abs(r.at - rule.at) < 1.5 and rule.low <= r.high + _TOUCH), None
        )
        if last is None:
            found.append(rule)
        else:
            found[found.index(last)] = Rule(rule.across, last.at, min(last.low, rule.low), max(last.high, rule.high))
    return found


def _touching(across: list[Rule], upright: list[Rule]) -> Iterator[list[Rule]]:
    """Groups of rules that cross or meet one another."""
    waiting = [*across, *upright]
    while waiting:
        group = [waiting.pop(0)]
        for rule in group:
            near = [other for other in waiting if _meet(rule, other)]
            group.extend(near)
            waiting = [other for other in waiting if other not in near]
        if len(group) >= 3:
            yield group


def _meet(rule: Rule, other: Rule) -> bool:
    if rule.across == other.across:
        return False
    return other.low - _TOUCH <= rule.at <= other.high + _TOUCH and rule.low - _TOUCH <= other.at <= rule.high + _TOUCH


def _boxed(sheet: Sheet, group: list[Rule], words: Sequence[Word]) -> PageTable | None:
    """The table of rules that cross, unless they are a frame, an underlining or a drawing."""
    across = [rule for rule in group if rule.across]
    upright = [rule for rule in group if not rule.across]
    if not across or not upright:
        return None
    xs = places([rule.at for rule in upright] + [e for r in across for e in (r.low, r.high)], _NARROWEST)
    ys = places([rule.at for rule in across] + [e for r in upright for e in (r.low, r.high)], _TOUCH + 1.0)
    open_foot = max(rule.high for rule in upright) > max(rule.at for rule in across) + _TOUCH
    if len(xs) < 3 or len(ys) < 2 or (len(ys) == 2 and not open_foot) or len(xs) * len(ys) > _MOST_CELLS:
        return None
    inside = [w for w in words if xs[0] <= (w.left + w.right) / 2 <= xs[-1] and ys[0] <= middle(w) <= ys[-1]]
    cells = placed(inside, xs, ys)
    _merge_spanned(cells, xs, ys, group)
    rows = _rows([[cell_of(cell, sheet.number) for cell in row] for row in cells])
    if not is_tabular(rows):
        return None
    return PageTable(sheet.number, xs[0], ys[0], xs[-1], ys[-1], tuple(xs), rows, open_foot)


def _rows(bands: list[list[CellLines]]) -> list[list[CellLines]]:
    """A band is a row, but for a body that is ruled only around it and for bands of figures line by line."""
    parts: list[list[CellLines]] = []
    for index, band in enumerate(bands):
        bare = len(bands) <= 2 and index == len(bands) - 1 and len(band[0].lines) >= _BARE_LINES
        parts.extend(rows_of(band) if bare or _holds_lines_of_figures(band) else [band])
    return [row for row in parts if any(cell.lines for cell in row)]


def _holds_lines_of_figures(band: list[CellLines]) -> bool:
    most = max(len(cell.lines) for cell in band)
    filled = [cell for cell in band if cell.lines]
    figures = [cell for cell in filled if len(cell.lines) == most and all(is_figure(line.text) for line in cell.lines)]
    return most >= 2 and len(figures) >= max(2, 0.5 * len(filled))


def _merge_spanned(cells: list[list[list[Word]]], xs: list[float], ys: list[float], rules: list[Rule]) -> None:
    """Words of a cell that no rule parts from the one to its left or above it go there."""
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column in range(len(xs) - 2, 0, -1):
            if not _ruled(rules, False, xs[column], (top + bottom) / 2):
                cells[row][column - 1].extend(cells[row][column])
                cells[row][column] = []
    for row in range(len(ys) - 2, 0, -1):
        for column, (left, right) in enumerate(pairwise(xs)):
            if not _ruled(rules, True, ys[row], (left + right) / 2):
                cells[row - 1][column].extend(cells[row][column])
                cells[row][column] = []


def _ruled(rules: list[Rule], across: bool, at: float, middle: float) -> bool:
    return any(r.across == across and abs(r.at - at) <= _NARROWEST and r.low <= middle <= r.high for r in rules)
