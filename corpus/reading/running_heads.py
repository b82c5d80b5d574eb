"""Running heads and feet, page and line numbers: what a page repeats at its edges and the text does not mean.

A row at the top or bottom edge is taken out when other pages have the same words (digits aside) at the same
height, or a number there that counts with the pages. Rows inside a ruled table are left alone: a table that
goes on over the page repeats its heads too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from statistics import median, median_low

from corpus.reading.line_numbers import line_numbers
from corpus.reading.lines import Line, drawn_lines, rows, without
from corpus.reading.page_numbers import bare_label, implied_labels, is_by_chapter, is_lone, number_of, numerals
from corpus.reading.sheet import Sheet, Word
from corpus.reading.side_heads import side_heads

_DEPTH = 3
_ZONE = 0.2
_SAME_HEIGHT = 4
_AGREEING = 0.25
_WIDEST_PITCH = 2.5
_LARGER = 1.08  # of two sizes of type
_SHORTEST_TITLE = 12


@dataclass
class EdgeRow:
    """A row near the top or bottom edge of a page; `depth` counts from the edge.

    It is `numbered` where what may be a page number stands apart at one of its ends.
    """

    page: int
    foot: bool
    depth: int
    text: str
    key: str
    base: float
    size: float
    isolated: bool
    enclosed: bool
    parts: tuple[Line, ...]
    numbered: bool = False
    running: bool = False

    @property
    def words(self) -> list[Word]:
        """The words of all its parts."""
        return [word for part in self.parts for word in part.words]


@dataclass(frozen=True)
class Margins:
    """What the edges of all pages hold: the words to leave out of each page, the printed numbers, and the `running`
    lines themselves, each once without its page's number, those of the first page first."""

    left_out: dict[int, frozenset[int]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    running: tuple[str, ...] = ()

    def body(self, sheet: Sheet) -> tuple[Word, ...]:
        """The words of the page without its running heads and feet."""
        left_out = self.left_out.get(sheet.number, frozenset())
        return tuple(word for word in sheet.words if word.start not in left_out)

    def body_lines(self, sheet: Sheet, taken: Container[int]) -> list[Line]:
        """The lines of the page as drawn, without its running heads and feet and the words that start at `taken`."""
        return without(without(self.lines[sheet.number], self.left_out.get(sheet.number, ())), taken)


def margins_of(sheets: Sequence[Sheet]) -> Margins:
    """The running heads, feet and printed page numbers of a document."""
    lines = {sheet.number: drawn_lines(sheet.words, sheet.number) for sheet in sheets}
    found = {number: rows(drawn) for number, drawn in lines.items()}
    numbers = line_numbers(sheets, found)
    found |= {page: rows(without(lines[page], starts)) for page, starts in numbers.items() if starts}
    edges = [row for sheet in sheets for row in _edge_rows(sheet, found[sheet.number])]
    _mark_repeated(edges)
    _mark_titled(edges, found)
    labels = _mark_numbered(edges)
    _mark_alike(edges)
    if len(sheets) == 1:
        labels |= _lone_label(edges)
    left_out: dict[int, set[int]] = defaultdict(set, {page: set(starts) for page, starts in numbers.items()})
    running = list(_outermost(edges))
    for row in running:
        left_out[row.page].update(word.start for word in row.words)
    beside = side_heads(sheets, {page: without(drawn, left_out.get(page, ())) for page, drawn in lines.items()})
    for page, starts in beside.starts.items():
        left_out[page].update(starts)
    labels = beside.labels | labels
    starts_by_page = {page: frozenset(starts) for page, starts in sorted(left_out.items())}
    return Margins(starts_by_page, labels, lines, _distinct(running, labels))


def _edge_rows(sheet: Sheet, found: list[list[Line]]) -> Iterator[EdgeRow]:
    if not found:
        return
    pitch = _pitch(found)
    for foot, ordered in ((False, found), (True, found[::-1])):
        for depth, row in enumerate(ordered[:_DEPTH]):
            base = row[0].base
            if (base > (1 - _ZONE) * sheet.high) if foot else (base < _ZONE * sheet.high):
                inner = ordered[depth + 1] if depth + 1 < len(ordered) else None
                yield _edge_row(sheet, foot, depth, row, inner, pitch)


def _edge_row(sheet: Sheet, foot: bool, depth: int, row: list[Line], inner: list[Line] | None, pitch: float) -> EdgeRow:
    text = " ".join(line.text for line in row)
    size = max(line.size for line in row)
    base = row[0].base
    apart = inner is None or _apart(sheet, base, inner[0].base, size, max(line.size for line in inner), pitch)
    numbered = is_lone(row[0].text) or is_lone(row[-1].text)
    enclosed = _enclosed(sheet, base, size)
    return EdgeRow(sheet.number, foot, depth, text, _folded(text), base, size, apart, enclosed, tuple(row), numbered)


def _pitch(found: list[list[Line]]) -> float:
    steps = [below[0].base - above[0].base for above, below in pairwise(found)]
    return median(steps) if steps else 12.0


def _apart(sheet: Sheet, base: float, inner: float, size: float, inner_size: float, pitch: float) -> bool:
    gap, pitch = abs(inner - base), min(pitch, _WIDEST_PITCH * inner_size)
    if gap >= 1.4 * pitch or (size <= 0.92 * inner_size and gap >= 1.15 * pitch):
        return True
    low, high = min(base, inner), max(base, inner)
    return any(rule.across and low < rule.at < high and rule.high - rule.low > 0.4 * sheet.wide for rule in sheet.rules)


def _enclosed(sheet: Sheet, base: float, size: float) -> bool:
    """Whether the row stands in a ruled table: beside an upright rule, or close between two rules across."""
    middle = base - 0.3 * size
    if any(not rule.across and rule.low < middle < rule.high < rule.low + 0.9 * sheet.high for rule in sheet.rules):
        return True
    across = [rule.at for rule in sheet.rules if rule.across and rule.high - rule.low > 0.2 * sheet.wide]
    above = any(0 < middle - at < 2.5 * size for at in across)
    return above and any(0 < at - middle < 2.5 * size for at in across)


def _folded(text: str) -> str:
    spaced = " ".join(text.casefold().split())
    bare = re.sub(r"\d+", "#", spaced)
    return re.sub(r"^[ivxlc]{1,7}(?=\s|$)|(?<=\s)[ivxlc]{1,7}$", "#", bare)


def _mark_repeated(edges: Iterable[EdgeRow]) -> None:
    groups: dict[tuple[bool, str], list[EdgeRow]] = defaultdict(list)
    for row in edges:
        if re.search(r"[^\W\d_]", row.key):
            groups[row.foot, row.key].append(row)
    for group in groups.values():
        height, size = median(row.base for row in group), median_low(row.size for row in group)
        level = [
            row
            for row in group
            if abs(row.base - height) <= _SAME_HEIGHT and not row.enclosed and row.size <= _LARGER * size
        ]
        pages = {row.page for row in level}
        for row in level:
            row.running = len(pages) >= 3 or (len(pages) == 2 and row.isolated)


def _mark_titled(edges: Iterable[EdgeRow], found: Mapping[int, list[list[Line]]]) -> None:
    """Rows of later pages, apart from the text, that say in smaller type what the first page has as its title."""
    first = min(found, default=0)
    lines = [line for row in found.get(first, []) for line in row]
    titles: dict[float, str] = {}
    for row in edges:
        key = row.key.strip(" #|·•")
        if row.page == first or row.foot or not row.isolated or row.enclosed or len(key) < _SHORTEST_TITLE:
            continue
        if row.size not in titles:
            titles[row.size] = _folded(" ".join(line.text for line in lines if line.size > _LARGER * row.size))
        usual = median(line.size for line in chain.from_iterable(found[row.page]))
        light = row.size <= 1.02 * usual and not all(part.bold for part in row.parts)
        row.running = row.running or (light and key in titles[row.size])


def _distinct(running: Iterable[EdgeRow], labels: Mapping[int, str]) -> tuple[str, ...]:
    """The words of the running rows, part by part, without page numbers and what only repeats another."""
    found: dict[str, str] = {}
    for row in running:
        number = re.escape(labels.get(row.page, "")) or r"(?!)"
        for part in row.parts:
            text = " ".join(re.sub(rf"^{number}(?=\s)|(?<=\s){number}$", "", part.text).split()).strip("|·• ")
            if not is_lone(text) and re.search(r"[^\W\d_]", text):
                found.setdefault(_folded(text), text)
    return tuple(found.values())


def _numbers(row: EdgeRow) -> Iterator[int]:
    for numeral in numerals(row.text):
        value = number_of(numeral)
        if value is not None:
            yield value


def _may_number(row: EdgeRow) -> bool:
    """Whether a number in this row may be the page's: it stands apart, or in a head that is clear of the text."""
    if row.enclosed:
        return False
    return row.running or (row.isolated and (row.numbered or not row.foot))


def _mark_numbered(edges: Sequence[EdgeRow]) -> dict[int, str]:
    """Mark the rows that hold their page's number; the labels of all pages that have or imply one.

    Front matter may count for itself, so pages that one count leaves over may have another.
    """
    labels: dict[int, str] = {}
    chosen: dict[bool, list[EdgeRow]] = {True: [], False: list(edges)}
    for row in edges:
        if _may_number(row) and (row.running or is_lone(row.text)):
            chosen[True].append(row)
    while True:
        left = {sure: [row for row in rows if row.page not in labels] for sure, rows in chosen.items()}
        found = _labelled(left[True]) or (_labelled(left[False]) if not labels else {})
        if not found:
            return implied_labels(labels, {row.page for row in edges})
        labels |= found
        labels |= _labelled(_level_with(chosen[True], edges, labels))


def _labelled(edges: Sequence[EdgeRow]) -> dict[int, str]:
    """Mark the rows whose numbers count with the pages, and give the labels of these."""
    labels: dict[int, str] = {}
    offset = _offset(edges)
    if offset is None:
        return labels
    for row in sorted(edges, key=lambda row: (not is_lone(row.text), row.depth)):
        number = str(row.page + offset)
        at_end = row.isolated and not row.enclosed and (row.text.endswith(number) or row.text.startswith(f"{number} "))
        if (_may_number(row) or at_end) and row.page + offset in set(_numbers(row)):
            row.running = True
            labels.setdefault(row.page, _printed(row, row.page + offset))
    return labels


def _level_with(sure: Iterable[EdgeRow], edges: Iterable[EdgeRow], labels: Mapping[int, str]) -> list[EdgeRow]:
    """The rows of labelled pages, and those of others that have a number apart at the same height."""
    marked = [row for row in sure if row.running and row.page in labels]
    heights = {(row.foot, round(row.base)) for row in marked}
    near = range(-_SAME_HEIGHT, _SAME_HEIGHT + 1)
    return marked + [
        row
        for row in edges
        if row.page not in labels
        and row.numbered
        and any((row.foot, round(row.base) + step) in heights for step in near)
    ]


def _offset(edges: Sequence[EdgeRow]) -> int | None:
    """Printed number less page number, where no other fits more pages; at the very edge a number counts twice.

    Two pages must agree on it, and more of them in a long document: years in a head may count with two by chance.
    """
    pages: dict[int, set[int]] = defaultdict(set)
    outermost: dict[int, set[int]] = defaultdict(set)
    for row in edges:
        if _may_number(row):
            for value in _numbers(row):
                pages[value - row.page].add(row.page)
                if row.depth == 0:
                    outermost[value - row.page].add(row.page)
    if not pages:
        return None
    offset = min(pages, key=lambda offset: (-len(pages[offset]) - len(outermost[offset]), abs(offset), offset))
    looked_at = {row.page for row in edges}
    return offset if len(pages[offset]) >= max(2, _AGREEING * len(looked_at)) else None


def _printed(row: EdgeRow, value: int) -> str:
    if is_by_chapter(row.text):
        return row.text
    return next(numeral for numeral in numerals(row.text) if number_of(numeral) == value)


def _mark_alike(edges: Iterable[EdgeRow]) -> None:
    """Rows that stand alone where three other pages have a running one, in the same size: heads that change."""
    heights: dict[tuple[bool, float], list[tuple[int, float]]] = defaultdict(list)
    listed = list(edges)
    for row in listed:
        if row.running:
            heights[row.foot, round(row.size, 1)].append((row.page, row.base))
    for row in listed:
        level = {page for page, base in heights[row.foot, round(row.size, 1)] if abs(base - row.base) <= 2.0}
        row.running = row.running or (row.isolated and not row.enclosed and len(level) >= 3)


def _lone_label(edges: Iterable[EdgeRow]) -> dict[int, str]:
    """The number of a document's only page, if it stands alone at the foot or apart in a head of small type."""
    for row in edges:
        lone = row.foot and bare_label(row.text).isdigit()
        label = bare_label(row.text) if lone else _number_in_head(row)
        if row.depth == 0 and row.isolated and label:
            row.running = True
            return {row.page: label}
    return {}


def _number_in_head(row: EdgeRow) -> str:
    """The figures at one end of a head that a wide blank parts from its words; empty where there are none."""
    words = row.words
    if row.foot or row.enclosed or len(words) < 3:
        return ""
    for number, beside in ((words[-1], words[-2]), (words[0], words[1])):
        gap = max(number.left - beside.right, beside.left - number.right)
        if number.text.isdigit() and len(number.text) <= 4 and gap >= row.size:
            return number.text
    return ""


def _outermost(edges: Iterable[EdgeRow]) -> Iterator[EdgeRow]:
    """The running rows from each page's edge inwards, as far as a blank or a rule sets them off from the text."""
    stacks: dict[tuple[int, bool], list[EdgeRow]] = defaultdict(list)
    for row in sorted(edges, key=lambda row: (row.page, row.foot, row.depth)):
        stack = stacks[row.page, row.foot]
        if row.running and len(stack) == row.depth:
            stack.append(row)
    for stack in stacks.values():
        set_off = max((row.depth for row in stack if row.isolated), default=0)
        yield from stack[: set_off + 1]
