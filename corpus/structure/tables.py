"""Tables: grids of cells with the number, caption and note that stand around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Cell, Page, Span, Table
from corpus.reading.reading import Grid
from corpus.structure.captions import Caption, caption_of, is_note, joined_cells
from corpus.structure.grids import Row, header_count, is_address_block, is_number, is_scatter
from corpus.structure.lines import paragraphs, plain_words

_NO_CAPTION = 0.6
_NO_FIGURES = 0.6
_UNNUMBERED = "it has no caption with a number"
_WITHOUT_FIGURES = "it holds no figures"
_MOST_NOTES = 3
_SHORT_TITLE = 30


@dataclass(frozen=True)
class _Float:
    """A grid with what belongs to it; `span` covers caption, cells and notes."""

    grid: Grid
    span: Span
    caption: Caption | None
    title: str | None
    notes: tuple[Span, ...]


def tables(text: str, grids: Sequence[Grid], pages: Sequence[Page] = ()) -> tuple[Table, ...]:
    """The tables of a text, sorted by start: their captions above or below, heads, rows, notes and page.

    A grid that goes on with the same heads on the next page belongs to the table before it.
    `number` has no zeros before it, and `span` covers the caption, the cells and the notes.
    """
    kept = (_without_ornament(text, grid) for grid in grids)
    ordered = sorted((grid for grid in kept if grid.rows), key=lambda grid: grid.span.start)
    surroundings = _Surroundings(text, ordered)
    found: list[Table] = []
    previous: _Float | None = None
    for index, grid in enumerate(ordered):
        float_ = surroundings.of(index)
        table = _table(text, float_, pages)
        if previous and found and _continues(text, previous, float_, found[-1], table, pages):
            found[-1] = _joined(found[-1], table)
        elif table.number is None and _is_no_table(_texts(text, grid.rows)):
            continue
        elif table.rows:
            found.append(table)
        previous = float_
    return tuple(found)


def _is_no_table(texts: Sequence[Sequence[str]]) -> bool:
    return is_address_block(texts) or is_scatter(texts)


def _without_ornament(text: str, grid: Grid) -> Grid:
    """The grid without rows that hold no word and no figure, as rules and dots leave them, its rows equally long."""
    kept = [row for row in _evened(grid) if any(c.isalnum() for span in row for c in plain_words(span.of(text)))]
    lost_heads = sum(1 for row in _evened(grid)[: grid.header_rows] if row not in kept)
    if not lost_heads or not kept:
        return replace(grid, rows=tuple(kept))
    heads = grid.header_rows - lost_heads
    return replace(grid, rows=tuple(kept), header_rows=heads or header_count(_texts(text, kept)))


def _evened(grid: Grid) -> tuple[Row, ...]:
    """The rows, short ones filled up with empty cells: no reader's slip may lose the document."""
    width = max((len(row) for row in grid.rows), default=0)
    ends = [row[-1].end if row else grid.span.start for row in grid.rows]
    return tuple((*row, *[Span(end, end)] * (width - len(row))) for row, end in zip(grid.rows, ends, strict=True))


def _texts(text: str, rows: Sequence[Row]) -> list[list[str]]:
    return [[span.of(text) for span in row] for row in rows]


class _Surroundings:
    """The paragraphs between the grids of a text, and which of them are captions and notes of which grid."""

    def __init__(self, text: str, grids: Sequence[Grid]) -> None:
        self._text = text
        self._grids = grids
        self._lines = [Span(lines[0].start, lines[-1].end) for lines in _outside(text, grids)]
        self._starts = [block.start for block in self._lines]
        above = [self._above(index) for index in range(len(grids))]
        below = [self._below(index) for index in range(len(grids))]
        # Captions stand on one side throughout a text; where both could be, the side with more is it.
        self._prefer_below = sum(b is not None for b in below) > sum(a is not None for a in above)
        self._captions = self._shared_out(above, below)

    def of(self, index: int) -> _Float:
        """The grid at `index` with its caption and notes."""
        grid = self._grids[index]
        found = self._captions[index]
        after = max(grid.span.end, found[1].end if found else 0)
        notes = self._notes(index, after)
        spans = [grid.span, *notes] + ([found[1]] if found else [])
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return _Float(grid, span, found[0] if found else None, found[2] if found else None, notes)

    def _shared_out(self, above: Sequence[_Found], below: Sequence[_Found]) -> list[_Found]:
        first, second = (below, above) if self._prefer_below else (above, below)
        shared: list[_Found] = list(first)
        taken = {found[1] for found in first if found}
        for index, other in enumerate(second):
            if shared[index] is None and other is not None and other[1] not in taken:
                shared[index] = other
                taken.add(other[1])
        return shared

    def _above(self, index: int) -> _Found:
        """A caption in the paragraph before the grid, or a label there with its title between the two."""
        start = self._grids[index].span.start
        limit = self._grids[index - 1].span.end if index else 0
        last = bisect_left(self._starts, start) - 1
        blocks = [b for b in self._lines[max(0, last - 1) : last + 1] if b.start >= limit]
        if not blocks:
            return None
        near = blocks[-1]
        caption = caption_of(near.of(self._text))
        if caption:
            return caption, near, caption.title or None
        if len(blocks) == 2:
            label = caption_of(blocks[0].of(self._text))
            words = joined_cells(near.of(self._text))
            if label and not label.title and len(words.split()) <= _SHORT_TITLE:
                return label, Span(blocks[0].start, near.end), words
        return self._unlabelled(near, start)

    def _unlabelled(self, near: Span, start: int) -> _Found:
        """A short line right above the cells, with no empty line between, is their title."""
        gap = self._text[near.end : start]
        words = joined_cells(near.of(self._text).splitlines()[-1])
        if gap.count("\n") > 1 or "\n" in near.of(self._text) or len(words.split()) > _SHORT_TITLE:
            return None
        if words.startswith("#") or words.endswith((".", ":", ";", ",")) or is_note(words):
            return None
        return None, near, words

    def _below(self, index: int) -> _Found:
        end = self._grids[index].span.end
        limit = self._grids[index + 1].span.start if index + 1 < len(self._grids) else len(self._text)
        first = bisect_right(self._starts, end - 1)
        if first >= len(self._lines) or self._lines[first].start >= limit:
            return None
        block = self._lines[first]
        caption = caption_of(block.of(self._text))
        return (caption, block, caption.title or None) if caption else None

    def _notes(self, index: int, after: int) -> tuple[Span, ...]:
        limit = self._grids[index + 1].span.start if index + 1 < len(self._grids) else len(self._text)
        first = bisect_left(self._starts, after)
        notes = []
        for block in self._lines[first : first + _MOST_NOTES]:
            if block.start >= limit or not is_note(block.of(self._text)):
                break
            notes.append(block)
        return tuple(notes)


