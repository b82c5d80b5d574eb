"""The JSON shapes that the command line and the HTTP API both speak, each written once.

Fields may be added here; none may be renamed or dropped, since programs outside read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from corpus.bibliography.names import years
from corpus.bibliography.record import Field
from corpus.document import Box, Callout, Cell, Document, Page, Quantity, Quotation, Reference, Section, Span, Table
from indexer.catalogue import Holding
from indexer.intake import Outcome
from service.ask.answer import Answer
from service.quotes.notice import Notice
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import CellRef, Computation, Disagreement

Json = dict[str, object]
"""One JSON object, ready for `json.dumps`."""

Layer = Literal["tables", "references", "callouts", "quotations", "sections", "sentences"]
"""A layer of a document that can be shown."""


def answer_json(answer: Answer) -> Json:
    """An answer with its quotations, best first, or with the nearest passages where it abstained."""
    return {
        "id": answer.id,
        "question": answer.question,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "answer": answer.answer,
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "nearest": [quote_json(quote) for quote in answer.nearest],
        "notices": [_notice_json(notice) for notice in answer.notices],
        "computations": [_computation_json(computation) for computation in answer.computations],
        "disagreements": [_disagreement_json(disagreement) for disagreement in answer.disagreements],
    }


def quote_json(quote: Quote) -> Json:
    """A quotation with its place; `row` has the cells where a table row is quoted, else it is null."""
    return {
        **place_json(quote),
        "row": None if quote.row is None else _row_json(quote.row),
        "marks": [_ends(mark) for mark in quote.marks],
        "before": quote.before,
        "after": quote.after,
        "repeats": [place_json(place) for place in quote.repeats],
        "reports": list(quote.reports),
        "doubts": list(quote.doubts),
    }


def place_json(place: Place) -> Json:
    """A run of a document's text, and where it stands."""
    return {
        "doc": place.doc,
        "document_id": place.document_id,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "page": place.page,
        "page_label": place.page_label,
        "section": place.section,
        "citation": place.citation,
    }


def holding_json(holding: Holding) -> Json:
    """A held document in brief, with its bibliographic data as CSL-JSON; never where it came from on the disk."""
    return {
        "id": holding.id,
        "doc": holding.name,
        "title": title_of(holding),
        "authors": list(authors_of(holding)),
        "year": year_of(holding),
        "media_type": holding.media_type,
        "digest": holding.digest,
        "pages": holding.pages,
        "passages": holding.passages,
        "notices": list(holding.notices),
        "csl": holding.record.csl(),
        "provenance": [_field_json(field) for field in holding.record.fields],
    }


def document_json(document: Document, holding: Holding) -> Json:
    """A held document with its pages, and how many items each of its layers has."""
    return {
        **holding_json(holding),
        "characters": len(document.text),
        "page_list": [page_json(page) for page in document.pages],
        "layers": {layer: len(layer_json(document, layer)) for layer in LAYERS},
    }


def outcome_json(outcome: Outcome) -> Json:
    """What became of one file that was to be added; `document` is null for a failed one."""
    return {
        "file": str(outcome.path),
        "status": outcome.status,
        "detail": outcome.detail,
        "document": None if outcome.holding is None else holding_json(outcome.holding),
    }


def layer_json(document: Document, layer: Layer) -> list[Json]:
    """One layer of a document, in the order of its text."""
    return _LAYERS[layer](document)


def page_json(page: Page) -> Json:
    """One page: its size in points, its runs of the text, and how surely it was read."""
    return {
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "spans": [_ends(span) for span in page.spans],
        "confidence": page.confidence,
        "doubts": list(page.doubts),
    }


