"""What was worked out, with the cells that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.tables.computation import CellRef, Computation, Operation
from service.tables.fitting import Fit
from service.tables.lines import Figure, Line
from service.tables.scale import with_unit

MOST_SUMMED = 12
"""More figures than this are no sum that a reader can follow."""


@dataclass(frozen=True)
class Worked:
    """What was worked out, the figures to show for it, best first, and the cells without a value that it left out.

    `compared` is how many figures were looked at for it.
    """

    computation: Computation
    figures: tuple[Figure, ...]
    blanks: tuple[Figure, ...] = ()
    compared: int = 0


def worked(
    fit: Fit,
    operation: Operation,
    expression: str,
    result: str,
    figures: Sequence[Figure],
    blanks: tuple[Figure, ...] = (),
) -> Worked:
    """What was worked out of these figures."""
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


def named(line: Line, figure: Figure) -> str:
    """A figure with what tells it from the others of its line: `36.1 % (Alna)`."""
    return f"{valued(figure)} ({line.name(figure)})"


def valued(figure: Figure) -> str:
    """The cell as it is written, with the unit that its head or its caption gives."""
    text = " ".join(figure.cell.text.split())
    unit = figure.unit
    return text if not unit or unit.lower() in text.lower() or not text[-1:].isdigit() else with_unit(text, unit)
