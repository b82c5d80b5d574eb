"""What stands on one page of a PDF: words with their boxes and type, and ruled lines."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

STAND_IN = "\ufffc"
"""The text of a word that only holds the place of a table."""


@dataclass(slots=True, frozen=True)
class Word:
    """A run of ink without a space in it, set in one font.

    Edges and `base` (the line that the letters stand on) are in points from the top left of the page,
    turned so that most of the page's text runs to the right. `start` is the first character in the
    sheet, `glued` says that no space stands before it, `run` numbers the drawing operation it came from.
    A `bulleted` one has a list's mark before it that is drawn and no character.
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
    bulleted: bool = False


@dataclass(slots=True, frozen=True)
class Rule:
    """A straight ruled line: `at` is its y when `across`, else its x; it runs from `low` to `high`."""

    across: bool
    at: float
    low: float
    high: float


@dataclass(slots=True, frozen=True)
class Shade:
    """A filled box, as it lies behind a column head or every other row of a table."""

    left: float
    top: float
    right: float
    bottom: float


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

    @property
    def area(self) -> float:
        """In square units."""
        return (self.right - self.left) * (self.top - self.bottom)

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
        left, top, right, bottom = np.frombuffer(boxes, np.float32).reshape(-1, 4).astype(np.float64).T
        if self.quarters == 0:
            sides = left - self.left, self.top - top, right - self.left, self.top - bottom
        elif self.quarters == 1:
            sides = bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        elif self.quarters == 2:
            sides = self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        else:
            sides = self.top - top, self.right - right, self.top - bottom, self.right - left
        shown = array("f")
        shown.frombytes(np.stack(sides, axis=1).astype(np.float32).tobytes())
        return shown


@dataclass(frozen=True)
class Sheet:
    """One page as it was drawn: its words in drawing order, `asides` set in another direction, and its rules.

    `edges` holds left, top, right, bottom of every character as displayed; `width` and `height` are the
    displayed page's, `wide` and `high` those of the page as its words are turned; `unmapped` counts
    the characters whose font does not say which letter they are; `pictured` is true when it holds an image.
    `image_share` is how much of the page its images cover; `invisible` and `white` how much of its text is drawn
    without ink or in white, and `hidden` how much of it the page does not show; `recognised` is how surely its words
    were recognised in its image, None where the page itself holds them.
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
    shades: tuple[Shade, ...] = ()
    image_share: float = 0.0
    invisible: float = 0.0
    white: float = 0.0
    hidden: float = 0.0
    recognised: float | None = None
