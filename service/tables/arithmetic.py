"""Figures worked out from a table's cells: each rule says what it needs, and gives nothing where it isn't there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Cell
from service.tables.computation import CellRef, Computation, Operation
from service.tables.fitting import Fit, cell_at
from service.tables.grid import Column, Record, is_placeholder
from service.tables.parts_of import is_intensive, may_be_part
from service.tables.request import Request
from service.tables.scale import amount, are_comparable, is_exact, rounded, scale_of, with_unit, written

MOST_SUMMED = 12
"""More figures than this are no sum that a reader can follow."""


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

    `across` tells that they stand in one row, under columns of their own.
    """

    measure: str
    figures: tuple[Figure, ...]
    blanks: tuple[Figure, ...]
    across: bool

    def name(self, figure: Figure) -> str:
        """What tells a figure of the line from the others."""
        return figure.column.head if self.across else figure.record.label


@dataclass(frozen=True)
class Worked:
    """What was worked out, the figures to show for it, best first, and the cells without a value that it left out.

    `compared` is how many figures were looked at for it.
    """

    computation: Computation
    figures: tuple[Figure, ...]
    blanks: tuple[Figure, ...] = ()
    compared: int = 0


def work_out(request: Request, fit: Fit) -> Worked | None:
    """The operation that is asked for over the rows and columns that are; None where it can't be told surely."""
    rule = _RULES.get(request.operation) if request.operation and not fit.is_vague else None
    return rule(request, fit) if rule else None


def lines(fit: Fit) -> tuple[Line, ...]:
    """The figures that may be compared: down each column asked for, or across the one row that is named."""
    grid = fit.grid
    rows = [record for record in fit.rows if not record.is_blank]
    if grid.layout == "measures":
        alike = len(rows) == 1 and len(fit.columns) > 1 and _measure_alike(fit.columns)
        return (_across(rows[0], fit.columns),) if alike else _down(fit, rows, fit.columns or grid.figures)
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
    found = []
    for column in columns:
        figures = [Figure(record, column, cell_at(record, column)) for record in compared]
        found.append(Line(column.head, *_parted(figures), across=False))
    return tuple(found)


def _repeat_a_name(records: Sequence[Record], axis: Column) -> bool:
    """Whether what is to be chosen among stands in several rows, as a country does with each of its sectors."""
    names = [record.cells[axis.index].text for record in records if not record.is_blank]
    return len(set(names)) < len(names)


