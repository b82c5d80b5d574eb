"""Tabled: rows of tables whose cells were held against a claim, as judged evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Span
from indexer.catalogue import HeldPassage, Holding
from indexer.library import Library
from indexer.retrieval import Hit
from service.tables.sources import sources
from service.tables.statements import Statement
from service.verify.cells_meant import CellCheck
from service.verify.evidence import Judged
from service.verify.gathering import Candidate, Gatherer
from service.verify.judge import Stances
from service.verify.rows_of_words import row_checks
from service.verify.table_cells import cell_checks

MOST_HITS = 30
"""The tables of the documents that so many of the best passages stand in are looked at."""


def tabled(claim: str, hits: Sequence[Hit], library: Library, gatherer: Gatherer) -> tuple[Judged, ...]:
    """The rows that a claim's figures, or else its words, were compared with, the surest first."""
    known = {hit.held.id: hit for hit in hits}
    best = hits[0].score if hits else 0.0
    found: dict[int, Judged] = {}
    tables = sources(hits[:MOST_HITS], library.document)
    compared = [(held, _stances(check)) for check in cell_checks(claim, tables) for held in _rows(check.cells, library)]
    if not any(stances.neither < 1 for _, stances in compared):
        rows = ((_row(check.holding, check.span, library), check) for check in row_checks(claim, tables))
        told = [(held, _against(check.probability, check.step)) for held, check in rows if held is not None]
        compared = told + compared
    for held, stances in compared:
        hit = known.get(held.id) or Hit(held, best, 0.0, 0.0)
        candidate = Candidate(hit, gatherer.evidence_text(held))
        found.setdefault(held.id, Judged(candidate, stances, is_computed=True))
    return tuple(found.values())


def with_rows(pieces: Sequence[Judged], rows: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces with the rows in the place of what their words alone said, and those of the same table read twice.

    Where a row has the figure, but the claim isn't of it, the words of other rows don't speak for the claim either.
    """
    compared = {row.candidate.hit.held.id for row in rows}
    told = {(row.candidate.digest, row.candidate.text.text) for row in rows}
    others = (piece for piece in pieces if (piece.candidate.digest, piece.candidate.text.text) not in told)
    kept = [piece for piece in others if piece.candidate.hit.held.id not in compared]
    if any(row.stances.neither == 1 for row in rows):
        kept = [_unsupporting(piece) for piece in kept]
    return (*rows, *kept)


def _unsupporting(piece: Judged) -> Judged:
    if piece.candidate.hit.held.passage.kind != "row":
        return piece
    stances = piece.stances
    return replace(piece, stances=replace(stances, supports=0.0, neither=round(1 - stances.contradicts, 4)))


def _stances(check: CellCheck) -> Stances:
    if not check.probability:
        return Stances(0.0, 0.0, 1.0, (check.step,))
    if check.stance == "against":
        return _against(check.probability, check.step)
    rest = round((1 - check.probability) / 4, 4)
    return Stances(check.probability, rest, round(1 - check.probability - rest, 4), (check.step,))


def _against(probability: float, step: str) -> Stances:
    rest = round((1 - probability) / 4, 4)
    return Stances(rest, probability, round(1 - probability - rest, 4), (step,), (step,))


def _rows(cells: Sequence[Statement], library: Library) -> list[HeldPassage]:
    rows = [_row(cell.source.holding, cell.cell.span, library) for cell in cells]
    return [row for row in rows if row is not None]


def _row(holding: Holding, span: Span, library: Library) -> HeldPassage | None:
    held = library.passages_of(holding, ["row"])
    return next((row for row in held if row.passage.span.contains(span)), None)
