"""Choosing quotations: the few best passages, each said once, neighbours joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.document import Document, Span
from indexer.lexical import searchable
from indexer.retrieval import Hit
from service.ask.answer import Quote
from service.ask.quoting import Read, quote

MOST_QUOTES = 3
"""As many as a reader takes in at a glance."""

NEAR_THE_BEST = 0.85
"""The least share of the best score that another quotation needs (chosen on the tuning cases)."""

JOINED_GAP = 2
"""Characters between two sentences that are quoted as one run."""


def choose(hits: Sequence[Hit], sides: Sequence[Sequence[Hit]] = (), near: float = NEAR_THE_BEST) -> tuple[Hit, ...]:
    """The hits to quote, best first: the best of each side of a comparison, then those near the best.

    `near` is the least share of the best score that one of the latter needs.
    """
    chosen: list[Hit] = []
    for hit in [*(side[0] for side in sides if side), *near_the_best(hits, near)]:
        if len(chosen) < MOST_QUOTES and not any(_same(hit, other) for other in chosen):
            chosen.append(hit)
    return tuple(chosen)


def near_the_best(hits: Sequence[Hit], near: float) -> list[Hit]:
    """The hits whose score is at least `near` times the first one's."""
    return [hit for hit in hits if hit.score >= near * hits[0].score]


def quotes(hits: Sequence[Hit], read: Read) -> tuple[Quote, ...]:
    """The chosen hits as quotations, in their order; those of one paragraph that touch or overlap are one quotation."""
    runs: list[tuple[Hit, Span]] = []
    for hit in hits:
        runs = _joined(runs, hit, _complete(hit, read), read)
    return tuple(quote(hit.held.document, span, read) for hit, span in runs)


def _joined(runs: list[tuple[Hit, Span]], hit: Hit, span: Span, read: Read) -> list[tuple[Hit, Span]]:
    """The runs with one more, which may close the gap between two of them; a run keeps its first one's rank."""
    touching = [pair for pair in runs if _adjoins(hit, pair[0], span, pair[1], read)]
    if not touching:
        return [*runs, (hit, span)]
    spans = [span, *(run for _, run in touching)]
    whole = touching[0][0], Span(min(s.start for s in spans), max(s.end for s in spans))
    return [whole if pair is touching[0] else pair for pair in runs if pair not in touching[1:]]


def _complete(hit: Hit, read: Read) -> Span:
    """The passage with what it can't be understood without."""
    span = hit.held.passage.span
    if hit.held.passage.kind != "sentence":
        return span
    document = read(hit.held.document)
    return with_list(with_antecedent(span, document), document)


_POINTS_BACK = re.compile(
    r"(?:It|Its|They|Their|Them|He|His|She|Her|This|These|Those|Such|Both|Neither|The (?:former|latter))\b"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def with_antecedent(span: Span, document: Document) -> Span:
    """The span, and where it begins with a pronoun the sentence before it in its paragraph."""
    if not _POINTS_BACK.match(span.of(document.text)):
        return span
    at = bisect_left(document.sentences, span) - 1
    if at < 0 or _PARAGRAPH.search(document.text, document.sentences[at].end, span.start):
        return span
    return Span(document.sentences[at].start, span.end)


_ITEM = re.compile(r"\s*\n\s*(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?:[✓✔]\s*)?")


MOST_OF_A_LIST = 1200
"""Characters of a list that are quoted with the sentence that announces it."""


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


def _adjoins(hit: Hit, other: Hit, span: Span, run: Span, read: Read) -> bool:
    if hit.held.document.digest != other.held.document.digest or "row" in (
        hit.held.passage.kind,
        other.held.passage.kind,
    ):
        return False
    first, second = sorted((span, run))
    gap = second.start - first.end
    if gap > JOINED_GAP:
        return False
    return gap <= 0 or not _PARAGRAPH.search(read(hit.held.document).text, first.end, second.start)


def _same(hit: Hit, other: Hit) -> bool:
    """Whether the two say the same in the same words."""
    return _folded(hit) == _folded(other)


def _folded(hit: Hit) -> str:
    return " ".join(searchable(hit.held.passage.reading).lower().split())
