"""Disagreements that a reader should know: what is quoted, held against the tables and the text around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from corpus.document import Document, Span
from indexer.catalogue import Holding
from indexer.retrieval import Hit
from service.tables.asked_cells import asked_cells
from service.tables.computation import CellRef, Disagreement
from service.tables.conflicts import table_conflicts
from service.tables.fitting import Source
from service.tables.mentions import MentionedCells, mismatches, said
from service.tables.sources import Read, sources
from service.tables.statements import Statement, core, statements
from service.tables.wording import stems_of

MOST_DISAGREEMENTS = 3
"""More would bury the answer."""

Chosen = tuple[Holding, Span]
"""A run of a held document that an answer quotes."""


def disagreements(
    chosen: Sequence[Chosen],
    hits: Sequence[Hit],
    read: Read,
    words: Sequence[str] = (),
    answering: Collection[CellRef] = (),
) -> tuple[Disagreement, ...]:
    """What the quoted documents and those of the hits say differently of what is quoted, in its order.

    `words` are the question's: of the quoted rows only the cells that it asks for are looked at. In rows that have some
    of the cells that are `answering` it, these are the ones.
    Silence means nothing: only what is plainly of the same thing, measure and year is told.
    """
    tables = sources(hits, read)
    quoted = [_cells(holding, span, tables) for holding, span in chosen]
    is_asked = asked_cells([cell for cells in quoted for cell in cells or ()], words)
    found: dict[frozenset[tuple[str, int]], Disagreement] = {}
    for (holding, span), cells in zip(chosen, quoted, strict=True):
        own = frozenset(cell.span for cell in answering if cell.digest == holding.digest and span.contains(cell.span))
        mine = None if cells is None else [cell for cell in cells if (cell.cell.span in own if own else is_asked(cell))]
        for told in _of_one(holding, span, tables, read, mine):
            key = frozenset((place.digest, place.span.start) for place in told.places)
            found.setdefault(key, told)
    return tuple(found.values())[:MOST_DISAGREEMENTS]


def _cells(holding: Holding, span: Span, tables: Sequence[Source]) -> tuple[Statement, ...] | None:
    """What the rows under the span say; None where it stands in no table."""
    own = (source for source in tables if source.holding.digest == holding.digest)
    inside = next((source for source in own if source.grid.table.span.contains(span)), None)
    return None if inside is None else tuple(cell for cell in statements(inside) if span.overlaps(cell.record.span))


def _of_one(
    holding: Holding, span: Span, tables: Sequence[Source], read: Read, cells: Sequence[Statement] | None
) -> Iterator[Disagreement]:
    """What disagrees with the cells that are asked for of a quoted row, or with quoted prose."""
    document = read(holding)
    own = [source for source in tables if source.holding.digest == holding.digest]
    if cells is None:
        yield from _of_prose(holding, document, span, own)
        return
    yield from table_conflicts(cells, [source for source in tables if _is_worth_a_look(source, holding, cells)])
    if cells:
        every = MentionedCells(cell for source in own for cell in statements(source))
        yield from _in_prose(holding, document, cells, every)


def _is_worth_a_look(source: Source, holding: Holding, cells: Sequence[Statement]) -> bool:
    """Whether a table of the document, or one whose rows were found, has all words of one of the cells' rows."""
    if source.holding.digest != holding.digest and not source.support:
        return False
    return any(core(cell.record.label) <= source.grid.stems for cell in cells)


def _of_prose(holding: Holding, document: Document, span: Span, own: Sequence[Source]) -> Iterator[Disagreement]:
    cells = MentionedCells(cell for source in own for cell in statements(source))
    for sentence in document.sentences[max(bisect_left(document.sentences, span) - 1, 0) :]:
        if sentence.start >= span.end:
            break
        if sentence.overlaps(span) and (told := said(holding, document, sentence)):
            yield from mismatches(told, cells)


def _in_prose(
    holding: Holding, document: Document, cells: Sequence[Statement], every: MentionedCells
) -> Iterator[Disagreement]:
    """What sentences of the document say of the cells; `every` cell of it tells whether they mean another one."""
    rows = {core(cell.record.label) for cell in cells}
    spans = {cell.cell.span for cell in cells}
    for sentence in document.sentences:
        text = sentence.of(document.text)
        if not any(c.isdigit() for c in text) or document.table_at(sentence.start) is not None:
            continue
        if any(row <= stems_of(text) for row in rows) and (told := said(holding, document, sentence)):
            yield from (found for found in mismatches(told, every) if found.places[1].span in spans)
