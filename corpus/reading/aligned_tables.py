"""Tables without rules: lines drawn one after another whose cells stand in columns.

Figures in columns are a table by themselves; words alone that happen to stand in columns are too often just text,
and so are taken for a table only under a caption that says so.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.reading.broken_captions import caption_before, opens_page
from corpus.reading.justified_cells import with_closed_blanks
from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.narrow_columns import Gap, narrow_gaps
from corpus.reading.page_table import CellLines, Doubt, PageTable, middle
from corpus.reading.sheet import Shade, Sheet, Word
from corpus.reading.table_columns import Columns, Part, columns_of, is_figure, runs
from corpus.reading.table_heads import with_heads
from corpus.reading.table_rows import are_doubtful, band_rows
from corpus.reading.table_shades import parting_heights
from corpus.reading.table_shape import is_mark, is_tabular
from corpus.structure.captions import is_label, is_note, opens_caption

_FEWEST_ROWS = 3
_WIDEST_STEP = 6.0
_PITCH = 1.7
_HIGHEST = 5.0
_WIDE_ROWS = 2
_WIDE = 0.6
_WIDE_SHARE = 0.3
_MARK = 3
_WIDEST_BLANK = 3.0
_LONGEST_LABEL = 30
_FIGURES = 0.6
_FILLED = 0.5
_CAPTION_LINES = 5.0
_LONGEST_LINE = 48


def aligned_tables(
    sheet: Sheet, words: Sequence[Word], shades: Sequence[Shade] = (), *, awaited: bool = False
) -> list[PageTable]:
    """The tables among `words` that no rules show; `shades` are the rows that are filled.

    `awaited` says that the page before ends with a caption.
    """
    lines = drawn_lines(sorted(words, key=lambda word: word.start), sheet.number)
    opening = [line for line in lines if opens_caption(line.text)]
    captions = [line for line in opening if is_label(line.text)]
    apart = {line.order for line in opening} | {line.order for line in lines if is_note(line.text)}
    stretches = (_without_caption(stretch, opening) for stretch in _stretches(lines, apart))
    found = (
        _table(sheet, stretch, captions, shades, named=_follows_caption(lines, stretch[0][0], awaited))
        for stretch in stretches
    )
    return [table for table in found if table is not None]


def _follows_caption(lines: Sequence[Line], first: Line, awaited: bool) -> bool:
    """Whether a caption at the foot of the page or column before goes with the lines from `first` on."""
    return (awaited and opens_page(lines, first)) or caption_before(lines, first) is not None


def _without_caption(stretch: list[list[Line]], opening: Sequence[Line]) -> list[list[Line]]:
    """The rows but those at their head that go on with a caption, line by line, above a wider step or cells."""
    first, right = stretch[0][0], stretch[0][-1].right
    left = first.left - _WIDEST_BLANK * first.size
    near = [c for c in opening if abs(first.base - c.base) <= _PITCH * c.size and c.left < right and c.right > left]
    foot = max((caption.base for caption in near), default=None)
    if foot is None:
        return stretch
    gaps = narrow_gaps((word for row in stretch for run in row for word in run.words), first.page)
    for index, row in enumerate(stretch):
        if len(row) > 1 or _is_cut(row, gaps) or row[0].base - foot > _PITCH * row[0].size:
            return stretch[index:]
        foot = row[0].base
    return stretch


def _stretches(lines: Sequence[Line], captions: Container[int]) -> Iterator[list[list[Line]]]:
    """The rows of runs, from top to bottom, of each stretch of lines that may be a table."""
    for sequence in _sequences(lines, captions):
        found = rows(run for line in sequence for run in runs(line))
        if sum(len(row) > 1 for row in found) < _FEWEST_ROWS:
            continue
        width = max(run.right for row in found for run in row) - min(row[0].left for row in found)
        group: list[list[Line]] = []
        wide = 0
        for row in found:
            group.append(row)
            wide = wide + 1 if _is_wide(row, width) else 0
            if wide >= _WIDE_ROWS:
                yield from _trimmed(group[:-wide], width)
                group = []
        yield from _trimmed(group, width)


def _sequences(lines: Sequence[Line], captions: Container[int]) -> Iterator[list[Line]]:
    """Lines of one size drawn one after another, none far above or below those before it; captions stand apart."""
    run: list[Line] = []
    foot = 0.0
    for line in lines:
        caption = line.order in captions
        if run and (caption or not _is_near(run, foot, line)):
            yield run
            run = []
        if not caption:
            foot = max(foot, line.base) if run else line.base
            run.append(line)
    if run:
        yield run


def _is_near(run: Sequence[Line], foot: float, line: Line) -> bool:
    size = run[0].size
    if abs(line.size - size) > 0.1 * size and len(line.text) > _MARK:
        return False
    return foot - _HIGHEST * size <= line.base <= foot + _WIDEST_STEP * size or _is_label_within(run, line)


def _is_label_within(run: Sequence[Line], line: Line) -> bool:
    """Whether a short line stands left of rows that were drawn before it, as the label of several of them may."""
    if len(line.text) > _LONGEST_LABEL:
        return False
    near = [other for other in run if abs(other.base - line.base) < _PITCH * other.size]
    bases = [other.base for other in run]
    return bool(near) and min(bases) < line.base < max(bases) and all(line.right < other.left for other in near)


def _is_wide(row: Sequence[Line], width: float) -> bool:
    return len(row) == 1 and row[0].right - row[0].left > _WIDE * width


def _trimmed(group: Sequence[list[Line]], width: float) -> Iterator[list[list[Line]]]:
    """The rows from the first to the last with several runs, with what cells go on above and below these."""
    several = [index for index, row in enumerate(group) if len(row) > 1]
    if len(several) < _FEWEST_ROWS:
        return
    first, last = several[0], several[-1] + 1
    wide = sum(_is_wide(row, width) for row in group[first:last])
    if wide > _WIDE_SHARE * (last - first):
        return
    edge = min(row[0].left for row in group[first:last])
    gaps = narrow_gaps((word for row in group[first:last] for run in row for word in run.words), group[0][0].page)
    while first > 0 and (_is_rest(group[first - 1], group[first : first + 2], edge) or _is_cut(group[first - 1], gaps)):
        first -= 1
    while last < len(group) and (_is_rest(group[last], group[last - 2 : last], edge) or _is_cut(group[last], gaps)):
        last += 1
    yield list(group[first:last])


def _is_rest(row: Sequence[Line], beside: Iterable[Sequence[Line]], edge: float) -> bool:
    """Whether a row of one run goes on with a cell in a later column of a row beside it."""
    run = row[0]
    near = [other for cells in beside for other in cells if abs(run.base - other.base) <= _PITCH * run.size]
    return run.left > edge + 2 * run.size and any(other.left < run.right and other.right > run.left for other in near)


def _is_cut(row: Sequence[Line], gaps: Sequence[Gap]) -> bool:
    """Whether a row of one run has a cell on either side of each narrow gap, each drawn by itself."""
    words = row[0].words
    cells = [(a, b) for a, b in pairwise(words) if a.run != b.run and any(gap.meets(a, b) for gap in gaps)]
    if len(row) > 1 or not gaps or len(cells) < len(gaps):
        return False
    return len(gaps) > 1 or row[0].bold or any(gap.begins(b) for gap in gaps for _, b in cells)


def _table(
    sheet: Sheet, stretch: list[list[Line]], captions: Sequence[Line], shades: Sequence[Shade], *, named: bool
) -> PageTable | None:
    words = with_closed_blanks((word for row in stretch for line in row for word in line.words), sheet.number)
    left, right = min(word.left for word in words), max(word.right for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    columns = columns_of(words, sheet.number, left, right)
    if len(columns) < 2:
        return None
    parting = parting_heights(shades, left, top, right, bottom)
    parts = columns.parts(words, sheet.number)
    cells = _rows(parts, columns, parting)
    if len(cells) < _FEWEST_ROWS or not is_tabular(cells):
        return None
    doubts = [Doubt.ALIGNED, *([Doubt.SPACED] if not parting and are_doubtful(parts, cells) else [])]
    cells, heads = with_heads(cells, columns)
    doubts += [Doubt.SHARED] if any(a is b and a.lines for row in cells[:heads] for a, b in pairwise(row)) else []
    table = PageTable(
        sheet.number, left, top, right, bottom, columns.edges, cells, doubts=doubts, heads=heads
    )  # fmt: skip
    named = named or bool(parting) or any(_is_named_by(table, caption) for caption in captions)
    return table if _holds_figures(cells) or (named and _is_regular(cells)) else None


def _rows(parts: Sequence[Part], columns: Columns, parting: Sequence[float]) -> list[list[CellLines]]:
    """The rows: bands of other shades are parted, and where there are several each is a row."""
    bands: list[list[Part]] = [[] for _ in range(len(parting) + 1)]
    for part in parts:
        bands[sum(y <= middle(part.line.main) for y in parting)].append(part)
    found: list[list[CellLines]] = []
    for band in bands:
        one = len(parting) > 1 and not _is_loose(band)
        found.extend(band_rows(band, len(columns), one=one) if band else [])
    return found


def _is_loose(band: Sequence[Part]) -> bool:
    """Whether lines of a band stand farther apart than those of one cell."""
    bases = sorted(part.line.base for part in band)
    return any(below - above > _PITCH * band[0].line.size for above, below in pairwise(bases))


def _is_named_by(table: PageTable, caption: Line) -> bool:
    """Whether a caption stands right above or below the table."""
    if caption.right < table.left or caption.left > table.right:
        return False
    reach = _CAPTION_LINES * caption.size
    return 0 <= table.top - caption.base <= reach or 0 <= caption.base - table.bottom <= reach / 2


def _is_regular(rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether most cells are filled, and no line is as long as one of running text."""
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell.lines]
    return len(filled) >= _FILLED * len(cells) and all(
        len(line.text) <= _LONGEST_LINE for cell in filled for line in cell.lines
    )


def _holds_figures(rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether at least half of the columns after the first hold figures below their heads."""
    columns = [[row[column].text for row in rows[1:] if row[column].lines] for column in range(1, len(rows[0]))]
    figures = [
        sum(is_figure(text) or is_mark(text) for text in column) >= _FIGURES * max(len(column), 2) for column in columns
    ]
    return sum(figures) >= 0.5 * len(columns)
