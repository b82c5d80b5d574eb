"""Lines: words that stand side by side, as drawn or as they lie on the page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.reading.bidi import in_reading_order
from corpus.reading.letterspacing import closed_up
from corpus.reading.sheet import STAND_IN, Word

_SAME_RUN_GAP = 4.0
_WORD_GAP = 1.2
_BACKWARD = 0.4
_RAISED = 0.2
_CLOSING = ")]},.;:"
_HAIR = 0.12
_LEAST_CAPITAL, _MOST_CAPITAL = 1.15, 1.6  # of full to small capitals
_FEWEST_CAPITALS = 2
_FIRST_LEFTWARD = "\u0590"


@dataclass(frozen=True)
class Line:
    """Words of one line of one column, from left to right; `page` is its page's number."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def main(self) -> Word:
        """The word that stands for the line's type: the first of its commonest size and base."""
        first = self.words[0]
        size, base = first.size, first.base
        if not [word for word in self.words if word.size != size or word.base != base]:
            return first
        counts: Counter[tuple[float, float]] = Counter()
        for word in self.words:
            counts[word.size, round(word.base, 1)] += len(word.text)
        best = max(counts, key=lambda key: (counts[key], key))
        capital = _capital_of(self.words, best[0])
        if capital is not None:
            return capital
        return next(word for word in self.words if (word.size, round(word.base, 1)) == best)

    @cached_property
    def left(self) -> float:
        """The left edge of its first letters."""
        return min([word.left for word in self.words])

    @cached_property
    def right(self) -> float:
        """The right edge of its last letters."""
        return max([word.right for word in self.words])

    @property
    def top(self) -> float:
        """The top of its main type."""
        return self.main.top

    @property
    def bottom(self) -> float:
        """The bottom of its main type."""
        return self.main.bottom

    @property
    def base(self) -> float:
        """The height of the line that its main type stands on."""
        return self.main.base

    @property
    def size(self) -> float:
        """The size of its main type."""
        return self.main.size

    @cached_property
    def bold(self) -> bool:
        """Whether at least nine in ten of its letters are bold."""
        heavy = sum(len(word.text) for word in self.words if word.bold)
        return heavy >= 0.9 * sum(len(word.text) for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with a space between those that the page parts."""
        return "".join((" " if self.is_parted(k) else "") + word.text for k, word in enumerate(self.words))

    def is_parted(self, index: int) -> bool:
        """Whether a space stands before the word at `index`; a mark that closes may only seem to have one."""
        if index == 0 or self.words[index].glued:
            return False
        before, word = self.words[index - 1], self.words[index]
        return word.text[0] not in _CLOSING or word.left - before.right > _HAIR * word.size

    @property
    def order(self) -> int:
        """The line's place in the order of drawing."""
        return self.words[0].start

    def raised(self, word: Word) -> bool:
        """Whether `word` is a superscript of this line: not larger, and standing higher."""
        main = self.main
        return word.size <= 1.02 * main.size and main.base - word.base >= _RAISED * main.size


def _capital_of(words: tuple[Word, ...], small: float) -> Word | None:
    """The first full capital of a line whose words go on from it in small ones, which are letters of size `small`."""
    found = [
        word
        for word, rest in pairwise(words)
        if rest.glued and rest.size == small and rest.base == word.base and rest.text[0].isalpha()
        if word.text.isalpha() and word.text.isupper() and _LEAST_CAPITAL * small < word.size < _MOST_CAPITAL * small
    ]
    return found[0] if len(found) >= _FEWEST_CAPITALS else None


def drawn_lines(words: Iterable[Word], page: int) -> list[Line]:
    """Runs of words that were drawn one after another on one line, in drawing order.

    A gap wider than a word space, a step back or a step down ends a run: what it parts may be two columns.
    """
    lines: list[list[Word]] = []
    for word in words:
        if lines and _follows(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(page, tuple(line)) for line in lines]


def without(lines: Iterable[Line], starts: Container[int]) -> list[Line]:
    """The drawn lines without the words that start at `starts`, which part what is left of a line."""
    found: list[Line] = []
    for line in lines:
        left = [word for word in line.words if word.start not in starts]
        if len(left) == len(line.words):
            found.append(line)
        elif left:
            found.extend(drawn_lines(left, line.page))
    return found


def as_read(line: Line) -> Line:
    """The line with letterspaced words whole and in reading order, which right-to-left text has not on the page."""
    words = in_reading_order(closed_up(line.words))
    return line if words == line.words else Line(line.page, words)


def side_by_side(lines: Iterable[Line]) -> list[Line]:
    """Lines of one column that share a row put together, the rows from top to bottom."""
    return [joined(row) for row in rows(lines)]


def joined(parts: list[Line]) -> Line:
    """One line of the words of all `parts`, which stand side by side."""
    if len(parts) == 1:
        return parts[0]
    words: list[Word] = []
    backward = sum(_backward(part) for part in parts) > len(parts) / 2
    for part in sorted(parts, key=lambda part: -part.right if backward else part.left):
        first = part.words[0]
        touching = words and abs(first.left - words[-1].right) < 0.1 * first.size and first.glued
        words.extend(part.words if touching or not first.glued else (_parted(first), *part.words[1:]))
    return Line(parts[0].page, tuple(words))


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines by row, top to bottom; in each row from left to right."""
    found: list[list[Line]] = []
    floors: list[float] = []
    for line in sorted(lines, key=lambda line: (line.main.base, line.left)):
        main = line.main
        for index in range(len(found) - 1, max(len(found) - 5, -1), -1):
            if main.top < floors[index] and _shares_row(found[index], line):
                found[index].append(line)
                floors[index] = max(floors[index], main.bottom)
                break
        else:
            found.append([line])
            floors.append(main.bottom)
    return [sorted(row, key=lambda line: (line.left, line.order)) for row in found]


def _shares_row(row: list[Line], line: Line) -> bool:
    if not any(_level(line.main, other.main) for other in row):
        return False
    if any(part.words[0].text == STAND_IN for part in (line, *row)):
        return False
    return not any(min(line.right, other.right) - max(line.left, other.left) > 0.5 * line.size for other in row)


def _level(word: Word, other: Word) -> bool:
    """Whether the two share at least half the height of the smaller."""
    if word.bottom <= other.top or other.bottom <= word.top:
        return False
    smaller = min(word.bottom - word.top, other.bottom - other.top)
    return min(word.bottom, other.bottom) - max(word.top, other.top) >= 0.5 * smaller


def _follows(line: list[Word], word: Word) -> bool:
    last = line[-1]
    size = last.size if last.size > word.size else word.size
    leftward = _leftward(word) and _leftward(last)
    gap = last.left - word.right if leftward else word.left - last.right
    if not -_BACKWARD * size <= gap <= (_SAME_RUN_GAP if last.run == word.run else _WORD_GAP) * size:
        return False
    if last.base != word.base or last.size != word.size:
        shared = min(last.bottom, word.bottom) - max(last.top, word.top)
        if shared < 0.35 * min(last.bottom - last.top, word.bottom - word.top):
            return False
    return last.text != STAND_IN != word.text


def _leftward(word: Word) -> bool:
    return word.text[0] >= _FIRST_LEFTWARD and unicodedata.bidirectional(word.text[0]) in ("R", "AL")


def _backward(line: Line) -> bool:
    return sum(_leftward(word) for word in line.words) > len(line.words) / 2


def _parted(word: Word) -> Word:
    return replace(word, glued=False)
