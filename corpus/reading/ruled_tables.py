"""Tables that ruled lines enclose: rules that cross make the grid, words lie in its cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.reading.frames import holds_boxes, is_patchy
from corpus.reading.page_table import CellLines, Doubt, PageTable, cell_of, middle, place, placed, places
from corpus.reading.pillared_tables import pillared_tables
from corpus.reading.rule_groups import TOUCH, merged_rules, touching
from corpus.reading.sheet import Rule, Shade, Sheet, Word
from corpus.reading.table_columns import Part, is_figure, runs
from corpus.reading.table_heads import head_count
from corpus.reading.table_rows import are_doubtful, rows_of
from corpus.reading.table_shades import shade_rules
from corpus.reading.table_shape import is_drawing, is_tabular

_NARROWEST = 6.0
_MOST_CELLS = 4000
_MOST_RULES = 1500
_BARE_LINES = 3
_CROSSING = 1.0
_MOST_CROSSED = 0.02


def boxed_tables(sheet: Sheet, words: Sequence[Word], shades: Sequence[Shade] = ()) -> list[PageTable]:
    """The tables of a page whose rules cross or stand in a row; a page with very many rules is a drawing.

    `shades` are the rows that are filled.
    """
    across = merged_rules(rule for rule in sheet.rules if rule.across)
    upright = merged_rules(rule for rule in sheet.rules if not rule.across)
    if not upright or len(across) + len(upright) > _MOST_RULES:
        return []
    found: list[PageTable] = []
    for group in touching(across, upright):
        grid = None if _is_drawn(group, upright) else _Grid.of(sheet, group, words, shades)
        table = grid.table() if grid else None
        found += [table] if table else []
    free = [rule for rule in upright if not any(_stands_in(rule, table) for table in found)]
    return [*found, *pillared_tables(sheet, free, words)]


def _is_drawn(group: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether boxes that the group of rules doesn't touch stand within it."""
    own = set(group)
    across, sides = [rule for rule in group if rule.across], [rule for rule in group if not rule.across]
    if not sides or not across:
        return False
    others = (rule for rule in upright if rule not in own)
    left, right = min(rule.low for rule in across), max(rule.high for rule in across)
    return holds_boxes(others, left, min(rule.low for rule in sides), right, max(rule.high for rule in sides))


def _stands_in(rule: Rule, table: PageTable) -> bool:
    return table.left - TOUCH <= rule.at <= table.right + TOUCH and rule.low < table.bottom and rule.high > table.top


@dataclass(frozen=True)
class _Field:
    """A place between rules, or several that no rule parts: its columns and rows, the last ones included."""

    first: int
    last: int
    top: int
    bottom: int


