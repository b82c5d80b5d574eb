"""Running heads in the side margins, as some publishers set them: title, volume and page number beside the text.

A line in the outer margin is taken out when many pages have the same words at the same place, or a number there that
counts with the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.reading.lines import Line
from corpus.reading.page_numbers import bare_label, number_of
from corpus.reading.sheet import Sheet

_MARGIN = 0.2
_LONGEST = 40
_FEWEST = 3
_AGREEING = 0.25
_MOST = 4
_STEP = 4.0
_APART = 1.0
_ALIGNED = 0.5
_ODD = 20  # one line in so many may stick out of the text's block


@dataclass(frozen=True)
class SideHeads:
    """The starts of the words that stand in side heads, by page, and the page numbers among them."""

    starts: dict[int, frozenset[int]]
    labels: dict[int, str]


def side_heads(sheets: Sequence[Sheet], lines: Mapping[int, Sequence[Line]]) -> SideHeads:
    """What repeats or counts on at one place of the side margins of three pages or more, and of a quarter of them."""
    fewest = max(_FEWEST, _AGREEING * len(sheets))
    places: dict[tuple[str, bool, int], dict[int, Line]] = defaultdict(dict)
    for sheet in sheets:
        for line in _marginal(sheet, lines[sheet.number]):
            key = "#" if line.text.isdigit() else line.text.casefold()
            places[key, line.left > sheet.wide / 2, round(line.base / _STEP)][sheet.number] = line
    numbers = {place: found for place, found in places.items() if place[0] == "#"}
    labels = _counted(numbers)
    repeated: dict[tuple[int, bool], list[Line]] = defaultdict(list)
    for place, found in places.items():
        for page, line in found.items():
            if labels.get(page) == line.text or (place not in numbers and len(found) >= fewest):
                repeated[page, place[1]].append(line)
    starts: dict[int, set[int]] = defaultdict(set)
    for (page, _), beside in repeated.items():
        if len(beside) <= _MOST:  # more are a column of a list
            starts[page].update(word.start for line in beside for word in line.words)
    return SideHeads({page: frozenset(words) for page, words in sorted(starts.items())}, labels)


def _marginal(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Line]:
    """The short lines near a side of the page, beside its text, with room between the two."""
    near = [line for line in lines if len(line.text) <= _LONGEST and _is_near_side(line, sheet.wide)]
    text = [line for line in lines if not _is_near_side(line, sheet.wide)] if near else []
    if not text:
        return
    top, bottom = min(line.base for line in text), max(line.base for line in text)
    left = sorted(line.left for line in text)[len(text) // _ODD]
    right = sorted(line.right for line in text)[-1 - len(text) // _ODD]
    near = [
        line for line in near if top - line.size <= line.base <= bottom and (line.right < left or line.left > right)
    ]
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines if near else ():
        rows[round(line.base / _STEP)].append(line)
    for line in near:
        row = round(line.base / _STEP)
        beside = [other for step in (-1, 0, 1) for other in rows[row + step] if other is not line]
        if all(_is_clear(line, other, sheet.wide) for other in beside):
            yield line


def _is_near_side(line: Line, wide: float) -> bool:
    return line.right <= _MARGIN * wide or line.left >= (1 - _MARGIN) * wide


def _is_clear(line: Line, other: Line, wide: float) -> bool:
    """Whether a line keeps away from another beside it, and off its base, which the cells of a row share."""
    if abs(line.base - other.base) <= _ALIGNED:
        return False
    if line.left > wide / 2:
        return line.left - other.right >= _APART * line.size
    return other.left - line.right >= _APART * line.size


def _counted(numbers: Mapping[tuple[str, bool, int], Mapping[int, Line]]) -> dict[int, str]:
    """The numbers that go up with the pages, where three or more do."""
    pages: dict[int, dict[int, str]] = defaultdict(dict)
    for found in numbers.values():
        for page, line in found.items():
            value = number_of(bare_label(line.text)) if line.text.isdigit() else None
            if value is not None:
                pages[value - page][page] = line.text
    best = max(pages, key=lambda offset: (len(pages[offset]), -abs(offset), offset), default=None)
    return dict(pages[best]) if best is not None and len(pages[best]) >= _FEWEST else {}
