"""Words of a page as they are drawn: runs of characters of one style that no space parts."""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from corpus.reading.accents import composed
from corpus.reading.tex_fonts import encoding_of, may_be_ligature

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
_MARKS = frozenset((*range(0x300, 0x370), *range(0x591, 0x5BE), *range(0x64B, 0x660), 0x670))
# Characters that stand for themselves and never apart from their word, the bulk of every page.
_PLAIN = re.compile(
    "[^\x00-\x20\x7f\x85\xa0\xad0-9\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u1680\u2000-\u200f"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb06\ufeff\ufffd-\uffff]+"
)
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
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

    def font(self, operation: int) -> int:
        """The font that an operation draws with."""

    def is_named(self, font: int) -> bool:
        """Whether the font has a name, as all but bitmap fonts do."""

    def is_bold(self, font: int) -> bool:
        """Whether the font is a bold one."""

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character stands on its line."""

    def ink(self, index: int) -> tuple[float, float]:
        """The lowest and the highest point of the character's own shape."""

    def loose_boxes(self) -> array[float]:
        """Left, top, right, bottom of every character, with the font's full height."""


@dataclass(slots=True, frozen=True)
class Style:
    """Type: its size in points, whether it is bold, and where it runs in quarters anticlockwise, or ASLANT."""

    size: float
    bold: bool
    quarters: int


@dataclass(slots=True)
class Piece:
    """A word before it is placed: `start` counts kept characters, `base` is a point of the line that it stands on.

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
    base: tuple[float, float] = (0.0, 0.0)

    def lift(self, drawn: bool) -> None:
        """A space ends the piece."""
        self.piece, self.glued = None, False
        self.drawn_space = self.drawn_space or drawn


class Scan:
    """One pass over a page's characters: its `pieces`, and the `boxes` of their characters in PDF units."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self._operations = characters.operations()
        self._loose = characters.loose_boxes()
        self._styles: dict[tuple[int, float, tuple[float, ...]], Style] = {}
        self._indices: list[int] = []
        self.unmapped = 0
        self.pieces: list[Piece] = []
        codes = _whole(self._as_named(characters.codes()))
        self._gather(composed(codes, self._operations, self._extent))
        self.boxes = _chosen(self._loose, self._indices)
        self._turn_ligatures()
        self.pieces = [part for piece in self.pieces for part in _unstretched(piece, self.boxes)]

    def _as_named(self, codes: list[int]) -> list[int]:
        """The codes with those of fonts that name no letters made Unicode."""
        if not any(map(may_be_ligature, set(codes))):
            return codes
        drawn = list(enumerate(self._operations))
        odd = {
            self._characters.font(operation)
            for index, operation in drawn
            if operation and may_be_ligature(codes[index])
        }
        for font in sorted(odd):
            if not self._characters.is_named(font):
                places = [index for index, operation in drawn if operation and self._characters.font(operation) == font]
                letters = encoding_of(codes[index] for index in places)
                for index in places:
                    codes[index] = letters.get(codes[index], codes[index])
        return codes

    def _gather(self, codes: list[int]) -> None:
        text, pen, index = _text_of(codes), _Pen(), 0
        turn_after, plain_at = _Turns(self._operations).after, _PLAIN.match
        while index < len(codes):
            plain = plain_at(text, index)
            if plain is not None:
                if self._operations[index] != pen.operation:
                    self._turn_to(pen, index)
                end = min(plain.end(), turn_after(index))
                self._write(pen, range(index, end), text[index:end], False)
                index = end
                continue
            if codes[index] in _SPACES:
                pen.lift(self._operations[index] is not None)
            else:
                self._gather_odd(pen, codes, index)
            index += 1

    def _gather_odd(self, pen: _Pen, codes: list[int], index: int) -> None:
        """Figures and characters that don't stand for themselves."""
        code = codes[index]
        if code not in _WITHOUT_INK and not (code == _SOFT_HYPHEN and self._is_within_word(codes, index, pen.style)):
            self._turn_to(pen, index)
            raised = _ZERO <= code <= _ZERO + 9 and self._is_superior(index, pen.style)
            text = _LETTERS.get(code) or self._letter(code)
            self._write(pen, [index] * len(text), text, raised)
            if code == _LINE_END_HYPHEN:
                pen.piece, pen.glued = None, False

    def _turn_to(self, pen: _Pen, index: int) -> None:
        operation = self._operations[index]
        if operation is not None and operation != pen.operation:
            self._turn(pen, index, operation)

    def _turn(self, pen: _Pen, index: int, operation: int) -> None:
        """Another operation draws on, perhaps in another style: it goes on with the piece, or leaves it."""
        pen.style, pen.operation, pen.run = self._style(index, operation), operation, pen.run + 1
        pen.base = self._characters.origin(index)
        if pen.piece is not None:
            pen.glued = self._touches(index, pen.style)
            if not (pen.glued and _continues(pen.piece, pen.base, pen.style)):
                pen.piece = None

    def _write(self, pen: _Pen, indices: Sequence[int], text: str, raised: bool) -> None:
        """Add characters of one operation to the piece, or begin one with them."""
        if pen.piece is None and not pen.glued and not pen.drawn_space and pen.before is not None:
            pen.glued = ord(text[0]) in _MARKS or self._abuts(pen.before, indices[0], pen.style)
        if pen.piece is None or pen.piece.raised != raised:
            base = pen.base if pen.style.quarters != ASLANT else self._characters.origin(indices[0])
            pen.piece = Piece([], len(self._indices), base, pen.style, pen.glued, pen.run, raised)
            self.pieces.append(pen.piece)
        pen.piece.letters.extend(text)
        self._indices.extend(indices)
        pen.glued, pen.before, pen.drawn_space = True, indices[-1], False

    def _turn_ligatures(self) -> None:
        """Put lam before alef where one glyph is both: PDFium turns right-to-left text letter by letter."""
        for piece in self.pieces:
            letters = piece.letters
            if _LAM not in letters:
                continue
            for place in range(len(letters) - 1):
                here = 4 * (piece.start + place)
                one = self.boxes[here : here + 4] == self.boxes[here + 4 : here + 8]
                if one and letters[place] in _ALEFS and letters[place + 1] == _LAM:
                    letters[place], letters[place + 1] = _LAM, letters[place]

    def _extent(self, index: int) -> tuple[float, float]:
        return self._loose[4 * index], self._loose[4 * index + 2]

    def _touches(self, index: int, style: Style) -> bool:
        """Whether no space parts a character from the one before, though another operation draws it."""
        boxes, box = self._loose, 4 * index
        low, high = (0, 2) if style.quarters % 2 == 0 else (3, 1)
        room = 0.25 * style.size
        return boxes[box + low] - boxes[box - 4 + high] < room and boxes[box - 4 + low] - boxes[box + high] < room

    def _abuts(self, before: int, index: int, style: Style) -> bool:
        """Whether a space that PDFium made up is none: the next character stands right after, on the same line."""
        if style.quarters:
            return False
        (_, base), (left, line) = self._characters.origin(before), self._characters.origin(index)
        gap = left - self._loose[4 * before + 2]
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
            font, size, matrix = key
            a, b, c, d = (number if math.isfinite(number) else 0.0 for number in matrix)
            bold = self._characters.is_bold(font)
            self._styles[key] = Style(round(size * math.hypot(c, d), 2), bold, _direction(a, b))
        return self._styles[key]


