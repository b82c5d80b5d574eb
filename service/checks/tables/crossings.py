"""Crossings: one wrong cell puts both its row's sum and its column's out, and is told once, for what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.board import Figure
from service.checks.tables.naming import number
from service.findings.finding import Finding
from service.tables.scale import to_step


@dataclass(frozen=True)
class OffSum:
    """A finding that parts don't add up: their figures, the total, and by how much (`off`) the sum is above it."""

    finding: Finding
    parts: tuple[Figure, ...]
    total: Figure
    off: Decimal
    is_row: bool


def each_fault_once(sums: Iterable[OffSum], document: Document) -> Iterator[Finding]:
    """The findings; a row's and a column's that are out by the same through a shared cell are told as that cell's."""
    left = list(sums)
    for column in [one for one in left if not one.is_row]:
        for row in [one for one in left if one.is_row and one.off == column.off]:
            cell = _shared(row, column)
            if cell is not None and column in left:
                yield _of_cell(document, cell, row, column)
                left.remove(row)
                left.remove(column)
    yield from (one.finding for one in left)


def _shared(row: OffSum, column: OffSum) -> Figure | None:
    spans = {figure.cell.span for figure in column.parts}
    return next((figure for figure in row.parts if figure.cell.span in spans), None)


def _of_cell(document: Document, cell: Figure, row: OffSum, column: OffSum) -> Finding:
    right = number(to_step((cell.value - row.off) / cell.scale, cell.step / cell.scale), cell.text)
    message = (
        f"{column.finding.message.rstrip('.')}, and those of its row don't add up to {row.total.text} either:"
        f" both would, were {cell.text} there {right}."
    )
    sure = "problem" in (row.finding.verdict, column.finding.verdict)
    first, last = sorted((cell.cell.span, row.total.cell.span))
    places = tuple(place_in(document, figure.cell.span) for figure in (cell, row.total, column.total))
    return replace(
        column.finding,
        verdict="problem" if sure else "doubt",
        span=Span(first.start, last.end),
        message=message,
        related=places,
        steps=(*column.finding.steps, *row.finding.steps),
    )
