"""What stands on one page of a PDF: words with their boxes and type, and ruled lines."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

STAND_IN = "\ufffc"
"""The text of a word that only holds the place of a table."""


@dataclass(slots=True, frozen=True)
class Word:
    """A run of ink without a space in it, set in one font.

    Edges and `base` (the line that the letters stand on) are in points from the top left of the page,
    turned so that most of the page's text runs to the right. `start` is the first character in the
    sheet, `glued` says that no space stands before it, `run` numbers the drawing operation it came from.
    """

    text: str
    start: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    glued: bool
    run: int


@dataclass(slots=True, frozen=True)
class Rule:
    """A straight ruled line: `at` is its y when `across`, else its x; it runs from `low` to `high`."""

    across: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True)
class Frame:
    """A page's box in PDF units and its turn, in quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (wide, high) if self.quarters % 2 == 0 else (high, wide)

    def displayed(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the PDF's plane is shown, from the displayed page's top left."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def displayed_edges(self, boxes: array[float]) -> array[float]:
        """`boxes` (left, top, right, bottom each, y upwards) as displayed (y downwards)."""
        lefts, tops, rights, bottoms = (boxes[k::4] for k in range(4))
        sides: tuple[Iterable[float], ...]
        if self.quarters == 0:
            sides = self._from_left(lefts), self._from_top(tops), self._from_left(rights), self._from_top(bottoms)
        elif self.quarters == 1:
            sides = self._from_bottom(bottoms), self._from_left(lefts), self._from_bottom(tops), self._from_left(rights)
        elif self.quarters == 2:
            sides = (
                self._from_right(rights),
                self._from_bottom(bottoms),
                self._from_right(lefts),
                self._from_bottom(tops),
            )
        else:
            sides = self._from_top(tops), self._from_right(rights), self._from_top(bottoms), self._from_right(lefts)
        shown = array("f", bytes(4 * len(boxes)))
        for k, side in enumerate(sides):
            shown[k::4] = array("f", side)
        return shown

    def _from_left(self, edges: Iterable[float]) -> Iterable[float]:
        return (edge - self.left for edge in edges)

    def _from_right(self, edges: Iterable[float]) -> Iterable[float]:
        return (self.right - edge for edge in edges)

    def _from_top(self, edges: Iterable[float]) -> Iterable[float]:
        return (self.top - edge for edge in edges)

    def _from_bottom(self, edges: Iterable[float]) -> Iterable[float]:
        return (edge - self.bottom for edge in edges)


@dataclass(frozen=True)
class Sheet:
    """One page as it was drawn: its words in drawing order, `asides` set in another direction, and its rules.

    `edges` holds left, top, right, bottom of every character as displayed; `width` and `height` are the
    displayed page's, `wide` and `high` those of the page as its words are turned; `unmapped` counts
    the characters whose font does not say which letter they are; `pictured` is true when it holds an image.
    """

    number: int
    width: float
    height: float
    wide: float
    high: float
    edges: array[float]
    words: tuple[Word, ...] = ()
    asides: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    unmapped: int = 0
    pictured: bool = False
