"""Words that a document quotes: runs between quotation marks, and the citation that they are credited to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from corpus.document import Callout, Quotation, Span
from corpus.structure.credited_authors import author_after, author_before
from corpus.structure.lines import merged, trimmed

_PAIRS = {"“": "”", "«": "»", "„": '“”‟"', "‟": "”", "‹": "›"}
# Told after the mark itself, for which the engine can look fast: a single one opens only right before a word.
_OPENING = re.compile(r"[“«„‟‹\"‘'](?:(?<![‘'])|(?<!\w[‘'])(?=\w))")
_SINGLE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_LONGEST = 3000
_DEEPEST = 3
_FEWEST = 3
_FEWEST_SET_IN = 8
_LONGEST_SINGLE = 500
_FEWEST_SINGLE = 4
_SENTENCE_ENDS = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[^\W\d_a-zа-яё]|[“«\"„])")
_CREDIT_AT_END = re.compile(r"[ \n]?[(\[—–][^()\[\]—–]{1,120}[)\]]?\.?\s*$")
_LONGEST_CREDIT = 130
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ABBREVIATED = re.compile(r"(?:\b(?:et al|e\.g|i\.e|cf|vs|pp?|vol|no|ed|eds|Dr|Prof|Mr|Ms|St)|\b[^\W\d_])\.$")


def quotations(text: str, callouts: Sequence[Callout], excluded: Sequence[Span] = ()) -> tuple[Quotation, ...]:
    """Every quotation of at least three words within one paragraph of `text`, sorted, marks left out.

    It is credited to the first callout that follows in its sentence, else to the last that precedes it there, and to
    the author whom the sentence names as saying it.
    """
    credits = _Credits(text, callouts)
    closed = merged(excluded)
    ends = [span.end for span in closed]
    found = []
    for paragraph in _paragraphs(text):
        for span in (*_quoted(text, paragraph), *_set_in(text, paragraph)):
            at = bisect_right(ends, span.start)
            if (at == len(closed) or not span.overlaps(closed[at])) and _words(span.of(text)) >= _FEWEST:
                found.append(credits.quotation(span, paragraph))
    return tuple(_disjoint(sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))))


def _words(text: str) -> int:
    return len(re.findall(r"\w+(?:['’\-]\w+)*", text))


def _disjoint(found: Sequence[Quotation]) -> Iterator[Quotation]:
    end = 0
    for quotation in found:
        if quotation.span.start >= end:
            end = quotation.span.end
            yield quotation


def _set_in(text: str, paragraph: Span) -> Iterator[Span]:
    """A paragraph that Markdown marks as quoted, or that is set in below one that ends with a colon."""
    words = paragraph.of(text)
    if not words.startswith((">", "    ")) or _words(words) < _FEWEST_SET_IN:
        return
    tail = _CREDIT_AT_END.search(words[-_LONGEST_CREDIT:])
    led_to = text[max(0, paragraph.start - 20) : paragraph.start].rstrip()[-1:] == ":"
    bare = re.search(r"[^>\s]", words)
    if bare and (tail or led_to) and all(line.startswith((">", "    ")) for line in words.splitlines() if line.strip()):
        end = max(0, len(words) - _LONGEST_CREDIT) + tail.start() if tail else len(words)
        yield trimmed(text, paragraph.start + bare.start(), max(paragraph.start + bare.start(), paragraph.start + end))


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
        opened = _OPENING.search(text, position, paragraph.end)
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
    if opened[0] in "‘'":
        return _closing_single(text, opened, limit)
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


def _closing_single(text: str, opened: re.Match[str], limit: int) -> int | None:
    """A single mark may be an apostrophe: what it opens has four words and no other mark of quotation in it."""
    closed = _SINGLE.search(text, opened.end(), min(limit, opened.end() + _LONGEST_SINGLE))
    if closed is None or _OPENING.search(text, opened.end(), closed.start()):
        return None
    return closed.start() if len(text[opened.end() : closed.start()].split()) >= _FEWEST_SINGLE else None


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


class _Credits:
    """The callouts of a text in order, and the one and the author that a quotation is credited to."""

    def __init__(self, text: str, callouts: Sequence[Callout]) -> None:
        self._text = text
        self._callouts = sorted(callouts, key=lambda callout: callout.span)
        self._starts = [callout.span.start for callout in self._callouts]

    def quotation(self, span: Span, paragraph: Span) -> Quotation:
        """The quotation at `span` with its credit."""
        sentence = Span(
            _sentence_start(self._text, span.start, paragraph.start), _sentence_end(self._text, span.end, paragraph.end)
        )
        return Quotation(span, self._callout(span, sentence), self._author(span, sentence))

    def _callout(self, span: Span, sentence: Span) -> Span | None:
        following = bisect_left(self._starts, span.end)
        if following < len(self._callouts) and self._starts[following] < sentence.end:
            return self._callouts[following].span
        if following > 0 and self._starts[following - 1] >= sentence.start:
            before = self._callouts[following - 1].span
            return before if before.end <= span.start else None
        return None

    def _author(self, span: Span, sentence: Span) -> str | None:
        before = " ".join(self._text[sentence.start : span.start].split())
        named = author_before(before) or author_after(" ".join(self._text[span.end : sentence.end].split()))
        if named is not None:
            return named
        last = bisect_left(self._starts, span.start) - 1
        narrative = last >= 0 and self._callouts[last].kind == "narrative" and self._starts[last] >= sentence.start
        return self._callouts[last].text.split("(")[0].strip(" ’'s") if narrative else None


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
