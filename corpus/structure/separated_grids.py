"""Tables whose cells are parted by commas or semicolons, as in a file of comma-separated values (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.grid_rows import Row, grid_of, is_number
from corpus.structure.lines import trimmed

_CELL = {mark: re.compile(rf'\s*"(?P<quoted>[^"\n]*)"\s*(?={mark}|$)|(?P<bare>[^{mark}\n]*)') for mark in ";,"}
_MOST_CHARACTERS = 500
_FEWEST_MARKS = 2
_QUOTED = re.compile(r'"[^"]*"')
_FEWEST_ROWS = 3
_FIGURES = 0.3


def is_separated(line: str) -> bool:
    """Whether a line may be of such a table: two semicolons or commas in it, without a space behind them."""
    mark = ";" if line.count(";") >= _FEWEST_MARKS else ","
    if line.count(mark) < _FEWEST_MARKS or len(line) > _MOST_CHARACTERS:
        return False
    return f"{mark} " not in (_QUOTED.sub("", line) if '"' in line else line)


def separated_grid(text: str, lines: Sequence[Span]) -> Grid | None:
    """The table of these lines, or None: it takes three rows of the same cells, many of them figures."""
    if len(lines) < _FEWEST_ROWS:
        return None
    for mark in ";,":
        rows = [_cells(text, line, mark) for line in lines]
        if len(rows[0]) > _FEWEST_MARKS and len({len(row) for row in rows}) == 1 and _holds_figures(text, rows):
            return grid_of(text, rows)
    return None


def _cells(text: str, line: Span, mark: str) -> Row:
    cells, start = [], line.start
    while start <= line.end:
        match = _CELL[mark].match(text, start, line.end)
        if match is None:
            break
        group = "quoted" if match["quoted"] is not None else "bare"
        cells.append(trimmed(text, *match.span(group)))
        start = match.end() + 1
    return tuple(cells)


def _holds_figures(text: str, rows: Sequence[Row]) -> bool:
    cells = [span.of(text) for row in rows[1:] for span in row]
    return sum(map(is_number, cells)) >= _FIGURES * len(cells) and not any(is_number(c.of(text)) for c in rows[0][1:])
