"""Counting: the rows that keep to a bound, and what a table that is named lists."""

from __future__ import annotations

import re

from service.tables.fitting import Fit
from service.tables.grid import Column, Record
from service.tables.lines import Figure, Line, lines
from service.tables.request import Request
from service.tables.scale import is_exact
from service.tables.worked import MOST_SUMMED, Worked, named, worked

_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


def counted(request: Request, fit: Fit) -> Worked | None:
    """How many rows there are of what is asked, or which of them keep to a bound; None where it can't be told."""
    if fit.axis is None:
        return None
    return _listed(request, fit, fit.axis) if request.bound is None else _bounded(request, fit)


def _bounded(request: Request, fit: Fit) -> Worked | None:
    compared, bound = lines(fit), request.bound
    if bound is None or len(compared) != 1 or not compared[0].figures:
        return None
    line = compared[0]
    if not all(is_exact(figure.cell) and bound.suits(figure.unit) for figure in line.figures):
        return None
    kept = [figure for figure in line.figures if figure.cell.quantity and bound.holds(figure.cell.quantity)]
    if len(kept) > MOST_SUMMED:
        return None
    shown = kept or [max(line.figures, key=lambda figure: figure.value if bound.above else -figure.value)]
    listed = ", ".join(named(line, figure) for figure in shown)
    many = f"{len(kept)} of {len(line.figures)} figures for “{line.measure}” are {bound.said}"
    expression = f"{listed}: {many}" if kept else f"{many}; the nearest is {listed}"
    result = f"{len(kept)} of {len(line.figures)}" if _HOW_MANY.search(request.text) else _names(line, kept)
    return worked(fit, "count", expression, result, shown, line.blanks)


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
