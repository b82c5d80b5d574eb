"""A table as it lies on a page: rows of cells, each with its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from corpus.reading.lines import Line, drawn_lines, side_by_side
from corpus.reading.sheet import STAND_IN, Word


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


class Doubt(Enum):
    """What made a table less than sure, and the share of such tables that are wholly right in invented ones."""

    ALIGNED = "found by alignment, without rules", 0.9
    SPACED = "rows told by their spacing, without rules between them", 0.4
    SHARED = "heads shared out to their columns without rules", 0.7

    @property
    def text(self) -> str:
        """What is in doubt."""
        return self.value[0]

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.value[1]


@dataclass
class PageTable:
    """A table of one page: rows of cells between the x of `edges`; a cell that spans places is the same in each.

    `open_foot` says that the rules go on below its last row, as they do where a page ends within one;
    `heads` is how many rows at the top are column heads, as far as their place tells.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[CellLines]]
    open_foot: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    heads: int = 0
    last_page: int = field(init=False)

    @property
    def words(self) -> Iterator[Word]:
        """All words of its cells."""
        cells = {id(cell): cell for row in self.rows for cell in row}
        return (word for cell in cells.values() for line in cell.lines for word in line.words)

    @property
    def confidence(self) -> float:
        """How surely it is read rightly, from 0 to 1: as its gravest doubt says."""
        return min((doubt.share for doubt in self.doubts), default=1.0)

    @property
    def header_rows(self) -> int:
        """How many rows at the top are column heads: as the rules and their words say, or the bold ones if more."""
        heads = 0
        for row in self.rows[:-1]:
            filled = [cell for cell in row if cell.lines]
            if not filled or not all(cell.bold for cell in filled):
                break
            heads += 1
        if heads == len(self.rows) - 1 and all(cell.bold for cell in self.rows[-1] if cell.lines):
            heads = 0  # what is bold throughout has no bold heads
        return max(heads, min(self.heads, len(self.rows) - 1), 1)

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


def place(cell: CellLines, row: list[CellLines], first: int, last: int) -> None:
    """Put a cell into the columns from `first` to `last` of a row; what stands there already takes its lines in."""
    taken = next((other for other in row[first : last + 1] if other.lines), None)
    if taken is not None and taken is not cell:
        taken.lines = side_by_side([*taken.lines, *cell.lines])
        return
    row[first : last + 1] = [cell] * (last + 1 - first)


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
