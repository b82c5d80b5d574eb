"""Pages without a text of their own, given the words that are recognised on their image."""

from __future__ import annotations

import logging
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from PIL.Image import Image

from corpus.errors import RecognitionFailed
from corpus.reading.page_doubts import forms_words, is_mostly_image
from corpus.reading.recognition import RecognisedWord, Recogniser, Recognition
from corpus.reading.sheet import Sheet, Word
from corpus.reading.time_granted import ask_for_time

_LOG = logging.getLogger("pincite.corpus")
_DPI = 200
_POINTS = 72
_MOST_PIXELS = 12_000_000
# Pixels: an engine that is shown a longer picture, or one too narrow for a letter, fails; pages behind go unread.
_LONGEST_SIDE, _LEAST_SIDE = 30_000, 8
_GLANCE_SCALE = 0.5
_INK_CONTRAST = 64
_UNNAMED = 0.5
_LEAST_SURE_PAGE, _LEAST_SURE_LINE = 0.5, 0.4
_DESCENDING = frozenset("gjpqyQJ,;()[]{}/|§руфдцщҳқ„‚_@$")
_ASCENDING = frozenset("bdfhkltіїй0123456789ßþ!?&%")
_CAP_HEIGHT, _X_HEIGHT, _DEPTH = 0.7, 0.48, 0.2
_ABOVE, _BELOW = 0.75, 0.22  # of the line, as for words that a PDF draws
_SAME_SIZE = 0.18
_LEVEL, _LONG_LINE = 0.002, 100.0

PictureOf = Callable[[int, float], Image]
"""Page number and pixels a point to the image of the page as it is shown."""


@dataclass(frozen=True)
class _Line:
    """Words of one line in points of the upright page, as they stand and levelled; its base and type's size."""

    inked: tuple[RecognisedWord, ...]
    words: tuple[RecognisedWord, ...]
    base: float
    size: float


def recognised(
    sheets: Sequence[Sheet], picture_of: PictureOf, recogniser: Recogniser, page_seconds: float
) -> list[Sheet]:
    """The sheets; those that show text which is only an image get the words that are recognised in it.

    Each page has `page_seconds` from when it is begun. Where the engine fails, the pages stay without words.
    """
    lacking = [sheet for sheet in sheets if lacks_text(sheet) and _has_room(sheet)]
    wanting = [sheet for sheet in lacking if _has_ink(picture_of(sheet.number, _GLANCE_SCALE))]
    scales = {sheet.number: _scale(sheet) for sheet in wanting}
    found = _recognitions(scales, _pictures(scales, picture_of, page_seconds), recogniser)
    lines = {number: _lines(found[number], scales[number]) for number in found}
    body = _body_size([line for page in lines.values() for line in page])
    read = {}
    for sheet in wanting:
        number = sheet.number
        better = _sheet(sheet, found.get(number, Recognition()), lines.get(number, []), body)
        read[number] = better if not sheet.words or _is_sense(better) else sheet
    return [read[sheet.number] if sheet.number in read else _tried(sheet) for sheet in sheets]


def _tried(sheet: Sheet) -> Sheet:
    """A page whose image shows nothing that could be letters: OCR was there, and had nothing to make out."""
    return replace(sheet, recognised=0.0) if sheet.pictured and not sheet.edges else sheet


def _recognitions(
    scales: dict[int, float], pictures: Iterator[Image], recogniser: Recogniser
) -> dict[int, Recognition]:
    found = {}
    try:
        for number, recognition in zip(scales, recogniser.recognitions(pictures), strict=False):
            found[number] = recognition
    except RecognitionFailed as error:
        _LOG.warning("%s", error)
    return found


def _is_sense(sheet: Sheet) -> bool:
    """Whether what was recognised may stand in the place of text that makes little sense."""
    return bool(sheet.words) and forms_words(" ".join(word.text for word in sheet.words))


def lacks_text(sheet: Sheet) -> bool:
    """Whether the page has no text of its own, next to none beside a large image, or none that makes sense."""
    letters = len(sheet.edges) // 4
    if letters == 0 or is_mostly_image(sheet) or sheet.unmapped > _UNNAMED * letters:
        return True
    return not forms_words(" ".join(word.text for word in sheet.words))


def _pictures(scales: dict[int, float], picture_of: PictureOf, page_seconds: float) -> Iterator[Image]:
    for number, scale in scales.items():
        ask_for_time(page_seconds)
        picture = picture_of(number, scale)
        picture.info["dpi"] = (_POINTS * scale, _POINTS * scale)
        yield picture


def _scale(sheet: Sheet) -> float:
    area = max(sheet.width * sheet.height, 1.0)
    longest = max(sheet.width, sheet.height, 1.0)
    return float(min(_DPI / _POINTS, (_MOST_PIXELS / area) ** 0.5, _LONGEST_SIDE / longest))


def _has_room(sheet: Sheet) -> bool:
    """Whether a picture of the page is wide and high enough for a letter."""
    return min(sheet.width, sheet.height) * _scale(sheet) >= _LEAST_SIDE


