"""Marks: the leaves of a document, pages or parts of its text, with a passage marked on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document, Page, Span
from corpus.errors import PageMissing

LONGEST_PART = 6000
"""Characters of a text without pages that are shown at once."""

MOST_LEAVES = 4
"""Leaves that are shown at once for a passage that runs over several."""

AROUND = 1.0
"""Points of paper that a mark leaves around the letters."""


@dataclass(frozen=True)
class Rectangle:
    """A mark on a page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Leaf:
    """One page with `marks` over its image (sizes in points), or one part of a text without pages in `pieces`."""

    number: int
    title: str
    width: float = 0.0
    height: float = 0.0
    marks: tuple[Rectangle, ...] = ()
    pieces: tuple[Piece, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_image(self) -> bool:
        """Whether the leaf is shown as a page image."""
        return self.width > 0 and self.height > 0

    @property
    def is_marked(self) -> bool:
        """Whether any of the passage lies on it."""
        return bool(self.marks) or any(piece.marked for piece in self.pieces)


def leaf_count(document: Document) -> int:
    """How many pages the document has, or how many parts its text is shown in."""
    return len(document.pages) or len(_parts(document.text))


def leaf(document: Document, number: int, span: Span | None = None) -> Leaf:
    """Leaf `number` (from 1), with the passage marked where it lies on it; raises PageMissing."""
    count = leaf_count(document)
    if not 1 <= number <= count:
        raise PageMissing(f"there is no page {number}: the document has pages 1 to {count}")
    if document.pages:
        page = next((page for page in document.pages if page.number == number), None)
        if page is None:
            raise PageMissing(f"page {number} of this document can't be shown")
        return _page_leaf(document, page, span)
    return _text_leaf(document, number, span)


def leaves(document: Document, span: Span) -> tuple[Leaf, ...]:
    """The leaves on which the passage lies, in order."""
    return tuple(leaf(document, number, span) for number in _leaf_numbers(document, span)[:MOST_LEAVES])


def _leaf_numbers(document: Document, span: Span) -> list[int]:
    if not document.pages:
        parts = _parts(document.text)
        return [n for n, part in enumerate(parts, 1) if _touches(part, span)] or [len(parts)]
    numbers = dict.fromkeys(box.page for box in document.boxes(span))
    if numbers:
        return sorted(numbers)
    page = document.page_at(span.start)
    return [page.number if page else document.pages[0].number]


def _touches(part: Span, span: Span) -> bool:
    return part.overlaps(span) or part.start <= span.start < part.end


def _page_leaf(document: Document, page: Page, span: Span | None) -> Leaf:
    boxes = document.boxes(span) if span is not None else ()
    marks = tuple(
        Rectangle(
            round(box.left - AROUND, 2),
            round(box.top - AROUND, 2),
            round(box.right - box.left + 2 * AROUND, 2),
            round(box.bottom - box.top + 2 * AROUND, 2),
        )
        for box in boxes
        if box.page == page.number
    )
    return Leaf(page.number, _page_title(page), page.width, page.height, marks, doubts=page.doubts)


def _page_title(page: Page) -> str:
    if page.label is None:
        return f"Page {page.number} of the file"
    return f"Page {page.label}" + ("" if page.label == str(page.number) else f" (page {page.number} of the file)")


def _text_leaf(document: Document, number: int, span: Span | None) -> Leaf:
    parts = _parts(document.text)
    title = f"Part {number} of {len(parts)}" if len(parts) > 1 else "The whole text"
    return Leaf(number, title, pieces=tuple(_pieces(document.text, parts[number - 1], span)))


def _pieces(text: str, part: Span, span: Span | None) -> Iterator[Piece]:
    start = min(max(span.start, part.start), part.end) if span else part.end
    end = min(max(span.end, start), part.end) if span else part.end
    for run, marked in ((Span(part.start, start), False), (Span(start, end), True), (Span(end, part.end), False)):
        if len(run):
            yield Piece(run.of(text), marked)


@lru_cache(maxsize=16)
def _parts(text: str) -> tuple[Span, ...]:
    """The text in parts that end, if they can, with a paragraph, else a line, else a word."""
    parts: list[Span] = []
    start = 0
    while len(text) - start > LONGEST_PART:
        end = _break(text, start + LONGEST_PART // 2, start + LONGEST_PART)
        parts.append(Span(start, end))
        start = end
    return (*parts, Span(start, len(text)))


def _break(text: str, earliest: int, latest: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, earliest, latest)
        if found >= 0:
            return found + len(mark)
    return latest
