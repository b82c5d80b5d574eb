"""The rest of a table whose head stands again at the top of the next page: too few rows to show columns alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.reading.lines import Line, drawn_lines
from corpus.reading.page_table import CellLines, PageTable
from corpus.reading.sheet import Word
from corpus.reading.table_columns import Columns
from corpus.reading.table_rows import rows_of
from corpus.structure.captions import is_note, opens_caption

_SAME_PLACE = 1.0
_SAME_SIZE = 0.1
_FARTHEST = 3.0
_CLEAR = 0.5


def rest_of(table: PageTable, words: Sequence[Word], page: int) -> PageTable | None:
    """The head and rows that `words`, in drawing order, begin with, if that head is the one of `table`."""
    cells = {id(cell): cell for row in table.rows[: table.header_rows] for cell in row}
    head = sorted((w for cell in cells.values() for line in cell.lines for w in line.words), key=lambda w: w.start)
    again, following = words[: len(head)], words[len(head) :]
    if len(again) < len(head) or not all(_is_same(a, b) for a, b in zip(head, again, strict=True)):
        return None
    inside = [word for line in _lines(table, again, following, page) for word in line.words]
    if not inside:
        return None
    rows = rows_of(Columns(table.edges).parts(inside, page), len(table.edges) - 1)
    heads = _heads(table, {old.start: new for old, new in zip(head, again, strict=True)}, page)
    top, bottom = min(word.top for word in again), max(word.bottom for word in inside)
    doubts = list(table.doubts)
    return PageTable(
        page, table.left, top, table.right, bottom, table.edges, [*heads, *rows], doubts=doubts, heads=len(heads)
    )  # fmt: skip


def _is_same(word: Word, again: Word) -> bool:
    return word.text == again.text and abs(word.left - again.left) <= _SAME_PLACE


def _lines(table: PageTable, head: Sequence[Word], words: Sequence[Word], page: int) -> Iterator[Line]:
    """The lines below the head up to the first that stands far below, or across columns as no cell does."""
    foot = max(word.base for word in head)
    for line in drawn_lines(words, page):
        far = line.base - foot > _FARTHEST * line.size or abs(line.size - head[0].size) > _SAME_SIZE * line.size
        apart = is_note(line.text) or opens_caption(line.text)
        if far or apart or not _stands_within(line, table.edges):
            return
        foot = max(foot, line.base)
        yield line


def _stands_within(line: Line, edges: Sequence[float]) -> bool:
    """Whether none of its words reaches over a side of the table or from one column into the next."""
    sides = any(word.left < edges[0] - word.size or word.right > edges[-1] + word.size for word in line.words)
    return not sides and not any(w.left < x - _CLEAR and w.right > x + _CLEAR for w in line.words for x in edges[1:-1])


def _heads(table: PageTable, again: Mapping[int, Word], page: int) -> list[list[CellLines]]:
    """The rows of the head, of the words that stand again."""
    made: dict[int, CellLines] = {}
    for cell in (cell for row in table.rows[: table.header_rows] for cell in row):
        lines = [Line(page, tuple(again[word.start] for word in line.words)) for line in cell.lines]
        made.setdefault(id(cell), CellLines(lines))
    return [[made[id(cell)] for cell in row] for row in table.rows[: table.header_rows]]
