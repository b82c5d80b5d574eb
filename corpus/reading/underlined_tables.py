"""Tables that rules across underline but none encloses, as most journals set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.reading.drawn_rows import is_drawn_by_columns
from corpus.reading.frames import holds_boxes, without_frames
from corpus.reading.justified_cells import with_closed_blanks
from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.page_table import CellLines, Doubt, PageTable, middle, places
from corpus.reading.rule_groups import merged_rules
from corpus.reading.sheet import Rule, Shade, Sheet, Word
from corpus.reading.table_columns import Columns, Part, columns_of, runs
from corpus.reading.table_cuts import Cut, cut_rows
from corpus.reading.table_heads import head_count, is_plain_figure, with_heads
from corpus.reading.table_rows import are_doubtful, band_rows
from corpus.reading.table_shades import parting_heights
from corpus.reading.table_shape import is_prose, is_tabular
from corpus.structure.captions import opens_caption

_SHORTEST = 40.0
_SHORTEST_CUT = 12.0
_SAME_END = 4.0
_THIN_BAND = 4.0
_UNDERLINING = 1.5
_HEAD_LINES = 9
_FEW_BANDS = 3
_OVERRUN = 0.1
_FRAMED = 0.6
_SAME_SIZE = 0.1
_CLOSE_BELOW = 2.0
_BANDS_ABOVE = 4


def underlined_tables(
    sheet: Sheet, words: Sequence[Word], found: Sequence[PageTable], shades: Sequence[Shade] = ()
) -> list[PageTable]:
    """The tables of a page that stand between rules of the same ends, outside the tables `found` already.

    `shades` are the rows that are filled.
    """
    drawn = without_frames(sheet.rules, words)
    across = [rule for rule in merged_rules(rule for rule in drawn if rule.across) if not _is_taken(rule, found)]
    stacks = [stack for stack in _stacks(across) if not _frames_page(stack, sheet, words)]
    if not stacks:
        return []
    upright = merged_rules(rule for rule in drawn if not rule.across)
    lines = drawn_lines(sorted(words, key=lambda word: word.start), sheet.number)
    tables: list[PageTable] = []
    for stack in stacks:
        if any(_is_taken(rule, tables) for rule in stack):
            continue
        left, right = min(rule.low for rule in stack), max(rule.high for rule in stack)
        near = [w for line in lines if _is_near(line, left, right) for w in line.words if _is_between(w, left, right)]
        near = with_closed_blanks(near, sheet.number)
        heights = _with_foot(sheet.number, _heights(stack, left, right, shades), near, left, right)
        for group in _tabular(sheet, heights, near, left, right):
            area = left, group[0], right, group[-1]
            if not _is_overrun(lines, *area) and (len(group) > 2 or not holds_boxes(upright, *area)):
                table = _Underlined(sheet, group, near, across, left, right).table()
                tables += [table] if table else []
    return tables


def _heights(stack: Sequence[Rule], left: float, right: float, shades: Sequence[Shade]) -> list[float]:
    """Where rules or the sides of shaded rows part bands."""
    ats = [rule.at for rule in stack]
    return places([*ats, *parting_heights(shades, left, ats[0], right, ats[-1])], _THIN_BAND)


def _with_foot(page: int, heights: list[float], near: Sequence[Word], left: float, right: float) -> list[float]:
    """The heights, and where the page ends a table of which it has but the head between rules and rows below."""
    below = [word for word in near if middle(word) > heights[-1]]
    if len(heights) != 2 or not below or min(w.top for w in below) - heights[-1] > _CLOSE_BELOW * below[0].size:
        return heights
    head = [word for word in near if heights[0] <= middle(word) < heights[-1]]
    if not head or not all(word.bold for word in head):
        return heights
    foot = max(word.bottom for word in below)
    columns = columns_of([*head, *below], page, left, right)
    alone = len(columns_of(head, page, left, right))
    reaches = {(part.first, part.last) for part in columns.parts(below, page)}
    return [*heights, foot] if len(columns) == alone > 2 and reaches == {(n, n) for n in range(alone)} else heights


def _stacks(across: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules across with the same ends, one below the other, the widest first."""
    groups: list[list[Rule]] = []
    for rule in sorted(across, key=lambda rule: (rule.at, rule.low)):
        if rule.high - rule.low < _SHORTEST:
            continue
        same = [g for g in groups if max(abs(g[-1].low - rule.low), abs(g[-1].high - rule.high)) <= _SAME_END]
        if same:
            same[-1].append(rule)
        else:
            groups.append([rule])
    stacks = (group for group in groups if len(group) >= 2)
    yield from sorted(stacks, key=lambda stack: (stack[0].low - stack[0].high, stack[0].at))


def _frames_page(stack: Sequence[Rule], sheet: Sheet, words: Iterable[Word]) -> bool:
    """Whether the rules are no more than those under the running head and over the foot of the page."""
    top, bottom = stack[0].at, stack[-1].at
    if len(stack) > 2 or bottom - top < _FRAMED * sheet.high:
        return False
    return all(top <= middle(word) <= bottom for word in words)


