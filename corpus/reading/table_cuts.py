"""Rows of a band that rules cut in some of its columns: under the head of a group, beside a cell of several rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.reading.lines import Line, side_by_side
from corpus.reading.page_table import CellLines, middle, place, places
from corpus.reading.table_columns import Columns, Part
from corpus.reading.table_heads import Extent, covered

_SAME_HEIGHT = 4.0
_SLACK = 0.3


@dataclass(frozen=True)
class Cut:
    """A rule at the height `at` under the columns from `first` to `last`."""

    at: float
    first: int
    last: int


@dataclass
class _Piece:
    """The lines between two cuts of one column, or of what spans several, and the rows that they stand in."""

    first: int
    last: int
    top: int
    bottom: int
    lines: list[Line]


def cut_rows(parts: Iterable[Part], columns: Columns, cuts: Sequence[Cut], *, heads: bool) -> list[list[CellLines]]:
    """The rows of a band; in `heads`, what stands above a cut heads all columns that are cut there."""
    levels = places((cut.at for cut in cuts), _SAME_HEIGHT)
    pieces = _pieces(parts, levels, cuts)
    if heads:
        pieces = [_settled(piece, levels) for piece in pieces]
        for cut in cuts:
            _widen(pieces, columns, cut, _level(levels, cut.at))
    grid = [[CellLines([]) for _ in range(len(columns))] for _ in range(len(levels) + 1)]
    for piece in sorted(pieces, key=lambda piece: (piece.first - piece.last, piece.top, piece.first)):
        cell = CellLines(side_by_side(piece.lines))
        for row in grid[piece.top : piece.bottom]:
            place(cell, row, piece.first, piece.last)
    return [row for row in grid if any(cell.lines for cell in row)]


def _pieces(parts: Iterable[Part], levels: Sequence[float], cuts: Sequence[Cut]) -> list[_Piece]:
    found: dict[tuple[int, int, int], _Piece] = {}
    for part in sorted(parts, key=lambda part: (part.line.base, part.first)):
        at = sorted({_level(levels, cut.at) for cut in cuts if cut.first <= part.last and part.first <= cut.last})
        above = [level for level in at if levels[level] <= middle(part.line.main)]
        below = [level for level in at if levels[level] > middle(part.line.main)]
        top, bottom = (above[-1] + 1 if above else 0), (below[0] + 1 if below else len(levels) + 1)
        piece = found.setdefault((part.first, part.last, top), _Piece(part.first, part.last, top, bottom, []))
        piece.lines.append(part.line)
    return list(found.values())


def _level(levels: Sequence[float], at: float) -> int:
    return min(range(len(levels)), key=lambda level: (abs(levels[level] - at), level))


def _settled(piece: _Piece, levels: Sequence[float]) -> _Piece:
    """The piece in one row where all its lines stand level with that row; else in all of its rows."""
    if piece.bottom - piece.top < 2:
        return piece
    inner = levels[piece.top : piece.bottom - 1]
    slack = _SLACK * piece.lines[0].size
    if middle(piece.lines[0].main) > inner[-1] + slack:
        return _Piece(piece.first, piece.last, piece.bottom - 1, piece.bottom, piece.lines)
    if middle(piece.lines[-1].main) < inner[0] - slack:
        return _Piece(piece.first, piece.last, piece.top, piece.top + 1, piece.lines)
    return piece


def _widen(pieces: Sequence[_Piece], columns: Columns, cut: Cut, level: int) -> None:
    over = [p for p in pieces if p.top <= level < p.bottom and cut.first <= p.first and p.last <= cut.last]
    over = sorted((p for p in over if p.bottom == level + 1), key=lambda p: p.first)
    extents = [Extent(min(x.left for x in p.lines), max(x.right for x in p.lines), p.first, p.last) for p in over]
    shares = covered(extents, columns, cut.first, cut.last) if len(over) > 1 else [(cut.first, cut.last)]
    for piece, (first, last) in zip(over, shares or (), strict=False):
        piece.first, piece.last = first, last
