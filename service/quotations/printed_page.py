"""Printed pages: whether words stand on the page that their citation gives."""

from __future__ import annotations

import re

from corpus.document import Document, Span

_PAGES = re.compile(
    r"^\W*(?:pp?\b\.?|pages?\b|S\b\.?|Seiten?\b|с\b\.?|стр\b\.?|pg\b\.?)?\s*(\d{1,5})(?:\s*[-–—]\s*(\d{1,5}))?"
    r"((?:\s*(?:[,;&]|and)\s*\d{1,5}(?:\s*[-–—]\s*\d{1,5})?)*)\s*(f{1,2}\b)?\W*$"
)
_RANGE = re.compile(r"(\d{1,5})(?:\s*[-–—]\s*(\d{1,5}))?")


def pages_of(locator: str) -> tuple[range, ...]:
    """The pages that a locator such as `pp. 12–4, 17` names; none for a chapter, a paragraph or a table."""
    match = _PAGES.match(locator)
    if match is None:
        return ()
    following = MOST_FOLLOWING if match[4] else 0
    found = _RANGE.findall(locator)
    return tuple(range(int(first), _last(first, last) + following + 1) for first, last in found)


MOST_FOLLOWING = 5
"""Pages that `12 ff.` may mean beyond the first."""


def _last(first: str, last: str) -> int:
    """The last page of a range, whose leading digits may be left out: 112–4 is 112 to 114."""
    whole = first[: len(first) - len(last)] + last if last and len(last) < len(first) else last or first
    return max(int(whole), int(first))


def printed_pages(document: Document, span: Span) -> tuple[int, ...]:
    """The numbers printed on the pages that a span begins and ends on; none where any isn't known as a number."""
    pages = [document.page_at(span.start), document.page_at(max(span.start, span.end - 1))]
    labels = [page.label or "" if page else "" for page in pages]
    return tuple(range(int(labels[0]), int(labels[1]) + 1)) if all(label.isdecimal() for label in labels) else ()
