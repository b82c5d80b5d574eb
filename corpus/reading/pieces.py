"""Words of a page as they are drawn: runs of characters of one style that no space parts."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_SPACES = frozenset(
    {*range(2), *range(3, 33), 0x7F, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200C)}
)
_WITHOUT_INK = frozenset({0xFFFE, 0xFFFF, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF})
_LINE_END_HYPHEN = 2
_SOFT_HYPHEN = 0xAD
_UNKNOWN = 0xFFFD
_ZERO = ord("0")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF0A8: "◦"}
_LETTERS = {_LINE_END_HYPHEN: "-", **_LIGATURES, **_BULLETS}
_LEAP = 1.0
_ABUTTING = 0.06
ASLANT = 4
"""The direction of text that runs neither along nor across the page."""


class Characters(Protocol):
    """The characters of one page, each by its index; lengths are in PDF units, y upwards."""

    def codes(self) -> list[int]:
        """The code point of every character; 2 stands for a hyphen at the end of a line."""

    def operations(self) -> list[int | None]:
        """The drawing operation of every character; None for one that is not drawn."""

    def type(self, index: int, operation: int) -> tuple[int, float, tuple[float, ...]]:
        """The font, its nominal size and the first four numbers of the matrix that it is drawn by."""

    def is_bold(self, font: int) -> bool:
        """Whether the font is a bold one."""

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character stands on its line."""

    def ink(self, index: int) -> tuple[float, float]:
        """The lowest and the highest point of the character's own shape."""

    def loose_box(self, index: int) -> tuple[float, ...]:
        """Left, top, right, bottom, with the font's full height."""

    def loose_boxes(self, indices: list[int]) -> array[float]:
        """The same for many characters, four floats each."""


@dataclass(slots=True, frozen=True)
class Style:
    """Type: its size in points, whether it is bold, and where it runs in quarters anticlockwise, or ASLANT."""

    size: float
    bold: bool
    quarters: int


@dataclass(slots=True)
class Piece:
    """A word before it is placed: `start` counts kept characters, `base` is where its first letter stands.

    `glued` says that no space stands before it; `raised` marks figures that the font itself draws small and high.
    """

    letters: list[str]
    start: int
    base: tuple[float, float]
    style: Style
    glued: bool
    run: int
    raised: bool


@dataclass(slots=True)
class _Pen:
    """Where a scan stands: the piece that it writes, if any, in which style, and what parts that from what comes.

    `before` is the last character with ink, `drawn_space` says that the page itself draws a space after it.
    """

    style: Style = Style(0.0, False, 0)
    operation: int = -1
    run: int = 0
    piece: Piece | None = None
    glued: bool = False
    before: int | None = None
    drawn_space: bool = False

    def lift(self, drawn: bool) -> None:
        """A space ends the piece."""
        self.piece, self.glued = None, False
        self.drawn_space = self.drawn_space or drawn


