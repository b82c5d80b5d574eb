"""The tables that may answer: those of the documents found, each with how well its rows were ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.document import Document, Table
from indexer.catalogue import Holding
from indexer.retrieval import Hit
from service.tables.fitting import Source
from service.tables.grid import TableGrid, grid_of
from service.tables.request import Request

Read = Callable[[Holding], Document]

MOST_DOCUMENTS = 12
"""Documents whose tables are looked at, the best ranked first."""


def sources(hits: Sequence[Hit], read: Read, named: Sequence[str] = ()) -> tuple[Source, ...]:
    """The tables of the documents that the hits stand in, the best ranked document first, in the order of each.

    `named` are digests of documents that the question names: only theirs then, where a hit stands in one of them.
    """
    holdings = {hit.held.document.digest: hit.held.document for hit in hits}
    chosen = [holdings[digest] for digest in holdings if digest in named] or list(holdings.values())
    return tuple(source for holding in chosen[:MOST_DOCUMENTS] for source in _of_document(holding, hits, read))


def _of_document(holding: Holding, hits: Sequence[Hit], read: Read) -> Iterator[Source]:
    document = read(holding)
    rows = [hit for hit in hits if hit.held.passage.kind == "row" and hit.held.document.digest == holding.digest]
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    for grid in _grids(Held(holding.digest, holding.state, document)):
        span = grid.table.span
        support = max((hit.score for hit in rows if span.contains(hit.held.passage.span)), default=0.0)
        yield Source(holding, document, grid, min(max(support / best, 0.0), 1.0))


def held_alone(document: Document) -> Holding:
    """A document as it would be held if it were in a library by itself."""
    return Holding(
        id=document.digest[:12],
        name=document.name,
        digest=document.digest,
        origin=document.name,
        # The same bytes are read otherwise as another format, and what is worked out of tables is kept by this.
        state=document.media_type,
        media_type=document.media_type,
        record=document.record,
        pages=len(document.pages),
        passages=0,
        notices=document.notices,
    )


def own_sources(document: Document) -> tuple[Source, ...]:
    """The tables of a document by itself, in their order."""
    holding = held_alone(document)
    grids = (grid_of(table, position) for position, table in enumerate(document.tables, start=1))
    return tuple(Source(holding, document, grid) for grid in grids if grid is not None)


@dataclass(frozen=True)
class Held:
    """A document as the library tells it from others: by its bytes and by how they were read."""

    digest: str
    state: str
    document: Document = field(compare=False)


@lru_cache(maxsize=32)
def _grids(held: Held) -> tuple[TableGrid, ...]:
    """The tables of a document as grids; kept, since one document is asked often."""
    grids = (grid_of(table, position) for position, table in enumerate(held.document.tables, start=1))
    return tuple(grid for grid in grids if grid is not None)


def is_named(request: Request, source: Source, count: int) -> bool:
    """Whether a table is one that the question names by its number, or by its place among the `count` there."""
    return any(_is(name, source, count) for name in request.tables)


def _is(name: str | int, source: Source, count: int) -> bool:
    number = _numbered(source.grid.table)
    if isinstance(name, str):
        return number == _even(name)
    place = count if name == -1 else name
    return number == str(place) or (number is None and source.grid.position == place)


def _numbered(table: Table) -> str | None:
    return None if table.number is None else _even(table.number)


def _even(number: str) -> str:
    """A printed number without leading noughts and in one case; Roman numerals in figures."""
    text = number.strip().lower().lstrip("0")
    return str(_ROMAN.index(text) + 1) if text in _ROMAN else text


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
