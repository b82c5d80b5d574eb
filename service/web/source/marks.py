"""Marks: the leaves of a document, pages or parts of its text, with passages marked on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document, Line, Page, Span
from corpus.errors import PageMissing
from service.web.source.leaf import Leaf, Mark, Rectangle, Stretch, Words
from service.web.source.parts import parts

MOST_LEAVES = 4
"""Leaves that are shown at once for passages that run over several."""

AROUND = 1.0
"""Points of paper that a mark leaves around the letters."""

_SPACE = re.compile(r"\s+")

BASELINE = 0.78
"""How far down its line's height text stands, in most faces."""


@dataclass(frozen=True)
class Marked:
    """A passage to be marked: the id that links lead to, and the `kind` of mark, as the stylesheet calls it."""

    span: Span
    id: str = ""
    kind: str = "quoted"


def leaf_count(document: Document) -> int:
    """How many pages the document has, or how many parts its text is shown in."""
    return len(document.pages) or len(parts(document.text))


def leaf(document: Document, number: int, marked: Sequence[Marked] = ()) -> Leaf:
    """Leaf `number` (from 1), with the passages marked that lie on it; raises PageMissing."""
    return _leaf(document, number, _Marks(marked))


def leaves(document: Document, marked: Sequence[Marked], numbers: Sequence[int] | None = None) -> tuple[Leaf, ...]:
    """The leaves on which the passages lie, the first few, or those with these `numbers`; each id leads to one place.

    Raises PageMissing.
    """
    marks = _Marks(marked)
    shown = leaf_numbers(document, [mark.span for mark in marked])[:MOST_LEAVES] if numbers is None else numbers
    return tuple(_leaf(document, number, marks) for number in shown)


def leaf_numbers(document: Document, spans: Sequence[Span]) -> list[int]:
    """The leaves on which any of these passages lies, in order; one without characters lies where it would begin."""
    return sorted({number for span in spans for number in _numbers(document, span)})


class _Marks:
    """The passages to be marked, and which of their ids lead somewhere already."""

    def __init__(self, marked: Sequence[Marked]) -> None:
        self.marked = marked
        self._led: set[str] = set()

    def on(self, spans: Sequence[Span]) -> Iterator[Marked]:
        """Those that lie on these runs of the text, or on some of them."""
        return (mark for mark in self.marked if any(mark.span.overlaps(span) for span in spans))

    def mark(self, marked: Marked) -> Mark:
        """The mark for the next place of this passage."""
        leads = marked.id not in self._led and marked.id != ""
        self._led.add(marked.id)
        return Mark(marked.id, marked.kind, leads)


def _numbers(document: Document, span: Span) -> list[int]:
    if not document.pages:
        cut = parts(document.text)
        return [n for n, part in enumerate(cut, 1) if _touches(part, span)] or [len(cut)]
    numbers = {box.page for box in document.boxes(span)}
    if numbers:
        return sorted(numbers)
    page = document.page_at(span.start)
    return [page.number if page else document.pages[0].number]


def _touches(part: Span, span: Span) -> bool:
    return part.overlaps(span) or part.start <= span.start < part.end


def _leaf(document: Document, number: int, marks: _Marks) -> Leaf:
    count = leaf_count(document)
    if not 1 <= number <= count:
        raise PageMissing(f"there is no page {number}: the document has pages 1 to {count}")
    if document.pages:
        page = next((page for page in document.pages if page.number == number), None)
        if page is None:
            raise PageMissing(f"page {number} of this document can't be shown")
        return _page_leaf(document, page, marks)
    return _text_leaf(document, number, marks)


def _page_leaf(document: Document, page: Page, marks: _Marks) -> Leaf:
    label = page.label or str(page.number)
    if not (page.width > 0 and page.height > 0):
        pieces = [piece for span in page.spans for piece in _pieces(document.text, span, marks)]
        return Leaf(page.number, _page_title(page), label, pieces=tuple(pieces), doubts=page.doubts)
    rectangles = tuple(
        Rectangle(
            round(box.left - AROUND, 2),
            round(box.top - AROUND, 2),
            round(box.right - box.left + 2 * AROUND, 2),
            round(box.bottom - box.top + 2 * AROUND, 2),
            marks.mark(marked),
        )
        for marked in marks.on(page.spans)
        for box in document.boxes(marked.span)
        if box.page == page.number
    )
    words = tuple(_words(document.text, line) for span in page.spans for line in document.lines(span))
    return Leaf(page.number, _page_title(page), label, page.width, page.height, rectangles, words, doubts=page.doubts)


def _words(text: str, line: Line) -> Words:
    box, height = line.box, line.box.bottom - line.box.top
    return Words(
        start=line.span.start,
        text=line.span.of(text),
        after=_space(text, line.span.end),
        x=round(box.left, 1),
        baseline=round(box.top + BASELINE * height, 1),
        width=round(box.right - box.left, 1),
        size=round(height, 1),
    )


def _space(text: str, offset: int) -> str:
    found = _SPACE.match(text, offset)
    return found.group() if found else ""


def _page_title(page: Page) -> str:
    if page.label is None:
        return f"Page {page.number} of the file"
    return f"Page {page.label}" + ("" if page.label == str(page.number) else f" (page {page.number} of the file)")


def _text_leaf(document: Document, number: int, marks: _Marks) -> Leaf:
    cut = parts(document.text)
    title = f"Part {number} of {len(cut)}" if len(cut) > 1 else "The whole text"
    return Leaf(number, title, str(number), pieces=tuple(_pieces(document.text, cut[number - 1], marks)))


def _pieces(text: str, part: Span, marks: _Marks) -> Iterator[Stretch]:
    """The part cut where a passage begins or ends; where several lie, the longest is the outermost mark."""
    lying = sorted(marks.on([part]), key=lambda marked: -len(marked.span))
    edges = {part.start, part.end}
    for marked in lying:
        edges |= {edge for edge in (marked.span.start, marked.span.end) if part.start < edge < part.end}
    for start, end in pairwise(sorted(edges)):
        run = Span(start, end)
        over = tuple(marks.mark(marked) for marked in lying if marked.span.overlaps(run))
        yield Stretch(start, _unbroken(run.of(text)), over)


def _unbroken(text: str) -> str:
    """The text as long as it was, with line breaks that browsers neither drop nor change."""
    return text.replace("\r\n", " \n").replace("\r", "\n")
