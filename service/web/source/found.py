"""What a search in a document found, as it is listed beside the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Page, Span
from service.web.source.marks import Marked, leaf_numbers
from service.web.source.place import Place
from service.web.source.search import MOST_HITS, hits

MOST_LISTED = 100
"""Hits that are listed at once, around the current one."""

AROUND = 60
"""Characters of context on either side of a listed hit."""


@dataclass(frozen=True)
class Hit:
    """A place that was found, with the words around it and its page, if the document has pages."""

    span: Span
    before: str
    text: str
    after: str
    page: Page | None


@dataclass(frozen=True)
class Listed:
    """The `number`-th hit, and the address that shows it."""

    number: int
    hit: Hit
    address: str

    @property
    def where(self) -> str:
        """Its page, in words."""
        page = self.hit.page
        return f"p. {page.label or page.number}" if page else ""


@dataclass(frozen=True)
class Found:
    """The hits of a search: those listed, how many there are, and the one that is looked at (from 1; 0 for none)."""

    words: str
    spans: tuple[Span, ...]
    current: int
    listed: tuple[Listed, ...]
    previous: str
    following: str

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.spans)

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were looked for."""
        return self.count == MOST_HITS

    @property
    def span(self) -> Span | None:
        """The hit that is looked at."""
        return self.spans[self.current - 1] if self.current else None

    def marked(self) -> Iterator[Marked]:
        """The marks of all hits; the one that is looked at has the id "hit"."""
        for number, span in enumerate(self.spans, 1):
            is_current = number == self.current
            yield Marked(span, "hit" if is_current else "", "hit current" if is_current else "hit")


def found(document: Document, place: Place, base: str, leaf: int) -> Found | None:
    """What the words that the place names find, from this leaf on unless it names a hit; None where it names none."""
    if not place.find:
        return None
    spans = hits(document.text, place.find)
    current = min(place.hit, len(spans)) if place.hit else _first_from(document, spans, leaf)

    def address(number: int) -> str:
        return place.address(base, hit=(number - 1) % len(spans) + 1) + "#hit" if spans else ""

    first = max(1, min(current - MOST_LISTED // 2, len(spans) - MOST_LISTED + 1))
    listed = tuple(
        Listed(number, hit(document, span), address(number))
        for number, span in enumerate(spans[first - 1 : first - 1 + MOST_LISTED], first)
    )
    return Found(place.find, spans, current, listed, address(current - 1), address(current + 1))


def _first_from(document: Document, spans: Sequence[Span], leaf: int) -> int:
    """The first hit on this leaf or after it; else the first of all, 0 where there is none."""
    if leaf > 1:
        for number, span in enumerate(spans, 1):
            if leaf_numbers(document, [span])[0] >= leaf:
                return number
    return min(1, len(spans))


def hit(document: Document, span: Span) -> Hit:
    """The place `span`, with what stands around it."""
    text = document.text
    return Hit(
        span,
        before=_from_word(text[max(0, span.start - AROUND) : span.start], whole=span.start <= AROUND),
        text=span.of(text),
        after=_to_word(text[span.end : span.end + AROUND], whole=span.end + AROUND >= len(text)),
        page=document.page_at(span.start),
    )


def _from_word(text: str, *, whole: bool) -> str:
    """The text from its first whole word on."""
    return text if whole or " " not in text.strip() else "… " + text.lstrip().split(" ", 1)[1]


def _to_word(text: str, *, whole: bool) -> str:
    """The text up to its last whole word."""
    return text if whole or " " not in text.strip() else text.rstrip().rsplit(" ", 1)[0] + " …"
