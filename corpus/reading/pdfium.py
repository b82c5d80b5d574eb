"""PDFium, which only this module knows: characters with their boxes, drawn lines and page images.

PDFium is not thread-safe, so every call is made under one lock. Characters and drawings are read through
the C functions with plain integers as pointers, which ctypes passes at half the cost of typed ones.
"""

from __future__ import annotations

import ctypes
import io
import math
import threading
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise, repeat
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL.Image import Image

from corpus.errors import FileDamaged, FileEncrypted, PageMissing
from corpus.reading.pieces import Scan
from corpus.reading.placing import placed_sheet
from corpus.reading.salvage import salvaged
from corpus.reading.sheet import Frame, Sheet

_LOCK = threading.RLock()
_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "-bd", "demi", "cmbx", "cmssbx", "nimbusromno9l-medi")
_PLAIN_NAMES = ("regular", "light", "italic", "oblique", "-book", "-roman")
_BOLD_WEIGHT = 600
_HEAVIER = 1.2  # than the font of most letters: PDFium reckons weights from stems, and in some fonts too high
_MOST_WEIGHED = 5  # pages
_MOST_OBJECTS = 20_000
_MOST_SHADES = 1500
_MOST_DOTS = 300
_DOT = 7.0
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 4
_THIN = 3.0
_MOST_PIXELS = 60_000_000
_WHITE = 250
_POINTER, _INTEGER = ctypes.c_void_p, ctypes.c_int

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PdfiumFile:
    """One open PDF. Raises FileEncrypted or FileDamaged when it can't be opened."""

    def __init__(self, path: Path) -> None:
        self._weight: int | None = None
        self.salvaged = False
        """Whether its end had to be made anew, so that some of it may be lost."""
        with _LOCK:
            try:
                self._document = pypdfium2.PdfDocument(path)
            except pypdfium2.PdfiumError as error:
                if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                    raise FileEncrypted(f"{path}: needs a password; save a copy without one and add that") from error
                self._document, self.salvaged = _salvaged(path, error), True

    def __enter__(self) -> PdfiumFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _LOCK:
            self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def sheet(self, number: int) -> Sheet:
        """Page `number` (from 1) with its words; an unreadable page comes back without any."""
        with _LOCK:
            try:
                page = self._document[number - 1]
            except pypdfium2.PdfiumError:
                return Sheet(number, 0.0, 0.0, 0.0, 0.0, array("f"))
            with closing(page):
                sheet = _sheet(page, number, self._usual_weight)
                if sheet.words or not raw.FPDFPage_GetAnnotCount(page):
                    return sheet
                # A form that was filled in, or a comment: what it shows is made part of the page, and read.
                raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            with closing(self._document[number - 1]) as page:
                return _sheet(page, number, self._usual_weight)

    def _usual_weight(self) -> int:
        """The weight of the font that most letters of the first pages are in; 0 where there are none."""
        if self._weight is None:
            letters: Counter[int] = Counter()
            for number in range(min(len(self), _MOST_WEIGHED)):
                letters.update(_letters_by_weight(self._document, number))
            self._weight = max(letters, key=lambda weight: (letters[weight], weight), default=0)
        return self._weight

    def picture(self, number: int, scale: float) -> Image:
        """Page `number` (from 1) as it is shown, `scale` pixels a point. Raises PageMissing."""
        with _LOCK:
            if not 1 <= number <= len(self):
                raise PageMissing(f"there is no page {number}; the document has pages 1 to {len(self)}")
            with closing(self._document[number - 1]) as page:
                width, height = page.get_size()
                bounded = min(scale, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
                picture: Image = page.render(scale=bounded).to_pil()
                return picture

    def image(self, number: int, scale: float) -> bytes:
        """Page `number` (from 1) as a PNG, `scale` pixels a point. Raises PageMissing."""
        stream = io.BytesIO()
        # Someone waits for it: a tenth more bytes are written in half the time.
        _without_needless_colour(self.picture(number, scale)).save(stream, format="PNG", compress_level=1)
        return stream.getvalue()


def render_page(path: Path, number: int, scale: float = 1.5) -> bytes:
    """Page `number` (from 1) of the PDF at `path` as a PNG, `scale` pixels a point.

    Raises PageMissing, FileDamaged, FileEncrypted.
    """
    with PdfiumFile(path) as document:
        return document.image(number, scale)


def _without_needless_colour(picture: Image) -> Image:
    """A picture in shades of grey alone with one channel, which takes a third of the time to write."""
    colours = picture.getcolors(256) if picture.mode == "RGB" else None
    is_grey = colours is not None and all(isinstance(colour, tuple) and len(set(colour)) == 1 for _, colour in colours)
    return picture.convert("L") if is_grey else picture


def _salvaged(path: Path, cause: Exception) -> Any:
    """What is left of a damaged file. Raises FileDamaged."""
    whole = salvaged(path.read_bytes())
    try:
        document = pypdfium2.PdfDocument(whole) if whole else None
    except pypdfium2.PdfiumError:
        document = None
    if not document:
        raise FileDamaged(
            f"{path}: cannot be opened as a PDF; it is cut off or damaged, and no page could be saved from it"
        ) from cause
    return document


def _letters_by_weight(document: Any, index: int) -> Counter[int]:
    """How many characters of a page are drawn in fonts of each weight."""
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
            drawn = Counter(operation for operation in _Characters(text_page, int).operations() if operation)
            weights = {operation: _weight_of(_font_of(operation) or 0) for operation in drawn}
            return Counter(weights[operation] for operation in drawn.elements())
    except pypdfium2.PdfiumError:
        return Counter()


def _sheet(page: Any, number: int, usual_weight: Callable[[], int]) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
    try:
        with closing(page.get_textpage()) as text_page:
            scan = Scan(_Characters(text_page, usual_weight))
    except pypdfium2.PdfiumError:
        return Sheet(number, *frame.size, *frame.size, array("f"))
    drawing = _Drawing(page)
    sheet = placed_sheet(number, frame, scan, list(drawing.lines()), drawing.pictured, drawing.shades, drawing.dots)
    return replace(
        sheet,
        image_share=min(drawing.image_area / max(frame.area, 1.0), 1.0),
        invisible=drawing.invisible / (drawing.texts or 1),
        white=drawing.white / (drawing.texts or 1),
    )


def _cheap(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(_address(function))


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


_unicode = _cheap(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INTEGER)
_operation = _cheap(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INTEGER)
_loose_box = _cheap(raw.FPDFText_GetLooseCharBox, _INTEGER, _POINTER, _INTEGER, _POINTER)
_tight_box = _cheap(raw.FPDFText_GetCharBox, _INTEGER, _POINTER, _INTEGER, *[_POINTER] * 4)
_origin = _cheap(raw.FPDFText_GetCharOrigin, _INTEGER, _POINTER, _INTEGER, _POINTER, _POINTER)
_text_matrix = _cheap(raw.FPDFText_GetMatrix, _INTEGER, _POINTER, _INTEGER, _POINTER)
_font_size = _cheap(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INTEGER)
_font_of = _cheap(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
_object_count = _cheap(raw.FPDFPage_CountObjects, _INTEGER, _POINTER)
_object_at = _cheap(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INTEGER)
_form_count = _cheap(raw.FPDFFormObj_CountObjects, _INTEGER, _POINTER)
_form_at = _cheap(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_object_type = _cheap(raw.FPDFPageObj_GetType, _INTEGER, _POINTER)
_object_matrix = _cheap(raw.FPDFPageObj_GetMatrix, _INTEGER, _POINTER, _POINTER)
_draw_mode = _cheap(raw.FPDFPath_GetDrawMode, _INTEGER, _POINTER, _POINTER, _POINTER)
_render_mode = _cheap(raw.FPDFTextObj_GetTextRenderMode, _INTEGER, _POINTER)
_fill_colour = _cheap(raw.FPDFPageObj_GetFillColor, _INTEGER, _POINTER, *[_POINTER] * 4)
_segment_count = _cheap(raw.FPDFPath_CountSegments, _INTEGER, _POINTER)
_segment_at = _cheap(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INTEGER)
_segment_type = _cheap(raw.FPDFPathSegment_GetType, _INTEGER, _POINTER)
_segment_point = _cheap(raw.FPDFPathSegment_GetPoint, _INTEGER, _POINTER, _POINTER, _POINTER)
_segment_closes = _cheap(raw.FPDFPathSegment_GetClose, _INTEGER, _POINTER)


class _Characters:
    """What PDFium knows of the characters of one text page, each by its index; lengths are in PDF units.

    `usual_weight` gives the weight of the font that most of the document is set in.
    """

    def __init__(self, text_page: Any, usual_weight: Callable[[], int]) -> None:
        self._usual_weight = usual_weight
        self._handle = _address(text_page.raw)
        self._count = max(raw.FPDFText_CountChars(text_page), 0)
        self._floats = (ctypes.c_float * 6)()
        self._doubles = (ctypes.c_double * 4)()
        self._to_floats = ctypes.addressof(self._floats)
        self._to_doubles = [ctypes.addressof(self._doubles) + 8 * k for k in range(4)]

    def codes(self) -> list[int]:
        """The code point of every character."""
        return list(map(_unicode, repeat(self._handle), range(self._count)))

    def operations(self) -> list[int | None]:
        """The drawing operation of every character; None for one that PDFium made up."""
        return list(map(_operation, repeat(self._handle), range(self._count)))

    def type(self, index: int, operation: int) -> tuple[int, float, tuple[float, ...]]:
        """The font, its nominal size and the first four numbers of the matrix that it is drawn by."""
        _text_matrix(self._handle, index, self._to_floats)
        return _font_of(operation) or 0, _font_size(self._handle, index), tuple(self._floats[:4])

    def font(self, operation: int) -> int:
        """The font that an operation draws with."""
        return _font_of(operation) or 0

    def is_named(self, font: int) -> bool:
        """Whether the font has a name, as all but bitmap fonts do."""
        return bool(font and _font_name(font))

    def is_bold(self, font: int) -> bool:
        """Whether the font's name says so, or where that tells no weight, that it is heavier than what is usual."""
        if not font:
            return False
        name = _font_name(font).lower()
        if any(part in name for part in _BOLD_NAMES):
            return True
        if any(part in name for part in _PLAIN_NAMES):
            return False
        weight = _weight_of(font)
        return weight >= _BOLD_WEIGHT and weight >= _HEAVIER * self._usual_weight()

    def origin(self, index: int) -> Point:
        """Where the character stands on its line."""
        _origin(self._handle, index, *self._to_doubles[:2])
        return self._doubles[0], self._doubles[1]

    def ink(self, index: int) -> Point:
        """The lowest and the highest point of the character's own shape."""
        _tight_box(self._handle, index, *self._to_doubles)
        return self._doubles[2], self._doubles[3]

    def loose_boxes(self) -> array[float]:
        """Left, top, right, bottom of every character, with the font's full height."""
        boxes = array("f", bytes(16 * self._count))
        first = boxes.buffer_info()[0]
        places = range(first, first + 16 * self._count, 16)
        deque(map(_loose_box, repeat(self._handle), range(self._count), places), maxlen=0)
        return boxes


class _Drawing:
    """The straight lines that a page draws, in PDF units, and counts of what is met on the way.

    `pictured` turns true when an image is met, and `image_area` sums what images cover; of the `texts` drawn,
    `invisible` ones have no ink and `white` ones are white; `shades` takes in two corners of each filled box, `dots`
    those of small shapes that are as wide as high.
    """

    def __init__(self, page: Any) -> None:
        self._handle = _address(page.raw)
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
        for index in range(_object_count(self._handle)):
            yield from self._object_lines(_object_at(self._handle, index), _UNCHANGED, 0)

    def _object_lines(self, drawn: int, outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
        self._left -= 1
        if not drawn or self._left < 0:
            return
        kind = _object_type(drawn)
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
            for index in range(_form_count(drawn)):
                yield from self._object_lines(_form_at(drawn, index), inner, depth + 1)

    def _count_text(self, drawn: int) -> None:
        self.texts += 1
        if _render_mode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.invisible += 1
        elif _fill_colour(drawn, *self._colour) and min(self._integers[:3]) >= _WHITE:
            self.white += 1

    def _matrix(self, drawn: int) -> Matrix:
        a, b, c, d, e, f = self._floats[:] if _object_matrix(drawn, ctypes.addressof(self._floats)) else _UNCHANGED
        return a, b, c, d, e, f

    def _path_lines(self, drawn: int, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
        address = ctypes.addressof(self._integers)
        _draw_mode(drawn, address, address + 4)
        filled, stroked = self._integers[:2]
        if not (filled or stroked) or _segment_count(drawn) > _MOST_SEGMENTS:
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
        for index in range(_segment_count(drawn)):
            segment = _segment_at(drawn, index)
            _segment_point(segment, address, address + 4)
            x, y = self._floats[0], self._floats[1]
            if _segment_type(segment) == raw.FPDF_SEGMENT_MOVETO:
                yield from [shape] if len(shape) > 1 else []
                shape = []
            shape.append((a * x + c * y + e, b * x + d * y + f))
            if _segment_closes(segment):
                shape.append(shape[0])
        yield from [shape] if len(shape) > 1 else []


def _weight_of(font: int) -> int:
    weight: int = raw.FPDFFont_GetWeight(ctypes.cast(font, raw.FPDF_FONT)) if font else 0
    return weight


def _font_name(font: int) -> str:
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), name, len(name))
    return name.value.decode("latin-1")


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
