"""Naming: tables, rows and figures as messages name them."""

from __future__ import annotations

from decimal import Decimal

from corpus.document import Cell, Span, Table
from service.tables.scale import MONEY, scale_of

LONGEST_NAME = 60
"""Characters of a row's name or a caption that a message gives."""


def table_name(table: Table) -> str:
    """`Table 3`; a table without a number by its caption."""
    if table.number:
        return f"Table {table.number}"
    return f"the table {quoted(table.caption)}" if table.caption else "a table without a number"


def quoted(name: str | None) -> str:
    """A name in quotation marks, cut where it is long."""
    words = " ".join((name or "").split())
    return f"“{words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + '…'}”"


def number(value: Decimal, like: str = "") -> str:
    """A figure as it would be written beside `like`: its thousands parted alike."""
    shown = f"{value.normalize():,f}" if value else "0"
    return (shown if "," in like or abs(value) >= 10_000 else shown.replace(",", "")).replace("-", "−")


def with_unit(cell: Cell) -> str:
    """A cell's figure with its unit, as it reads within a sentence: `0.4 million euros`."""
    text = " ".join(cell.text.split())
    unit = cell.quantity.unit if cell.quantity else None
    if not unit or unit.casefold() in text.casefold():
        return text
    first = unit.split()[0]
    known = scale_of(first)
    is_word = first[:1].isupper() and first[1:].islower() and (known.factor > 1 or known.measures in MONEY)
    shown = unit[:1].lower() + unit[1:] if is_word else unit
    if shown in SIGNS_BEFORE:
        return f"{shown}{text}"
    return f"{text} {shown}"


SIGNS_BEFORE = frozenset("€$£¥")


def rows_span(table: Table) -> Span:
    """All rows of a table, without its caption, heads and note."""
    spans = [cell.span for row in table.rows for cell in row if cell.text]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else table.span
