"""RapidOCR, which only this module knows: the PP-OCR models for Latin, Greek and Chinese script, run by ONNX Runtime.

The models lie in its package, so nothing is fetched. Method: detection of lines by differentiable binarisation
(Liao et al. 2020), recognition by PP-OCR (Du et al. 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from corpus.errors import RecognitionFailed
from corpus.reading.recognition import RecognisedWord, Recognition

_LONGEST_SIDE = 2400
_JUDGED_LINES, _JUDGED_WIDTH = 15, 5.0
_UPRIGHT = "0"
_TALL = 1.5
_ROOM_OF_LETTER = 0.62
_SPACE = 0.16
_CLOSING = ".,;:!?)]}%’”"
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class RapidOcr:
    """Recognises Latin, Greek, Chinese and Japanese script."""

    name: str = "RapidOCR"

    @staticmethod
    def is_installed() -> bool:
        """Whether its package and the one that runs its models are there."""
        return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        """The text of each picture."""
        for picture in pictures:
            try:
                yield _recognition(np.asarray(picture.convert("L")))
            except MemoryError:
                raise
            except Exception as error:  # the engine raises whatever its parts do
                raise RecognitionFailed(f"RapidOCR failed: {' '.join(str(error).split())}") from error


@cache
def _engine() -> Any:
    """The engine with its models, loaded once a process."""
    from rapidocr import RapidOCR  # takes a second, and only pages without text need it

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            # Lines are turned with their page: one by one, some good ones are turned upside down.
            "Global.use_cls": False,
        }
    )


def _recognition(grey: Pixels) -> Recognition:
    boxes = _engine()(_coloured(grey), use_det=True, use_cls=False, use_rec=False).boxes
    if boxes is None:
        return Recognition()
    quarters = _quarters(grey, boxes)
    upright = np.ascontiguousarray(np.rot90(grey, -quarters))
    # Each step is named in each call: the engine keeps what it was told the last time.
    found = _engine()(
        _coloured(upright),
        use_det=True,
        use_cls=False,
        use_rec=True,
        return_word_box=True,
        return_single_char_box=True,
    )
    if found.txts is None or found.boxes is None:
        return Recognition((), quarters)
    lines = list(zip(found.txts, found.word_results, strict=False))
    words = [word for n, (text, letters) in enumerate(lines) for word in _words(text, letters, n, upright)]
    return Recognition(tuple(words), quarters, sum(map(_room, found.boxes)))


def _coloured(grey: Pixels) -> Pixels:
    return np.stack([grey] * 3, axis=-1)


def _quarters(grey: Pixels, boxes: Sequence[NDArray[np.float32]]) -> int:
    """How often to turn the picture clockwise so that its longest lines stand upright."""
    lines = sorted((_middle(box) for box in boxes), key=lambda line: -line.length)[:_JUDGED_LINES]
    upward = sum(line.upward for line in lines) > len(lines) / 2
    crops = [grey[line.top : line.bottom, line.left : line.right] for line in lines if line.upward == upward]
    judged = [_is_upright(np.ascontiguousarray(np.rot90(crop, -upward))) for crop in crops if crop.size]
    return upward + (0 if sum(judged) >= 0 else 2)


@dataclass(frozen=True)
class _Middle:
    """The edges of the middle of a line, short enough to hold no other line where the page is skewed."""

    length: float
    upward: bool
    left: int
    top: int
    right: int
    bottom: int


def _middle(box: NDArray[np.float32]) -> _Middle:
    """Of a line whose corners go clockwise from the top left."""
    wide, high = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
    along, length, height = (box[1] - box[0], wide, high) if wide >= high else (box[3] - box[0], high, wide)
    reach = np.abs(along) / max(length, 1.0) * min(length, _JUDGED_WIDTH * height) / 2
    reach = np.maximum(reach, height / 2)
    (left, top), (right, bottom) = np.maximum(box.mean(axis=0) - reach, 0), box.mean(axis=0) + reach
    return _Middle(float(length), bool(high > _TALL * wide), int(left), int(top), int(right), int(bottom))


def _is_upright(line: Pixels) -> float:
    """How surely a line stands upright: 1 for surely, -1 for surely upside down."""
    label, score = _engine()(_coloured(line), use_det=False, use_cls=True, use_rec=False).cls_res[0]
    return float(score) if label == _UPRIGHT else -float(score)


def _edges(box: NDArray[np.float32]) -> tuple[int, int, int, int]:
    (left, top), (right, bottom) = np.maximum(box.min(axis=0), 0).astype(int), box.max(axis=0).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _room(box: NDArray[np.float32]) -> float:
    """How many letters would fill a line's box."""
    width, height = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
    return float(width / height * _ROOM_OF_LETTER) if height else 0.0


def _words(text: str, letters: Sequence[Any], line: int, grey: Pixels) -> Iterator[RecognisedWord]:
    """The words of a line; each letter that isn't a space has its box, in order."""
    place = 0
    for run in text.split():
        own = letters[place : place + len(run)]
        place += len(run)
        for part in _parted(own, grey) if own else ():
            edges = _inked(grey, *_edges(_corners(part)))
            sure = sum(float(score) for _, score, _ in part) / len(part)
            yield RecognisedWord("".join(letter for letter, _, _ in part), *edges, sure, line)


def _corners(letters: Sequence[Any]) -> NDArray[np.float32]:
    return np.array([corner for _, _, box in letters for corner in box], dtype=np.float32)


def _parted(letters: Sequence[Any], grey: Pixels) -> Iterator[Sequence[Any]]:
    """The letters, cut where the picture shows a space that was not recognised."""
    left, top, right, bottom = _edges(_corners(letters))
    ink = np.asarray(_ink(grey[top:bottom, left:right]).any(axis=0))
    centres = [float(np.mean([corner[0] for corner in box])) for _, _, box in letters]
    begin = 0
    for low, high in _gaps(ink, _SPACE * (bottom - top)):
        end = sum(centre < left + (low + high) / 2 for centre in centres)
        if begin < end < len(letters) and _may_part(letters[end - 1][0], letters[end][0]):
            yield letters[begin:end]
            begin = end
    yield letters[begin:]


def _may_part(before: str, after: str) -> bool:
    """Whether a space may be missing between two letters; figures and closing marks have room before them."""
    return after not in _CLOSING and not (before.isdigit() and after.isdigit())


def _gaps(ink: NDArray[np.bool_], widest: float) -> list[tuple[int, int]]:
    """The runs of columns without ink between columns that have some, if wider than `widest`."""
    columns = np.flatnonzero(ink)
    return [(int(a), int(b)) for a, b in pairwise(columns) if b - a - 1 > widest]


def _inked(grey: Pixels, left: int, top: int, right: int, bottom: int) -> tuple[float, float, float, float]:
    """The edges, drawn in to the ink within them: boxes of whole lines have room above and below a word."""
    crop = grey[top:bottom, left:right]
    if crop.size == 0:
        return left, top, right, bottom
    ink = _ink(crop)
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(down):
        return left, top, right, bottom
    return left + int(across[0]), top + int(down[0]), left + int(across[-1]) + 1, top + int(down[-1]) + 1


def _ink(crop: Pixels) -> NDArray[np.bool_]:
    """Where a crop holds ink: what is dark, or what is light where most is dark."""
    if crop.size == 0:
        return np.zeros(crop.shape, dtype=np.bool_)
    dark: NDArray[np.bool_] = crop < (int(crop.min()) + int(crop.max())) / 2
    return dark if dark.mean() <= 0.5 else ~dark
