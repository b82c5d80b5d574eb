"""Quoting: runs of passages as quotations with their page, section and citation."""

from __future__ import annotations

from collections.abc import Callable

from corpus.bibliography.citation import citation
from corpus.document import Document, Page, Span, Table
from indexer.catalogue import Holding
from service.quotes.printed_captions import printed_caption
from service.quotes.quote import Place, Quote, TableRow

Read = Callable[[Holding], Document]


def quote(holding: Holding, span: Span, read: Read) -> Quote:
    """The characters under `span` of the held document, with all that it takes to find them."""
    document = read(holding)
    table = document.table_at(span.start)
    return Quote(
        **vars(place(holding, span, read)), row=_row(document.text, table, span), doubts=_doubts(document, span, table)
    )


def place(holding: Holding, span: Span, read: Read) -> Place:
    """Where the characters under `span` of the held document stand."""
    document = read(holding)
    page = document.page_at(span.start)
    return Place(
        doc=holding.name,
        document_id=holding.id,
        start=span.start,
        end=span.end,
        text=span.of(document.text),
        page=page.number if page else None,
        page_label=_label(page),
        section=_section(document, span),
        citation=citation(document.record, holding.name, _label(page)),
    )


def _label(page: Page | None) -> str | None:
    """The printed number where there is one, else the count of pages."""
    return None if page is None else page.label or str(page.number)


def _section(document: Document, span: Span) -> str | None:
    path = document.section_path(span.start)
    return path[-1].title if path else None


def _row(text: str, table: Table | None, span: Span) -> TableRow | None:
    """The cells of a quoted table row under their column heads."""
    if table is None:
        return None
    cells = next((row for row in table.rows if any(span.contains(cell.span) for cell in row if cell.text)), None)
    if cells is None:
        return None
    heads = tuple(cell.text for cell in table.header)
    spans = tuple(cell.span for cell in cells)
    return TableRow(printed_caption(text, table), heads, tuple(cell.text for cell in cells), spans)


def _doubts(document: Document, span: Span, table: Table | None) -> tuple[str, ...]:
    """Why the run's page, or the table that it is of, may have been read wrongly; each reason once."""
    page = document.page_at(span.start)
    return tuple(dict.fromkeys([*(page.doubts if page else ()), *(table.doubts if table else ())]))
