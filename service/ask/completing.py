"""Completing: a passage with what it can't be understood without, and passages that touch made one run."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from indexer.retrieval import Hit
from service.quotes.quoting import Read

JOINED_GAP = 2
"""Characters between two sentences that are quoted as one run."""


@dataclass(frozen=True)
class Run:
    """A run of one document to quote: the best `hit` in it, its whole `span`, and all `hits` that it was made of."""

    hit: Hit
    span: Span
    hits: tuple[Hit, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences: table rows and entries of reference lists stand by themselves."""
        return self.hit.held.passage.kind == "sentence"


def runs(hits: Sequence[Hit], read: Read) -> tuple[Run, ...]:
    """The hits completed, in their order; those of one paragraph that touch or overlap are one run."""
    found: list[Run] = []
    for hit in hits:
        found = _joined(found, Run(hit, completed(hit, read), (hit,)), read)
    return tuple(found)


def _joined(found: list[Run], run: Run, read: Read) -> list[Run]:
    """The runs with one more, which may close the gap between two of them; a run keeps its first one's rank."""
    touching = [other for other in found if _adjoins(run, other, read)]
    if not touching:
        return [*found, run]
    parts = [*touching, run]
    span = Span(min(part.span.start for part in parts), max(part.span.end for part in parts))
    whole = Run(touching[0].hit, span, tuple(hit for part in parts for hit in part.hits))
    return [whole if other is touching[0] else other for other in found if other not in touching[1:]]


def _adjoins(run: Run, other: Run, read: Read) -> bool:
    if run.hit.held.document.digest != other.hit.held.document.digest or not run.is_prose or not other.is_prose:
        return False
    first, second = sorted((run.span, other.span))
    gap = second.start - first.end
    if gap > JOINED_GAP:
        return False
    return gap <= 0 or not _PARAGRAPH.search(read(run.hit.held.document).text, first.end, second.start)


def completed(hit: Hit, read: Read) -> Span:
    """The passage with what it can't be understood without."""
    span = hit.held.passage.span
    if hit.held.passage.kind != "sentence":
        return span
    document = read(hit.held.document)
    return with_list(with_antecedent(with_lead(span, document), document), document)


_POINTS_BACK = re.compile(
    r"(?:It|Its|They|Their|Them|He|His|She|Her|This|These|Those|Such|Both|Neither|The (?:former|latter))\b"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def with_antecedent(span: Span, document: Document) -> Span:
    """The span, and where it begins with a pronoun the sentence before it in its paragraph."""
    if not _POINTS_BACK.match(span.of(document.text)):
        return span
    before = sentence_before(span, document)
    return span if before is None else Span(before.start, span.end)


def sentence_before(span: Span, document: Document) -> Span | None:
    """The sentence before the span in its paragraph."""
    at = bisect_left(document.sentences, span) - 1
    if at < 0 or _PARAGRAPH.search(document.text, document.sentences[at].end, span.start):
        return None
    before = document.sentences[at]
    return before if before.end <= span.start else None


def sentence_after(span: Span, document: Document) -> Span | None:
    """The sentence after the span in its paragraph."""
    at = bisect_right(document.sentences, span.end - 1, key=lambda sentence: sentence.start)
    if at >= len(document.sentences) or _PARAGRAPH.search(document.text, span.end, document.sentences[at].start):
        return None
    return document.sentences[at]


_ITEM = re.compile(r"\s*\n\s*(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?:[✓✔]\s*)?")

MOST_OF_A_LIST = 1200
"""Characters of a list that are quoted with the sentence that announces it."""


MOST_OF_A_LEAD = 600
"""Characters between a list item and the sentence that announces its list, over which both are quoted as one."""


def with_lead(span: Span, document: Document) -> Span:
    """The span, and where it is an item of a list the sentence that announces it, with the items after that."""
    lead = _lead(span, document)
    if lead is None:
        return span
    whole = with_list(lead, document)
    return Span(lead.start, max(span.end, whole.end))


def _lead(span: Span, document: Document) -> Span | None:
    """The sentence that announces the list that the span is an item of."""
    at = bisect_left(document.sentences, span)
    start = span.start
    while at > 0:
        before = document.sentences[at - 1]
        if span.end - before.start > MOST_OF_A_LEAD or not _ITEM.fullmatch(document.text, before.end, start):
            return None
        if before.of(document.text).endswith(":"):
            return before
        at, start = at - 1, before.start
    return None


def with_list(span: Span, document: Document) -> Span:
    """The span, and where it ends in a colon the list items that it announces."""
    if not span.of(document.text).endswith(":"):
        return span
    end = span.end
    for sentence in document.sentences[bisect_left(document.sentences, Span(end, end)) :]:
        is_item = _ITEM.fullmatch(document.text, end, sentence.start)
        if not is_item or sentence.end - span.end > MOST_OF_A_LIST:
            break
        end = sentence.end
    return Span(span.start, end)
