"""Tables without rules: rows drawn one after another whose figures stand in columns.

Only tables of figures are found; words alone that happen to stand in columns are too often just text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.reading.lines import Line, drawn_lines
from corpus.reading.page_table import CellLines, PageTable, cell_of, is_tabular, placed
from corpus.reading.sheet import Sheet, Word
from corpus.reading.table_columns import column_edges, is_figure, runs
from corpus.reading.table_rows import rows_of
from corpus.structure.captions import opens_caption

_FEWEST_ROWS = 3
_WIDEST_STEP = 3.0
_ROWS_IN_COLUMNS = 0.6
_FIGURES = 0.6
_CONFIDENCE_DOUBT = "found by alignment, without rules"


def aligned_tables(sheet: Sheet, words: Sequence[Word]) -> list[PageTable]:
    """The tables of figures among `words` that no rules show."""
    lines = drawn_lines(sorted(words, key=lambda word: word.start), sheet.number)
    found = (_table(sheet, stretch) for stretch in _stretches(lines))
    return [table for table in found if table is not None]


def _stretches(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """Runs of rows, each drawn below the one before in the same size, from the first to the last with several parts."""
    run: list[list[Line]] = []
    for row in _drawn_rows(lines):
        if run and not _follows(run[-1], row):
            yield from _trimmed(run)
            run = []
        run.append(row)
    yield from _trimmed(run)


def _drawn_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        level = row and abs(line.base - row[-1].base) < 0.3 * line.size and line.left > row[-1].right
        if row and not level:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _follows(row: list[Line], below: list[Line]) -> bool:
    size = below[0].size
    step = below[0].base - row[0].base
    alike = abs(row[0].size - size) < 0.1 * size
    return alike and 0 < step <= _WIDEST_STEP * size and not opens_caption(below[0].text)


def _trimmed(run: list[list[Line]]) -> Iterator[list[list[Line]]]:
    several = [index for index, row in enumerate(run) if _part_count(row) > 1]
    if len(several) >= _FEWEST_ROWS:
        kept = run[several[0] : several[-1] + 1]
        if len(several) >= _ROWS_IN_COLUMNS * len(kept):
            yield kept


def _part_count(row: list[Line]) -> int:
    return sum(len(list(runs(line))) for line in row)


def _table(sheet: Sheet, stretch: list[list[Line]]) -> PageTable | None:
    words = [word for row in stretch for line in row for word in line.words]
    left, right = min(word.left for word in words), max(word.right for word in words)
    edges = column_edges(words, sheet.number, left, right)
    if len(edges) < 3:
        return None
    (band,) = placed(words, edges, [float("-inf"), float("inf")])
    cells = rows_of([cell_of(cell, sheet.number) for cell in band])
    if len(cells) < _FEWEST_ROWS or not is_tabular(cells) or not _holds_figures(cells):
        return None
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return PageTable(
        sheet.number, left, top, right, bottom, tuple(edges), cells, doubts=[_CONFIDENCE_DOUBT]
    )  # fmt: skip


def _holds_figures(rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether at least half of the columns after the first hold figures below their heads."""
    columns = [[row[column].text for row in rows[1:] if row[column].lines] for column in range(1, len(rows[0]))]
    figures = [sum(is_figure(text) for text in column) >= _FIGURES * max(len(column), 2) for column in columns]
    return sum(figures) >= 0.5 * len(columns)