def _has_ink(picture: Image) -> bool:
    low, high = picture.convert("L").getextrema()
    return float(high) - float(low) >= _INK_CONTRAST  # type: ignore[arg-type]  # a grey picture has one band


def _lines(recognition: Recognition, scale: float) -> list[_Line]:
    """The lines that were read surely enough, level and in points."""
    if recognition.confidence < _LEAST_SURE_PAGE:
        return []
    placed = [_scaled(word, 1 / scale) for word in recognition.words]
    grouped = [tuple(words) for _, words in groupby(placed, key=lambda word: word.line)]
    grouped = [words for words in grouped if median(word.confidence for word in words) >= _LEAST_SURE_LINE]
    slope = _slope(grouped)
    return [_line(words, tuple(_level(word, slope) for word in words)) for words in grouped]


def _scaled(word: RecognisedWord, scale: float) -> RecognisedWord:
    left, top, right, bottom = (scale * edge for edge in (word.left, word.top, word.right, word.bottom))
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def _slope(lines: Sequence[Sequence[RecognisedWord]]) -> float:
    """How far lines sink to the right, in points a point; 0 where too few are long enough to tell."""
    slopes = []
    for words in lines:
        standing = [word for word in words if not _descends(word.text)]
        if len(standing) > 1 and standing[-1].left - standing[0].left >= _LONG_LINE:
            slopes.append((standing[-1].bottom - standing[0].bottom) / (standing[-1].left - standing[0].left))
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) > _LEVEL else 0.0


def _level(word: RecognisedWord, slope: float) -> RecognisedWord:
    """The word where it would stand if its line did not sink."""
    if not slope:
        return word
    sunk = slope * (word.left + word.right) / 2
    aside = slope * (word.top + word.bottom) / 2
    return replace(
        word, left=word.left + aside, right=word.right + aside, top=word.top - sunk, bottom=word.bottom - sunk
    )


def _line(inked: tuple[RecognisedWord, ...], words: tuple[RecognisedWord, ...]) -> _Line:
    standing = [word.bottom for word in words if not _descends(word.text)]
    hanging = [word.bottom - _DEPTH * (word.bottom - word.top) for word in words]
    base = median(standing or hanging)
    tall = [(base - word.top) / _CAP_HEIGHT for word in words if _ascends(word.text)]
    small = [(base - word.top) / _X_HEIGHT for word in words]
    return _Line(inked, words, base, max(median(tall or small), 1.0))


def _descends(text: str) -> bool:
    return any(mark in _DESCENDING for mark in unicodedata.normalize("NFD", text)) or "\u0327" in text


def _ascends(text: str) -> bool:
    return any(mark in _ASCENDING or mark.isupper() for mark in text)


def _body_size(lines: Sequence[_Line]) -> float:
    """The size of most letters, in half points."""
    sizes = sorted(line.size for line in lines for _ in range(sum(len(word.text) for word in line.words)))
    return round(2 * median(sizes)) / 2 if sizes else 0.0


def _sheet(sheet: Sheet, recognition: Recognition, lines: Sequence[_Line], body: float) -> Sheet:
    wide, high = (sheet.width, sheet.height)[:: -1 if recognition.quarters % 2 else 1]
    edges = array("f")
    words: list[Word] = []
    for line in lines:
        size = body if abs(line.size - body) <= _SAME_SIZE * body else round(2 * line.size) / 2
        top, bottom = line.base - _ABOVE * size, line.base + _BELOW * size
        for word, inked in zip(line.words, line.inked, strict=True):
            # Each word is a run of its own: engines take what stands side by side in two columns for one line.
            start = len(edges) // 4
            words.append(
                Word(word.text, start, word.left, top, word.right, bottom, line.base, size, False, False, start)
            )
            edges.extend(_letter_edges(inked, sheet, recognition.quarters))
    return replace(
        sheet,
        wide=wide,
        high=high,
        edges=edges,
        words=tuple(words),
        asides=(),
        unmapped=0,
        recognised=round(recognition.confidence, 4),
    )


def _letter_edges(word: RecognisedWord, sheet: Sheet, quarters: int) -> Iterator[float]:
    """The displayed edges of each letter, taken to be as wide as the others of its word."""
    width = (word.right - word.left) / len(word.text)
    for place in range(len(word.text)):
        left = word.left + place * width
        (a, b), (c, d) = (_displayed(x, y, sheet, quarters) for x, y in ((left, word.top), (left + width, word.bottom)))
        yield from (min(a, c), min(b, d), max(a, c), max(b, d))


def _displayed(x: float, y: float, sheet: Sheet, quarters: int) -> tuple[float, float]:
    """Where a point of the page as it was turned upright is shown."""
    if quarters == 0:
        return x, y
    if quarters == 1:
        return y, sheet.height - x
    if quarters == 2:
        return sheet.width - x, sheet.height - y
    return sheet.width - y, x