@dataclass
class _Grid:
    """Rules that cross, as the x and y where they stand, and the words between them by row and column.

    `opens_page` says that no text stands above, so that it may be the rest of a table.
    """

    sheet: Sheet
    across: list[Rule]
    upright: list[Rule]
    xs: list[float]
    ys: list[float]
    words: list[list[list[Word]]]
    opens_page: bool
    doubts: list[Doubt]

    @classmethod
    def of(cls, sheet: Sheet, group: list[Rule], words: Sequence[Word], shades: Sequence[Shade]) -> _Grid | None:
        """The grid of a group of rules, unless they are a frame, an underlining or a drawing."""
        across, upright = [r for r in group if r.across], [r for r in group if not r.across]
        if not across or not upright:
            return None
        xs = places([rule.at for rule in upright] + [e for r in across for e in (r.low, r.high)], _NARROWEST)
        across += _sides(shades, xs, group)
        ys = places([rule.at for rule in across] + [e for r in upright for e in (r.low, r.high)], TOUCH + 1.0)
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
            return None
        inside = [w for w in words if xs[0] <= (w.left + w.right) / 2 <= xs[-1] and ys[0] <= middle(w) <= ys[-1]]
        turned = [
            w
            for w in turned_words(sheet)
            if xs[0] <= w.left and w.right <= xs[-1] and ys[0] <= w.top and w.bottom <= ys[-1]
        ]
        if _crossed(upright, inside) > _MOST_CROSSED * len(inside):
            return None
        opens_page = not any(middle(word) < ys[0] for word in words)
        return cls(sheet, across, upright, xs, ys, placed([*inside, *turned], xs, ys), opens_page, [])

    def table(self) -> PageTable | None:
        """The table that the grid is, if what it holds is one."""
        open_foot = max(rule.high for rule in self.upright) > max(rule.at for rule in self.across) + TOUCH
        if (len(self.ys) == 2 and not open_foot) or is_patchy(self.across, self.xs, self.ys):
            return None
        rows, edges = _needed(self._rows(), self.xs)
        partial = self.opens_page or open_foot
        if (len(rows) < 2 and not partial) or not is_tabular(rows, 3 if partial else 4) or is_drawing(rows):
            return None
        left, right, top, bottom = self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]
        heads = head_count(rows)
        return PageTable(self.sheet.number, left, top, right, bottom, edges, rows, open_foot, self.doubts, heads)

    def _rows(self) -> list[list[CellLines]]:
        """A band is a row, but for a body that is ruled only around it and for bands of figures line by line."""
        fields = self._fields()
        grid = [[CellLines([]) for _ in self.xs[1:]] for _ in self.ys[1:]]
        for field in fields:
            cell = cell_of(self._held(field), self.sheet.number)
            for row in grid[field.top : field.bottom + 1]:
                place(cell, row, field.first, field.last)
        tall = {row for field in fields for row in range(field.top, field.bottom + 1) if field.bottom > field.top}
        found: list[list[CellLines]] = []
        for index, band in enumerate(grid):
            bare = len(grid) <= 2 and index == len(grid) - 1 and len(band[0].lines) >= _BARE_LINES
            split = index not in tall and (bare or _holds_lines_of_figures(band))
            rows = rows_of(_parts(band), len(band)) if split else [band]
            self.doubts = [Doubt.SPACED] if are_doubtful(_parts(band), rows) else self.doubts
            found.extend(rows)
        return found

    def _fields(self) -> list[_Field]:
        """The places that rules part, each as wide and as high as no rule parts it."""
        found: list[_Field] = []
        above: dict[tuple[int, int], _Field] = {}
        for row in range(len(self.ys) - 1):
            here: dict[tuple[int, int], _Field] = {}
            for first, last in self._row_fields(row):
                field = _Field(first, last, row, row)
                upper = above.get((first, last))
                if upper is not None and self._is_one(upper, field):
                    found.remove(upper)
                    field = replace(upper, bottom=row)
                found.append(field)
                here[first, last] = field
            above = here
        return found

    def _row_fields(self, row: int) -> Iterator[tuple[int, int]]:
        """The columns of each field of a row: one, or several that no rule parts and one run of words stands in."""
        at = (self.ys[row] + self.ys[row + 1]) / 2
        first = 0
        for column in range(1, len(self.xs)):
            if column < len(self.xs) - 1 and not _ruled(self.upright, self.xs[column], at):
                continue
            last = column - 1
            if last > first and not self._is_spanned(row, first, last):
                yield from ((place, place) for place in range(first, last + 1))
            else:
                yield first, last
            first = column

    def _is_spanned(self, row: int, first: int, last: int) -> bool:
        filled = [column for column in range(first, last + 1) if self.words[row][column]]
        if len(filled) < 2:
            return True
        words = [word for column in filled for word in self.words[row][column]]
        parts = [run for line in cell_of(words, self.sheet.number).lines for run in runs(line)]
        inner = self.xs[first + 1 : last + 1]
        return any(run.left + _CROSSING < x < run.right - _CROSSING for run in parts for x in inner)

    def _is_one(self, upper: _Field, field: _Field) -> bool:
        """Whether no rule parts two fields, one above the other, and they don't hold a figure each."""
        y = self.ys[field.top]
        middles = [(self.xs[c] + self.xs[c + 1]) / 2 for c in range(field.first, field.last + 1)]
        if any(_ruled(self.across, y, x) for x in middles):
            return False
        texts = [cell_of(self._held(part), self.sheet.number).text for part in (upper, field)]
        return not all(is_figure(text) for text in texts)

    def _held(self, field: _Field) -> list[Word]:
        rows = self.words[field.top : field.bottom + 1]
        return [word for row in rows for column in row[field.first : field.last + 1] for word in column]


