"""Page images: as small as they can be without a pixel of difference."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from corpus.reading.pdfium import PdfiumFile


def page(folder: Path, colour: str) -> Path:
    picture = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(picture).rectangle((40, 30, 160, 120), fill=colour)
    target = folder / f"{colour}.pdf"
    picture.save(target)
    return target


@pytest.mark.parametrize(("colour", "mode"), [("black", "L"), ("gray", "L"), ("red", "RGB")])
def test_a_page_in_greys_has_one_channel_and_every_page_its_own_pixels(tmp_path, colour, mode):
    with PdfiumFile(page(tmp_path, colour)) as document:
        image = Image.open(io.BytesIO(document.image(1, 1.0)))
        assert image.mode == mode
        assert image.convert("RGB").tobytes() == document.picture(1, 1.0).convert("RGB").tobytes()
