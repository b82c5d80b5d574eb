"""What was worked out from quoted cells, and what the sources say differently of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.document import Span

Operation = Literal["maximum", "minimum", "difference", "ratio", "share", "sum", "average", "count", "rank"]
"""What a question asks to be worked out from the cells of a table."""


@dataclass(frozen=True)
class CellRef:
    """A cell that is relied on, of the document with this `digest`; `row` and `column` count from 0.

    `table` is the table's printed number; `value` is the number as written and `unit` what it is measured in.
    """

    digest: str
    doc: str
    table: str | None
    row: int
    column: int
    span: Span
    text: str
    value: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Computation:
    """A figure worked out from quoted cells alone, with the way to it in words: `36.1 − 10.6 = 25.5 percentage points`.

    `result` is the figure with its unit, or the names of the rows that were asked for.
    """

    operation: Operation
    expression: str
    result: str
    cells: tuple[CellRef, ...]


@dataclass(frozen=True)
class Disputed:
    """One of two places that disagree, and the words there."""

    digest: str
    doc: str
    span: Span
    text: str


@dataclass(frozen=True)
class Disagreement:
    """Two places that give one thing two values; `text` names both values and where they stand."""

    kind: Literal["table_conflict", "number_table_mismatch"]
    text: str
    places: tuple[Disputed, Disputed]
