"""Leaf: one page of a document, or one part of a text without pages, with its words and the marks on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What marks a place: `id` names it (empty where nothing leads to it), `kind` is how it looks.

    `leads` is true at the one place that the id leads to: a passage on several lines is marked on each.
    """

    id: str
    kind: str
    leads: bool


@dataclass(frozen=True)
class Rectangle:
    """A mark on a page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    mark: Mark


@dataclass(frozen=True)
class Words:
    """A line of print: the document's characters from `start` on, and where they stand, in points.

    `after` is what parts it from the line below when it is copied: nothing within a word broken at its end.
    """

    start: int
    text: str
    after: str
    x: float
    baseline: float
    width: float
    size: float


@dataclass(frozen=True)
class Stretch:
    """A run of text, the document's characters from `start` on, under the same `marks`, the outermost first."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def marked(self) -> bool:
        """Whether it lies in a marked passage."""
        return bool(self.marks)


@dataclass(frozen=True)
class Leaf:
    """One page with `marks` and `words` over its image (sizes in points), or one part of a text in `pieces`.

    `label` is its printed number, or else the one that it has in the file.
    """

    number: int
    title: str
    label: str = ""
    width: float = 0.0
    height: float = 0.0
    marks: tuple[Rectangle, ...] = ()
    words: tuple[Words, ...] = ()
    pieces: tuple[Stretch, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_image(self) -> bool:
        """Whether the leaf is shown as a page image."""
        return self.width > 0 and self.height > 0

    @property
    def is_marked(self) -> bool:
        """Whether any marked passage lies on it."""
        return bool(self.marks) or any(piece.marked for piece in self.pieces)
