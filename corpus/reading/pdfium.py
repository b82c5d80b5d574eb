"""PDFium, which only this module and those called after it know: a file's pages, as words and as images.

PDFium is not thread-safe, so every call is made under one lock.
"""

from __future__ import annotations

import io
import math
import threading
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL.Image import Image

from corpus.errors import FileDamaged, FileEncrypted, PageMissing
from corpus.reading.pdfium_calls import font_of, weight_of
from corpus.reading.pdfium_characters import Characters
from corpus.reading.pdfium_drawing import Drawing
from corpus.reading.pieces import Scan
from corpus.reading.placing import placed_sheet
from corpus.reading.salvage import salvaged
from corpus.reading.sheet import Frame, Sheet

_LOCK = threading.RLock()
_MOST_WEIGHED = 5
"""Pages."""

_MOST_PIXELS = 60_000_000


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
            drawn = Counter(operation for operation in Characters(text_page, int).operations() if operation)
            weights = {operation: weight_of(font_of(operation) or 0) for operation in drawn}
            return Counter(weights[operation] for operation in drawn.elements())
    except pypdfium2.PdfiumError:
        return Counter()


def _sheet(page: Any, number: int, usual_weight: Callable[[], int]) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
    try:
        with closing(page.get_textpage()) as text_page:
            scan = Scan(Characters(text_page, usual_weight))
    except pypdfium2.PdfiumError:
        return Sheet(number, *frame.size, *frame.size, array("f"))
    drawing = Drawing(page)
    sheet = placed_sheet(number, frame, scan, list(drawing.lines()), drawing.pictured, drawing.shades, drawing.dots)
    return replace(
        sheet,
        image_share=min(drawing.image_area / max(frame.area, 1.0), 1.0),
        invisible=drawing.invisible / (drawing.texts or 1),
        white=drawing.white / (drawing.texts or 1),
    )
