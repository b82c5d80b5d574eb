"""Captions that a page or column ends with, while their table opens the next."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.reading.lines import Line, drawn_lines
from corpus.reading.sheet import Word
from corpus.structure.captions import is_label, opens_caption

_LINES = 3
_WORDS = 40


def ends_in_caption(words: Sequence[Word], page: int) -> bool:
    """Whether the words of a page, in drawing order, end with the caption of a table."""
    return _end(drawn_lines(words[-_WORDS:], page)) is not None


def caption_before(lines: Sequence[Line], first: Line) -> Line | None:
    """The caption drawn right before the line `first` but standing lower: at the foot of the column before it."""
    place = next((index for index, line in enumerate(lines) if line.order >= first.order), len(lines))
    caption = _end(lines[max(place - _LINES, 0) : place])
    return caption if caption is not None and caption.base > first.base else None


def opens_page(lines: Sequence[Line], first: Line) -> bool:
    """Whether no more than the rest of a caption is drawn on its page before the line `first`."""
    return all(line.order >= first.order for line in lines[_LINES - 1 :])


def _end(lines: Sequence[Line]) -> Line | None:
    """The caption that the last of the lines are."""
    return next((line for line in lines[-_LINES:] if opens_caption(line.text) and is_label(line.text)), None)
