"""Cards: quotations as the page shows them, their answering words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.catalogue import Holding
from service.ask.wording import also, cited
from service.quotes.quote import Place, Quote
from service.shapes import title_of
from service.web.marks import Piece

_BROKEN_LINE = re.compile(r"\s*\n\s*(?!(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s)")
"""A line break within prose, which says nothing; one before a list item stays."""


@dataclass(frozen=True)
class Repeat:
    """Another place that says the same: where, in words, and the address that shows it."""

    where: str
    address: str


@dataclass(frozen=True)
class Cell:
    """A cell of a quoted row below its `head`; it is `marked` where it holds what is asked for."""

    head: str
    text: str
    marked: bool


@dataclass(frozen=True)
class Row:
    """A quoted row, and the address that shows it."""

    cells: tuple[Cell, ...]
    address: str


@dataclass(frozen=True)
class Card:
    """A quotation with its document's title, its text in pieces or rows, and the addresses that show it."""

    quote: Quote
    title: str
    address: str
    cited: str
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]
    section: str
    repeats: tuple[Repeat, ...]


def cards(quotes: Sequence[Quote], held: Mapping[str, Holding], back: str) -> tuple[Card, ...]:
    """The cards of quotations in their order; rows of one table that follow one another are one card."""
    found: list[Card] = []
    for quote in quotes:
        made = card(quote, held, back)
        if found and _is_of_one_table(found[-1].quote, quote):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, *made.rows))
        else:
            found.append(made)
    return tuple(found)


def _is_of_one_table(one: Quote, other: Quote) -> bool:
    if one.row is None or other.row is None:
        return False
    return (one.document_id, one.page, one.row.caption, one.row.heads) == (
        other.document_id,
        other.page,
        other.row.caption,
        other.row.heads,
    )


def card(quote: Quote, held: Mapping[str, Holding], back: str) -> Card:
    """The card of a quotation; `held` are the documents by id, `back` the part of an address that leads back."""
    holding = held.get(quote.document_id)
    title = (title_of(holding) if holding else None) or quote.doc
    return Card(
        quote=quote,
        title=title,
        address=_address(quote, back),
        cited=cited(quote),
        pieces=tuple(pieces(quote)),
        rows=() if quote.row is None else (Row(tuple(_cells(quote)), _address(quote, back)),),
        section="" if (quote.section or "").casefold() == title.casefold() else quote.section or "",
        repeats=tuple(Repeat(also(place, quote), _address(place, back)) for place in quote.repeats),
    )


def pieces(quote: Quote) -> Iterator[Piece]:
    """The quotation's text, the words by which it answers apart; its lines run on but for list items."""
    at = 0
    for mark in quote.marks:
        start, end = mark.start - quote.start, mark.end - quote.start
        if start > at:
            yield Piece(running(quote.text[at:start]), marked=False)
        yield Piece(running(quote.text[start:end]), marked=True)
        at = end
    if at < len(quote.text):
        yield Piece(running(quote.text[at:]), marked=False)


def _cells(quote: Quote) -> Iterator[Cell]:
    row = quote.row
    if row is None:
        return
    for place, text in enumerate(row.cells):
        span = row.spans[place] if place < len(row.spans) else None
        marked = span is not None and any(mark.overlaps(span) for mark in quote.marks)
        yield Cell(row.heads[place] if place < len(row.heads) else "", text, marked)


def running(text: str) -> str:
    """Prose without its line breaks."""
    return _BROKEN_LINE.sub(" ", text)


def _address(place: Place, back: str) -> str:
    return f"/d/{place.document_id}?start={place.start}&end={place.end}&{back}"
