"""Tables: grids of cells with the number, caption and note that stand around them."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from corpus.document import Cell, Page, Span, Table
from corpus.reading.reading import Grid
from corpus.structure.bare_grids import bare_grid
from corpus.structure.captions import is_continuation
from corpus.structure.cell_quantities import with_quantities
from corpus.structure.floats import Float, floats
from corpus.structure.grid_rows import Row, is_number
from corpus.structure.lines import plain_words
from corpus.structure.lookalikes import is_address_block, is_scatter

_NO_CAPTION = 0.6
_NO_FIGURES = 0.6
_UNNUMBERED = "it has no caption with a number"
_WITHOUT_FIGURES = "it holds no figures"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\*)(?P<mark>\*{1,3})(?=[^\s*])(?P<words>[^*]*[^\s*])(?P=mark)(?!\*)")
_STAND_IN = "\ue000"
_EMPTIED = re.compile(r"\^(?:\{\}|\[\])")
_BASE = re.compile(r"[×x·*]\s?10(?:<sup>|\^[{\[])?$", re.IGNORECASE)
_FEWEST_COUNTED = 3


def tables(
    text: str, grids: Sequence[Grid], pages: Sequence[Page] = (), superscripts: Sequence[Span] = ()
) -> tuple[Table, ...]:
    """The tables of a text, sorted by start: their captions above or below, heads, rows, notes, page and quantities.

    A grid that goes on with the same heads on the next page belongs to the table before it.
    `number` has no zeros before it, and `span` covers the caption, the cells and the notes.
    On `pages`, what looks like the labels of a graphic or like addresses is no table unless it has a number.
    Raised characters in a cell mark a note, or are an exponent: they are no digits of its number.
    """
    bare = (bare_grid(text, grid) for grid in grids)
    ordered = sorted((grid for grid in bare if grid.rows), key=lambda grid: grid.span.start)
    page_at = _pages_by_offset(pages)
    found: list[Table] = []
    previous: Float | None = None
    for float_ in floats(text, ordered):
        table = _table(text, float_, page_at)
        if previous and _continues(text, previous, float_, found[-1], table, page_at):
            found[-1] = _joined(found[-1], table)
        elif not table.rows or (table.number is None and pages and _is_no_table(text, float_.grid)):
            previous = None
            continue
        else:
            found.append(table)
        previous = float_
    return with_quantities(found, _Figures(text, superscripts).of)


def _is_no_table(text: str, grid: Grid) -> bool:
    texts = [[span.of(text) for span in row] for row in grid.rows]
    return is_address_block(texts) or is_scatter(texts)


def _table(text: str, float_: Float, page_at: Callable[[int], int | None]) -> Table:
    grid = float_.grid
    head, body = grid.rows[: grid.header_rows], grid.rows[grid.header_rows :]
    if head and body and _counts_columns(text, body[0]):
        body = body[1:]
    rows = _cells(text, body)
    confidence, doubts = grid.confidence, grid.doubts
    if float_.caption is None:
        confidence, doubts = confidence * _NO_CAPTION, (*doubts, _UNNUMBERED)
        if not any(is_number(cell.text) for row in rows for cell in row):
            confidence, doubts = confidence * _NO_FIGURES, (*doubts, _WITHOUT_FIGURES)
    return Table(
        number=float_.caption.number if float_.caption else None,
        caption=float_.title,
        span=float_.span,
        header=_header(_cells(text, head)),
        rows=rows,
        note=" ".join(_words(span.of(text)) for span in float_.notes) or None,
        page=page_at(grid.span.start),
        confidence=round(confidence, 4),
        doubts=doubts,
    )


def _cells(text: str, rows: Sequence[Row]) -> tuple[tuple[Cell, ...], ...]:
    """The cells of rows; a span that stands in several places is one cell, which covers them all."""
    places: dict[Span, list[tuple[int, int]]] = {}
    for r, row in enumerate(rows):
        for c, span in enumerate(row):
            places.setdefault(span, []).append((r, c))
    cells = {span: _cell(text, span, found) for span, found in places.items()}
    return tuple(tuple(cells[span] for span in row) for row in rows)


def _cell(text: str, span: Span, places: Sequence[tuple[int, int]]) -> Cell:
    words = _words(span.of(text))
    if not words or len(places) == 1:
        return Cell(span, words)
    rows, columns = ({place[axis] for place in places} for axis in (0, 1))
    return Cell(span, words, columns=_reach(columns), rows=_reach(rows))


def _words(markup: str) -> str:
    """The words under a format's marks; stars that are no emphasis mark a note or a level of significance, and stay."""
    words = _BREAK.sub(" ", markup) if "<" in markup else markup
    if "*" in words:
        words = _EMPHASIS.sub(r"\g<words>", words).replace("*", _STAND_IN)
    words = plain_words(words).replace(_STAND_IN, "*")
    return html.unescape(words) if "&" in words else words


