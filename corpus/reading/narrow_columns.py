"""Columns one word space apart, as a browser sets a table without any style: told by drawing, sides and blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.reading.lines import Line, drawn_lines, rows
from corpus.reading.sheet import Word

_NARROWEST, _WIDEST = 0.18, 1.0
_CLEAR = 0.7
_CLOSE = 0.5
_CLEAR_SHARE = 0.3
_CROSSING_SHARE = 0.1
_ALIGNED = 1.0
_ALIGNED_SHARE = 0.6
_FEWEST_PAIRS = 3
_BESIDE_SHARE = 0.5
_TOLD_BY_RUNS = 0.3
_FEWEST_SPACES = 5
_WIDER = 1.06
_Pair = tuple[Word, Word]


@dataclass(frozen=True)
class Gap:
    """A blank between two columns, from `left` to `right`."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Where it is cut."""
        return (self.left + self.right) / 2

    def parts(self, before: Word, word: Word) -> bool:
        """Whether it lies between two words side by side."""
        return before.right <= self.left + _ALIGNED and word.left >= self.right - _ALIGNED

    def meets(self, before: Word, word: Word) -> bool:
        """Whether the blank between two words side by side lies in it, if only in part."""
        return before.right < self.right and word.left > self.left

    def begins(self, word: Word) -> bool:
        """Whether a word stands right after it."""
        return abs(word.left - self.right) <= _ALIGNED


def narrow_gaps(words: Iterable[Word], page: int) -> list[Gap]:
    """The narrow blanks of `narrow_gaps_of`, between words that are not put into rows yet."""
    return narrow_gaps_of(rows(drawn_lines(sorted(words, key=lambda word: word.start), page)))


def narrow_gaps_of(found: Sequence[Sequence[Line]]) -> list[Gap]:
    """The narrow blanks that run down through rows of lines and have cells on both sides, from left to right.

    The words right of one stand in line, and either each of them begins a drawing operation, in a table whose
    operations hold several words, or a good part of the rows leaves more than a word space there.
    """
    lines = [sorted((word for line in row for word in line.words), key=lambda word: word.left) for row in found]
    pairs = [pair for line in lines for pair in pairwise(line)]
    if len(pairs) < _FEWEST_PAIRS:
        return []
    size = pairs[0][0].size
    close = [a.run == b.run for a, b in pairs if b.left - a.right < _CLOSE * size]
    told = sum(close) >= max(1, _TOLD_BY_RUNS * len(close))
    blanks = _gaps([word for line in lines for word in line], _CROSSING_SHARE * len(lines))
    gaps = _between_columns([gap for gap in blanks if gap.width >= _NARROWEST * size], pairs)
    narrow = [gap for gap in gaps if gap.width < _WIDEST * size]
    spaces = [b.left - a.right for a, b in pairs if b.left - a.right < _CLOSE * size and not _are_figures(a, b)]
    space = median(spaces) if len(spaces) >= _FEWEST_SPACES else _WIDEST * size
    across = [(gap, [pair for pair in pairs if gap.parts(*pair)]) for gap in narrow]
    return [gap for gap, cells in across if _parts_cells(gap, cells, told) or _parts_figures(gap, cells, space)]


def _between_columns(gaps: Sequence[Gap], pairs: Sequence[_Pair]) -> list[Gap]:
    """The blanks that part neighbours in most rows: others are within a head or beside a wide one."""
    kept = list(gaps)
    while kept:
        crossed = [(sum(gap.parts(*pair) for gap in kept), pair) for pair in pairs]
        beside = [pair for count, pair in crossed if count == 1]
        across = [pair for count, pair in crossed if count]
        shares = [_share(gap, beside, across) for gap in kept]
        if min(shares) >= _BESIDE_SHARE:
            break
        del kept[shares.index(min(shares))]
    return kept


def _share(gap: Gap, beside: Iterable[_Pair], across: Iterable[_Pair]) -> float:
    neighbours = sum(gap.parts(*pair) for pair in beside)
    return neighbours / max(1, sum(gap.parts(*pair) for pair in across)) if neighbours > 1 else 0.0


def _gaps(words: Iterable[Word], most: float) -> Iterator[Gap]:
    """The blanks that at most so many words reach into."""
    ends = sorted([(word.left, 1) for word in words] + [(word.right, -1) for word in words])
    depth, last = 0, ends[0][0]
    for x, step in ends:
        if depth > most >= depth + step:
            last = x
        elif depth <= most < depth + step and last < x:
            yield Gap(last, x)
        depth += step


def _parts_cells(gap: Gap, pairs: Sequence[_Pair], told: bool) -> bool:
    if len(pairs) < _FEWEST_PAIRS or not _is_aligned(gap, pairs):
        return False
    if told:
        return all(before.run != word.run for before, word in pairs)
    clear = sum(word.left - before.right >= _CLEAR * word.size for before, word in pairs)
    return clear >= _CLEAR_SHARE * len(pairs)


def _parts_figures(gap: Gap, pairs: Sequence[_Pair], space: float) -> bool:
    """Whether figures stand on both sides in most rows, farther apart than words: no thousands of one number."""
    figures = [(before, word) for before, word in pairs if _are_figures(before, word)]
    most = len(figures) >= max(_FEWEST_PAIRS, _ALIGNED_SHARE * len(pairs))
    return most and gap.width > _WIDER * space and _is_aligned(gap, figures)


def _are_figures(before: Word, word: Word) -> bool:
    return before.text[-1].isdigit() and word.text[0].isdigit()


def _is_aligned(gap: Gap, pairs: Sequence[_Pair]) -> bool:
    """Whether most words right of a blank begin at its end, or most left of it end where it begins."""
    begun = sum(gap.begins(word) for _, word in pairs)
    ended = sum(abs(before.right - gap.left) <= _ALIGNED for before, _ in pairs)
    return max(begun, ended) >= _ALIGNED_SHARE * len(pairs)
