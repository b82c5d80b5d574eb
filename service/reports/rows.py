"""Rows: passages that stand in a table, under the table's heads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.document import Document, Span
from service.quotes.quote import Place, Quote

MOST_ROWS = 12
"""Rows of one passage that are shown; the first ones are enough to find the others."""


@dataclass(frozen=True)
class ShownCell:
    """A cell's text and its first character's place in the document; `is_meant` where the passage covers it."""

    text: str
    is_meant: bool
    start: int = -1


@dataclass(frozen=True)
class Rows:
    """The rows that a passage covers, each with as many cells as `heads` has; `left` is how many more there are."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    left: int = 0


def rows_at(document: Document, span: Span) -> Rows | None:
    """The rows of the document's table under `span`; None where it isn't in the rows of one table."""
    table = document.table_at(span.start)
    if table is None or span.end > table.span.end:
        return None
    met = [row for row in table.rows if any(cell.text and cell.span.overlaps(span) for cell in row)]
    if not met:
        return None
    rows = [
        [ShownCell(cell.text, cell.span.overlaps(span), cell.span.start) for cell in row] for row in met[:MOST_ROWS]
    ]
    return _rows(table.name, [cell.text for cell in table.header], rows, len(met) - len(rows))


def rows_of(place: Place, documents: Mapping[str, Document]) -> Rows | None:
    """The rows at a place that has its row with it, or is in one of the `documents` (by the ids of places)."""
    if isinstance(place, Quote) and place.row is not None:
        return _rows(place.row.caption, place.row.heads, [[ShownCell(text, True) for text in place.row.cells]], 0)
    document = documents.get(place.document_id)
    return rows_at(document, Span(place.start, place.end)) if document else None


def joined(first: Rows, second: Rows) -> Rows | None:
    """The rows of both, where they are of one table of one document; None where they aren't, or are too many."""
    widths = {len(row) for row in (*first.rows, *second.rows)}
    if (first.name, first.heads) != (second.name, second.heads) or len(widths) != 1 or first.left or second.left:
        return None
    rows = {tuple((cell.start, cell.text) for cell in row): row for row in first.rows}
    for row in second.rows:
        key = tuple((cell.start, cell.text) for cell in row)
        known = rows.get(key, row)
        rows[key] = tuple(replace(a, is_meant=a.is_meant or b.is_meant) for a, b in zip(known, row, strict=True))
    return replace(first, rows=tuple(rows.values())) if len(rows) <= MOST_ROWS else None


def _rows(name: str, heads: tuple[str, ...] | list[str], rows: list[list[ShownCell]], left: int) -> Rows:
    """The rows without the columns that have neither a head nor a value in them."""
    width = max(len(heads), *(len(row) for row in rows))
    wide = [*heads, *[""] * (width - len(heads))]
    cells = [[*row, *[ShownCell("", False)] * (width - len(row))] for row in rows]
    kept = [i for i in range(width) if wide[i] or any(row[i].text for row in cells)]
    shown = tuple(tuple(row[i] for i in kept) for row in cells)
    return Rows(name, tuple(wide[i] for i in kept), shown, left)
