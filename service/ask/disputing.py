"""Disputing: the places that give another value for what is quoted, as quotations beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.document import Document, Span
from indexer.catalogue import Holding
from service.quotes.quote import Quote
from service.quotes.quoting import Read, quote
from service.tables.computation import Disagreement, Disputed


def disputed_quotes(
    disagreements: Sequence[Disagreement], quotes: Sequence[Quote], holding: Callable[[str], Holding], read: Read
) -> tuple[Quote, ...]:
    """A quotation of each place that disagrees and isn't quoted yet; `holding` gives a document by its digest.

    A reader sees both values then, and not just a note that there is another.
    """
    found: list[Quote] = []
    for place in (place for disagreement in disagreements for place in disagreement.places):
        held = holding(place.digest)
        if not any(_holds(shown, held, place) for shown in (*quotes, *found)):
            whole = quote(held, _whole(read(held), place.span), read)
            found.append(replace(whole, marks=(place.span,)))
    return tuple(found)


def _holds(shown: Quote, held: Holding, place: Disputed) -> bool:
    return shown.document_id == held.id and shown.start <= place.span.start and place.span.end <= shown.end


def _whole(document: Document, span: Span) -> Span:
    """The table row or the sentence around the span; itself where it stands in neither."""
    row = next(_rows(document, span), None)
    if row is not None:
        return row
    at = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start) - 1
    return document.sentences[at] if at >= 0 and document.sentences[at].contains(span) else span


def _rows(document: Document, span: Span) -> Iterator[Span]:
    table = document.table_at(span.start)
    for row in table.rows if table else ():
        cells = [cell.span for cell in row if cell.text]
        if any(cell.contains(span) for cell in cells):
            yield Span(min(cell.start for cell in cells), max(cell.end for cell in cells))
