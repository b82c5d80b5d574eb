"""Tabled: rows of tables whose cells were held against a claim, as judged evidence."""

from __future__ import annotations

from collections.abc import Sequence

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
from service.verify.table_cells import cell_checks

MOST_HITS = 30
"""The tables of the documents that so many of the best passages stand in are looked at."""


def tabled(claim: str, hits: Sequence[Hit], library: Library, gatherer: Gatherer) -> tuple[Judged, ...]:
    """The rows that a claim's figures were compared with, the surest first."""
    known = {hit.held.id: hit for hit in hits}
    best = hits[0].score if hits else 0.0
    found: dict[int, Judged] = {}
    for check in cell_checks(claim, sources(hits[:MOST_HITS], library.document)):
        for held in _rows(check.cells, library):
            hit = known.get(held.id) or Hit(held, best, 0.0, 0.0)
            candidate = Candidate(hit, gatherer.evidence_text(held))
            found.setdefault(held.id, Judged(candidate, _stances(check), is_computed=True))
    return tuple(found.values())


def with_rows(pieces: Sequence[Judged], rows: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces with the rows in the place of what their words alone said."""
    compared = {row.candidate.hit.held.id for row in rows}
    return (*rows, *(piece for piece in pieces if piece.candidate.hit.held.id not in compared))


def _stances(check: CellCheck) -> Stances:
    rest = round((1 - check.probability) / 4, 4)
    one, two = (check.probability, rest) if check.stance == "for" else (rest, check.probability)
    return Stances(one, two, round(1 - one - two, 4), (check.step,), (check.step,) if check.stance == "against" else ())


def _rows(cells: Sequence[Statement], library: Library) -> list[HeldPassage]:
    rows = [_row(cell.source.holding, cell.cell.span, library) for cell in cells]
    return [row for row in rows if row is not None]


def _row(holding: Holding, span: Span, library: Library) -> HeldPassage | None:
    held = library.passages_of(holding, ["row"])
    return next((row for row in held if row.passage.span.contains(span)), None)