def _is_taken(rule: Rule, found: Iterable[PageTable]) -> bool:
    return any(t.top - 2 <= rule.at <= t.bottom + 2 and t.left - _SAME_END <= rule.low <= t.right for t in found)


def _is_between(word: Word, left: float, right: float) -> bool:
    return left - _SAME_END <= word.left and (word.left + word.right) / 2 <= right + _SAME_END


def _is_near(line: Line, left: float, right: float) -> bool:
    """Whether a line may stand in a table between the sides: one of the text beside it begins or ends there at most."""
    return min(line.right, right) - max(line.left, left) >= 0.5 * (line.right - line.left)


def _is_overrun(lines: Iterable[Line], left: float, top: float, right: float, bottom: float) -> bool:
    """Whether lines run out over the sides: text between the rules of two drawings does, cells never."""
    within = [line for line in lines if top <= middle(line.main) < bottom and line.left < right and line.right > left]
    over = sum(
        line.left < side - _SAME_END - line.size and line.right > side + line.size
        for line in within
        for side in (left, right)
    )
    return over > max(1, _OVERRUN * len(within))


def _tabular(
    sheet: Sheet, heights: Sequence[float], near: Sequence[Word], left: float, right: float
) -> Iterator[list[float]]:
    """The heights of the rules of each table among `heights`: runs of bands that all stand in columns."""
    group: list[float] = []
    for above, below in pairwise(heights):
        band = [word for word in near if above <= middle(word) < below]
        if _is_banded(sheet.number, band, near, group, below, left, right):
            group = [*(group or [above]), below]
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_banded(
    page: int,
    band: Sequence[Word],
    near: Sequence[Word],
    group: Sequence[float],
    below: float,
    left: float,
    right: float,
) -> bool:
    """Whether a band stands in columns, its own and those of the last bands above it in the group."""
    columns = columns_of(band, page, left, right)
    if not band or (len(columns) < 2 and not (group and _is_label(band, page))):
        return False
    if group:
        top = group[max(0, len(group) - _BANDS_ABOVE)]
        columns = columns_of([word for word in near if top <= middle(word) < below], page, left, right)
    parts = columns.parts(band, page)
    return len(columns) > 1 and not is_prose([part.line.text for part in parts], drawn=is_drawn_by_columns(parts))


def _is_label(band: Sequence[Word], page: int) -> bool:
    """Whether a band holds one line alone, as the name of a part of the table."""
    found = rows(drawn_lines(sorted(band, key=lambda word: word.start), page))
    return len(found) == 1 and not opens_caption(found[0][0].text)


