"""Counting: the rows that keep to a bound, and what a table that is named lists."""

from __future__ import annotations

import re
from decimal import Decimal

from service.tables.both_bounds import bounded_apart
from service.tables.bounds import Bound
from service.tables.fitting import Fit, cell_at
from service.tables.grid import Column, Record
from service.tables.lines import Figure, Line, lines
from service.tables.request import Request
from service.tables.scale import are_comparable, is_exact
from service.tables.than import parted_by_than
from service.tables.wording import met, stems_of
from service.tables.worked import MOST_SUMMED, Worked, named, valued, worked

MOST_KEPT = 40
"""Rows that keep to a bound and are named: who asks which do wants all of them."""

_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


def counted(request: Request, fit: Fit) -> Worked | None:
    """How many rows there are of what is asked, or which of them keep to a bound; None where it can't be told."""
    if fit.axis is None:
        return None
    if request.bounds:
        return bounded_apart(request, fit)
    return _listed(request, fit, fit.axis) if request.bound is None else _bounded(request, fit)


def _bounded(request: Request, fit: Fit) -> Worked | None:
    compared, bound = lines(fit), request.bound
    if bound is None or len(compared) != 1 or not compared[0].figures:
        return None
    line = compared[0]
    if not all(is_exact(figure.cell) and bound.suits(figure.unit) for figure in line.figures):
        return None
    kept = [figure for figure in line.figures if figure.cell.quantity and bound.holds(figure.cell.quantity)]
    if len(kept) > MOST_KEPT:
        return None
    shown = kept or [min(line.figures, key=lambda figure: _distance(bound, figure))]
    listed = ", ".join(named(line, figure) for figure in shown)
    many = f"{len(kept)} of {len(line.figures)} figures for “{line.measure}” are {bound.said}"
    expression = f"{listed}: {many}" if kept else f"{many}; the nearest is {listed}"
    result = f"{len(kept)} of {len(line.figures)}" if _HOW_MANY.search(request.text) else _names(line, kept)
    return worked(fit, "count", expression, result, shown, line.blanks)


def rows_compared(request: Request, fit: Fit) -> Worked | None:
    """The rows that have more under one head than under another one, or less; None where no two heads are compared."""
    sides, found = parted_by_than(request.text), lines(fit)
    if (
        fit.axis is None
        or request.bound is not None
        or fit.rows
        or sides is None
        or len(found) != len(fit.columns)
        or len(found) != len(sides.texts)
    ):
        return None
    own = [column.stems - other.stems for column, other in (fit.columns, fit.columns[::-1])]
    said = [[bool(met(stems_of(side), stems)) for side in sides.texts] for stems in own]
    if sorted(said) != [[False, True], [True, False]]:
        return None
    one, two = fit.columns if said[0][0] else fit.columns[::-1]
    pairs = [
        (Figure(record, one, cell_at(record, one)), Figure(record, two, cell_at(record, two)))
        for record in fit.grid.parts
    ]
    whole = [pair for pair in pairs if are_comparable(tuple(figure.cell for figure in pair))]
    kept = [(a, b) for a, b in whole if (a.value > b.value if sides.is_more else a.value < b.value)]
    if not kept or len(kept) > MOST_KEPT:
        return None
    sign = ">" if sides.is_more else "<"
    listed = ", ".join(f"{valued(a)} {sign} {valued(b)} ({a.record.label})" for a, b in kept)
    more = "more" if sides.is_more else "less"
    expression = f"{listed}: {len(kept)} of {len(whole)} rows have {more} under “{one.head}” than under “{two.head}”"
    names = "; ".join(a.record.label for a, _ in kept)
    result = f"{len(kept)} of {len(whole)}" if _HOW_MANY.search(request.text) else names
    return worked(fit, "count", expression, result, [figure for pair in kept for figure in pair])


def _distance(bound: Bound, figure: Figure) -> Decimal:
    assert figure.cell.quantity is not None
    return bound.distance(figure.cell.quantity)


def _names(line: Line, kept: list[Figure]) -> str:
    return "; ".join(line.name(figure) for figure in kept) or f"none of {len(line.figures)}"


def _listed(request: Request, fit: Fit, axis: Column) -> Worked | None:
    """The different entries of a column in a table that is named: those of the rows that are, or all of them."""
    if not request.tables or fit.columns:
        return None
    figures = [Figure(record, axis, record.cells[axis.index]) for record in _rows(fit)]
    entries = list({figure.cell.text.strip().lower(): figure for figure in reversed(figures)}.values())[::-1]
    if not entries or not all(figure.cell.text.strip() for figure in figures):
        return None
    names = ", ".join(" ".join(figure.cell.text.split()) for figure in entries[:MOST_SUMMED])
    more = ", …" if len(entries) > MOST_SUMMED else ""
    number = fit.grid.table.number
    where = f"under “{axis.head}”" + (f" in Table {number}" if number else "")
    result = str(len(entries))
    return worked(fit, "count", f"{names}{more}: {result} {where}", result, entries)


def _rows(fit: Fit) -> list[Record]:
    rows = fit.rows or fit.grid.records
    return [row for row in rows if not (row.is_total or row.is_blank or row.is_repeat)]
