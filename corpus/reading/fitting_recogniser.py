"""The engine that fits a document's script, where several are installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from PIL.Image import Image

from corpus.reading.rapid_ocr import RapidOcr
from corpus.reading.recognition import Recognition
from corpus.reading.tesseract import Tesseract, turned

_OF_RAPID = frozenset({"Han", "Japanese"})
_PLAIN = "eng"


@dataclass(frozen=True)
class FittingRecogniser:
    """RapidOCR for English and Chinese, Tesseract for languages with letters of their own, by the first picture."""

    rapid: RapidOcr
    tesseract: Tesseract
    name: str = "OCR"

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        """The text of each picture."""
        waiting = iter(pictures)
        first = next(waiting, None)
        if first is not None:
            engine = self.tesseract if self._wants_tesseract(first) else self.rapid
            yield from engine.recognitions(chain([first], waiting))

    def _wants_tesseract(self, picture: Image) -> bool:
        sight = self.tesseract.sight(picture)
        if sight.script in _OF_RAPID:
            return False
        return self.tesseract.language(turned(picture, sight.quarters), sight.script) != _PLAIN