class Scan:
    """One pass over a page's characters: its `pieces`, and the `boxes` of their characters in PDF units."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self._styles: dict[tuple[int, float, tuple[float, ...]], Style] = {}
        self._indices: list[int] = []
        self.unmapped = 0
        self.pieces: list[Piece] = []
        self._gather()
        self.boxes = characters.loose_boxes(self._indices)
        self.pieces = [part for piece in self.pieces for part in _unstretched(piece, self.boxes)]

    def _gather(self) -> None:
        codes, pen = _whole(self._characters.codes()), _Pen()
        for index, (code, operation) in enumerate(zip(codes, self._characters.operations(), strict=True)):
            if code in _SPACES:
                pen.lift(operation is not None)
            elif code not in _WITHOUT_INK and not (
                code == _SOFT_HYPHEN and self._is_within_word(codes, index, pen.style)
            ):
                if operation is not None and operation != pen.operation:
                    self._turn(pen, index, operation)
                self._write(pen, index, code)

    def _turn(self, pen: _Pen, index: int, operation: int) -> None:
        """Another operation draws on, perhaps in another style: it goes on with the piece, or leaves it."""
        pen.style, pen.operation, pen.run = self._style(index, operation), operation, pen.run + 1
        if pen.piece is not None:
            pen.glued = self._touches(index, pen.style)
            if not (pen.glued and self._continues(pen.piece, index, pen.style)):
                pen.piece = None

    def _write(self, pen: _Pen, index: int, code: int) -> None:
        """Add one character to the piece, or begin one with it."""
        raised = _ZERO <= code <= _ZERO + 9 and self._is_superior(index, pen.style)
        if pen.piece is None and not pen.glued and not pen.drawn_space and pen.before is not None:
            pen.glued = self._abuts(pen.before, index, pen.style)
        if pen.piece is None or pen.piece.raised != raised:
            origin = self._characters.origin(index)
            pen.piece = Piece([], len(self._indices), origin, pen.style, pen.glued, pen.run, raised)
            self.pieces.append(pen.piece)
        text = _LETTERS.get(code) or self._letter(code)
        pen.piece.letters.extend(text)
        self._indices.extend([index] * len(text))
        pen.glued, pen.before, pen.drawn_space = code != _LINE_END_HYPHEN, index, False
        if not pen.glued:
            pen.piece = None

    def _continues(self, piece: Piece, index: int, style: Style) -> bool:
        across = style.quarters % 2
        drift = self._characters.origin(index)[1 - across] - piece.base[1 - across]
        return piece.style == style and abs(drift) < 0.1 * style.size

    def _touches(self, index: int, style: Style) -> bool:
        """Whether no space parts a character from the one before, though another operation draws it."""
        before, box = self._characters.loose_box(index - 1), self._characters.loose_box(index)
        low, high = (0, 2) if style.quarters % 2 == 0 else (3, 1)
        return max(box[low] - before[high], before[low] - box[high]) < 0.25 * style.size

    def _abuts(self, before: int, index: int, style: Style) -> bool:
        """Whether a space that PDFium made up is none: the next character stands right after, on the same line."""
        if style.quarters:
            return False
        (_, base), (left, line) = self._characters.origin(before), self._characters.origin(index)
        gap = left - self._characters.loose_box(before)[2]
        return abs(line - base) < 0.05 * style.size and -_ABUTTING <= gap / (style.size or 1.0) < _ABUTTING

    def _is_within_word(self, codes: list[int], index: int, style: Style) -> bool:
        """Whether letters go on beside a soft hyphen, which then isn't printed."""
        return index + 1 < len(codes) and codes[index + 1] not in _SPACES and self._touches(index + 1, style)

    def _is_superior(self, index: int, style: Style) -> bool:
        """Whether a figure's ink stands clear of the line and is small, as that of a note mark is."""
        if style.quarters:
            return False
        bottom, top = self._characters.ink(index)
        rise = bottom - self._characters.origin(index)[1]
        return rise > 0.2 * style.size > 0 and top - bottom < 0.62 * style.size

    def _letter(self, code: int) -> str:
        no_character = code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        if no_character or code == _UNKNOWN or 0xE000 <= code <= 0xF8FF:
            self.unmapped += 1
        return chr(_UNKNOWN if no_character else code)

    def _style(self, index: int, operation: int) -> Style:
        key = self._characters.type(index, operation)
        if key not in self._styles:
            font, size, (a, b, c, d) = key
            bold = self._characters.is_bold(font)
            self._styles[key] = Style(round(size * math.hypot(c, d), 2), bold, _direction(a, b))
        return self._styles[key]


def _unstretched(piece: Piece, boxes: array[float]) -> Iterator[Piece]:
    """The piece, cut where it leaps ahead without a space, as when one operation draws the cells of a row."""
    low, high = (0, 2) if piece.style.quarters % 2 == 0 else (3, 1)
    first, last = 4 * piece.start, 4 * (piece.start + len(piece.letters) - 1)
    if abs(boxes[last + high] - boxes[first + low]) <= len(piece.letters) * piece.style.size:
        yield piece
        return
    begin, glued = 0, piece.glued
    for index in range(1, len(piece.letters) + 1):
        here = 4 * (piece.start + index)
        if index == len(piece.letters) or abs(boxes[here + low] - boxes[here - 4 + high]) > _LEAP * piece.style.size:
            x, y = piece.base
            moved = boxes[4 * (piece.start + begin) + low] - boxes[first + low]
            base = (x + moved, y) if low == 0 else (x, y + moved)
            letters = piece.letters[begin:index]
            yield Piece(letters, piece.start + begin, base, piece.style, glued, piece.run, piece.raised)
            begin, glued = index, False


def _whole(codes: list[int]) -> list[int]:
    """Surrogate pairs made one character; the second half becomes a character without ink."""
    for index in range(len(codes) - 1):
        high, low = codes[index], codes[index + 1]
        if 0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF:
            codes[index], codes[index + 1] = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 0x200D
    return codes


def _direction(a: float, b: float) -> int:
    """Which way letters run, in quarters anticlockwise in the PDF's plane."""
    quarters = math.atan2(b, a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else ASLANT
