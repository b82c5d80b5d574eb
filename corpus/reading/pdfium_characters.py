"""The characters of a page as PDFium knows them: codes, fonts, places and boxes."""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

from corpus.reading.pdfium_calls import (
    font_name,
    font_of,
    font_size,
    loose_box,
    operation_at,
    origin_at,
    pointer,
    text_matrix,
    tight_box,
    unicode,
    weight_of,
)

_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "-bd", "demi", "cmbx", "cmssbx", "nimbusromno9l-medi")
_PLAIN_NAMES = ("regular", "light", "italic", "oblique", "-book", "-roman")
_BOLD_WEIGHT = 600
_HEAVIER = 1.2  # than the font of most letters: PDFium reckons weights from stems, and in some fonts too high

Point = tuple[float, float]


class Characters:
    """What PDFium knows of the characters of one text page, each by its index; lengths are in PDF units.

    `usual_weight` gives the weight of the font that most of the document is set in.
    """

    def __init__(self, text_page: Any, usual_weight: Callable[[], int]) -> None:
        self._usual_weight = usual_weight
        self._handle = pointer(text_page.raw)
        self._count = max(raw.FPDFText_CountChars(text_page), 0)
        self._floats = (ctypes.c_float * 6)()
        self._doubles = (ctypes.c_double * 4)()
        self._to_floats = ctypes.addressof(self._floats)
        self._to_doubles = [ctypes.addressof(self._doubles) + 8 * k for k in range(4)]

    def codes(self) -> list[int]:
        """The code point of every character."""
        return list(map(unicode, repeat(self._handle), range(self._count)))

    def operations(self) -> list[int | None]:
        """The drawing operation of every character; None for one that PDFium made up."""
        return list(map(operation_at, repeat(self._handle), range(self._count)))

    def type(self, index: int, operation: int) -> tuple[int, float, tuple[float, ...]]:
        """The font, its nominal size and the first four numbers of the matrix that it is drawn by."""
        text_matrix(self._handle, index, self._to_floats)
        return font_of(operation) or 0, font_size(self._handle, index), tuple(self._floats[:4])

    def font(self, operation: int) -> int:
        """The font that an operation draws with."""
        return font_of(operation) or 0

    def is_named(self, font: int) -> bool:
        """Whether the font has a name, as all but bitmap fonts do."""
        return bool(font and font_name(font))

    def is_bold(self, font: int) -> bool:
        """Whether the font's name says so, or where that tells no weight, that it is heavier than what is usual."""
        if not font:
            return False
        name = font_name(font).lower()
        if any(part in name for part in _BOLD_NAMES):
            return True
        if any(part in name for part in _PLAIN_NAMES):
            return False
        weight = weight_of(font)
        return weight >= _BOLD_WEIGHT and weight >= _HEAVIER * self._usual_weight()

    def origin(self, index: int) -> Point:
        """Where the character stands on its line."""
        origin_at(self._handle, index, *self._to_doubles[:2])
        return self._doubles[0], self._doubles[1]

    def ink(self, index: int) -> Point:
        """The lowest and the highest point of the character's own shape."""
        tight_box(self._handle, index, *self._to_doubles)
        return self._doubles[2], self._doubles[3]

    def loose_boxes(self) -> array[float]:
        """Left, top, right, bottom of every character, with the font's full height."""
        boxes = array("f", bytes(16 * self._count))
        first = boxes.buffer_info()[0]
        places = range(first, first + 16 * self._count, 16)
        deque(map(loose_box, repeat(self._handle), range(self._count), places), maxlen=0)
        return boxes