def _parted(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    with_value = tuple(figure for figure in figures if figure.cell.quantity is not None)
    blanks = tuple(figure for figure in figures if is_placeholder(figure.cell))
    return with_value, blanks


def _extreme(request: Request, fit: Fit) -> Worked | None:
    """The greatest or the least; over several columns only where all of them say the same."""
    found = [worked for line in lines(fit) if (worked := _greatest(request, fit, line))]
    if not found or len(found) < len(lines(fit)):
        return None
    return found[0] if len(found) == 1 or _say_the_same(found) else None


def _say_the_same(found: Sequence[Worked]) -> bool:
    """Whether two columns give one winner as a number and as its share."""
    first = [worked.figures[0] for worked in found]
    kinds = {scale_of(figure.unit).is_percent for figure in first}
    return len(found) == len(kinds) == 2 and len({figure.record.index for figure in first}) == 1


def _greatest(request: Request, fit: Fit, line: Line) -> Worked | None:
    if len(line.figures) < 2 or not are_comparable(tuple(figure.cell for figure in line.figures)):
        return None
    fewest = request.fewest or request.operation == "minimum"
    ranked = sorted(line.figures, key=lambda figure: figure.value if fewest else -figure.value)
    if request.operation == "rank" and request.nth == 1 and request.bound is None:
        return _ranking(fit, line, ranked)
    if request.nth > len(ranked):
        return None
    place = ranked[request.nth - 1]
    tied = [figure for figure in ranked if figure.value == place.value]
    shown = _around(ranked, request.nth, tied)
    sign = "<" if fewest else ">"
    expression = f" {sign} ".join(_named(line, figure) for figure in shown)
    if len(tied) > 1:
        expression = " = ".join(_named(line, figure) for figure in tied)
    of = f"; {_degree(request.nth, fewest)} of {len(line.figures)} figures for “{line.measure}”"
    result = " and ".join(f"{line.name(figure)}: {_valued(figure)}" for figure in tied)
    operation: Operation = "rank" if request.nth > 1 else "minimum" if fewest else "maximum"
    first = [place, *(figure for figure in shown if figure is not place)] if len(tied) == 1 else tied
    refs = tuple(reference(fit, figure) for figure in first)
    return Worked(Computation(operation, expression + of, result, refs), tuple(first), line.blanks, len(line.figures))


def _around(ranked: Sequence[Figure], nth: int, tied: Sequence[Figure]) -> list[Figure]:
    """The figure at a place, those before it, and the next one with another value."""
    after = [figure for figure in ranked[nth:] if figure not in tied][:1]
    return [*ranked[:nth], *after]


def _degree(nth: int, fewest: bool) -> str:
    extreme = "lowest" if fewest else "highest"
    ordinal = {1: "", 2: "second ", 3: "third "}.get(nth, f"{nth}th ")
    return f"the {ordinal}{extreme}"


def _ranking(fit: Fit, line: Line, ranked: Sequence[Figure]) -> Worked | None:
    if len(ranked) > MOST_SUMMED:
        return None
    expression = " > ".join(_named(line, figure) for figure in ranked)
    result = ", ".join(f"{n}. {line.name(figure)}" for n, figure in enumerate(ranked, start=1))
    refs = tuple(reference(fit, figure) for figure in ranked)
    return Worked(Computation("rank", expression, result, refs), tuple(ranked), line.blanks)


def _pair(request: Request, fit: Fit) -> tuple[Line, Figure, Figure] | None:
    """The two figures that are compared, the later year or the greater one first; None where they aren't just two."""
    found = [line for line in lines(fit) if len(line.figures) + len(line.blanks) == 2]
    if len(found) != 1 or len(lines(fit)) != 1 or len(found[0].figures) != 2:
        return None
    line = found[0]
    one, two = line.figures
    if not line.across and _names_apart(fit, one.record, two.record) > 1:
        return None
    if not are_comparable((one.cell, two.cell)) or not (fit.rows or line.across or len(fit.grid.parts) == 2):
        return None
    years = [sorted(figure.column.years | figure.record.years) for figure in (one, two)]
    if len(years[0]) == len(years[1]) == 1 and years[0] != years[1]:
        return (line, two, one) if years[0] < years[1] else (line, one, two)
    return (line, one, two) if one.value >= two.value else (line, two, one)


def _names_apart(fit: Fit, one: Record, two: Record) -> int:
    """In how many of the columns that name rows the two differ: a comparison changes one thing."""
    return sum(one.cells[column.index].text != two.cells[column.index].text for column in fit.grid.keys)


def _difference(request: Request, fit: Fit) -> Worked | None:
    pair = _pair(request, fit)
    if pair is None:
        return None
    line, one, two = pair
    if request.relative and not scale_of(one.unit).is_percent:
        return _change(fit, line, one, two)
    gap = (one.value - two.value) / one.scale
    unit = "percentage points" if one.unit and one.unit.strip() == "%" else one.unit
    result = with_unit(written(gap, one.cell.text), unit)
    expression = f"{_named(line, one)} − {_named(line, two)} = {result}"
    return _worked(fit, "difference", expression, result, (one, two))


def _change(fit: Fit, line: Line, one: Figure, two: Figure) -> Worked | None:
    if two.value <= 0:
        return None
    change = 100 * (one.value - two.value) / two.value
    result, equals = _approximate(change, "%")
    expression = f"({_named(line, one)} − {_named(line, two)}) / {two.cell.text} {equals} {result}"
    return _worked(fit, "ratio", expression, result, (one, two))


def _ratio(request: Request, fit: Fit) -> Worked | None:
    pair = _pair(request, fit)
    if pair is None or pair[1].value <= 0 or pair[2].value <= 0:
        return None
    line, one, two = pair
    result, equals = _approximate(one.value / two.value, "times")
    expression = f"{_named(line, one)} / {_named(line, two)} {equals} {result}"
    return _worked(fit, "ratio", expression, result, (one, two))


def _share(request: Request, fit: Fit) -> Worked | None:
    """A row's part of the total that the table gives for its column, or one column's part of another in a row."""
    rows = [record for record in fit.rows if not record.is_blank and not record.is_total]
    if fit.grid.layout != "measures" or len(rows) != 1:
        return None
    totals = [record for record in fit.grid.records if record.is_total]
    if len(fit.columns) == 2:
        parts = [Figure(rows[0], column, cell_at(rows[0], column)) for column in fit.columns]
        return _part_of(request, fit, parts, across=True)
    if len(fit.columns) == 1 and len(totals) == 1:
        column = fit.columns[0]
        parts = [Figure(record, column, cell_at(record, column)) for record in (rows[0], totals[0])]
        return _part_of(request, fit, parts, across=False)
    return None


def _part_of(request: Request, fit: Fit, figures: Sequence[Figure], across: bool) -> Worked | None:
    cells = tuple(figure.cell for figure in figures)
    if not are_comparable(cells) or scale_of(figures[0].unit).is_percent:
        return None
    part, whole = sorted(figures, key=lambda figure: figure.value) if across else figures
    if not may_be_part(request, part.column.head, whole.column.head):
        return None
    if not 0 <= part.value <= whole.value or whole.value == 0:
        return None
    line = Line("", tuple(figures), (), across)
    result, equals = _approximate(100 * part.value / whole.value, "%")
    expression = f"{_named(line, part)} / {_named(line, whole)} {equals} {result}"
    return _worked(fit, "share", expression, result, (part, whole))


def _total(request: Request, fit: Fit) -> Worked | None:
    """The sum or the plain mean of the rows that are named, or of all."""
    compared = [line for line in lines(fit) if not _is_percent(line)]
    if len(compared) != 1 or compared[0].blanks or len(fit.rows) == 1 or any(row.is_total for row in fit.rows):
        return None
    if len({figure.record.years | figure.column.years for figure in compared[0].figures}) > 1:
        return None
    line = compared[0]
    if not 2 <= len(line.figures) <= MOST_SUMMED or not are_comparable(tuple(f.cell for f in line.figures)):
        return None
    return _added(request, fit, line)


def _is_percent(line: Line) -> bool:
    return any(scale_of(figure.unit).is_percent for figure in line.figures)


def _added(request: Request, fit: Fit, line: Line) -> Worked | None:
    first = line.figures[0]
    whole = sum((figure.value for figure in line.figures), Decimal(0))
    if scale_of(first.unit).is_percent or is_intensive(line.measure, first.column.head):
        return None
    added = " + ".join(_named(line, figure) for figure in line.figures)
    if request.operation == "sum":
        result = with_unit(written(whole / first.scale, first.cell.text), first.unit)
        return _worked(fit, "sum", f"{added} = {result}", result, line.figures)
    result, equals = _approximate(whole / first.scale / len(line.figures), first.unit or "")
    expression = f"({added}) / {len(line.figures)} {equals} {result} (each counted once)"
    return _worked(fit, "average", expression, result, line.figures)


def _count(request: Request, fit: Fit) -> Worked | None:
    """How many rows keep to a bound."""
    compared = lines(fit)
    if request.bound is None or len(compared) != 1 or not compared[0].figures:
        return None
    line, bound = compared[0], request.bound
    if not all(is_exact(figure.cell) for figure in line.figures):
        return None
    kept = [f for f in line.figures if f.cell.quantity and bound.holds(Decimal(repr(f.cell.quantity.value)))]
    if len(kept) > MOST_SUMMED:
        return None
    listed = ", ".join(_named(line, figure) for figure in kept)
    result = f"{len(kept)} of {len(line.figures)}"
    return _worked(
        fit, "count", f"{listed}: {result}" if kept else result, result, kept or line.figures[:1], line.blanks
    )


_RULES: dict[Operation, Callable[[Request, Fit], Worked | None]] = {
    "maximum": _extreme,
    "minimum": _extreme,
    "rank": _extreme,
    "difference": _difference,
    "ratio": _ratio,
    "share": _share,
    "sum": _total,
    "average": _total,
    "count": _count,
}


def _worked(
    fit: Fit,
    operation: Operation,
    expression: str,
    result: str,
    figures: Sequence[Figure],
    blanks: tuple[Figure, ...] = (),
) -> Worked:
    refs = tuple(reference(fit, figure) for figure in figures)
    return Worked(Computation(operation, expression, result, refs), tuple(figures), blanks)


def reference(fit: Fit, figure: Figure) -> CellRef:
    """The cell of a figure, to be shown."""
    holding, quantity = fit.source.holding, figure.cell.quantity
    return CellRef(
        digest=holding.digest,
        doc=holding.name,
        table=fit.grid.table.number,
        row=figure.record.index,
        column=figure.column.index,
        span=figure.cell.span,
        text=figure.cell.text,
        value=None if quantity is None else quantity.value,
        unit=None if quantity is None else quantity.unit,
    )


def _named(line: Line, figure: Figure) -> str:
    return f"{_valued(figure)} ({line.name(figure)})"


def _valued(figure: Figure) -> str:
    """The cell as it is written, with the unit that its head or its caption gives."""
    text = " ".join(figure.cell.text.split())
    unit = figure.unit
    return text if not unit or unit.lower() in text.lower() or not text[-1:].isdigit() else with_unit(text, unit)


def _approximate(value: Decimal, unit: str) -> tuple[str, str]:
    """A quotient to a reader's precision, and whether it equals or nearly equals."""
    near = (round(value, 1) if unit == "%" else rounded(value)) or rounded(value, 1)
    return with_unit(written(near), unit), "=" if near == value else "≈"
