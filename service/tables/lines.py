"""The figures of a table that may be compared with one another: down a column, or across a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Cell
from service.tables.fitting import Fit, cell_at
from service.tables.grid import Column, Record, TableGrid, is_placeholder
from service.tables.scale import amount, scale_of
from service.tables.wording import GENERIC, stems_of


@dataclass(frozen=True)
class Figure:
    """One cell with the row and the column that name it."""

    record: Record
    column: Column
    cell: Cell

    @property
    def value(self) -> Decimal:
        """The number in ones of what it measures."""
        assert self.cell.quantity is not None
        return amount(self.cell.quantity)

    @property
    def unit(self) -> str | None:
        """The unit as it is written."""
        return None if self.cell.quantity is None else self.cell.quantity.unit

    @property
    def scale(self) -> int:
        """How many one of its unit is."""
        return scale_of(self.unit).factor


@dataclass(frozen=True)
class Line:
    """Figures that are compared with one another, what they measure, and the placeholders among them.

    `across` tells that they stand in one row, under columns of their own; `named_by` is the column whose cells tell
    them apart where it isn't the one that names the rows.
    """

    measure: str
    figures: tuple[Figure, ...]
    blanks: tuple[Figure, ...]
    across: bool
    named_by: Column | None = None

    @property
    def missing(self) -> tuple[Figure, ...]:
        """The placeholders of what no figure of the line is of: an empty row may repeat the name of a full one."""
        told = {figure.record.label for figure in self.figures}
        return tuple(figure for figure in self.blanks if self.across or figure.record.label not in told)

    def name(self, figure: Figure) -> str:
        """What tells a figure of the line from the others."""
        if self.named_by is not None:
            return figure.record.cells[self.named_by.index].text
        return figure.column.head if self.across else figure.record.label


def lines(fit: Fit) -> tuple[Line, ...]:
    """The figures that may be compared: down each column asked for, or across the one row that is named."""
    grid = fit.grid
    rows = [record for record in fit.rows if not record.is_blank]
    if grid.layout == "measures":
        alike = len(rows) == 1 and len(fit.columns) > 1 and _measure_alike(fit.columns)
        return (_across(rows[0], fit.columns),) if alike else _down(fit, rows, fit.columns or _bare(grid))
    if len(rows) == 1 and (grid.layout == "indicators" or len(fit.columns) != 1):
        return (_across(rows[0], fit.columns if len(fit.columns) > 1 else grid.figures),)
    if grid.layout == "matrix" and len(fit.columns) == 1:
        return _down(fit, rows, fit.columns)
    return ()


def _measure_alike(columns: Sequence[Column]) -> bool:
    """Whether the heads share the words of what they measure and differ in whose it is."""
    shared = frozenset.intersection(*(column.stems for column in columns))
    return bool(shared) and all(column.stems - shared for column in columns)


def _across(record: Record, columns: Sequence[Column]) -> Line:
    figures = [Figure(record, column, cell_at(record, column)) for column in columns]
    return Line(record.label, *_parted(figures), across=True)


def _down(fit: Fit, rows: Sequence[Record], columns: Sequence[Column]) -> tuple[Line, ...]:
    if len(rows) == 1:
        return ()
    compared = rows or [record for record in fit.grid.records if not (record.is_total or record.is_repeat)]
    if fit.axis is not None and _repeat_a_name(compared, fit.axis):
        return ()
    named_by = fit.axis if fit.axis is not None and fit.axis.kind == "words" else None
    found = []
    for column in columns:
        figures = [Figure(record, column, cell_at(record, column)) for record in compared]
        found.append(Line(column.head, *_parted(figures), across=False, named_by=named_by))
    return tuple(found)


def _bare(grid: TableGrid) -> tuple[Column, ...]:
    """The only column of figures, where its head says nothing but what they are measured in."""
    if len(grid.figures) != 1:
        return ()
    column = grid.figures[0]
    units = (record.cells[column.index].quantity for record in grid.records)
    unit = next((quantity.unit for quantity in units if quantity), None)
    return () if column.stems - GENERIC - column.years - stems_of(unit or "") else (column,)


def _repeat_a_name(records: Sequence[Record], axis: Column) -> bool:
    """Whether what is to be chosen among stands in several rows, as a country does with each of its sectors."""
    names = [record.cells[axis.index].text for record in records if not record.is_blank]
    return len(set(names)) < len(names)


def _parted(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    with_value = tuple(figure for figure in figures if figure.cell.quantity is not None)
    blanks = tuple(figure for figure in figures if is_placeholder(figure.cell))
    return with_value, blanks
