"""The C functions of PDFium that are called for every character and drawing, with plain integers as pointers.

ctypes passes those at half the cost of typed ones. Whoever calls them holds PDFium's lock (see `pdfium`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_POINTER, _INTEGER = ctypes.c_void_p, ctypes.c_int


def _cheap(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(pointer(function))


def pointer(handle: Any) -> int:
    """A handle of PDFium's as a plain integer."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


unicode = _cheap(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INTEGER)
operation_at = _cheap(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INTEGER)
loose_box = _cheap(raw.FPDFText_GetLooseCharBox, _INTEGER, _POINTER, _INTEGER, _POINTER)
tight_box = _cheap(raw.FPDFText_GetCharBox, _INTEGER, _POINTER, _INTEGER, *[_POINTER] * 4)
origin_at = _cheap(raw.FPDFText_GetCharOrigin, _INTEGER, _POINTER, _INTEGER, _POINTER, _POINTER)
text_matrix = _cheap(raw.FPDFText_GetMatrix, _INTEGER, _POINTER, _INTEGER, _POINTER)
font_size = _cheap(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INTEGER)
font_of = _cheap(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
object_count = _cheap(raw.FPDFPage_CountObjects, _INTEGER, _POINTER)
object_at = _cheap(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INTEGER)
form_count = _cheap(raw.FPDFFormObj_CountObjects, _INTEGER, _POINTER)
form_at = _cheap(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
object_type = _cheap(raw.FPDFPageObj_GetType, _INTEGER, _POINTER)
object_matrix = _cheap(raw.FPDFPageObj_GetMatrix, _INTEGER, _POINTER, _POINTER)
draw_mode = _cheap(raw.FPDFPath_GetDrawMode, _INTEGER, _POINTER, _POINTER, _POINTER)
render_mode = _cheap(raw.FPDFTextObj_GetTextRenderMode, _INTEGER, _POINTER)
fill_colour = _cheap(raw.FPDFPageObj_GetFillColor, _INTEGER, _POINTER, *[_POINTER] * 4)
segment_count = _cheap(raw.FPDFPath_CountSegments, _INTEGER, _POINTER)
segment_at = _cheap(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INTEGER)
segment_type = _cheap(raw.FPDFPathSegment_GetType, _INTEGER, _POINTER)
segment_point = _cheap(raw.FPDFPathSegment_GetPoint, _INTEGER, _POINTER, _POINTER, _POINTER)
segment_closes = _cheap(raw.FPDFPathSegment_GetClose, _INTEGER, _POINTER)


def weight_of(font: int) -> int:
    """How heavy a font is, 400 for what is usual; 0 for none."""
    weight: int = raw.FPDFFont_GetWeight(ctypes.cast(font, raw.FPDF_FONT)) if font else 0
    return weight


def font_name(font: int) -> str:
    """The font's own name; "" for one without."""
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), name, len(name))
    return name.value.decode("latin-1")
