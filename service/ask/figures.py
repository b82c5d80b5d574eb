"""Figures: what a document says of one that a question points to.

A figure itself can't be quoted. Its caption can, and so can the sentences that tell what it shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.document import Document, Span
from indexer.catalogue import HeldPassage, Holding
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding

MOST_SENTENCES = 4
"""Sentences that are quoted of one figure."""

MOST_READ = 20
"""Where no document is named, a library of more has figures of that number everywhere."""

MOST_DOCUMENTS = 3
"""Documents whose figures of that number are told of together."""

FARTHEST = 1200
"""Characters after a caption in which the sentences begin that tell what it shows: its source may come first."""

_CAPTION = re.compile(r"^[\s*_#>]*(?:<\w+>)?\**fig(?:ure|\.)?\s*0*(?P<label>\d{1,3})\b", re.IGNORECASE | re.MULTILINE)
_OF_IT = re.compile(
    r"\W*(?:the|this|above|as the)\W+(?:\w+\W+)?(?:figure|chart|graph|diagram|plot|image|picture)s?\b", re.I
)


def figure_passages(question: Understanding, shelf: Shelf) -> tuple[HeldPassage, ...]:
    """The passages that tell of the figure that the question points to; nothing where it points to none."""
    if question.targets.figure is None and question.targets.figure_place is None:
        return ()
    meant = _meant(question, shelf)
    found = [told for holding in meant[:MOST_READ] if (told := _telling(question, holding, shelf))]
    if len(found) > MOST_DOCUMENTS or len(meant) > MOST_READ:
        return ()
    return tuple(held for told in found for held in told)


def no_such_figure(question: Understanding, shelf: Shelf) -> str:
    """That a document plainly named has figures, and not the one that is asked for; else empty."""
    if question.targets.figure is None or not question.named_digests:
        return ""
    labels = {holding.name: _labels(shelf.document(holding)) for holding in _meant(question, shelf)}
    if not all(labels.values()) or any(question.targets.figure in each for each in labels.values()):
        return ""
    held = "; ".join(f"{name} has Figure {', '.join(each)}" for name, each in labels.items())
    return f"Not found: no Figure {question.targets.figure} stands there ({held})."


def _meant(question: Understanding, shelf: Shelf) -> Sequence[Holding]:
    named = question.named_digests
    return [holding for holding in shelf.holdings() if not named or holding.digest in named]


def _labels(document: Document) -> list[str]:
    """The numbers of the figures that have a caption, in the order of the text."""
    return list(dict.fromkeys(match["label"] for match in _CAPTION.finditer(document.text)))


def _telling(question: Understanding, holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    document = shelf.document(holding)
    label = question.targets.figure or _label_at(question.targets.figure_place or 0, _labels(document))
    captions = [match for match in _CAPTION.finditer(document.text) if match["label"] == label]
    if label is None or not captions:
        return []
    sentences = shelf.passages_of(holding, ["sentence"])
    mentions = re.compile(rf"\bfig(?:ure|\.)?s?\s*0*{label}\b", re.IGNORECASE)
    told = [held for match in captions for held in _after(match.end(), sentences, document)]
    named = [held for held in sentences if mentions.search(held.passage.reading)]
    return list({held.id: held for held in [*told, *named]}.values())[:MOST_SENTENCES]


def _label_at(place: int, labels: Sequence[str]) -> str | None:
    at = place - (place > 0)
    return labels[at] if -len(labels) <= at < len(labels) else None


def _after(at: int, sentences: Sequence[HeldPassage], document: Document) -> list[HeldPassage]:
    """The sentences that begin by saying that they tell of a figure, with the rest of their paragraph."""
    first = bisect_left(sentences, at, key=lambda held: held.passage.span.start)
    following = [held for held in sentences[first:] if held.passage.span.start - at <= FARTHEST]
    another = _CAPTION.search(document.text, at)
    following = [held for held in following if another is None or held.passage.span.end <= another.start()]
    opening = next((held for held in following if _OF_IT.match(held.passage.reading)), None)
    if opening is None:
        return []
    paragraph = _paragraph(opening.passage.span, document)
    return [
        held
        for held in following
        if paragraph.overlaps(held.passage.span) and held.passage.span >= opening.passage.span
    ]


def _paragraph(span: Span, document: Document) -> Span:
    end = document.text.find("\n\n", span.end)
    return Span(span.start, end if end > 0 else len(document.text))
