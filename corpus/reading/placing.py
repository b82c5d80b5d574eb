"""Where words and rules stand on a page: from the PDF's plane to the page as shown, turned so that text runs right."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corpus.reading.bullets import with_bullets
from corpus.reading.pieces import ASLANT, Piece, Scan
from corpus.reading.sheet import Frame, Rule, Shade, Sheet, Word

_RISE, _SMALL = 0.34, 0.6  # of superior figures, in parts of the type size
_ABOVE, _BELOW = 0.75, 0.22  # of the line, likewise, so that all fonts of one size stand alike
_THIN = 3.0
_SHORTEST_RULE = 4.0
Line = tuple[tuple[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]


def placed_sheet(
    number: int,
    frame: Frame,
    scan: Scan,
    lines: Iterable[Line],
    pictured: bool,
    shades: Iterable[Line] = (),
    dots: Iterable[Line] = (),
) -> Sheet:
    """The page as one sheet: words that run the way most do, the others as asides, ruled lines and filled boxes.

    Words with a dot of `dots` before them, as a list's mark stands, are bulleted.
    """
    edges = frame.displayed_edges(scan.boxes)
    directions = [_shown_direction(piece, frame) for piece in scan.pieces]
    turn = _main_direction(scan.pieces, directions)
    wide, high = _turned_size(frame, turn)
    words: list[Word] = []
    asides: list[Word] = []
    for piece, box, direction in zip(scan.pieces, _boxes(scan.pieces, edges), directions, strict=True):
        word = _word(piece, box, frame, turn, direction)
        if _is_on_page(word, wide, high):
            (words if direction == turn else asides).append(word)
    rules, boxes = tuple(_rules(lines, frame, turn)), tuple(_shades(shades, frame, turn))
    words = with_bullets(words, _shades(dots, frame, turn))
    return Sheet(
        number, *frame.size, wide, high, edges, tuple(words), tuple(asides), rules, scan.unmapped, pictured, boxes
    )  # fmt: skip


def _shown_direction(piece: Piece, frame: Frame) -> int:
    """Which way the letters run on the displayed page, in quarters anticlockwise, or ASLANT."""
    quarters = piece.style.quarters
    return quarters if quarters == ASLANT else (quarters - frame.quarters) % 4


def _main_direction(pieces: Sequence[Piece], directions: Sequence[int]) -> int:
    counts = [0] * (ASLANT + 1)
    for piece, direction in zip(pieces, directions, strict=True):
        counts[direction] += len(piece.letters)
    return max(range(ASLANT), key=lambda direction: (counts[direction], -direction))


def _turned_size(frame: Frame, turn: int) -> tuple[float, float]:
    width, height = frame.size
    return (width, height) if turn % 2 == 0 else (height, width)


def _turned(x: float, y: float, frame: Frame, turn: int) -> tuple[float, float]:
    """A displayed point on the page turned so that text of direction `turn` runs to the right."""
    width, height = frame.size
    if turn == 0:
        return x, y
    if turn == 1:
        return height - y, x
    if turn == 2:
        return width - x, height - y
    return y, width - x


def _boxes(pieces: Sequence[Piece], edges: array[float]) -> Iterable[Box]:
    """Around each piece; the pieces hold all characters among them, in order."""
    if not pieces:
        return []
    starts = [piece.start for piece in pieces]
    left, top, right, bottom = np.frombuffer(edges, np.float32).reshape(-1, 4).T
    low, high = np.minimum.reduceat, np.maximum.reduceat
    sides = low(left, starts), low(top, starts), high(right, starts), high(bottom, starts)
    return zip(*(side.tolist() for side in sides), strict=True)


def _word(piece: Piece, box: Box, frame: Frame, turn: int, direction: int) -> Word:
    text = "".join(piece.letters)
    left, top, right, bottom = box
    if turn:
        a, b = _turned(left, top, frame, turn)
        c, d = _turned(right, bottom, frame, turn)
        left, top, right, bottom = min(a, c), min(b, d), max(a, c), max(b, d)
    upright = direction == ASLANT or direction % 2 == turn % 2
    size, tall = piece.style.size, bottom - top if upright else right - left
    # Type 3 fonts state sizes of their own; the boxes then say how large the letters are.
    if tall > 0.5 and not tall / 3.5 <= size <= 3 * tall:
        size = round(0.85 * tall, 2)
    base = _turned(*frame.displayed(*piece.base), frame, turn)[1]
    base = base if top - size <= base <= bottom + size else bottom - 0.2 * tall
    if piece.raised:
        base, size = base - _RISE * size, _SMALL * size
    high, low = base - _ABOVE * size, base + _BELOW * size
    return Word(text, piece.start, left, high, right, low, base, size, piece.style.bold, piece.glued, piece.run)


def _is_on_page(word: Word, width: float, height: float) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return -1.0 <= x <= width + 1.0 and -1.0 <= y <= height + 1.0


def _shades(corners: Iterable[Line], frame: Frame, turn: int) -> Iterator[Shade]:
    for one, other in corners:
        a, b = _turned(*frame.displayed(*one), frame, turn)
        c, d = _turned(*frame.displayed(*other), frame, turn)
        yield Shade(min(a, c), min(b, d), max(a, c), max(b, d))


def _rules(lines: Iterable[Line], frame: Frame, turn: int) -> Iterator[Rule]:
    for start, end in lines:
        a, b = _turned(*frame.displayed(*start), frame, turn)
        c, d = _turned(*frame.displayed(*end), frame, turn)
        if abs(b - d) <= _THIN and abs(a - c) >= _SHORTEST_RULE:
            yield Rule(True, (b + d) / 2, min(a, c), max(a, c))
        elif abs(a - c) <= _THIN and abs(b - d) >= _SHORTEST_RULE:
            yield Rule(False, (a + c) / 2, min(b, d), max(b, d))
