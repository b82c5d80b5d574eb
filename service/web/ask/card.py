"""Cards: quotations as the page shows them, their answering words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote as quoted_for_address

from corpus.bibliography.names import folded
from indexer.catalogue import Holding
from indexer.passages import row_reading
from service.ask.wording import also, cited
from service.quotes.quote import Quote
from service.quotes.running import running
from service.shapes import title_of
from service.tables.computation import Disagreement, Disputed


@dataclass(frozen=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Elsewhere:
    """Another place that says the same, or differs: where, in words, and the address that shows it."""

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
class Contested:
    """Another value for what is quoted: what is said of it, and where it stands."""

    text: str
    places: tuple[Elsewhere, ...]


@dataclass(frozen=True)
class Surroundings:
    """What the cards of an answer need beside its quotations.

    `held` are the documents by id, `back` the local address that their sources lead back to, `paths` the section
    titles above places (`id:start`), `disagreements` other values for what is quoted.
    """

    held: Mapping[str, Holding]
    back: str = "/"
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()

    def address(self, document_id: str, start: int, end: int) -> str:
        """The address that shows characters of a document; "" where it is no longer held."""
        if document_id not in self.held:
            return ""
        return f"/d/{document_id}?start={start}&end={end}&back={quoted_for_address(self.back, safe='')}"


@dataclass(frozen=True)
class Card:
    """A quotation with its document's title, its text in pieces or rows, and the addresses that show it.

    `path` are the titles of the sections that it stands in, the outermost first; `copied` its words as they are
    copied; `permanent` the address of the passage alone. Addresses are empty where the document is no longer held.
    """

    quote: Quote
    title: str
    address: str
    permanent: str
    cited: str
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]
    path: tuple[str, ...]
    repeats: tuple[Elsewhere, ...]
    contested: tuple[Contested, ...]
    copied: str


def cards(quotes: Sequence[Quote], around: Surroundings) -> tuple[Card, ...]:
    """The cards of quotations in their order; rows of one table that follow one another are one card."""
    found: list[Card] = []
    for quote in quotes:
        made = card(quote, around)
        if found and _is_of_one_table(found[-1].quote, quote):
            last = found[-1]
            told = (*last.contested, *(each for each in made.contested if each not in last.contested))
            copied = f"{last.copied}\n{made.copied}"
            found[-1] = replace(last, rows=(*last.rows, *made.rows), contested=told, copied=copied)
        else:
            found.append(made)
    return tuple(found)


def card(quote: Quote, around: Surroundings) -> Card:
    """The card of a quotation."""
    holding = around.held.get(quote.document_id)
    title = (title_of(holding) if holding else None) or quote.doc
    address = around.address(quote.document_id, quote.start, quote.end)
    return Card(
        quote=quote,
        title=title,
        address=address,
        permanent=f"/d/{quote.document_id}?start={quote.start}&end={quote.end}#mark" if address else "",
        cited=cited(quote),
        pieces=tuple(pieces(quote)),
        rows=() if quote.row is None else (Row(tuple(_cells(quote)), address),),
        path=_path(quote, title, around),
        repeats=tuple(
            Elsewhere(also(place, quote), around.address(place.document_id, place.start, place.end))
            for place in quote.repeats
        ),
        contested=tuple(_contested(quote, around)),
        copied=running(quote.text) if quote.row is None else row_reading(quote.row.heads, quote.row.cells),
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


def _is_of_one_table(one: Quote, other: Quote) -> bool:
    if one.row is None or other.row is None:
        return False
    return (one.document_id, one.page, one.row.caption, one.row.heads) == (
        other.document_id,
        other.page,
        other.row.caption,
        other.row.heads,
    )


def _path(quote: Quote, title: str, around: Surroundings) -> tuple[str, ...]:
    """The sections' titles; without the document's own (or its main part), which many have as outermost heading."""
    known = around.paths.get(f"{quote.document_id}:{quote.start}")
    path = known if known is not None else (quote.section,) if quote.section else ()
    return tuple(part for part in path if not folded(title).startswith(folded(part)))


def _contested(quote: Quote, around: Surroundings) -> Iterator[Contested]:
    for disagreement in around.disagreements:
        others = [place for place in disagreement.places if not _is_quoted(quote, place)]
        if len(others) < len(disagreement.places):
            yield Contested(disagreement.text, tuple(_there(place, around) for place in others))


def _is_quoted(quote: Quote, place: Disputed) -> bool:
    is_there = place.digest.startswith(quote.document_id)
    return is_there and quote.start < place.span.end and place.span.start < quote.end


def _there(place: Disputed, around: Surroundings) -> Elsewhere:
    return Elsewhere(place.text, around.address(place.digest[:12], place.span.start, place.span.end))


def _cells(quote: Quote) -> Iterator[Cell]:
    row = quote.row
    if row is None:
        return
    for place, text in enumerate(row.cells):
        span = row.spans[place] if place < len(row.spans) else None
        marked = span is not None and any(mark.overlaps(span) for mark in quote.marks)
        yield Cell(row.heads[place] if place < len(row.heads) else "", text, marked)
