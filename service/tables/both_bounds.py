"""Both bounds: the rows that keep to several bounds, each of them set on a column of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.tables.bounds import Bound, BoundOn
from service.tables.fitting import Fit, cell_at
from service.tables.grid import Column, Record, is_placeholder
from service.tables.lines import Figure, lines
from service.tables.request import Request
from service.tables.scale import is_exact
from service.tables.wording import met
from service.tables.worked import Worked, valued, worked

MOST_KEPT = 20
"""Rows that are named, with a cell for each bound."""

_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    """The figures of one row that bounds are set on, in the order of the bounds."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def told(self) -> str:
        return f"{' and '.join(valued(figure) for figure in self.figures)} ({self.label})"


def bounded_apart(request: Request, fit: Fit) -> Worked | None:
    """Which rows keep to all bounds, or how many do; None unless each bound is plainly set on one column.

    Where no row does, the one that is nearest to it is shown.
    """
    columns = _columns(request.bounds, fit.columns)
    compared = lines(fit)
    if columns is None or fit.rows or len(compared) != len(fit.columns) or any(line.across for line in compared):
        return None
    bounds = [one.bound for one in request.bounds]
    # Rows without a value under one of the heads can't be told of.
    every = [_row(fit, record, columns) for record in fit.grid.parts]
    blanks = tuple(figure for row in every for figure in row.figures if is_placeholder(figure.cell))
    whole = [row for row in every if all(figure.cell.quantity is not None for figure in row.figures)]
    if not whole or not all(_can_be_held(bounds, row) for row in whole):
        return None
    kept = [row for row in whole if not any(_distances(bounds, row))]
    if len(kept) > MOST_KEPT:
        return None
    shown = kept or [min(whole, key=lambda row: _farness(bounds, row))]
    said = " and ".join(f"{bound.said} under “{c.head}”" for bound, c in zip(bounds, columns, strict=True))
    listed, many = ", ".join(row.told for row in shown), f"{len(kept)} of {len(whole)} rows have {said}"
    expression = f"{listed}: {many}" if kept else f"{many}; the nearest is {listed}"
    names = "; ".join(row.label for row in kept) or f"none of {len(whole)}"
    result = f"{len(kept)} of {len(whole)}" if _HOW_MANY.search(request.text) else names
    return worked(fit, "count", expression, result, [figure for row in shown for figure in row.figures], blanks)


def _columns(bounds: Sequence[BoundOn], columns: Sequence[Column]) -> tuple[Column, ...] | None:
    """The column that each bound is set on: another one for each, and none of those that are asked for left over."""
    found = []
    for one in bounds:
        hits = [len(met(one.stems, column.stems)) for column in columns]
        if not hits or not max(hits) or hits.count(max(hits)) > 1:
            return None
        found.append(columns[hits.index(max(hits))])
    return tuple(found) if len(set(found)) == len(found) == len(columns) else None


def _row(fit: Fit, record: Record, columns: Sequence[Column]) -> _Row:
    label = record.label
    if fit.axis is not None and fit.axis.kind == "words":
        label = cell_at(record, fit.axis).text
    return _Row(label, tuple(Figure(record, column, cell_at(record, column)) for column in columns))


def _can_be_held(bounds: Sequence[Bound], row: _Row) -> bool:
    pairs = zip(bounds, row.figures, strict=True)
    return all(is_exact(figure.cell) and bound.suits(figure.unit) for bound, figure in pairs)


def _distances(bounds: Sequence[Bound], row: _Row) -> list[Decimal]:
    """For each bound how far the row is from it, as a share of the bound; 0 where it keeps to it."""
    found = []
    for bound, figure in zip(bounds, row.figures, strict=True):
        assert figure.cell.quantity is not None
        is_kept = bound.holds(figure.cell.quantity)
        # A figure that is the bound itself, where the bound isn't within, is as near as can be and yet outside.
        far = max(bound.distance(figure.cell.quantity) / (abs(bound.limit) or 1), Decimal("1e-9"))
        found.append(Decimal(0) if is_kept else far)
    return found


def _farness(bounds: Sequence[Bound], row: _Row) -> tuple[int, Decimal]:
    far = _distances(bounds, row)
    return sum(1 for each in far if each), sum(far, Decimal(0))
