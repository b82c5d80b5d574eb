"""PDFs whose pages are images, for an engine that recognises text: huge, very many, or full of what is no letter."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from random import Random

from evals.suites.hostile_files import pdf_of

_WIDEST = 30_000
_TIMES = 1_000
_LARGEST_PAGE = 14_400


def bomb_scans() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Their names, and what makes their bytes."""
    yield "bars of 30000 by 30000.pdf", lambda: _scan(_WIDEST, _WIDEST, _bars(_WIDEST, _WIDEST))
    yield "noise of 30000 by 30000.pdf", lambda: _scan(_WIDEST, _WIDEST, _noisy_row(_WIDEST) * _WIDEST)
    yield "one row of a million.pdf", lambda: _scan(1_000_000, 1, _noisy_row(1_000_000))
    yield "1000 images on a page.pdf", lambda: _scan(850, 1100, _noise(850, 1100), _side_by_side(_TIMES))
    yield "1000 images one on another.pdf", lambda: _scan(1700, 2200, _noise(1700, 2200), _WHOLE * _TIMES)
    yield "a page of noise.pdf", lambda: _scan(1700, 2200, _noise(1700, 2200))
    yield "a page of dots.pdf", lambda: _scan(1700, 2200, _dots(1700, 2200))
    yield (
        "a page of 5 m with noise.pdf",
        lambda: _scan(1700, 2200, _noise(1700, 2200), size=(_LARGEST_PAGE, _LARGEST_PAGE)),
    )
    yield "a page 1 point high.pdf", lambda: _scan(1700, 20, _noise(1700, 20), size=(_LARGEST_PAGE, 1))


_WHOLE = b"q %(wide)d 0 0 %(high)d 0 0 cm /X Do Q "


def _side_by_side(times: int) -> bytes:
    return b"".join(b"q 19 0 0 19 %d %d cm /X Do Q " % (n % 32 * 19, n // 32 * 19) for n in range(times))


def _row_bytes(width: int) -> int:
    return (width + 7) // 8


def _noisy_row(width: int) -> bytes:
    return Random(f"row {width}").randbytes(_row_bytes(width))


def _noise(width: int, height: int) -> bytes:
    return Random(f"noise {width} {height}").randbytes(_row_bytes(width) * height)


def _bars(width: int, height: int) -> bytes:
    """Rows of bars as high as letters, white between: what looks most like lines of text."""
    bars, white = b"\x0f\xff" * (_row_bytes(width) // 2 + 1), b"\xff" * _row_bytes(width)
    rows = [bars[: _row_bytes(width)] if row % 60 < 30 else white for row in range(height)]
    return b"".join(rows)


def _dots(width: int, height: int) -> bytes:
    """A grid of small dots: as many letters as a page can hold, of which none is one."""
    dotted, white = b"\xe7" * _row_bytes(width), b"\xff" * _row_bytes(width)
    return b"".join(dotted if row % 8 < 2 else white for row in range(height))


def _scan(width: int, height: int, data: bytes, drawn: bytes = _WHOLE, size: tuple[int, int] = (612, 792)) -> bytes:
    """One page of `size` points that draws an image of one bit a pixel."""
    shown = zlib.compress(data, 6)
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
    ) % (width, height, len(shown), shown)
    content = drawn % {b"wide": size[0], b"high": size[1]} if b"%(" in drawn else drawn
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>"
    ) % size
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
            image,
        ]
    )