def box_json(box: Box) -> Json:
    """A rectangle on a page, in points from the page's top left corner."""
    return {"page": box.page, "left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}


def title_of(holding: Holding) -> str | None:
    """The work's title, where one is known."""
    return holding.record.text("title")


def authors_of(holding: Holding) -> tuple[str, ...]:
    """The authors' names as they are written, given name first."""
    authors = holding.record.get("author")
    named = (_full_name(author) for author in authors) if isinstance(authors, list | tuple) else ()
    return tuple(name for name in named if name)


def year_of(holding: Holding) -> int | None:
    """The year of publication, where one is known."""
    return next(iter(years(holding.record.get("issued"))), None)


def _full_name(author: object) -> str:
    if not isinstance(author, dict):
        return ""
    parts = ("given", "non-dropping-particle", "family", "suffix")
    return str(author.get("literal") or " ".join(str(author[part]) for part in parts if author.get(part)))


def _field_json(field: Field) -> Json:
    return {"name": field.name, "source": field.source, "origin": field.origin, "confidence": field.confidence}


def _notice_json(notice: Notice) -> Json:
    return {"kind": notice.kind, "text": notice.text}


def _computation_json(computation: Computation) -> Json:
    return {
        "operation": computation.operation,
        "expression": computation.expression,
        "result": computation.result,
        "cells": [_cell_reference_json(cell) for cell in computation.cells],
    }


def _cell_reference_json(cell: CellRef) -> Json:
    return {
        "doc": cell.doc,
        "document_id": _id(cell.digest),
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        **_ends(cell.span),
        "text": cell.text,
        "value": cell.value,
        "unit": cell.unit,
    }


def _id(digest: str) -> str:
    """A holding's id, as the catalogue makes it."""
    return digest[:12]


def _disagreement_json(disagreement: Disagreement) -> Json:
    places = [
        {"doc": place.doc, "document_id": _id(place.digest), **_ends(place.span), "text": place.text}
        for place in disagreement.places
    ]
    return {"kind": disagreement.kind, "text": disagreement.text, "places": places}


def _row_json(row: TableRow) -> Json:
    return {
        "caption": row.caption,
        "heads": list(row.heads),
        "cells": list(row.cells),
        "spans": [_ends(span) for span in row.spans],
    }


def _table_json(table: Table) -> Json:
    return {
        "number": table.number,
        "caption": table.caption,
        **_ends(table.span),
        "header": _texts(table.header),
        "rows": [_texts(row) for row in table.rows],
        "cells": [[_cell_json(cell) for cell in row] for row in table.rows],
        "note": table.note,
        "page": table.page,
        "confidence": table.confidence,
        "doubts": list(table.doubts),
    }


def _cell_json(cell: Cell) -> Json:
    return {
        **_ends(cell.span),
        "columns": cell.columns,
        "rows": cell.rows,
        "quantity": None if cell.quantity is None else _quantity_json(cell.quantity),
    }


def _quantity_json(quantity: Quantity) -> Json:
    return {"value": quantity.value, "high": quantity.high, "unit": quantity.unit}


def _reference_json(reference: Reference) -> Json:
    return {
        "n": reference.n,
        **_ends(reference.span),
        "raw": reference.raw,
        "label": reference.label,
        "csl": reference.csl,
        "confidence": reference.confidence,
    }


def _callout_json(callout: Callout) -> Json:
    return {
        **_ends(callout.span),
        "text": callout.text,
        "kind": callout.kind,
        "resolves_to": list(callout.resolves_to),
        "standing": callout.standing,
        "missing": list(callout.missing),
        "locator": callout.locator,
    }


def _quotation_json(document: Document, quotation: Quotation) -> Json:
    return {
        **_ends(quotation.span),
        "text": quotation.span.of(document.text),
        "callout": None if quotation.callout is None else _ends(quotation.callout),
        "author": quotation.author,
    }


def _section_json(section: Section) -> Json:
    return {"level": section.level, "title": section.title, **_ends(section.span)}


def _ends(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [cell.text for cell in cells]


_LAYERS: dict[Layer, Callable[[Document], list[Json]]] = {
    "tables": lambda document: [_table_json(table) for table in document.tables],
    "references": lambda document: [_reference_json(reference) for reference in document.references],
    "callouts": lambda document: [_callout_json(callout) for callout in document.callouts],
    "quotations": lambda document: [_quotation_json(document, quotation) for quotation in document.quotations],
    "sections": lambda document: [_section_json(section) for section in document.sections],
    "sentences": lambda document: [{**_ends(span), "text": span.of(document.text)} for span in document.sentences],
}

LAYERS: tuple[Layer, ...] = tuple(_LAYERS)
"""The layers that can be shown."""