def _continues(piece: Piece, base: tuple[float, float], style: Style) -> bool:
    up = 1 - style.quarters % 2
    return piece.style == style and abs(base[up] - piece.base[up]) < 0.1 * style.size


def _chosen(boxes: array[float], indices: list[int]) -> array[float]:
    """The boxes of some characters, in this order."""
    chosen = array("f")
    chosen.frombytes(np.frombuffer(boxes, np.float32).reshape(-1, 4)[np.array(indices, np.intp)].tobytes())
    return chosen


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
            letters = piece.letters[begin:index]
            yield Piece(letters, piece.start + begin, piece.base, piece.style, glued, piece.run, piece.raised)
            begin, glued = index, False


class _Turns:
    """Where another drawing operation begins, asked for from left to right."""

    def __init__(self, operations: Sequence[int | None]) -> None:
        self._places: list[int] = []
        last: int | None = None
        for index, operation in enumerate(operations):
            if operation != last and operation is not None:
                last = operation
                self._places.append(index)
        self._places.append(len(operations))
        self._next = 0

    def after(self, index: int) -> int:
        """The first place behind `index`."""
        while self._places[self._next] <= index:
            self._next += 1
        return self._places[self._next]


def _text_of(codes: list[int]) -> str:
    if max(codes, default=0) > sys.maxunicode:
        codes = [min(code, _UNKNOWN) if code > sys.maxunicode else code for code in codes]
    return "".join(map(chr, codes))


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