def _crossed(upright: Sequence[Rule], words: Sequence[Word]) -> int:
    """How many words a rule runs through: those of a drawing do, those of a table never."""
    ordered = sorted(upright, key=lambda rule: rule.at)
    ats = [rule.at for rule in ordered]
    return sum(
        any(
            rule.low < middle(word) < rule.high
            for rule in ordered[bisect_right(ats, word.left + _CROSSING) : bisect_left(ats, word.right - _CROSSING)]
        )
        for word in words
    )


def _sides(shades: Sequence[Shade], xs: Sequence[float], group: Sequence[Rule]) -> list[Rule]:
    """The upper and lower sides of the shaded rows of a grid, within it."""
    top = min(rule.at if rule.across else rule.low for rule in group)
    foot = max(rule.at if rule.across else rule.high for rule in group)
    fitting = (s for s in shades if all(min(abs(x - side) for x in xs) <= _NARROWEST for side in (s.left, s.right)))
    return [rule for rule in shade_rules(fitting) if top + TOUCH < rule.at < foot - TOUCH]


def _ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NARROWEST and rule.low <= along <= rule.high for rule in rules)


def _needed(rows: list[list[CellLines]], xs: Sequence[float]) -> tuple[list[list[CellLines]], tuple[float, ...]]:
    """The rows and the sides of the columns, without those that hold nothing but what the one before them holds."""
    kept: list[list[CellLines]] = []
    for row in rows:
        above = {id(cell) for cell in kept[-1]} if kept else set()
        if any(cell.lines and id(cell) not in above for cell in row):
            kept.append(row)
    columns = [c for c in range(len(xs) - 1) if any(r[c].lines and (c == 0 or r[c] is not r[c - 1]) for r in kept)]
    edges = (*(xs[0] if c == columns[0] else xs[c] for c in columns), xs[-1]) if columns else tuple(xs)
    return [[row[c] for c in columns] for row in kept], edges


def turned_words(sheet: Sheet) -> list[Word]:
    """The page's words that run another way than most, as upright column heads do, with the sides that they show."""
    if sheet.wide != sheet.width:
        return []
    found: list[Word] = []
    for word in sheet.asides:
        box = sheet.edges[4 * word.start : 4 * (word.start + len(word.text))]
        left, top, right, bottom = min(box[0::4]), min(box[1::4]), max(box[2::4]), max(box[3::4])
        beside = found[-1] if found and abs(found[-1].left - left) < 1.0 else None
        # Words of one upright line are read in the order of drawing, which a base below the last one's keeps.
        base = beside.base + 0.01 if beside else (top + bottom) / 2 + 0.3 * word.size
        found.append(replace(word, left=left, top=top, right=right, bottom=bottom, base=base))
    return found


def _parts(band: Sequence[CellLines]) -> list[Part]:
    """The lines of a band's cells; those of a cell that spans columns once."""
    reach: dict[int, list[int]] = {}
    for column, cell in enumerate(band):
        reach.setdefault(id(cell), []).append(column)
    cells = {id(cell): cell for cell in band}
    return [Part(line, columns[0], columns[-1]) for key, columns in reach.items() for line in cells[key].lines]


def _holds_lines_of_figures(band: Sequence[CellLines]) -> bool:
    """Whether a band holds figures line by line in most columns: rows, and no wrapped cells.

    Of two lines that is sure only where all cells have two; else they may be a value and its error.
    """
    most = max(len(cell.lines) for cell in band)
    filled = [cell for cell in band if cell.lines]
    figures = [cell for cell in filled if len(cell.lines) == most and all(is_figure(line.text) for line in cell.lines)]
    sure = most >= _BARE_LINES or (most == 2 and all(len(cell.lines) == 2 for cell in filled))
    return sure and len(figures) >= max(2, 0.5 * len(filled))
