"""A table as it lies on a page: rows of cells, each with its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.reading.lines import Line, drawn_lines, side_by_side
from corpus.reading.sheet import STAND_IN, Word

_MOST_LETTERS = 1500
_FEW_COLUMNS = 4
_LEAST_FILLED = 0.3


@dataclass
class CellLines:
    """The lines of one cell, from top to bottom."""

    lines: list[Line]

    @property
    def text(self) -> str:
        """The lines with a space between them."""
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all lines are bold."""
        return all(line.bold for line in self.lines)


@dataclass
class PageTable:
    """A table of one page: rows of cells between the x of `edges`.

    `open_foot` says that the rules go on below its last row, as they do where a page ends within one.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[CellLines]]
    open_foot: bool = False
    doubts: list[str] = field(default_factory=list)
    last_page: int = field(init=False)

    @property
    def words(self) -> Iterator[Word]:
        """All words of its cells."""
        return (word for row in self.rows for cell in row for line in cell.lines for word in line.words)

    @property
    def header_rows(self) -> int:
        """How many rows at the top are column heads: the bold ones, at least one."""
        heads = 0
        for row in self.rows[:-1]:
            filled = [cell for cell in row if cell.lines]
            if not filled or not all(cell.bold for cell in filled):
                break
            heads += 1
        return max(heads, 1)

    def __post_init__(self) -> None:
        self.last_page = self.page

    def stand_in(self) -> Word:
        """A word in the table's place, by which it takes part in the page's order."""
        words = list(self.words)
        first = min(words, key=lambda word: word.start)
        left, right = min(word.left for word in words), max(word.right for word in words)
        overhang = 0.05 * (right - left)  # so that a table a little wider than its column still stands in it
        size = first.size
        return Word(
            STAND_IN, first.start, left + overhang, self.top, right - overhang, self.top + size, self.top + 0.8 * size,
            size, False, False, first.run,
        )  # fmt: skip


def cell_of(words: Iterable[Word], page: int) -> CellLines:
    """The cell that holds `words`, in lines."""
    return CellLines(side_by_side(drawn_lines(sorted(words, key=lambda word: word.start), page)))


def placed(words: Iterable[Word], xs: Sequence[float], ys: Sequence[float]) -> list[list[list[Word]]]:
    """The words by the row and column that their middles lie in."""
    cells: list[list[list[Word]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for word in words:
        cells[_between(middle(word), ys)][_between((word.left + word.right) / 2, xs)].append(word)
    return cells


def middle(word: Word) -> float:
    """The height of the middle of the word's small letters."""
    return word.base - 0.3 * word.size


def _between(value: float, edges: Sequence[float]) -> int:
    return max(0, min(bisect_right(edges, value) - 1, len(edges) - 2))


def places(values: Iterable[float], nearest: float) -> list[float]:
    """The values in order, without those nearer than `nearest` to the one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > nearest:
            found.append(value)
    return found


def is_tabular(rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether the rows hold a table: three filled cells in two columns or more, none with a page of text.

    A drawing with labels makes a wide grid that is nearly empty.
    """
    filled = [sum(len(line.text) for line in cell.lines) for row in rows for cell in row if cell.lines]
    used = sum(any(row[column].lines for row in rows) for column in range(len(rows[0]))) if rows else 0
    if len(filled) < 3 or used < 2 or max(filled) > _MOST_LETTERS:
        return False
    return len(rows[0]) <= _FEW_COLUMNS or len(filled) >= _LEAST_FILLED * len(rows) * len(rows[0])
