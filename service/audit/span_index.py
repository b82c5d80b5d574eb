"""A span index: what stands under spans of documents, found by where they overlap and not by looking at each."""

from __future__ import annotations

from typing import Generic, TypeVar

from corpus.document import Span

Thing = TypeVar("Thing")

CELL = 512
"""Characters of a cell: a sentence lies in one or two, a paragraph in a few."""


class SpanIndex(Generic[Thing]):
    """Things under spans of documents, each of which is named by any one string."""

    def __init__(self) -> None:
        self._entries: list[tuple[Span, Thing]] = []
        self._cells: dict[tuple[str, int], list[int]] = {}

    def add(self, document: str, span: Span, thing: Thing) -> None:
        """Hold the thing under the span of the document."""
        for cell in _cells(span):
            self._cells.setdefault((document, cell), []).append(len(self._entries))
        self._entries.append((span, thing))

    def overlapping(self, document: str, span: Span) -> list[Thing]:
        """What stands under a span that overlaps this one, in the order in which it was added."""
        numbers = {number for cell in _cells(span) for number in self._cells.get((document, cell), ())}
        found = (self._entries[number] for number in sorted(numbers))
        return [thing for held, thing in found if held.overlaps(span)]


def _cells(span: Span) -> range:
    return range(span.start // CELL, max(span.start, span.end - 1) // CELL + 1)
