"""Tables that rules across underline but none encloses, as most journals set them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.page_table import CellLines, PageTable, cell_of, is_tabular, middle, placed
from corpus.reading.ruled_tables import merged_rules
from corpus.reading.sheet import Rule, Sheet, Word
from corpus.reading.table_columns import column_edges, runs
from corpus.reading.table_rows import rows_of
from corpus.structure.captions import opens_caption

_SHORTEST = 40.0
_SAME_END = 4.0
_HEAD_LINES = 9
_FEW_BANDS = 4
_MANY_LINES = 6
_PROSE_LETTERS = 28.0
_PROSE_STARTS = 0.4


def underlined_tables(sheet: Sheet, words: Sequence[Word], found: Sequence[PageTable]) -> list[PageTable]:
    """The tables of a page that stand between rules of the same ends, outside the tables `found` already."""
    tables: list[PageTable] = []
    for stack in _stacks(sheet, found):
        left, right = min(rule.low for rule in stack), max(rule.high for rule in stack)
        near = [w for w in words if left - _SAME_END <= w.left and (w.left + w.right) / 2 <= right + _SAME_END]
        for group in _tabular(sheet, stack, near, left, right):
            table = _table(sheet, group, near, left, right)
            if table is not None:
                tables.append(table)
    return tables


def _stacks(sheet: Sheet, found: Sequence[PageTable]) -> Iterator[list[Rule]]:
    """Rules across with the same ends, one below the other."""
    groups: list[list[Rule]] = []
    across = merged_rules(rule for rule in sheet.rules if rule.across)
    for rule in sorted(across, key=lambda rule: (rule.at, rule.low)):
        if rule.high - rule.low < _SHORTEST or any(_within(rule, table) for table in found):
            continue
        same = [g for g in groups if max(abs(g[-1].low - rule.low), abs(g[-1].high - rule.high)) <= _SAME_END]
        if same:
            same[-1].append(rule)
        else:
            groups.append([rule])
    yield from (group for group in groups if len(group) >= 2)


def _within(rule: Rule, table: PageTable) -> bool:
    return table.top - 2 <= rule.at <= table.bottom + 2 and table.left - _SAME_END <= rule.low <= table.right


def _tabular(
    sheet: Sheet, stack: Sequence[Rule], near: Sequence[Word], left: float, right: float
) -> Iterator[list[float]]:
    """The heights of the rules of each table in a stack: runs of bands that all stand in columns."""
    group: list[float] = []
    for above, below in pairwise(rule.at for rule in stack):
        if below - above < 4.0:
            continue
        band = [word for word in near if above <= middle(word) < below]
        together = [word for word in near if (group[0] if group else above) <= middle(word) < below]
        edges = column_edges(together, sheet.number, left, right) if band else []
        if band and len(edges) >= 3 and not _is_prose(sheet, band, edges) and _has_columns(sheet, band, left, right):
            group = [*(group or [above]), below]
        elif group:
            yield group
            group = []
    if group:
        yield group


def _has_columns(sheet: Sheet, band: Sequence[Word], left: float, right: float) -> bool:
    return len(column_edges(band, sheet.number, left, right)) >= 3


def _is_prose(sheet: Sheet, band: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a band is text in columns and not a table: long lines, many of which begin within a sentence."""
    (cells,) = placed(band, edges, [float("-inf"), float("inf")])
    lines = [line for cell in cells for line in cell_of(cell, sheet.number).lines]
    if len(lines) < 2 * _MANY_LINES or mean(len(line.text) for line in lines) < _PROSE_LETTERS:
        return False
    return sum(line.text[0].islower() for line in lines) >= _PROSE_STARTS * len(lines)


def _table(sheet: Sheet, ys: list[float], near: Sequence[Word], left: float, right: float) -> PageTable | None:
    inside = [word for word in near if ys[0] <= middle(word) < ys[-1]]
    edges = column_edges(inside, sheet.number, left, right)
    headed = _has_head(placed(inside, edges, ys), sheet.number)
    heads = [] if headed else _heads_above(near, inside, sheet.number, ys[0], edges)
    if heads:
        edges = column_edges([*heads, *inside], sheet.number, left, right)
        ys = [min(word.top for word in heads), *ys]
    bands = [[cell_of(cell, sheet.number) for cell in row] for row in placed([*heads, *inside], edges, ys)]
    cells = _rows(bands)
    if len(cells) < 2 or not is_tabular(cells):
        return None
    return PageTable(sheet.number, left, ys[0], right, ys[-1], tuple(edges), cells)


def _has_head(bands: Sequence[Sequence[list[Word]]], page: int) -> bool:
    """Whether the first band is the table's head: bold, or with fewer lines than the one band or two that follow."""
    words = [word for cell in bands[0] for word in cell]
    if words and all(word.bold for word in words):
        return True
    counts = [_line_count([cell_of(cell, page) for cell in band]) for band in bands]
    return 2 <= len(bands) <= 3 and counts[0] < max(counts[1:])


def _rows(bands: Sequence[list[CellLines]]) -> list[list[CellLines]]:
    """The first band is the head; where most rows are ruled each other band is a row, else spacing tells."""
    found: list[list[CellLines]] = []
    for index, band in enumerate(bands):
        several = index > 0 and (len(bands) <= _FEW_BANDS or _line_count(band) > _MANY_LINES)
        found.extend(rows_of(band) if several else [band])
    return [row for row in found if any(cell.lines for cell in row)]


def _line_count(band: Sequence[CellLines]) -> int:
    return max((len(cell.lines) for cell in band), default=0)


def _heads_above(
    near: Sequence[Word], inside: Sequence[Word], page: int, top: float, edges: Sequence[float]
) -> list[Word]:
    """The words of column heads that stand above the first rule: as many lines as leave the columns apart."""
    above = rows(drawn_lines([word for word in near if middle(word) < top], page))
    kept: list[list[Line]] = []
    heads: list[Word] = []
    low = top
    for row in reversed(above[-_HEAD_LINES:]):
        tried = [word for line in row for word in line.words] + heads
        found = column_edges([*tried, *inside], page, edges[0], edges[-1])
        apart = low - row[0].base > 1.2 * row[0].size
        if apart or len(found) < len(edges) or _crosses(row, found) or _is_caption(row, edges):
            break
        kept.append(row)
        heads, low = tried, row[0].base - row[0].size
    while kept and kept[-1][-1].right < edges[1]:  # a caption of one short line, not a column head
        kept.pop()
    (columns,) = placed([w for row in kept for line in row for w in line.words], edges, [float("-inf"), float("inf")])
    filled = sum(bool(column) for column in columns)
    return [w for column in columns for w in column] if filled >= max(2, (len(edges) - 1) / 2) else []


def _is_caption(row: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the row holds running words and not column heads: one is as wide as columns are not."""
    widest = max(run.right - run.left for line in row for run in runs(line))
    return opens_caption(row[0].text) or widest > (0.4 if len(edges) > 3 else 0.6) * (edges[-1] - edges[0])


def _crosses(row: Sequence[Line], edges: Sequence[float]) -> bool:
    parts = [run for line in row for run in runs(line)]
    return any(run.left + 2 < edge < run.right - 2 for run in parts for edge in edges[1:-1])
