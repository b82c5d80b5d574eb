"""Running heads and feet, page and line numbers: what a page repeats at its edges and the text does not mean.

A row at the top or bottom edge is taken out when other pages have the same words (digits aside) at the same
height, or a number there that counts with the pages. Rows inside a ruled table are left alone: a table that
goes on over the page repeats its heads too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.reading.line_numbers import line_numbers
from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.page_numbers import bare_label, implied_labels, is_by_chapter, is_lone, number_of, numerals
from corpus.reading.sheet import Sheet, Word

_DEPTH = 3
_ZONE = 0.2
_SAME_HEIGHT = 4.0


@dataclass
class EdgeRow:
    """A row near the top or bottom edge of a page; `depth` counts from the edge."""

    page: int
    foot: bool
    depth: int
    text: str
    key: str
    base: float
    size: float
    isolated: bool
    enclosed: bool
    words: tuple[Word, ...]
    running: bool = False


@dataclass(frozen=True)
class Margins:
    """What the edges of all pages hold: the words to leave out of each page, and the printed numbers."""

    left_out: dict[int, frozenset[int]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)

    def body(self, sheet: Sheet) -> tuple[Word, ...]:
        """The words of the page without its running heads and feet."""
        left_out = self.left_out.get(sheet.number, frozenset())
        return tuple(word for word in sheet.words if word.start not in left_out)


def margins_of(sheets: Sequence[Sheet]) -> Margins:
    """The running heads, feet and printed page numbers of a document."""
    numbers = line_numbers(sheets)
    edges = [row for sheet in sheets for row in _edge_rows(sheet, numbers.get(sheet.number, frozenset()))]
    _mark_repeated(edges)
    labels = _mark_numbered(edges)
    _mark_alike(edges)
    if len(sheets) == 1:
        labels |= _lone_label(edges)
    left_out: dict[int, set[int]] = defaultdict(set, {page: set(starts) for page, starts in numbers.items()})
    for row in _outermost(edges):
        left_out[row.page].update(word.start for word in row.words)
    return Margins({page: frozenset(starts) for page, starts in sorted(left_out.items())}, labels)


def _edge_rows(sheet: Sheet, apart: frozenset[int]) -> Iterator[EdgeRow]:
    found = rows(drawn_lines((word for word in sheet.words if word.start not in apart), sheet.number))
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
    words = tuple(word for line in row for word in line.words)
    return EdgeRow(
        sheet.number, foot, depth, text, _folded(text), base, size, apart, _enclosed(sheet, base, size), words
    )


def _pitch(found: list[list[Line]]) -> float:
    steps = [below[0].base - above[0].base for above, below in pairwise(found)]
    return median(steps) if steps else 12.0


def _apart(sheet: Sheet, base: float, inner: float, size: float, inner_size: float, pitch: float) -> bool:
    gap = abs(inner - base)
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
        height = median(row.base for row in group)
        level = [row for row in group if abs(row.base - height) <= _SAME_HEIGHT and not row.enclosed]
        pages = {row.page for row in level}
        for row in level:
            row.running = len(pages) >= 3 or (len(pages) == 2 and row.isolated)


def _numbers(row: EdgeRow) -> Iterator[int]:
    for numeral in numerals(row.text):
        value = number_of(numeral)
        if value is not None:
            yield value


def _may_number(row: EdgeRow) -> bool:
    """Whether a number in this row may be the page's: it stands alone or in a head that is clear of the text."""
    if row.enclosed:
        return False
    return row.running or (row.isolated and (is_lone(row.text) or not row.foot))


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


def _offset(edges: Iterable[EdgeRow]) -> int | None:
    """Printed number less page number, where at least two pages agree on it and no other fits more pages."""
    pages: dict[int, set[int]] = defaultdict(set)
    for row in edges:
        if _may_number(row):
            for value in _numbers(row):
                pages[value - row.page].add(row.page)
    if not pages:
        return None
    offset = min(pages, key=lambda offset: (-len(pages[offset]), abs(offset), offset))
    return offset if len(pages[offset]) >= 2 else None


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
    """The number of a document's only page, if it stands alone at the foot."""
    for row in edges:
        if row.foot and row.depth == 0 and row.isolated and bare_label(row.text).isdigit():
            row.running = True
            return {row.page: bare_label(row.text)}
    return {}


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
