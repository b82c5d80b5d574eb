"""Words that a document quotes: runs between quotation marks, and the citation that they are credited to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.document import Callout, Quotation, Span
from corpus.structure.lines import trimmed

_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_LONGEST = 3000
_DEEPEST = 3
_SENTENCE_ENDS = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[^\W\d_a-zа-яё]|[“«\"„])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ABBREVIATED = re.compile(r"(?:\b(?:et al|e\.g|i\.e|cf|vs|pp?|vol|no|ed|eds|Dr|Prof|Mr|Ms|St)|\b[^\W\d_])\.$")


def quotations(text: str, callouts: Sequence[Callout], excluded: Sequence[Span] = ()) -> tuple[Quotation, ...]:
    """Every quotation of at least three words within one paragraph of `text`, sorted, marks left out.

    It is credited to the first callout that follows in its sentence, else to the last that precedes it there.
    """
    ordered = sorted(callouts, key=lambda callout: callout.span)
    starts = [callout.span.start for callout in ordered]
    found = []
    for paragraph in _paragraphs(text):
        for span in _quoted(text, paragraph):
            if len(re.findall(r"\w+(?:['’\-]\w+)*", span.of(text))) >= 3 and not any(
                span.overlaps(e) for e in excluded
            ):
                found.append(Quotation(span, _credited(text, span, paragraph, ordered, starts)))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for match in _PARAGRAPH.finditer(text):
        if match.start() >= start:
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(text))


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    """Runs between paired marks; straight marks pair in order, which needs an even number in the paragraph."""
    position = paragraph.start
    while position < paragraph.end:
        opened = re.compile(r"[“«„\"]").search(text, position, paragraph.end)
        if not opened:
            return
        closing = _closing(text, opened, paragraph.end)
        if closing is None:
            position = opened.end()
            continue
        if closing > opened.end():
            yield trimmed(text, opened.end(), closing)
        position = closing + 1


def _closing(text: str, opened: re.Match[str], end: int) -> int | None:
    limit = min(end, opened.end() + _LONGEST)
    marks = _PAIRS.get(opened[0])
    if marks is None:
        return _closing_straight(text, opened, limit)
    depth = 1
    if not any(text.find(mark, opened.end(), limit) >= 0 for mark in marks):
        return None
    for position in range(opened.end(), limit):
        if text[position] in marks:
            depth -= 1
            if depth == 0:
                return position
        elif text[position] == opened[0]:
            depth += 1
            if depth > _DEEPEST:
                return None
    return None


def _closing_straight(text: str, opened: re.Match[str], limit: int) -> int | None:
    """A straight mark opens only before a word, and closes only after one: `5" pipe` opens nothing."""
    before = text[opened.start() - 1 : opened.start()]
    after = text[opened.end() : opened.end() + 1]
    if after.isspace() or not after or (before.isalnum()):
        return None
    position = opened.end()
    for _ in range(_DEEPEST):
        position = text.find('"', position, limit)
        if position == -1 or not text[position - 1].isspace():
            return None if position == -1 else position
        position += 1
    return None


def _credited(
    text: str, span: Span, paragraph: Span, callouts: Sequence[Callout], starts: Sequence[int]
) -> Span | None:
    sentence = Span(_sentence_start(text, span.start, paragraph.start), _sentence_end(text, span.end, paragraph.end))
    following = bisect_left(starts, span.end)
    if following < len(callouts) and callouts[following].span.start < sentence.end:
        return callouts[following].span
    if following > 0 and callouts[following - 1].span.start >= sentence.start:
        before = callouts[following - 1].span
        return before if before.end <= span.start else None
    return None


def _sentence_start(text: str, at: int, floor: int) -> int:
    start = max(floor, at - 600)
    for match in _SENTENCE_ENDS.finditer(text, start, at):
        if not _ABBREVIATED.search(text, max(start, match.start() - 8), match.start() + 1):
            start = match.end()
    return start


def _sentence_end(text: str, at: int, ceiling: int) -> int:
    """The end of the sentence; a callout that stands after the quotation's own full stop still belongs to it."""
    limit = min(ceiling, at + 600)
    own_stop = text[at - 1] in ".!?…" if at else False
    if own_stop and re.compile(r"[\"”’»“]*[.,]?\s*[\[(^]").match(text, at):
        closed = re.compile(r"[\"”’»“]*[.,]?\s*[\[(^][^\])]{0,200}[\])]").match(text, at, limit)
        at = closed.end() if closed else at
        return max(at, 0)
    for match in _SENTENCE_ENDS.finditer(text, at, limit):
        if not _ABBREVIATED.search(text, max(at, match.start() - 8), match.start() + 1):
            return match.start() + 1
    return limit