def _reach(places: Iterable[int]) -> int:
    ordered = sorted(places)
    return ordered[-1] - ordered[0] + 1


def _counts_columns(text: str, row: Row) -> bool:
    """Whether a row only numbers the columns, 1, 2, 3, as is the custom under the heads of long tables."""
    numbers = [span.of(text).strip("() ") for span in row]
    return len(row) >= _FEWEST_COUNTED and numbers == [str(n) for n in range(1, len(row) + 1)]


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    """One head a column; where heads stand in several rows, their words from the outer to the inner one.

    Its span is the innermost head's; one that stands over several columns alone is the same in each.
    """
    if not rows:
        return ()
    heads: list[Cell] = []
    for column in zip(*rows, strict=True):
        filled = [cell for cell in column if cell.text]
        words = " ".join(dict.fromkeys(cell.text for cell in filled))
        heads.append(Cell(filled[-1].span, words) if filled else Cell(column[-1].span, ""))
    covered = Counter(heads)
    return tuple(replace(head, columns=covered[head]) if head.text else head for head in heads)


def _continues(
    text: str, previous: Float, float_: Float, table: Table, candidate: Table, page_at: Callable[[int], int | None]
) -> bool:
    """Whether the table goes on with the candidate: nothing said between them, and the same heads or `continued`."""
    between = text[previous.span.end : float_.span.start]
    # A page number may stand between the parts, no more.
    if len(previous.grid.rows[0]) != len(float_.grid.rows[0]) or not _says_nothing(between):
        return False
    same_number = candidate.number is None or candidate.number == table.number
    heads = [cell.text for cell in candidate.header]
    same_heads = bool(heads) and heads == [cell.text for cell in table.header]
    if float_.continued:
        return same_number
    if same_heads:
        return same_number and candidate.caption in (None, table.caption)
    crossing = page_at(previous.grid.span.end - 1) != candidate.page
    return crossing and candidate.caption is None and not between.strip()


def _says_nothing(between: str) -> bool:
    return len(between.split()) <= 1 or is_continuation(between)


def _joined(table: Table, more: Table) -> Table:
    repeated = [cell.text for cell in more.header] == [cell.text for cell in table.header]
    rows = more.rows if repeated or not more.header else (more.header, *more.rows)
    if rows and table.header and [cell.text for cell in rows[0]] == [str(n) for n in range(1, len(rows[0]) + 1)]:
        rows = rows[1:]
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
        note=" ".join(dict.fromkeys(notes)) or None,
        confidence=round(table.confidence * (0.8 if new_doubts else 0.95), 4),
        doubts=tuple(dict.fromkeys((*table.doubts, *new_doubts))),
    )


def _one_row(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether a page break went through a row: each half is empty where the other is filled."""
    return len(last) == len(first) and all(bool(a.text) != bool(b.text) for a, b in zip(last, first, strict=True))


def _pages_by_offset(pages: Sequence[Page]) -> Callable[[int], int | None]:
    starts = sorted((span.start, page.number) for page in pages for span in page.spans)

    def page_at(offset: int) -> int | None:
        index = bisect_right(starts, (offset, float("inf"))) - 1
        return starts[index][1] if index >= 0 else None

    return page_at


class _Figures:
    """The words of cells as figures: raised marks of notes left out, raised exponents with a `^`."""

    def __init__(self, text: str, superscripts: Sequence[Span]) -> None:
        self._text = text
        self._raised = sorted(superscripts)

    def of(self, cell: Cell) -> str:
        """The cell's words without what is raised and neither an exponent nor a part of its unit."""
        first = bisect_left(self._raised, Span(cell.span.start, cell.span.start))
        words, place = "", cell.span.start
        for index in range(first, len(self._raised)):
            raised = self._raised[index]
            if raised.end > cell.span.end:
                break
            words += self._text[place : raised.start] + self._kept(cell, raised)
            place = raised.end
        if not words:
            return cell.text
        return plain_words(_EMPTIED.sub("", words + self._text[place : cell.span.end]))

    def _kept(self, cell: Cell, raised: Span) -> str:
        before = self._text[cell.span.start : raised.start]
        content = raised.of(self._text)
        if _BASE.search(before):
            return content if before.endswith(("{", "[")) else f"^{content}"
        return content if before[-1:].isalpha() else ""
