"""Chunks: the lines of one cell of a table, from which rows are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.reading.lines import Line, side_by_side
from corpus.reading.page_table import CellLines, place
from corpus.reading.table_columns import Part, is_figure

SAME_LEVEL = 0.35  # how far apart two bases may be that stand level, in parts of the type size
_SHARED = 0.45
_ABOVE, _BELOW = 0.7, 0.2  # how far a line reaches from its base, likewise


@dataclass
class Chunk:
    """Lines of one cell, in the columns from `first` to `last`."""

    first: int
    last: int
    lines: list[Line]

    @property
    def top(self) -> float:
        """How high its first line reaches."""
        return self.lines[0].base - _ABOVE * self.lines[0].size

    @property
    def foot(self) -> float:
        """How low its last line reaches."""
        return self.lines[-1].base + _BELOW * self.lines[-1].size

    @property
    def stacks_figures(self) -> bool:
        """Whether it has several lines and most are figures, which never go on in another line."""
        figures = sum(is_figure(line.text) for line in self.lines)
        return figures > 1 and 2 * figures >= len(self.lines)


Row = list[Chunk]


def chunks(parts: Sequence[Part], step: float, size: float) -> list[Chunk]:
    """The lines of each column in runs that step down by no more than `step`; those of one line together."""
    found: dict[tuple[int, int], list[Chunk]] = {}
    for part in parts:
        column = found.setdefault((part.first, part.last), [])
        if column and part.line.base - column[-1].lines[-1].base <= max(step, SAME_LEVEL * size):
            column[-1].lines.append(part.line)
        else:
            column.append(Chunk(part.first, part.last, [part.line]))
    return sorted((chunk for column in found.values() for chunk in column), key=lambda c: (c.top, c.first))


def level(found: Iterable[Chunk], size: float) -> Iterator[Row]:
    """The chunks, ordered by their tops, by row: those that share half a line or more in height."""
    row: Row = []
    foot = float("-inf")
    for chunk in found:
        if row and chunk.top >= foot - _SHARED * size:
            yield row
            row, foot = [], float("-inf")
        row.append(chunk)
        foot = max(foot, chunk.foot)
    if row:
        yield row


def by_lines(row: Row, size: float) -> list[Row]:
    """The row's lines as rows of their own."""
    singles = [Chunk(c.first, c.last, [line]) for c in row for line in c.lines]
    return list(level(sorted(singles, key=lambda c: (c.top, c.first)), size))


def spans(row: Iterable[Chunk]) -> bool:
    """Whether one of the chunks stands over several columns."""
    return any(chunk.last > chunk.first for chunk in row)


def grid(rows: Sequence[Row], count: int) -> list[list[CellLines]]:
    """Rows of `count` cells; what stands in several places is the same cell in each of them."""
    made: dict[int, CellLines] = {}
    found: list[list[CellLines]] = []
    for row in rows:
        cells = [CellLines([]) for _ in range(count)]
        for chunk in sorted(row, key=lambda c: (c.first - c.last, c.first)):
            cell = made.setdefault(id(chunk), CellLines(side_by_side(chunk.lines)))
            place(cell, cells, chunk.first, chunk.last)
        found.append(cells)
    return found
