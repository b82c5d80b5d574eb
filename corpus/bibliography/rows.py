"""The printed rows of a line of text on a page, and the gaps that part what stands side by side in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from corpus.bibliography.marks import CLOSE, OPEN, with_words_whole
from corpus.document import Glyphs, Span

_GAP = 1.1
_NEXT_ROW = 0.5
_SAMPLES = 40
_SMALL = 0.8
_RAISED = 0.1


@dataclass(frozen=True)
class Row:
    """One printed row: its words, with a tab for each wide gap and marks set off; its characters, type and place."""

    text: str
    span: Span
    size: float
    top: float
    bottom: float


@dataclass
class _Growing:
    start: int
    characters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float] | None] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    top: float = 0.0
    bottom: float = 0.0
    right: float = 0.0

    def row(self, end: int) -> Row:
        heights = sorted(self.heights)
        return Row(self._words(heights), Span(self.start, end), heights[len(heights) // 2], self.top, self.bottom)

    def _words(self, heights: list[float]) -> str:
        """The characters, marks between OPEN and CLOSE: those told to be, and small ones that are raised."""
        size = heights[len(heights) // 2]
        if not self.marked and heights[0] >= _SMALL * size:
            return "".join(self.characters)
        parts: list[str] = []
        within = False
        for place, (character, box) in enumerate(zip(self.characters, self.boxes, strict=True)):
            small = box is not None and box[1] - box[0] < _SMALL * size and box[1] < self.bottom - _RAISED * size
            raised = (
                place in self.marked
                or (small and not character.isspace())
                or (within and character in " ," and self._goes_on(place, size))
            )
            if raised != within:
                parts.append(OPEN if raised else CLOSE)
                within = raised
            parts.append(character)
        return with_words_whole("".join(parts) + (CLOSE if within else ""))

    def _goes_on(self, place: int, size: float) -> bool:
        following = self.boxes[place + 1] if place + 1 < len(self.boxes) else None
        return (
            following is not None
            and following[1] - following[0] < _SMALL * size
            and following[1] < self.bottom - _RAISED * size
        )


def rows_of(text: str, span: Span, glyphs: Glyphs, superscripts: Sequence[Span] = ()) -> tuple[Row, ...]:
    """The rows in which the characters of `span` are printed, in the order of the text."""
    raised = {at for mark in superscripts if span.overlaps(mark) for at in range(mark.start, mark.end)}
    rows: list[_Growing] = []
    ends: list[int] = []
    characters = text[span.start : span.end]
    for offset, character, box in zip(count(span.start), characters, glyphs.boxes(span), strict=False):
        inked = box if character != " " else None
        if inked is not None and (not rows or _begins(rows[-1], inked)):
            ends.append(offset)
            rows.append(_Growing(offset, top=inked[1], bottom=inked[3], right=inked[0]))
        if rows:
            _add(rows[-1], character, inked, offset in raised)
    return tuple(row.row(end) for row, end in zip(rows, [*ends[1:], span.end], strict=True) if row.heights)


def extent(span: Span, glyphs: Glyphs) -> tuple[float, float, float]:
    """The height of a paragraph's type, its top and its bottom, from a few of its characters."""
    step = max(1, len(span) // _SAMPLES)
    boxes = [box for at in range(span.start, span.end, step) if (box := glyphs.box(at)) is not None]
    if not boxes:
        return 0.0, 0.0, 0.0
    heights = sorted(bottom - top for _, top, _, bottom in boxes)
    return heights[len(heights) // 2], boxes[0][1], boxes[-1][3]


def _begins(row: _Growing, box: tuple[float, float, float, float]) -> bool:
    """Whether a box stands on another row than the last one: they share less than half of the lower one's height."""
    _, top, _, bottom = box
    if row.top <= top <= bottom <= row.bottom:
        return False
    shared = min(row.bottom, bottom) - max(row.top, top)
    return shared < _NEXT_ROW * min(bottom - top, row.bottom - row.top)


def _add(row: _Growing, character: str, box: tuple[float, float, float, float] | None, marked: bool) -> None:
    """Let the row take in a character, and a tab before it where a gap parts it from the last one."""
    if box is not None:
        left, top, right, bottom = box
        height = bottom - top
        gap = left - row.right
        if row.heights and gap > _GAP * height and gap > _GAP * row.heights[-1]:
            row.characters.append("\t")
            row.boxes.append(None)
        row.right = right
        if not marked:
            row.heights.append(height)
            if top < row.top:
                row.top = top
            if bottom > row.bottom:
                row.bottom = bottom
    if marked:
        row.marked.add(len(row.characters))
    row.characters.append(character)
    row.boxes.append(None if box is None else (box[1], box[3]))
