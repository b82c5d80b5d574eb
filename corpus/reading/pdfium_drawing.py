"""What a page draws beside its letters: lines, filled boxes, dots and images, each where it stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from corpus.reading.pdfium_calls import (
    draw_mode,
    fill_colour,
    form_at,
    form_count,
    object_at,
    object_count,
    object_matrix,
    object_type,
    pointer,
    render_mode,
    segment_at,
    segment_closes,
    segment_count,
    segment_point,
    segment_type,
)

_MOST_OBJECTS = 20_000
_MOST_SHADES = 1500
_MOST_DOTS = 300
_DOT = 7.0
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 4
_THIN = 3.0
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing:
    """The straight lines that a page draws, in PDF units, and counts of what is met on the way.

    `pictured` turns true when an image is met, and `image_area` sums what images cover; of the `texts` drawn,
    `invisible` ones have no ink and `white` ones are white; `shades` takes in two corners of each filled box, `dots`
    those of small shapes that are as wide as high.
    """

    def __init__(self, page: Any) -> None:
        self._handle = pointer(page.raw)
        self._left = _MOST_OBJECTS
        self._floats = (ctypes.c_float * 6)()
        self._integers = (ctypes.c_int * 4)()
        self._colour = [ctypes.addressof(self._integers) + 4 * k for k in range(4)]
        self.pictured, self.image_area = False, 0.0
        self.texts = self.invisible = self.white = 0
        self.shades: list[tuple[Point, Point]] = []
        self.dots: list[tuple[Point, Point]] = []

    def lines(self) -> Iterator[tuple[Point, Point]]:
        """The strokes of all paths, and the middle of each thin filled shape."""
        for index in range(object_count(self._handle)):
            yield from self._object_lines(object_at(self._handle, index), _UNCHANGED, 0)

    def _object_lines(self, drawn: int, outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
        self._left -= 1
        if not drawn or self._left < 0:
            return
        kind = object_type(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._count_text(drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.pictured = True
            a, b, c, d, _, _ = _combined(self._matrix(drawn), outer)
            self.image_area += abs(a * d - b * c)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from self._path_lines(drawn, _combined(self._matrix(drawn), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _combined(self._matrix(drawn), outer)
            for index in range(form_count(drawn)):
                yield from self._object_lines(form_at(drawn, index), inner, depth + 1)

    def _count_text(self, drawn: int) -> None:
        self.texts += 1
        if render_mode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.invisible += 1
        elif fill_colour(drawn, *self._colour) and min(self._integers[:3]) >= _WHITE:
            self.white += 1

    def _matrix(self, drawn: int) -> Matrix:
        a, b, c, d, e, f = self._floats[:] if object_matrix(drawn, ctypes.addressof(self._floats)) else _UNCHANGED
        return a, b, c, d, e, f

    def _path_lines(self, drawn: int, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
        address = ctypes.addressof(self._integers)
        draw_mode(drawn, address, address + 4)
        filled, stroked = self._integers[:2]
        if not (filled or stroked) or segment_count(drawn) > _MOST_SEGMENTS:
            return
        for shape in self._shapes(drawn, matrix):
            if len(shape) > 3:
                self._dot(shape)
            if filled:
                self._shade(shape)
            yield from pairwise(shape) if stroked else _thin(shape)

    def _dot(self, shape: list[Point]) -> None:
        left, right, low, high = _extent(shape)
        wide, tall = right - left, high - low
        if max(wide, tall) <= _DOT and abs(wide - tall) <= 0.3 * max(wide, tall) and len(self.dots) < _MOST_DOTS:
            self.dots.append(((left, low), (right, high)))

    def _shade(self, shape: list[Point]) -> None:
        xs, ys = {round(x, 1) for x, _ in shape}, {round(y, 1) for _, y in shape}
        is_box = len(xs) == len(ys) == 2 and min(max(xs) - min(xs), max(ys) - min(ys)) > _THIN
        if is_box and len(self.shades) < _MOST_SHADES:
            self.shades.append(((min(xs), min(ys)), (max(xs), max(ys))))

    def _shapes(self, drawn: int, matrix: Matrix) -> Iterator[list[Point]]:
        """The corners of each subpath."""
        address = ctypes.addressof(self._floats)
        a, b, c, d, e, f = matrix
        shape: list[Point] = []
        for index in range(segment_count(drawn)):
            segment = segment_at(drawn, index)
            segment_point(segment, address, address + 4)
            x, y = self._floats[0], self._floats[1]
            if segment_type(segment) == raw.FPDF_SEGMENT_MOVETO:
                yield from [shape] if len(shape) > 1 else []
                shape = []
            shape.append((a * x + c * y + e, b * x + d * y + f))
            if segment_closes(segment):
                shape.append(shape[0])
        yield from [shape] if len(shape) > 1 else []


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _extent(shape: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    return min(xs), max(xs), min(ys), max(ys)


def _thin(shape: list[Point]) -> Iterator[tuple[Point, Point]]:
    left, right, low, high = _extent(shape)
    if high - low <= _THIN < right - left:
        yield (left, (low + high) / 2), (right, (low + high) / 2)
    elif right - left <= _THIN < high - low:
        yield ((left + right) / 2, low), ((left + right) / 2, high)