@dataclass
class _Underlined:
    """The table between rules at the heights `ys`; `near` are the words between its sides, also above and below."""

    sheet: Sheet
    ys: list[float]
    near: Sequence[Word]
    across: Sequence[Rule]
    left: float
    right: float
    doubts: list[Doubt] = field(default_factory=list)

    def table(self) -> PageTable | None:
        """The table, if what stands between the rules is one."""
        inside = [word for word in self.near if self.ys[0] <= middle(word) < self.ys[-1]]
        columns = columns_of(inside, self.sheet.number, self.left, self.right)
        bands = self._bands(inside, columns)
        if not _has_head(bands):
            heads = self._heads_above(inside, columns)
            if heads:
                inside = [*heads, *inside]
                self.ys = [min(word.top for word in heads), *self.ys]
                columns = columns_of(inside, self.sheet.number, self.left, self.right)
                bands = self._bands(inside, columns)
        cells, head_rows = self._rows(bands, columns)
        captioned = len(bands) == 1 and opens_caption(cells[0][0].text)
        if len(cells) < 2 or captioned or not is_tabular(cells):
            return None
        top, bottom = self.ys[0], self.ys[-1]
        table = PageTable(self.sheet.number, self.left, top, self.right, bottom, columns.edges, cells, heads=head_rows)
        table.doubts += self.doubts
        return table

    def _bands(self, words: Iterable[Word], columns: Columns) -> list[list[Part]]:
        bands: list[list[Part]] = [[] for _ in self.ys[1:]]
        for part in columns.parts(words, self.sheet.number):
            bands[sum(y <= middle(part.line.main) for y in self.ys[1:-1])].append(part)
        return bands

    def _rows(self, bands: Sequence[Sequence[Part]], columns: Columns) -> tuple[list[list[CellLines]], int]:
        """The rows of all bands, and how many are heads: the first band is; a spacing-free body is split by lines."""
        filled = [(place, band) for place, band in enumerate(bands) if band]
        found: list[list[CellLines]] = []
        heads = 0
        for order, (place, band) in enumerate(filled):
            first = order == 0 and len(filled) > 1
            found.extend(self._band_rows(band, columns, self._cuts(place, columns, band), first, len(filled)))
            heads = len(found) if first else heads
        if len(filled) > _FEW_BANDS:
            heads = max(heads, head_count(found))
        return with_heads(found, columns, heads)

    def _band_rows(
        self, band: Sequence[Part], columns: Columns, cuts: Sequence[Cut], head: bool, bands: int
    ) -> list[list[CellLines]]:
        if not cuts and head:
            cuts = _under_spanning(band)
        if cuts:
            return cut_rows(band, columns, cuts, heads=head)
        if head:
            return cut_rows(band, columns, (), heads=True)
        found = band_rows(band, len(columns), one=bands > _FEW_BANDS)
        self.doubts = [Doubt.SPACED] if are_doubtful(band, found) else self.doubts
        return found

    def _cuts(self, place: int, columns: Columns, band: Sequence[Part]) -> list[Cut]:
        """The rules in a band that reach under some of its columns."""
        top, bottom = self.ys[place] + _THIN_BAND, self.ys[place + 1] - _THIN_BAND
        cuts = []
        for rule in self.across:
            inside = (
                top < rule.at < bottom and self.left - _SAME_END <= rule.low and rule.high <= self.right + _SAME_END
            )
            if inside and rule.high - rule.low >= _SHORTEST_CUT and not any(_underlines(rule, p.line) for p in band):
                under = [c for c, (a, b) in enumerate(columns.inked) if rule.low <= (a + b) / 2 <= rule.high]
                cuts += [Cut(rule.at, under[0], under[-1])] if under else []
        return cuts

    def _heads_above(self, inside: Sequence[Word], columns: Columns) -> list[Word]:
        """The words of column heads that stand above the first rule: as many lines as leave the columns apart."""
        page, edges = self.sheet.number, columns.edges
        above = rows(drawn_lines([word for word in self.near if middle(word) < self.ys[0]], page))
        kept: list[list[Line]] = []
        heads: list[Word] = []
        low = self.ys[0]
        for row in reversed(above[-_HEAD_LINES:]):
            tried = [word for line in row for word in line.words] + heads
            found = columns_of([*tried, *inside], page, edges[0], edges[-1])
            apart = low - row[0].base > 1.2 * row[0].size
            other = bool(kept) and abs(row[0].size - kept[-1][0].size) > _SAME_SIZE * row[0].size
            if apart or other or len(found) < len(columns) or _crosses(row, found) or _is_caption(row, edges):
                break
            kept.append(row)
            heads, low = tried, row[0].base - row[0].size
        while kept and kept[-1][-1].right < edges[1]:  # a caption of one short line, not a column head
            kept.pop()
        words = [word for row in kept for line in row for word in line.words]
        filled = {part.first for part in columns.parts(words, page)}
        return words if len(filled) >= max(2, len(columns) / 2) else []


def _under_spanning(band: Sequence[Part]) -> list[Cut]:
    """Cuts under the lines of a head that hold what spans columns, as rules would cut them."""
    spanning = [part.line for part in band if part.last > part.first]
    level = [p for p in band if any(abs(p.line.base - line.base) < 0.35 * line.size for line in spanning)]
    return [Cut(part.line.base + 0.35 * part.line.size, part.first, part.last) for part in level if part.first > 0]


def _has_head(bands: Sequence[Sequence[Part]]) -> bool:
    """Whether the first band is the table's head: bold, or with fewer lines than the one band or two that follow."""
    if bands[0] and all(part.line.bold for part in bands[0]):
        return True
    if sum(is_plain_figure(part.line.text) for part in bands[0]) > 1:
        return False
    counts = [_line_count(band) for band in bands]
    return 2 <= len(bands) <= 3 and counts[0] < max(counts[1:])


def _line_count(band: Sequence[Part]) -> int:
    lines: dict[int, int] = {}
    for part in band:
        lines[part.first] = lines.get(part.first, 0) + 1
    return max(lines.values(), default=0)


def _underlines(rule: Rule, line: Line) -> bool:
    near = -1.0 <= rule.at - line.base <= 0.35 * line.size
    return near and abs(rule.low - line.left) <= _UNDERLINING and abs(rule.high - line.right) <= _UNDERLINING


def _is_caption(row: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the row holds running words and not column heads: one is as wide as columns are not."""
    widest = max(run.right - run.left for line in row for run in runs(line))
    return opens_caption(row[0].text) or widest > (0.4 if len(edges) > 3 else 0.6) * (edges[-1] - edges[0])


def _crosses(row: Sequence[Line], columns: Columns) -> bool:
    """Whether a run reaches over a blank between columns, other than one that stands over several as a head may."""
    parts = [run for line in row for run in runs(line)]
    free = [run for run in parts if run.words[0].start not in columns.spanning or run.left < columns.edges[1] - 2]
    return any(run.left + 2 < edge < run.right - 2 for run in free for edge in columns.edges[1:-1])