_Found = tuple[Caption | None, Span, str | None] | None


def _outside(text: str, grids: Sequence[Grid]) -> list[list[Span]]:
    """Paragraphs with the lines of the grids taken out: what stands right above cells is apart from them."""
    ends = [grid.span for grid in grids]
    found = []
    for lines in paragraphs(text):
        run: list[Span] = []
        for line in lines:
            nearest = bisect_right(ends, line.end, key=lambda span: span.start) - 1
            inside = nearest >= 0 and ends[nearest].overlaps(line)
            if not inside:
                run.append(line)
            elif run:
                found.append(run)
                run = []
        if run:
            found.append(run)
    return [run for run in found if any(c.isalnum() for c in plain_words(_text_of(text, run)))]


def _text_of(text: str, lines: Sequence[Span]) -> str:
    return text[lines[0].start : lines[-1].end]


def _table(text: str, float_: _Float, pages: Sequence[Page]) -> Table:
    grid = float_.grid
    rows = [tuple(Cell(span, plain_words(span.of(text))) for span in row) for row in grid.rows]
    body = tuple(rows[grid.header_rows :])
    confidence, doubts = grid.confidence, grid.doubts
    figures = any(is_number(cell.text) for row in body for cell in row)
    if float_.caption is None:
        confidence, doubts = confidence * _NO_CAPTION, (*doubts, _UNNUMBERED)
        if not figures:
            confidence, doubts = confidence * _NO_FIGURES, (*doubts, _WITHOUT_FIGURES)
    return Table(
        number=float_.caption.number if float_.caption else None,
        caption=float_.title,
        span=float_.span,
        header=_header(rows[: grid.header_rows]),
        rows=body,
        note=" ".join(plain_words(span.of(text)) for span in float_.notes) or None,
        page=_page_number(pages, grid.span.start),
        confidence=round(confidence, 4),
        doubts=doubts,
    )


def _header(rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """One head a column; where heads stand in several rows, their words from the top down."""
    if not rows:
        return ()
    heads = []
    for column in zip(*rows, strict=True):
        filled = [cell for cell in column if cell.text]
        words = list(dict.fromkeys(cell.text for cell in filled))
        heads.append(Cell(filled[-1].span, " ".join(words)) if filled else column[-1])
    return tuple(heads)


def _continues(
    text: str, previous: _Float, float_: _Float, table: Table, candidate: Table, pages: Sequence[Page]
) -> bool:
    """Whether the table goes on with the candidate: nothing said between them, and the same heads or `continued`."""
    between = text[previous.span.end : float_.span.start]
    same_width = len(previous.grid.rows[0]) == len(float_.grid.rows[0])
    # A page number may stand between the parts, no more.
    if not same_width or len(between.split()) > 1:
        return False
    same_number = candidate.number is None or candidate.number == table.number
    heads = [cell.text for cell in candidate.header]
    same_heads = bool(heads) and heads == [cell.text for cell in table.header]
    if float_.caption and float_.caption.continued:
        return same_number
    if same_heads:
        return same_number and candidate.caption in (None, table.caption)
    crossing = _page_number(pages, previous.grid.span.end - 1) != candidate.page
    return crossing and candidate.caption is None and not between.strip()


def _joined(table: Table, more: Table) -> Table:
    repeated = [cell.text for cell in more.header] == [cell.text for cell in table.header]
    rows = more.rows if repeated or not more.header else (more.header, *more.rows)
    if table.rows and rows and _one_row(table.rows[-1], rows[0]):
        last = tuple(a if a.text else b for a, b in zip(table.rows[-1], rows[0], strict=True))
        joined = (*table.rows[:-1], last, *rows[1:])
    else:
        joined = table.rows + rows
    notes = [note for note in (table.note, more.note) if note]
    new_doubts = [doubt for doubt in more.doubts if doubt not in (_UNNUMBERED, _WITHOUT_FIGURES)]
    return replace(
        table,
        span=Span(table.span.start, max(table.span.end, more.span.end)),
        rows=joined,
        note=" ".join(notes) or None,
        confidence=round(table.confidence * (0.8 if new_doubts else 0.95), 4),
        doubts=tuple(dict.fromkeys((*table.doubts, *new_doubts))),
    )


def _one_row(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether a page break went through a row: each half is empty where the other is filled."""
    return len(last) == len(first) and all(bool(a.text) != bool(b.text) for a, b in zip(last, first, strict=True))


def _page_number(pages: Sequence[Page], offset: int) -> int | None:
    starts = sorted((span.start, page.number) for page in pages for span in page.spans)
    index = bisect_right(starts, (offset, float("inf"))) - 1
    return starts[index][1] if index >= 0 else None
