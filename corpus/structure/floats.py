"""Floats: grids with the captions, titles and notes that stand around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.reading.reading import Grid
from corpus.structure.captions import Caption, caption_of, is_continuation, is_note, joined_cells
from corpus.structure.lines import paragraphs, plain_words
from corpus.structure.units import is_unit

_MOST_NOTES = 5
_SHORT_TITLE = 30


@dataclass(frozen=True)
class Float:
    """A grid with what belongs to it; `span` covers caption, cells and notes.

    `continued` says that words beside it call it the rest of the table before.
    """

    grid: Grid
    span: Span
    caption: Caption | None = None
    title: str | None = None
    notes: tuple[Span, ...] = ()
    continued: bool = False


@dataclass(frozen=True)
class _Heading:
    """What stands over or under a grid: a caption with its title, or a title alone."""

    span: Span
    caption: Caption | None = None
    title: str | None = None
    continued: bool = False


def floats(text: str, grids: Sequence[Grid]) -> tuple[Float, ...]:
    """Each grid with its caption, title and notes; the grids are sorted by start and do not overlap."""
    surroundings = _Surroundings(text, grids)
    return tuple(surroundings.of(index) for index in range(len(grids)))


class _Surroundings:
    """The paragraphs between the grids of a text, and which of them are captions and notes of which grid."""

    def __init__(self, text: str, grids: Sequence[Grid]) -> None:
        self._text = text
        self._grids = grids
        self._blocks = [Span(lines[0].start, lines[-1].end) for lines in _outside(text, grids)]
        self._starts = [block.start for block in self._blocks]
        above = [self._above(index) for index in range(len(grids))]
        below = [self._below(index) for index in range(len(grids))]
        # Captions stand on one side throughout a text; where both could be, the side with more is it.
        prefer_below = sum(b is not None for b in below) > sum(a is not None for a in above)
        self._headings = _shared_out(below, above) if prefer_below else _shared_out(above, below)

    def of(self, index: int) -> Float:
        """The grid at `index` with its caption and notes."""
        grid, heading = self._grids[index], self._headings[index]
        after = max(grid.span.end, heading.span.end if heading else 0)
        notes = self._notes(index, after)
        spans = [grid.span, *notes, *([heading.span] if heading else [])]
        cover = Span(min(s.start for s in spans), max(s.end for s in spans))
        if heading is None:
            return Float(grid, cover, notes=notes)
        return Float(grid, cover, heading.caption, heading.title, notes, heading.continued)

    def _above(self, index: int) -> _Heading | None:
        """A caption in the paragraph before the grid, or one before a short line between the two."""
        start = self._grids[index].span.start
        limit = self._grids[index - 1].span.end if index else 0
        last = bisect_left(self._starts, start) - 1
        blocks = [b for b in self._blocks[max(0, last - 1) : last + 1] if b.start >= limit]
        if not blocks:
            return None
        near, words = blocks[-1], blocks[-1].of(self._text)
        if is_continuation(words):
            return _Heading(near, continued=True)
        if caption := caption_of(words):
            return _Heading(near, caption, caption.title or None, caption.continued)
        label = caption_of(blocks[0].of(self._text)) if len(blocks) == 2 else None
        beside = self._is_right_above(near, start)
        if label and (title := _title_between(label, joined_cells(words), beside)):
            return _Heading(Span(blocks[0].start, near.end), label, title, label.continued)
        return self._unlabelled(near) if beside else None

    def _is_right_above(self, near: Span, start: int) -> bool:
        """Whether a single line stands above the cells with no empty line between."""
        return self._text[near.end : start].count("\n") <= 1 and "\n" not in near.of(self._text)

    def _unlabelled(self, near: Span) -> _Heading | None:
        """A short line right above the cells is their title."""
        words = joined_cells(near.of(self._text))
        if len(words.split()) > _SHORT_TITLE or is_note(words):
            return None
        if words.startswith("#") or words.endswith((".", ":", ";", ",")):
            return None
        return _Heading(near, title=words)

    def _below(self, index: int) -> _Heading | None:
        end = self._grids[index].span.end
        limit = self._grids[index + 1].span.start if index + 1 < len(self._grids) else len(self._text)
        first = bisect_right(self._starts, end - 1)
        if first >= len(self._blocks) or self._blocks[first].start >= limit:
            return None
        block = self._blocks[first]
        caption = caption_of(block.of(self._text))
        return _Heading(block, caption, caption.title or None, caption.continued) if caption else None

    def _notes(self, index: int, after: int) -> tuple[Span, ...]:
        limit = self._grids[index + 1].span.start if index + 1 < len(self._grids) else len(self._text)
        first = bisect_left(self._starts, after)
        notes = []
        for block in self._blocks[first : first + _MOST_NOTES]:
            if block.start >= limit or not is_note(block.of(self._text)):
                break
            notes.append(block)
        return tuple(notes)


def _title_between(label: Caption, words: str, beside: bool) -> str | None:
    """The title where a line stands between a label and the cells: the line itself, or the label's with its unit."""
    if len(words.split()) > _SHORT_TITLE:
        return None
    if not label.title:
        return words
    if is_unit(words.strip("()[]")):
        return f"{label.title} ({words.strip('()[]')})"
    return label.title if beside and not is_note(words) and not words.endswith((".", ":")) else None


def _shared_out(first: Sequence[_Heading | None], second: Sequence[_Heading | None]) -> list[_Heading | None]:
    """Each grid's heading from the first side, or from the second where nobody has taken it there."""
    shared = list(first)
    taken = {heading.span for heading in first if heading}
    for index, other in enumerate(second):
        if shared[index] is None and other is not None and other.span not in taken:
            shared[index] = other
            taken.add(other.span)
    return shared


def _outside(text: str, grids: Sequence[Grid]) -> list[list[Span]]:
    """Paragraphs without the lines of the grids and without rules: what stands right above cells is apart from them."""
    spans = [grid.span for grid in grids]
    found = []
    for lines in paragraphs(text):
        run: list[Span] = []
        for line in lines:
            nearest = bisect_right(spans, line.end, key=lambda span: span.start) - 1
            inside = nearest >= 0 and spans[nearest].overlaps(line)
            if not inside and _says_something(line.of(text)):
                run.append(line)
            elif inside and run:
                found.append(run)
                run = []
        if run:
            found.append(run)
    return found


def _says_something(line: str) -> bool:
    return any(map(str.isalnum, plain_words(line) if "<" in line else line))
