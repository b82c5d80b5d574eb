"""What must hold of every document, whatever file it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite

from corpus.document import Document, Span

_SPANS_LOOKED_AT = 50


def broken(document: Document) -> Iterator[str]:
    """What does not hold, a few words each."""
    size = len(document.text)
    layers = _layers(document)
    for name, spans in layers.items():
        if any(span.end > size for span in spans):
            yield f"{name} reach beyond the text"
        if any(one.start > other.start for one, other in pairwise(spans)) and name not in ("cells", "page runs"):
            yield f"{name} are not in order"
    yield from _sentences(document)
    yield from _words(document)
    yield from _pages(document)


def _layers(document: Document) -> dict[str, list[Span]]:
    return {
        "sections": [section.span for section in document.sections],
        "headings": [section.heading for section in document.sections],
        "sentences": list(document.sentences),
        "tables": [table.span for table in document.tables],
        "cells": [cell.span for table in document.tables for row in (table.header, *table.rows) for cell in row],
        "references": [reference.span for reference in document.references],
        "callouts": [callout.span for callout in document.callouts],
        "quotations": [quotation.span for quotation in document.quotations],
        "page runs": [span for page in document.pages for span in page.spans],
    }


def _sentences(document: Document) -> Iterator[str]:
    spans, text = document.sentences, document.text
    if any(one.end > other.start for one, other in pairwise(spans)):
        yield "sentences overlap"
    if any(not span.of(text).strip() or span.of(text).strip() != span.of(text) for span in spans):
        yield "a sentence is empty, or has white space at its ends"
    apart = sorted([*(t.span for t in document.tables), *(section.heading for section in document.sections)])
    if _overlap(sorted(spans), apart):
        yield "a sentence overlaps a table or a heading"


def _words(document: Document) -> Iterator[str]:
    text = document.text
    if any(reference.raw != reference.span.of(text) for reference in document.references):
        yield "a reference is not its span's text"
    if any(callout.text != callout.span.of(text) for callout in document.callouts):
        yield "a callout is not its span's text"
    entries = {reference.n for reference in document.references}
    if any(not entries.issuperset(callout.resolves_to) for callout in document.callouts):
        yield "a callout resolves to an entry that is not there"
    if len(entries) != len(document.references):
        yield "two references have one number"
    if any(not 0 <= table.confidence <= 1 for table in document.tables):
        yield "a table's confidence is none"
    try:
        text.encode()
    except UnicodeEncodeError:
        yield "the text holds a lone surrogate"


def _pages(document: Document) -> Iterator[str]:
    if not document.pages:
        return
    runs = sorted(span for page in document.pages for span in page.spans if len(span))
    if any(one.end > other.start for one, other in pairwise(runs)):
        yield "the runs of pages overlap"
    if any(text.strip() for text in _between(document.text, runs)):
        yield "words stand on no page"
    if [page.number for page in document.pages] != list(range(1, len(document.pages) + 1)):
        yield "pages are not counted from 1"
    if any(not (isfinite(page.width) and isfinite(page.height)) for page in document.pages):
        yield "a page's size is not finite"
    if any(not 0 <= page.confidence <= 1 for page in document.pages):
        yield "a page's confidence is none"
    yield from _boxes(document)


def _boxes(document: Document) -> Iterator[str]:
    if not len(document.glyphs):
        return
    if len(document.glyphs) != len(document.text):
        yield "there are not as many boxes as characters"
        return
    for span in document.sentences[:_SPANS_LOOKED_AT]:
        for box in document.boxes(span):
            if not all(isfinite(edge) for edge in (box.left, box.top, box.right, box.bottom)):
                yield "a box is not finite"
                return


def _between(text: str, runs: Sequence[Span]) -> Iterator[str]:
    end = 0
    for run in runs:
        yield text[end : run.start]
        end = max(end, run.end)
    yield text[end:]


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether any of the ones shares a character with any of the others; both sorted by start."""
    place = 0
    for span in some:
        while place < len(others) and others[place].end <= span.start:
            place += 1
        if place < len(others) and span.overlaps(others[place]):
            return True
    return False
